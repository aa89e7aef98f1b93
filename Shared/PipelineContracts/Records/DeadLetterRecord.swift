import Messaging
import Models

/// A record in the dead-letter topic: the original key, value and headers, with the failure in additional headers. A
/// record without CloudEvents headers or a trace gets them here, and keeps them when it is replayed.
package enum DeadLetterRecord {
  private enum Name {
    static let prefix = "beacon_"
    static let code = "beacon_error_code"
    static let message = "beacon_error_message"
    static let stage = "beacon_stage"
    static let topic = "beacon_topic"
    static let partition = "beacon_partition"
    static let offset = "beacon_offset"
    static let timestamp = "beacon_timestamp"
    static let version = "beacon_version"
    static let attempts = "beacon_attempts"
    static let cutFrom = "beacon_cut_from"
  }

  /// The most headers of the original record that are kept.
  private static let maxOriginalHeaders = 100
  /// The most bytes of names and values of the original headers that are kept.
  private static let maxOriginalHeaderBytes = 64 * 1024
  /// The most bytes of the error message that are kept.
  package static let maxMessageBytes = 1024
  /// The most bytes of the original key that are kept: a compressed batch can carry more than the dead-letter topic
  /// takes.
  package static let maxKeyBytes = 64 * 1024
  /// The most bytes of the original value that are kept, for the same reason as `maxKeyBytes`.
  package static let maxValueBytes = 7 * 1024 * 1024

  /// The dead letter of a record that a stage refused.
  ///
  /// - Parameters:
  ///   - code, message: of the `badRecord` failure; the message is cut to 1,024 bytes.
  ///   - version: of the program that refused the record.
  ///   - attempts: how many times the record was tried.
  package static func make(
    from record: Record, stage: String, code: String, message: String, version: String, attempts: Int = 1
  ) -> OutgoingRecord {
    let id = contentHash("dead letter", record.topic, String(record.partition), String(record.offset))
    let type = TopicCatalogue.eventType(ofTopic: record.topic)
    let key = record.key.map { Array($0.prefix(maxKeyBytes)) }
    let value = record.value.map { Array($0.prefix(maxValueBytes)) }
    let cut =
      key == record.key && value == record.value
      ? [] : [Header(Name.cutFrom, String((record.key?.count ?? 0) + (record.value?.count ?? 0)))]
    return OutgoingRecord(
      topic: TopicCatalogue.deadLetters.name, key: key, value: value,
      headers: CloudEvent.completed(
        originalHeaders(record.headers), id: id, type: type, stage: stage, time: record.time) + [
          Header(Name.code, code), Header(Name.message, bytes: shortened(message, to: maxMessageBytes)),
          Header(Name.stage, stage), Header(Name.topic, record.topic),
          Header(Name.partition, String(record.partition)), Header(Name.offset, String(record.offset)),
          Header(Name.timestamp, record.time.description), Header(Name.version, version),
          Header(Name.attempts, String(attempts)),
        ] + cut,
      time: record.time)
  }

  /// The dead letter in a record; nil where its headers are missing or unreadable.
  package static func read(_ record: Record) -> DeadLetter? {
    guard let code = record.header(Name.code), let message = record.header(Name.message),
      let stage = record.header(Name.stage), let topic = record.header(Name.topic),
      let partition = record.header(Name.partition).flatMap({ Int($0) }),
      let offset = record.header(Name.offset).flatMap({ Int64($0) }),
      let timestamp = record.header(Name.timestamp).flatMap({ Timestamp(rfc3339: $0) }),
      let version = record.header(Name.version), let attempts = record.header(Name.attempts).flatMap({ Int($0) })
    else { return nil }
    return DeadLetter(
      code: code, message: message, stage: stage, topic: topic, partition: partition, offset: offset,
      timestamp: timestamp, version: version, attempts: attempts, key: record.key, value: record.value,
      cutFrom: record.header(Name.cutFrom).flatMap { Int($0) })
  }

  /// The original record again, to be written to the topic and partition that it came from, which `read` returns. Nil
  /// if `read` returns nil, or if the dead letter has only the first bytes of the record.
  package static func replay(_ record: Record) -> OutgoingRecord? {
    guard let letter = read(record), letter.cutFrom == nil else { return nil }
    return OutgoingRecord(
      topic: letter.topic, key: letter.key, value: letter.value, headers: originalHeaders(record.headers),
      time: letter.timestamp)
  }

  private static func originalHeaders(_ headers: [Header]) -> [Header] {
    var kept: [Header] = []
    var room = maxOriginalHeaderBytes
    for header in headers where !header.name.utf8.starts(with: Name.prefix.utf8) {
      room -= header.name.utf8.count + header.value.count
      if room < 0 || kept.count == maxOriginalHeaders { break }
      kept.append(header)
    }
    return kept
  }

  private static func shortened(_ message: String, to limit: Int) -> [UInt8] {
    let bytes = Array(message.utf8.prefix(limit + 1))
    if bytes.count <= limit { return bytes }
    var end = limit
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(bytes[..<end])
  }
}
