import JSONCoding
import Messaging
import Models

/// A dead letter as `beacon dead-letters list` prints it, without its bytes.
struct DeadLetterLine: JSONEncodable {
  let number: RecordNumber
  let letter: DeadLetter
  /// The size of the record's value.
  let bytes: Int

  init(_ record: Record, _ letter: DeadLetter) {
    number = RecordNumber(record)
    bytes = letter.value?.count ?? 0
    var letter = letter
    letter.value = nil
    self.letter = letter
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("number", number.description)
    json.field("code", letter.code)
    json.field("message", letter.message)
    json.field("stage", letter.stage)
    json.field("topic", letter.topic)
    json.field("partition", letter.partition)
    json.field("offset", Int(letter.offset))
    json.field("timestamp", letter.timestamp.description)
    json.field("version", letter.version)
    json.field("attempts", letter.attempts)
    json.field("bytes", bytes)
    json.endObject()
  }
}
