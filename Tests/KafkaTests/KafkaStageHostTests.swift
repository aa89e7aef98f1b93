import Foundation
import KafkaTestBroker
import Messaging
import Models
import Synchronization
import TestSupport
import Testing

@testable import KafkaMessaging

@Suite(
  "A stage on Kafka", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaStageHostTests {
  @Test("Every record is processed once, in order by key, with its state")
  func plain() throws {
    let bench = try StageBench()
    try bench.publish(0..<2000)
    try bench.run(bench.host(), untilOutput: 2000)
    #expect(try bench.outputByKey() == bench.expectation(2000))
  }

  @Test("A restart continues where the last one stopped")
  func restart() throws {
    let bench = try StageBench()
    try bench.publish(0..<300)
    try bench.run(bench.host(), untilOutput: 300)
    try bench.publish(300..<600)
    try bench.run(bench.host(), untilOutput: 600)
    #expect(try bench.outputByKey() == bench.expectation(600))
  }

  @Test("A lost state file is folded again from the input, and nothing is sent twice")
  func lostState() throws {
    let bench = try StageBench()
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

  @Test("A damaged file is set aside and rebuilt")
  func damaged() throws {
    let bench = try StageBench(partitions: 1)
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

  @Test("A file whose rows are of another version is set aside and rebuilt, and nothing is sent twice")
  func otherVersion() throws {
    let bench = try StageBench(partitions: 1)
    try bench.publish(0..<300)
    try bench.run(bench.host(), untilOutput: 300)
    try bench.publish(300..<400)
    let decisions = Decisions()
    try bench.run(bench.host(stateVersion: 2, observer: decisions.note), untilOutput: 400)
    #expect(try bench.outputByKey() == bench.expectation(400))
    #expect(decisions.quarantined.count == 1 && decisions.quarantined.first?.contains("version 1") == true)
    try bench.publish(400..<500)
    try bench.run(bench.host(stateVersion: 2, observer: decisions.note), untilOutput: 500)
    #expect(try bench.outputByKey() == bench.expectation(500) && decisions.quarantined.count == 1)
  }

  @Test("A bad record becomes a dead letter in the same transaction, and the rest continues")
  func deadLetters() throws {
    let bench = try StageBench()
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

  @Test("A batch that cannot be decompressed becomes one dead letter, and the partition continues behind it")
  func unreadableBatch() throws {
    let bench = try benchWithUnreadableBatch()
    let reasons = Reasons()
    try bench.run(
      bench.host(observer: { if case .committed(_, let summary, _) = $0 { reasons.add(summary) } }), untilOutput: 40)
    #expect(try bench.contents(of: bench.dead, settings: bench.settings).map(\.value) == [nil])
    #expect(try bench.outputByKey() == bench.expectation(40))
    #expect(reasons.deadLetters == ["record_unreadable": 1])
  }

  @Test("A batch of a table that cannot be decompressed is left out, named, and the rows behind it are read")
  func unreadableTableBatch() throws {
    let bench = try benchWithUnreadableBatch()
    var reported: [String] = []
    let tables = try KafkaTables([bench.input], settings: bench.settings, watcher: KafkaConsumer(bench.settings)) {
      if case .clientFailed(let error) = $0 { reported.append(error.description) }
    }
    var cursors: [TopicPartition: Int64] = [:]
    let rows = tables.rows.take(bench.input, after: &cursors, limit: 100)
    #expect(rows.map { String(decoding: $0.value ?? [], as: UTF8.self) } == (0..<40).map(String.init))
    #expect(reported.contains { $0.contains("\(bench.input)[0]") && $0.contains("offsets 20 to 24 are left out") })
  }

  /// By the size of a row, the first offset that a partition gets when it begins anew: rows that were dropped are read
  /// again from their topic, whose first three are deleted meanwhile.
  @Test(
    "Rows of tables that take much room are dropped once all partitions took them, and read again if one begins anew",
    arguments: [(10, 0), (1 << 20, 3)] as [(Int, Int64)])
  func tablesReadAgain(rowBytes: Int, firstAgain: Int64) throws {
    let settings = try SharedBroker.settings()
    let table = try SharedBroker.topic()
    let producer = try KafkaProducer(settings)
    for _ in 0..<5 { try producer.produce(record(table, "row", String(repeating: "a", count: rowBytes))) }
    try producer.flush()
    let stage = Stage(name: "copying", input: "in", tables: [table], isStateful: false) { Copying(output: "out") }
    let context = KafkaStageContext(
      stage, settings: settings, consumer: try KafkaConsumer(settings), options: StageOptions(directory: ""),
      hooks: StageHooks(deadLetter: { OutgoingRecord(topic: "dead", key: nil, value: nil, time: $0.record.time) }),
      cluster: "")
    func takeAll(for place: TopicPartition) throws -> [Int64] {
      var offsets: [Int64] = []
      while true {
        let rows = try context.tableRows(of: table, for: place, toEnd: true, limit: 2)
        guard !rows.isEmpty else { return offsets }
        offsets += rows.map(\.offset)
      }
    }
    let all: [Int64] = [0, 1, 2, 3, 4]
    let places = (0..<3).map { TopicPartition("in", $0) }
    for place in places { context.restartTables(for: place) }
    for place in places.prefix(2) { #expect(try takeAll(for: place) == all) }
    // The third takes nothing, and goes to another process.
    context.forgetTables(of: places[2])
    #expect(try takeAll(for: places[0]).isEmpty)
    try deleteRecords(before: 3, in: TopicPartition(table, 0), settings: settings)
    context.restartTables(for: places[0])
    #expect(try takeAll(for: places[0]) == all.filter { $0 >= firstAgain })
    #expect(try takeAll(for: places[1]).isEmpty)
  }

  /// A bench whose input has twenty records, a batch of five that cannot be decompressed, and twenty more.
  private func benchWithUnreadableBatch() throws -> StageBench {
    // What is more than the limit once it is decompressed; the producer's own limits are far higher.
    let bench = try StageBench(
      partitions: 1,
      overrides: [
        "receive.message.max.bytes": "1000000", "fetch.max.bytes": "900000", "message.max.bytes": "800000",
      ])
    try bench.publish(0..<20)
    var bomber = bench.settings
    bomber.overrides = ["linger.ms": "200", "batch.size": "8000000"]
    let producer = try KafkaProducer(bomber)
    for _ in 0..<5 {
      try producer.produce(
        OutgoingRecord(
          topic: bench.input, key: Array("k1".utf8), value: [UInt8](repeating: 0x61, count: 1_500_000),
          time: Timestamp(milliseconds: 0)))
    }
    try producer.flush()
    try bench.publish(20..<40)
    return bench
  }

  @Test("Deleted group offsets stop the stage with the command that decides, and that command goes on")
  func offsetsGone() throws {
    let bench = try StageBench(partitions: 1)
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

  @Test("A decision to use the file's position holds, though transactions fail and the stage starts anew without it")
  func acceptedPosition() throws {
    for isStateful in [true, false] {
      let bench = try StageBench(partitions: 1, isStateful: isStateful)
      try bench.publish(0..<100)
      try bench.run(bench.host(), untilOutput: 100)
      var other = bench
      other.group = "g-\(UUID().uuidString)"
      let group = try KafkaConsumer(bench.settings, group: ConsumerGroup(id: "\(other.group)-numbering"))
      let place = TopicPartition(bench.input, 0)
      let end = Date(timeIntervalSinceNow: 60)
      _ = try other.host(allowing: .filePosition, failPoint: FailingEverySecond().check).run {
        (try? group.committed([place])[place]) == 100 || Date() > end
      }
      #expect(try group.committed([place])[place] == 100, "it holds before there is a record")
      try other.publish(100..<110)
      try other.run(other.host(failPoint: FailingEverySecond().check), untilOutput: 110)
      #expect(try bench.contents(of: bench.output, settings: bench.settings).count == 110)
      if isStateful { #expect(try bench.outputByKey() == bench.expectation(110)) }
    }
  }

  @Test("A decision to give lost records up keeps the state from before them, though the first transactions fail")
  func acceptedLoss() throws {
    let bench = try StageBench(partitions: 1)
    try bench.publish(0..<10, keys: 1)
    try bench.run(bench.host(), untilOutput: 10)
    try bench.publish(10..<30, keys: 1)
    try deleteRecords(before: 20, in: TopicPartition(bench.input, 0), settings: bench.settings)
    try bench.run(bench.host(allowing: .lostRecords, failPoint: FailingEverySecond().check), untilOutput: 20)
    try bench.publish(30..<40, keys: 1)
    try bench.run(bench.host(), untilOutput: 30)
    let kept = Array(0..<10) + Array(20..<40)
    #expect(try bench.outputByKey() == ["k0": kept.enumerated().map { "\($1)#\($0 + 1)" }])
  }

  @Test(
    "A decision to give lost records up counts once: records that are lost later in the same process stop the stage")
  func acceptedLossOnce() throws {
    let bench = try StageBench(partitions: 1)
    let place = TopicPartition(bench.input, 0)
    try bench.publish(0..<10, keys: 1)
    try bench.run(bench.host(), untilOutput: 10)
    try bench.publish(10..<30, keys: 1)
    try deleteRecords(before: 20, in: place, settings: bench.settings)
    let host = bench.host(allowing: .lostRecords)
    try bench.run(host, untilOutput: 20)
    try bench.publish(30..<50, keys: 1)
    try deleteRecords(before: 40, in: place, settings: bench.settings)
    let stopped = #expect(throws: StageStopped.self) { try bench.run(host, untilOutput: 30) }
    #expect(stopped?.reason.contains("records 30 to 39 were deleted") == true)
  }

  @Test("A table whose topic does not exist is an error that names it, and no empty table")
  func tableWithoutTopic() throws {
    let settings = try SharedBroker.settings()
    let missing = "missing-\(UUID().uuidString)"
    let error = #expect(throws: KafkaError.self) {
      try KafkaTables([missing], settings: settings, watcher: KafkaConsumer(settings)) { _ in }
    }
    #expect(error?.kind == .retriable)
    #expect(error?.description.contains(missing) == true)
  }

  @Test("An offset that is not in the log any more is named with its partition")
  func lostOffset() throws {
    let bench = try StageBench(partitions: 1)
    try bench.publish(0..<30)
    let place = TopicPartition(bench.input, 0)
    try deleteRecords(before: 20, in: place, settings: bench.settings)
    let consumer = try KafkaConsumer(bench.settings)
    try consumer.assign([(place, 7)])
    let error = try waiting(for: "the error") {
      if case .failure(let error) = consumer.poll(milliseconds: 200), error.isOffsetLost { error } else { nil }
    }
    #expect(error.partition == place && error.lostOffset == 7)
  }

  @Test("The position of a stage without state counts only in the cluster where it was written")
  func positionOfAnotherCluster() throws {
    let directory = try TemporaryDirectory()
    func file(_ cluster: String) throws -> PositionFile {
      try PositionFile(directory: directory.path, stage: "copying", partition: 0, cluster: cluster)
    }
    try file("first-cluster").write(41)
    #expect(try file("first-cluster").read() == 41)
    #expect(try file("second").read() == nil)
    try file("second").write(7)
    #expect(try file("second").read() == 7)
    #expect(try file("first-cluster").read() == nil)
    let path = "\(directory.path)/copying-0.position"
    try Data((String(repeating: " ", count: 17) + "12\n").utf8).write(to: URL(filePath: path))
    #expect(try file("any").read() == 12, "a file of an earlier version has no cluster")
  }

  @Test("A record that is deleted before it was read stops the stage, which says so")
  func deletedAhead() throws {
    let bench = try StageBench(partitions: 1)
    try bench.publish(0..<30)
    let host = bench.host(observer: { event in
      guard case .recovered(let place, _) = event else { return }
      #expect(throws: Never.self) { try deleteRecords(before: 20, in: place, settings: bench.settings) }
    })
    let end = Date(timeIntervalSinceNow: 60)
    let stopped = #expect(throws: StageStopped.self) { _ = try host.run { Date() > end } }
    #expect(stopped?.reason.contains("not in the log any more") == true)
  }
}

/// Lets the first of every two transactions fail before its offsets are sent.
private final class FailingEverySecond: Sendable {
  private let count = Atomic(0)

  var check: KafkaFailPoint.Check {
    { [self] point throws(StageFailure) in
      guard point == .beforeOffsets, count.wrappingAdd(1, ordering: .relaxed).oldValue.isMultiple(of: 2) else { return }
      throw .infrastructure("the test's own failure")
    }
  }
}

private final class Reasons: @unchecked Sendable {
  // `@unchecked Sendable`: behind a lock.
  private let lock = NSLock()
  private var codes: [String: Int] = [:]

  var deadLetters: [String: Int] { lock.withLock { codes } }

  func add(_ summary: BatchSummary) {
    lock.withLock { codes.merge(summary.deadLetters) { $0 + $1 } }
  }
}

private final class Decisions: @unchecked Sendable {
  // `@unchecked Sendable`: behind a lock.
  private let lock = NSLock()
  private var decisions: [PartitionRecovery] = []
  private var aside: [String] = []

  var all: [PartitionRecovery] { lock.withLock { decisions } }
  var quarantined: [String] { lock.withLock { aside } }

  func note(_ event: KafkaStageEvent) {
    lock.withLock {
      switch event {
      case .recovered(_, let decision): decisions.append(decision)
      case .quarantined(_, let name): aside.append(name)
      default: break
      }
    }
  }
}
