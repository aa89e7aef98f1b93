import JSONCoding
import Models

/// A dead letter as `beacon dead-letters list --json` prints it, without its bytes.
struct DeadLetterLine: JSONEncodable {
  var number: Int64
  var letter: DeadLetter

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("number", Int(number))
    json.field("code", letter.code)
    json.field("message", letter.message)
    json.field("stage", letter.stage)
    json.field("topic", letter.topic)
    json.field("partition", letter.partition)
    json.field("offset", Int(letter.offset))
    json.field("timestamp", letter.timestamp.description)
    json.field("version", letter.version)
    json.field("attempts", letter.attempts)
    json.field("bytes", letter.value?.count ?? 0)
    json.endObject()
  }
}
