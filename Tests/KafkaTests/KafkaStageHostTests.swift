import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import Testing

/// Counts its records and writes each with its number: doubled, lost or reordered records show in the numbers.
private final class Numbering: StageProcessor {
  private let output: String
  init(output: String) { self.output = output }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    if record.value == Array("bad".utf8) { throw .badRecord(code: "bad", message: "a bad record") }
    let key = record.key ?? []
    let count = try batch.state.value(key).map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 } ?? 0
    try batch.state.set(key, to: Array("\(count + 1)".utf8))
    let text = "\(String(decoding: record.value ?? [], as: UTF8.self))#\(count + 1)"
    batch.emit(OutgoingRecord(topic: output, key: key, value: Array(text.utf8), time: record.time))
  }
}

@Suite(
  "A stage on Kafka", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaStageHostTests {
  /// One run of a pipeline of one stage, with topics of its own.
  private struct Bench {
    let settings: KafkaSettings
    let input: String
    let output: String
    let dead: String
    var group = "g-\(UUID().uuidString)"
    let directory: String

    init(partitions: Int = 3) throws {
      settings = try SharedBroker.settings()
      input = try SharedBroker.topic(partitions: partitions)
      output = try SharedBroker.topic(partitions: partitions)
      dead = try SharedBroker.topic()
      directory = FileManager.default.temporaryDirectory.appendingPathComponent("beacon-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    func host(
      directory: String? = nil, allowing: TakeOver.Allowances = [],
      observer: @escaping (KafkaStageEvent) -> Void = { _ in },
      failPoint: @escaping KafkaFailPoint.Check = { _ in }
    ) -> KafkaStageHost {
      let output = output
      let dead = dead
      var options = KafkaStageHost.Options(directory: directory ?? self.directory)
      options.group = group
      options.sessionTimeoutMilliseconds = 6000
      options.allowances = allowing
      let stage = Stage(name: "numbering", inputs: [input], isStateful: true) { Numbering(output: output) }
      return KafkaStageHost(
        stage, settings: settings, options: options,
        deadLetter: { OutgoingRecord(topic: dead, key: $0.record.key, value: $0.record.value, time: $0.record.time) },
        observer: observer, failPoint: failPoint)
    }

    func publish(_ range: Range<Int>, keys: Int = 12) throws {
      let producer = try KafkaProducer(settings)
      for index in range {
        let record = OutgoingRecord(
          topic: input, key: Array("k\(index % keys)".utf8), value: Array("\(index)".utf8),
          time: Timestamp(milliseconds: 0))
        try producer.produce(record)
      }
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

    /// What the output must hold after `count` records were published: by key, numbered from 1 without a gap.
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

    /// Runs a host until the output holds `count` records, or for at most `seconds`, which only bounds a failure.
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

  @Test("Every record is answered once, in order by key, with its state")
  func plain() throws {
    let bench = try Bench()
    try bench.publish(0..<2000)
    try bench.run(bench.host(), untilOutput: 2000)
    #expect(try bench.outputByKey() == bench.expectation(2000))
  }

  @Test("A restart goes on where the last one stopped")
  func restart() throws {
    let bench = try Bench()
    try bench.publish(0..<300)
    try bench.run(bench.host(), untilOutput: 300)
    try bench.publish(300..<600)
    try bench.run(bench.host(), untilOutput: 600)
    #expect(try bench.outputByKey() == bench.expectation(600))
  }

  @Test("A lost state file is folded again from the input, and nothing is sent twice")
  func lostState() throws {
    let bench = try Bench()
    try bench.publish(0..<300)
    try bench.run(bench.host(), untilOutput: 300)
    try bench.publish(300..<600)
    let elsewhere = bench.directory + "-elsewhere"
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
    let decisions = Decisions()
    try bench.run(bench.host(directory: elsewhere, observer: decisions.note), untilOutput: 600)
    #expect(try bench.outputByKey() == bench.expectation(600))
    #expect(decisions.all.count { if case .catchUp = $0 { true } else { false } } == 3)
    try bench.publish(600..<700)
    try bench.run(bench.host(observer: decisions.note), untilOutput: 700)
    #expect(try bench.outputByKey() == bench.expectation(700))
  }

  @Test("A damaged file is set aside and folded anew")
  func damaged() throws {
    let bench = try Bench(partitions: 1)
    try bench.publish(0..<300)
    try bench.run(bench.host(), untilOutput: 300)
    let file = URL(fileURLWithPath: bench.directory).appendingPathComponent("numbering-0.db")
    var bytes = try Data(contentsOf: file)
    for index in stride(from: 100, to: bytes.count, by: 7) { bytes[index] ^= 0xa5 }
    try bytes.write(to: file)
    try bench.publish(300..<400)
    let decisions = Decisions()
    try bench.run(bench.host(observer: decisions.note), untilOutput: 400)
    #expect(try bench.outputByKey() == bench.expectation(400))
    #expect(decisions.quarantined.count == 1)
  }

  @Test("A bad record becomes a dead letter in the same transaction, and the rest goes on")
  func deadLetters() throws {
    let bench = try Bench()
    try bench.publish(0..<50)
    let producer = try KafkaProducer(bench.settings)
    let bad = OutgoingRecord(
      topic: bench.input, key: Array("k1".utf8), value: Array("bad".utf8), time: Timestamp(milliseconds: 0))
    try producer.produce(bad)
    try producer.flush()
    try bench.publish(50..<100)
    try bench.run(bench.host(), untilOutput: 100)
    #expect(try bench.contents(of: bench.dead, settings: bench.settings).map(\.value) == [bad.value])
    let numbers = try bench.outputByKey().values.flatMap { $0.map { $0.split(separator: "#")[1] } }
    #expect(numbers.count == 100)
  }

  @Test("Deleted group offsets stop the stage with the command that decides, and that command goes on")
  func offsetsGone() throws {
    let bench = try Bench(partitions: 1)
    try bench.publish(0..<100)
    try bench.run(bench.host(), untilOutput: 100)
    var other = bench
    other.group = "g-\(UUID().uuidString)"
    let fresh = other
    let stopped = #expect(throws: StageStopped.self) {
      try fresh.run(fresh.host(), untilOutput: 101, seconds: 20)
    }
    #expect(stopped?.reason.contains("--accept file-position") == true)
    try other.publish(100..<150)
    try other.run(other.host(allowing: .filePosition), untilOutput: 150)
    #expect(try bench.outputByKey() == bench.expectation(150))
  }
}

private final class Decisions: @unchecked Sendable {
  // `@unchecked Sendable`: behind a lock.
  private let lock = NSLock()
  private var decisions: [TakeOver] = []
  private var aside: [String] = []

  var all: [TakeOver] { lock.withLock { decisions } }
  var quarantined: [String] { lock.withLock { aside } }

  func note(_ event: KafkaStageEvent) {
    lock.withLock {
      switch event {
      case .takenOver(_, let decision): decisions.append(decision)
      case .quarantined(_, let name): aside.append(name)
      default: break
      }
    }
  }
}
