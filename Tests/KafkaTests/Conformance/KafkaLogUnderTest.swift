import Foundation
import Messaging
import MessagingConformance
import Models
import SQLite
import StateStore
import TestSupport

@testable import KafkaMessaging

/// Topics of its own on the shared broker, and state files in a folder of its own.
///
/// The suite's topic names and times are translated on the way in and out: names get a prefix, and the time, which
/// Kafka would not keep where it is negative, travels in a header.
final class KafkaLogUnderTest: LogUnderTest, @unchecked Sendable {
  // `@unchecked Sendable`: one thread uses it, and that of a commit while the first waits for its end.
  let partitions = 2
  var diesWithinCommit: () -> Bool = { false }
  let prefix = "c\(UUID().uuidString.prefix(8))."
  let settings: KafkaSettings
  let directory: String
  private let producer: KafkaProducer
  private let reader: TopicReader
  private var members: [WeakMember] = []

  private struct WeakMember {
    weak var member: KafkaMember?
  }

  static let transport = TransportUnderTest("Kafka", isCostly: true) { try KafkaLogUnderTest(topics: $0) }

  init(topics: [TopicConfiguration]) throws {
    var settings = try SharedBroker.settings()
    // The suite reads to the end of topics all the time, and makes one small transaction after the other.
    settings.overrides = ["fetch.wait.max.ms": "5", "retry.backoff.ms": "2"]
    self.settings = settings
    producer = try KafkaProducer(SharedBroker.settings())
    reader = try TopicReader(settings)
    directory = FileManager.default.temporaryDirectory.appending(path: "beacon-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let admin = try KafkaAdmin(SharedBroker.settings())
    for topic in topics {
      _ = try admin.create(
        .init(
          name: prefix + topic.name, partitions: partitions, replicationFactor: 1,
          configuration: ["max.message.bytes": "8388608"]))
    }
    try SharedBroker.waitUntilSeen(topics.map { prefix + $0.name }, by: admin)
  }

  deinit {
    for life in members { life.member?.end() }
    try? FileManager.default.removeItem(atPath: directory)
  }

  func append(_ records: [OutgoingRecord]) throws {
    for record in records {
      let record = Translation.out(record, prefix)
      switch record.destination {
      case .byKey: try producer.produce(record)
      case .everyPartition:
        for partition in 0..<partitions { try producer.produce(record, partition: partition) }
      }
    }
    try producer.flush()
    // Only to a batch that begins so much later is a row of a table sure to be visible.
    if records.contains(where: { $0.topic == Ledger.table }) {
      Thread.sleep(forTimeInterval: Double(KafkaTables.endsAge) / 1000)
    }
  }

  func transport(for stage: Stage, partition: Int) throws -> any StageTransport {
    for member in members.compactMap(\.member) where member.isOf(stage) {
      if let transport = try member.transport(for: stage, partition: partition) { return transport }
      member.end()
    }
    let member = try KafkaMember(of: stage, on: self)
    members.append(WeakMember(member: member))
    guard let transport = try member.transport(for: stage, partition: partition) else {
      throw ConformanceFailure("a new member has no place for partition \(partition)")
    }
    return transport
  }

  func records(topic: String) throws -> [Record] {
    try reader.records(of: prefix + topic).map { Translation.back($0, prefix) }
  }

  func rows(of stage: Stage, partition: Int) throws -> [InMemoryStageState.Row] {
    let path = "\(directory)/\(stage.name)-\(partition).db"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let connection = try Connection(path: path, mode: .readOnly)
    return try SQLiteStageState(StateSpace(stage: stage.name, partition: partition, on: connection)).allRows()
  }

  /// Open transactions stay open at the broker, as those of a process that died.
  func crash() throws {
    for life in members { life.member?.end() }
    members = []
  }

  func loseState(of stage: Stage, partition: Int) throws {
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: "\(directory)/\(stage.name)-\(partition).db\(ending)")
    }
  }

  /// Where a partition of the log ends, open transactions counted.
  func end(of place: TopicPartition) throws(KafkaError) -> Int64 { try reader.end(of: place) }
}

enum Translation {
  private static let time = "time of the suite"

  static func out(_ record: OutgoingRecord, _ prefix: String) -> OutgoingRecord {
    var record = record
    record.topic = prefix + record.topic
    record.headers.append(Header(time, String(record.time.milliseconds)))
    return record
  }

  static func back(_ record: Record, _ prefix: String) -> Record {
    var record = record
    record.topic = String(record.topic.dropFirst(prefix.count))
    if let index = record.headers.lastIndex(where: { $0.name == time }) {
      record.time = Timestamp(
        milliseconds: Int64(String(decoding: record.headers.remove(at: index).value, as: UTF8.self)) ?? 0)
    }
    return record
  }
}
