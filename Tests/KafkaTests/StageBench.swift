import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import Testing

/// Counts its records and writes each with its number: doubled, lost or reordered records show in the numbers. The last
/// row of its table, if it has one, follows the number.
final class Numbering: StageProcessor {
  private let output: String
  private let folded: @Sendable () -> Void
  private var row = ""

  /// - Parameter folded: called with each record.
  init(output: String, folded: @escaping @Sendable () -> Void = {}) {
    self.output = output
    self.folded = folded
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    folded()
    if record.value == Array("bad".utf8) { throw .badRecord(code: "bad", message: "a bad record") }
    let key = record.key ?? []
    let count = try batch.state.value(key).map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 } ?? 0
    try batch.state.set(key, to: Array("\(count + 1)".utf8))
    let text = "\(String(decoding: record.value ?? [], as: UTF8.self))#\(count + 1)\(row)"
    batch.emit(OutgoingRecord(topic: output, key: key, value: Array(text.utf8), time: record.time))
  }

  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) {
    row = String(decoding: value ?? [], as: UTF8.self)
  }
}

/// Writes each record as it is.
final class Copying: StageProcessor {
  private let output: String
  init(output: String) { self.output = output }

  func process(_ record: Record, in batch: inout StageBatch) {
    batch.emit(OutgoingRecord(topic: output, key: record.key, value: record.value, time: record.time))
  }
}

/// One run of a pipeline of one stage, with topics of its own.
struct StageBench {
  let settings: KafkaSettings
  let input: String
  let output: String
  let dead: String
  var group = "g-\(UUID().uuidString)"
  var instance: String?
  /// The seconds without progress after which the stage joins again.
  var renewalSeconds = StageHealth.renewalLimit
  var sessionMilliseconds = 6000
  /// The topic that the stage reads as a table; nil: none.
  var table: String?
  let directory: String
  private let isStateful: Bool

  /// - Parameters:
  ///   - broker: nil for the shared one.
  ///   - isStateful: without state a record is written as it is.
  init(
    partitions: Int = 3, overrides: [String: String] = [:], on broker: KafkaTestBroker? = nil, isStateful: Bool = true
  ) throws {
    var settings = try broker.map { KafkaSettings(bootstrapServers: $0.address) } ?? SharedBroker.settings()
    settings.overrides = overrides
    self.settings = settings
    self.isStateful = isStateful
    input = try SharedBroker.topic(partitions: partitions, on: settings)
    output = try SharedBroker.topic(partitions: partitions, on: settings)
    dead = try SharedBroker.topic(on: settings)
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("beacon-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
  }

  func host(
    directory: String? = nil, stateVersion: Int = 1, allowing: PartitionRecovery.Allowances = [],
    observer: @escaping (KafkaStageEvent) -> Void = { _ in },
    failPoint: @escaping KafkaFailPoint.Check = { _ in }, folded: @escaping @Sendable () -> Void = {}
  ) -> KafkaStageHost {
    let output = output
    let dead = dead
    var options = StageOptions(directory: directory ?? self.directory)
    options.group = group
    options.sessionTimeoutMilliseconds = sessionMilliseconds
    options.allowances = allowing
    options.instance = instance
    options.deadLetterTopic = dead
    options.renewalSeconds = renewalSeconds
    let isStateful = isStateful
    let stage = Stage(
      name: "numbering", input: input, tables: table.map { [$0] } ?? [], outputs: [output], isStateful: isStateful,
      stateVersion: stateVersion
    ) {
      isStateful ? Numbering(output: output, folded: folded) as any StageProcessor : Copying(output: output)
    }
    return KafkaStageHost(
      stage, settings: settings, options: options,
      hooks: StageHooks(
        deadLetter: { OutgoingRecord(topic: dead, key: $0.record.key, value: $0.record.value, time: $0.record.time) },
        observer: observer, failPoint: failPoint))
  }

  /// - Parameter bad: so many of the first keys get a record first that the stage refuses.
  func publish(_ range: Range<Int>, bad: Int = 0, keys: Int = 12) throws {
    let producer = try KafkaProducer(settings)
    func add(_ value: String, under key: Int) throws {
      try producer.produce(
        OutgoingRecord(
          topic: input, key: Array("k\(key)".utf8), value: Array(value.utf8), time: Timestamp(milliseconds: 0)))
    }
    for key in 0..<bad { try add("bad", under: key) }
    for index in range { try add("\(index)", under: index % keys) }
    try producer.flush()
  }

  /// Everything in a topic, read committed.
  func contents(of topic: String, settings: KafkaSettings) throws -> [Record] {
    let consumer = try KafkaConsumer(settings)
    var open = Set(try consumer.partitions(of: topic))
    try consumer.assign(open.map { ($0, 0) })
    var records: [Record] = []
    while !open.isEmpty {
      switch consumer.poll(milliseconds: 5000) {
      case .record(let record): records.append(record)
      case .endOfPartition(let place): open.remove(place)
      case .nothing: return records
      case .failure(let error): if error.kind != .retriable { throw error }
      }
    }
    _ = consumer.close()
    return records
  }

  /// What the output must contain after `count` records were published: by key, numbered from 1 without a gap.
  func expectation(_ count: Int, keys: Int = 12) -> [String: [String]] {
    var byKey: [String: [String]] = [:]
    for index in 0..<count {
      let key = "k\(index % keys)"
      byKey[key, default: []].append("\(index)#\(byKey[key, default: []].count + 1)")
    }
    return byKey
  }

  func outputByKey() throws -> [String: [String]] {
    var byKey: [String: [String]] = [:]
    for record in try contents(of: output, settings: settings).sorted(by: { $0.offset < $1.offset }) {
      byKey[String(decoding: record.key ?? [], as: UTF8.self), default: []]
        .append(String(decoding: record.value ?? [], as: UTF8.self))
    }
    return byKey
  }

  /// Runs a host until the output contains `count` records, or for at most `seconds`, which only bounds a failure.
  func run(_ host: KafkaStageHost, untilOutput count: Int, seconds: Double = 300) throws {
    let end = Date(timeIntervalSinceNow: seconds)
    let watch = try KafkaConsumer(settings)
    let places = try watch.partitions(of: output)
    var nextLook = Date()
    let clean = try host.run {
      guard Date() < end else { return true }
      guard Date() >= nextLook else { return false }
      nextLook = Date(timeIntervalSinceNow: 0.3)
      let records = places.reduce(0) { sum, place in sum + Int((try? watch.watermarks(place).high) ?? 0) }
      guard records >= count else { return false }
      return (try? contents(of: output, settings: settings).count) ?? 0 >= count
    }
    #expect(clean)
  }
}
