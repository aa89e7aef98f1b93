import Foundation
import KafkaMessaging
import Messaging
import Models
import ServiceProcesses

/// The command line client that users of Kafka know; Debian's package `kcat`.
enum Kcat {
  static let program = ExternalProgram.find("kcat", "kafkacat")

  /// Publishes each entry as a record; with this project's own producer where `kcat` is not installed, or where it
  /// cannot write what is in them.
  static func publish(_ entries: some Sequence<ArticleStream.Entry>, to topic: String, broker: String) throws {
    guard let program, entries.allSatisfy(\.isLine) else {
      return try publishWithoutKcat(entries, to: topic, broker: broker)
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "beacon-kcat-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    var lines = Data()
    for entry in entries { lines += Data(entry.key.utf8) + Data("\t".utf8) + Data(entry.value ?? []) + Data("\n".utf8) }
    try lines.write(to: file)
    try ExternalProgram.run(
      program, ["-b", broker, "-P", "-t", topic, "-K", "\t", "-X", "enable.idempotence=true", "-l", file.path])
  }

  /// The values of a topic that are committed, as its lines; nil where `kcat` is not installed.
  static func consume(_ topic: String, broker: String) throws -> [Data]? {
    guard let program else { return nil }
    let answer = try ExternalProgram.run(
      program, ["-b", broker, "-C", "-t", topic, "-o", "beginning", "-e", "-q", "-X", "isolation.level=read_committed"])
    return answer.split(separator: UInt8(ascii: "\n")).map { Data($0) }
  }

  private static func publishWithoutKcat(
    _ entries: some Sequence<ArticleStream.Entry>, to topic: String, broker: String
  ) throws {
    var settings = KafkaSettings(bootstrapServers: broker)
    settings.overrides = ["message.max.bytes": "67108864"]
    let producer = try KafkaProducer(settings)
    for entry in entries {
      try producer.produce(
        OutgoingRecord(
          topic: topic, key: Array(entry.key.utf8), value: entry.value, headers: entry.headers,
          time: Timestamp(milliseconds: 0)))
    }
    try producer.flush()
  }
}

extension ArticleStream.Entry {
  /// Whether the record is a line of text, as `kcat` reads it.
  fileprivate var isLine: Bool {
    guard headers.isEmpty, let value, value.count < 1 << 20 else { return false }
    return !value.contains(UInt8(ascii: "\n")) && !key.isEmpty
  }
}
