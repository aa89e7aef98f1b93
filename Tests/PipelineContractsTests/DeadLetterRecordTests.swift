import Messaging
import Models
import PipelineContracts
import Testing

@Suite struct DeadLetterRecordTests {
  private let record = Record(
    topic: "beacon.articles.v1", partition: 3, offset: 41, key: [0xFF, 0], value: Array("{not json".utf8),
    headers: CloudEvent.headers(
      id: "x1", type: "beacon.article.v1", stage: "publish", time: Timestamp(milliseconds: 1_772_352_900_000))
      + [Header("odd", bytes: [0xFF])],
    time: Timestamp(milliseconds: 1_772_352_900_250))

  private func read(_ outgoing: OutgoingRecord) -> Record {
    Record(
      topic: outgoing.topic, partition: 0, offset: 0, key: outgoing.key, value: outgoing.value,
      headers: outgoing.headers, time: outgoing.time)
  }

  @Test("A dead letter keeps the original bytes, key and headers, and says what happened where")
  func make() {
    let letter = DeadLetterRecord.make(
      from: record, stage: "ingestion-identify", code: "json_syntax", message: "byte 1: found 'n'", version: "0.1.0",
      attempts: 2)
    #expect(letter.topic == "beacon.dead-letters.v1" && letter.key == record.key && letter.value == record.value)
    #expect(letter.time == record.time)
    #expect(
      letter.headers == record.headers + [
        Header("beacon_error_code", "json_syntax"), Header("beacon_error_message", "byte 1: found 'n'"),
        Header("beacon_stage", "ingestion-identify"), Header("beacon_topic", "beacon.articles.v1"),
        Header("beacon_partition", "3"), Header("beacon_offset", "41"),
        Header("beacon_timestamp", "2026-03-01T08:15:00.250Z"), Header("beacon_version", "0.1.0"),
        Header("beacon_attempts", "2"),
      ])
    #expect(
      DeadLetterRecord.read(read(letter))
        == DeadLetter(
          code: "json_syntax", message: "byte 1: found 'n'", stage: "ingestion-identify", topic: "beacon.articles.v1",
          partition: 3, offset: 41, timestamp: record.time, version: "0.1.0", attempts: 2, key: record.key,
          value: record.value))
  }

  @Test("A replayed dead letter is the original record again")
  func replay() throws {
    let letter = DeadLetterRecord.make(from: record, stage: "s", code: "c", message: "m", version: "v")
    let again = try #require(DeadLetterRecord.replay(read(letter)))
    #expect(again.topic == record.topic && again.key == record.key && again.value == record.value)
    #expect(again.headers == record.headers && again.time == record.time)
  }

  @Test("Of a record that no topic takes the first bytes are kept, with its size, and it is not replayed")
  func tooLarge() throws {
    var large = record
    large.value = [UInt8](repeating: 0x61, count: 20_000_000)
    let letter = DeadLetterRecord.make(from: large, stage: "s", code: "c", message: "m", version: "v")
    #expect(letter.value?.count == DeadLetterRecord.maxValueBytes && letter.key == record.key)
    #expect(letter.headers.last == Header("beacon_cut_from", "20000002"))
    #expect(DeadLetterRecord.read(read(letter))?.cutFrom == 20_000_002)
    #expect(DeadLetterRecord.replay(read(letter)) == nil)
    large = record
    large.key = [UInt8](repeating: 0x61, count: 9_000_000)
    let keyed = DeadLetterRecord.make(from: large, stage: "s", code: "c", message: "m", version: "v")
    #expect(keyed.key?.count == DeadLetterRecord.maxKeyBytes && keyed.value == record.value)
    let size = TopicCatalogue.deadLetters.maxMessageBytes
    #expect(DeadLetterRecord.maxKeyBytes + DeadLetterRecord.maxValueBytes + 256 * 1024 < size)
  }

  @Test("A letter of a record without an event's headers gets them, and keeps those that it has")
  func completed() {
    var bare = record
    bare.headers = [Header("ce_source", "/mine"), Header("odd", "1")]
    let letter = DeadLetterRecord.make(from: bare, stage: "s", code: "c", message: "m", version: "v")
    #expect(letter.headers.prefix(2) == bare.headers[...])
    #expect(letter.headers.filter { $0.name == "ce_source" } == [Header("ce_source", "/mine")])
    let names = letter.headers.map(\.name)
    for name in ["ce_specversion", "ce_id", "ce_type", "ce_time", "content-type", "traceparent"] {
      #expect(names.filter { $0 == name }.count == 1, "\(name)")
    }
    var next = bare
    next.offset += 1
    let other = DeadLetterRecord.make(from: next, stage: "s", code: "c", message: "m", version: "v")
    #expect(letter.headers.first { $0.name == "ce_id" } != other.headers.first { $0.name == "ce_id" })
  }

  @Test("A letter that dies again states its last failure only")
  func twice() {
    let first = DeadLetterRecord.make(from: record, stage: "s1", code: "c1", message: "m", version: "v")
    let second = DeadLetterRecord.make(from: read(first), stage: "s2", code: "c2", message: "m", version: "v")
    #expect(second.headers.filter { $0.name == "beacon_error_code" } == [Header("beacon_error_code", "c2")])
    #expect(second.headers.count == first.headers.count)
  }

  @Test("A long message is cut to 1,024 bytes, on the boundary of a character", arguments: ["a", "é", "钱", "😀", "a😀"])
  func cut(unit: String) throws {
    for shift in 0..<5 {
      let message = String(repeating: "x", count: shift) + String(repeating: unit, count: 2000)
      let letter = DeadLetterRecord.make(from: record, stage: "s", code: "c", message: message, version: "v")
      let kept = try #require(DeadLetterRecord.read(read(letter))?.message)
      #expect(kept.utf8.count <= 1024 && kept.utf8.count > 1020)
      #expect(message.unicodeScalars.starts(with: kept.unicodeScalars))
    }
    let exact = String(repeating: "y", count: 1024)
    let letter = DeadLetterRecord.make(from: record, stage: "s", code: "c", message: exact, version: "v")
    #expect(DeadLetterRecord.read(read(letter))?.message == exact)
  }

  @Test("Ten thousand headers are cut to a hundred, and large ones to 64 KiB in all")
  func hostileHeaders() {
    var hostile = record
    hostile.headers = (0..<10_000).map { Header("h\($0)", "v") }
    let many = DeadLetterRecord.make(from: hostile, stage: "s", code: "c", message: "m", version: "v")
    #expect(many.headers.count == 109 + 7)
    hostile.headers = [Header("small", "v"), Header("large", bytes: [UInt8](repeating: 0, count: 1_000_000))]
    let large = DeadLetterRecord.make(from: hostile, stage: "s", code: "c", message: "m", version: "v")
    #expect(large.headers.count == 10 + 7)
  }

  @Test("A record without the headers of a dead letter is not one")
  func noLetter() {
    #expect(DeadLetterRecord.read(record) == nil && DeadLetterRecord.replay(record) == nil)
  }
}
