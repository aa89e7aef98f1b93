import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import MessagingConformance
import Models
import SQLite
import StateStore

/// Topics of its own on the shared broker, and state files in a folder of its own.
///
/// The suite's topic names and times are translated on the way in and out: names get a prefix, and the time, which Kafka
/// would not keep where it is negative, travels in a header.
final class KafkaLogUnderTest: LogUnderTest {
  let partitions = 2
  private let prefix = "c\(UUID().uuidString.prefix(8))."
  private let settings: KafkaSettings
  private let directory: String
  private let producer: KafkaProducer
  private var lives: [Life] = []

  /// A transport ends with the runner that owns it, or with the process.
  private struct Life {
    weak var transport: TranslatingTransport?
  }

  static let transport = TransportUnderTest("Kafka") { try KafkaLogUnderTest(topics: $0) }

  init(topics: [TopicConfiguration]) throws {
    settings = try SharedBroker.settings()
    producer = try KafkaProducer(settings)
    directory = FileManager.default.temporaryDirectory.appending(path: "beacon-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let admin = try KafkaAdmin(settings)
    for topic in topics {
      _ = try admin.create(
        .init(
          name: prefix + topic.name, partitions: partitions, replicationFactor: 1,
          configuration: ["max.message.bytes": "8388608"]))
    }
    for topic in topics { try SharedBroker.waitUntilSeen(prefix + topic.name, by: admin) }
  }

  deinit {
    for life in lives { life.transport?.end() }
    try? FileManager.default.removeItem(atPath: directory)
  }

  func append(_ records: [OutgoingRecord]) throws {
    for record in records { try producer.produce(Translation.out(record, prefix)) }
    try producer.flush()
  }

  func transport(for stage: Stage, partition: Int) throws -> any StageTransport {
    let transport = try TranslatingTransport(
      stage, partition: partition, settings: settings, directory: directory, prefix: prefix)
    lives.append(Life(transport: transport))
    return transport
  }

  func records(topic: String) throws -> [Record] {
    try readAll(prefix + topic, settings: settings).map { Translation.back($0, prefix) }
  }

  func rows(of stage: Stage, partition: Int) throws -> [InMemoryStageState.Row] {
    let path = "\(directory)/\(stage.name)-\(partition).db"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let connection = try Connection(path: path, mode: .readOnly)
    let state = SQLiteStageState(try StateSpace(stage: stage.name, partition: partition, on: connection))
    var rows: [InMemoryStageState.Row] = []
    try state.scan(prefix: []) { key, value in
      rows.append(InMemoryStageState.Row(key: key, value: value))
      return true
    }
    return rows
  }

  /// Open transactions stay open at the broker, as those of a process that died.
  func crash() throws {
    for life in lives { life.transport?.end() }
    lives = []
  }

  func loseState(of stage: Stage, partition: Int) throws -> Bool {
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: "\(directory)/\(stage.name)-\(partition).db\(ending)")
    }
    return true
  }
}

/// Everything committed in a topic, in order of partitions and offsets.
func readAll(_ topic: String, settings: KafkaSettings) throws -> [Record] {
  let consumer = try KafkaConsumer(settings)
  var open = Set(try consumer.partitions(of: topic))
  try consumer.assign(open.map { ($0, 0) })
  var records: [Record] = []
  let end = Date(timeIntervalSinceNow: 30)
  while !open.isEmpty, Date() < end {
    switch consumer.poll(milliseconds: 200) {
    case .record(let record): records.append(record)
    case .endOfPartition(let place): open.remove(place)
    case .nothing: break
    case .failure(let error): if error.kind != .retriable { throw error }
    }
  }
  _ = consumer.close()
  return records.sorted { ($0.partition, $0.offset) < ($1.partition, $1.offset) }
}

private enum Translation {
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

/// The product's transport, fed by a consumer of its own as the host feeds it.
private final class TranslatingTransport: StageTransport {
  private let base: KafkaStageTransport
  private let consumer: KafkaConsumer
  private let place: TopicPartition
  private let prefix: String
  private var isReading = false
  /// The end of the log when the client last said that it had been reached.
  private var endReached: Int64?

  init(_ stage: Stage, partition: Int, settings: KafkaSettings, directory: String, prefix: String) throws {
    self.prefix = prefix
    place = TopicPartition(prefix + (stage.inputs.first ?? ""), partition)
    consumer = try KafkaConsumer(settings, group: ConsumerGroup(id: prefix + stage.name))
    let renamed = Stage(
      name: stage.name, inputs: [place.topic], tables: stage.tables.map { prefix + $0 }, isStateful: stage.isStateful,
      makeProcessor: stage.makeProcessor)
    let context = KafkaStageContext(
      settings: settings, consumer: consumer, group: prefix, directory: directory,
      cluster: try consumer.clusterId())
    base = KafkaStageTransport(renamed, at: place, of: context)
  }

  func assign() throws(StageFailure) -> StageAssignment {
    if !isReading {
      let start = try base.prepare()
      do { try consumer.assign([(place, start)]) } catch { throw .infrastructure(error.description) }
      isReading = true
    }
    endReached = nil
    let assignment = try base.assign()
    return StageAssignment(
      time: assignment.time,
      emitsFrom: Dictionary(
        uniqueKeysWithValues: assignment.emitsFrom.map { (String($0.key.dropFirst(prefix.count)), $0.value) }))
  }

  func pollTable(_ topic: String, limit: BatchLimit) throws(StageFailure) -> [Record] {
    try base.pollTable(prefix + topic, limit: limit).map { Translation.back($0, prefix) }
  }

  /// Where nothing is at hand, reads until the end of the log, so that "nothing" is the truth.
  func poll(_ limit: BatchLimit) throws(StageFailure) -> [Record] {
    var records = base.poll(limit)
    if records.isEmpty {
      do { try readToEnd() } catch { throw .infrastructure(error.description) }
      records = base.poll(limit)
    }
    return records.map { Translation.back($0, prefix) }
  }

  private func readToEnd() throws(KafkaError) {
    let end = try consumer.watermarks(place).high
    guard endReached != end else { return }
    for _ in 0..<100 {
      switch consumer.poll(milliseconds: 100) {
      case .record(let record): base.receive(record)
      case .endOfPartition:
        endReached = end
        return
      case .nothing: break
      case .failure(let error): if error.kind != .retriable { throw error }
      }
    }
  }

  func begin() throws(StageFailure) -> any StageState { try base.begin() }

  func commit(_ batch: FoldedBatch) throws(StageFailure) {
    var batch = batch
    batch.positions = Dictionary(uniqueKeysWithValues: batch.positions.map { (prefix + $0.key, $0.value) })
    batch.outputs = batch.outputs.map { Translation.out($0, prefix) }
    try base.commit(batch)
  }

  func rollback() { base.rollback() }

  deinit { end() }

  func end() {
    _ = base.close()
    _ = consumer.close()
  }
}
