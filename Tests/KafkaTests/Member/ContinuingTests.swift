import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Synchronization
import Testing

/// A stage continues by itself after what ends the life of its consumer, its group or its file.
@Suite(
  "A stage goes on", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct ContinuingTests {
  @Test(
    "after kill -9 of its broker, as a static and as a dynamic member, and says that its membership ended if it did")
  func broker() throws {
    for instance in ["1", nil] {
      let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
      var bench = try StageBench(on: broker)
      bench.instance = instance
      try bench.publish(0..<200)
      let running = try RunningStage(bench)
      try running.wait(forOutput: 200)
      for round in 1...2 {
        broker.kill()
        Thread.sleep(forTimeInterval: 2)
        try broker.start()
        try bench.publish(200 * round..<200 * (round + 1))
        try running.wait(forOutput: 200 * (round + 1))
      }
      #expect(try bench.outputByKey() == bench.expectation(600), "instance \(instance ?? "none")")
      try running.stop()
    }
  }

  @Test(
    "without loss or repetition, after its broker has lost the end of an aborted transaction with the group's offsets")
  func lostMarker() throws {
    let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
    var bench = try StageBench(partitions: 2, on: broker)
    bench.instance = "1"
    try bench.publish(0..<100)
    try bench.run(bench.host(), untilOutput: 100)
    let places = [TopicPartition(bench.input, 0), TopicPartition(bench.input, 1)]
    // A transaction of the stage's own producer skips all that is published now, and is aborted by the next producer.
    try bench.publish(100..<200)
    let group = try KafkaConsumer(bench.settings, group: ConsumerGroup(id: "\(bench.group)-numbering"))
    let id = "\(bench.group)-numbering-1"
    let atRest = broker.logs()
    let open = try KafkaProducer(bench.settings, transactionalId: id)
    try open.initTransactions()
    try open.beginTransaction()
    try open.sendOffsets(places.map { ($0, 100) }, of: group.groupMetadata())
    let before = broker.logs()
    let next = try KafkaProducer(bench.settings, transactionalId: id)
    try next.initTransactions()
    _ = open.close()
    _ = next.close()
    #expect(before != atRest && broker.logs() != before, "the offsets and their end are in the log")
    broker.kill()
    try broker.cutLogs(to: before)
    try broker.start()
    #expect(throws: KafkaError.self, "the offsets are not stable") { try group.committed(places, milliseconds: 3000) }
    let running = try RunningStage(bench)
    try running.wait(forOutput: 200)
    #expect(try bench.outputByKey() == bench.expectation(200))
    #expect(running.events.contains { if case .unstableOffsets = $0 { true } else { false } })
    #expect(try group.committed(places).values.compactMap { $0 }.count == 2, "the offsets are stable")
    try running.stop()
  }

  @Test(
    "without loss or repetition, after its broker has lost the end of a committed transaction, in the stage or after it",
    arguments: [true, false])
  func lostEnd(isRunning: Bool) throws {
    let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
    var bench = try StageBench(partitions: 2, on: broker)
    bench.instance = "1"
    let written = [bench.output, bench.dead]
    let beforeEnd = Mutex<[String: UInt64]>([:])
    let first = try RunningStage(bench) { point in
      if point == .beforeCommit { beforeEnd.withLock { $0 = broker.logs(of: written) } }
    }
    try bench.publish(0..<100)
    try first.wait(forOutput: 100)
    try bench.publish(100..<120, bad: 2)
    try first.wait(forOutput: 120)
    try first.wait(for: "dead letters") { _ in
      (try? bench.contents(of: bench.dead, settings: bench.settings).count) == 2
    }
    if !isRunning { try first.stop() }
    broker.kill()
    let lengths = beforeEnd.withLock { $0 }
    #expect(broker.logs(of: written) != lengths, "the end of the last transaction is in the log")
    try broker.cutLogs(to: lengths)
    // Longer than the session timeout, so that the group has to assign the partitions anew.
    Thread.sleep(forTimeInterval: 8)
    try broker.start()
    let second = isRunning ? first : try RunningStage(bench)
    try bench.publish(120..<200)
    try second.wait(forOutput: 200)
    #expect(try bench.outputByKey() == bench.expectation(200))
    #expect(try bench.contents(of: bench.dead, settings: bench.settings).count == 2)
    #expect(second.events.contains { if case .unstableOffsets = $0 { true } else { false } })
    try second.stop()
  }

  @Test(
    "without loss or repetition, after its broker has lost the end of a committed transaction and the next one failed",
    arguments: [true, false])
  func lostEndBeforeFailure(isStateful: Bool) throws {
    let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
    var bench = try StageBench(partitions: 2, on: broker, isStateful: isStateful)
    bench.instance = "1"
    // Longer than the broker is away, so that the group does not assign the partitions anew.
    bench.sessionMilliseconds = 45_000
    let written = [bench.output, bench.dead]
    let beforeEnd = Mutex<[String: UInt64]>([:])
    let fails = Atomic(false)
    let running = try RunningStage(bench) { point throws(StageFailure) in
      if point == .beforeCommit { beforeEnd.withLock { $0 = broker.logs(of: written) } }
      if point == .beforeRecords, fails.exchange(false, ordering: .relaxed) {
        throw .infrastructure("the test's own failure, after the offsets were sent")
      }
    }
    try bench.publish(0..<100)
    try running.wait(forOutput: 100)
    try bench.publish(100..<120)
    try running.wait(forConfirmed: 120)
    broker.kill()
    try broker.cutLogs(to: beforeEnd.withLock { $0 })
    fails.store(true, ordering: .relaxed)
    try broker.start()
    try bench.publish(120..<200)
    try running.wait(forOutput: 200)
    try running.stop()
    let isFailureDue = fails.load(ordering: .relaxed)
    #expect(!isFailureDue, "a transaction has failed")
    if isStateful {
      #expect(try bench.outputByKey() == bench.expectation(200))
    } else {
      let values = try bench.contents(of: bench.output, settings: bench.settings).compactMap(\.value)
      #expect(values.count == 200 && Set(values).count == 200)
    }
    let wasSeen = running.events.contains {
      switch $0 {
      case .transactionEndLost, .unstableOffsets: true
      default: false
      }
    }
    #expect(wasSeen, "\(running.events)")
  }

  @Test("with every partition read, when it gets its partitions back with a pause from before")
  func pausedBefore() throws {
    let bench = try StageBench()
    try bench.publish(0..<100)
    let outage = Outage()
    let running = try RunningStage(bench, failPoint: outage.check)
    try running.wait(forOutput: 100)
    // Every partition pauses, and a second member takes some of them away while they are paused.
    outage.begin()
    try bench.publish(100..<200)
    try running.wait(for: "a pause") { $0.contains { if case .paused = $0 { true } else { false } } }
    let second = try RunningStage(bench, directory: bench.directory + "-second")
    try running.wait(for: "a rebalance") { $0.contains { if case .revoked = $0 { true } else { false } } }
    try second.stop()
    outage.end()
    try bench.publish(200..<300)
    try running.wait(forOutput: 300)
    #expect(try bench.outputByKey() == bench.expectation(300))
    #expect(running.health.restored == 3)
    try running.stop()
  }

  @Test("with new clients, when nothing advances though there are records and the broker responds")
  func standingStill() throws {
    var bench = try StageBench()
    bench.renewalSeconds = 2
    try bench.publish(0..<100)
    let outage = Outage()
    let running = try RunningStage(bench, failPoint: outage.check)
    try running.wait(forOutput: 100)
    outage.begin()
    try bench.publish(100..<200)
    try running.wait(for: "the end of the membership") {
      $0.contains { if case .memberEnded(.stuck(_), attempt: 1, _) = $0 { true } else { false } }
    }
    outage.end()
    try running.wait(forOutput: 200)
    #expect(try bench.outputByKey() == bench.expectation(200))
    try running.stop()
  }

  @Test("with its table read anew, when rows that it has yet to read are deleted from the table's topic")
  func tableOffsetLost() throws {
    var bench = try StageBench(partitions: 1)
    let table = try SharedBroker.topic()
    let place = TopicPartition(table, 0)
    bench.table = table
    let plain = try KafkaProducer(bench.settings)
    try plain.produce(record(table, "row", "/old"))
    try plain.flush()
    try bench.publish(0..<10, keys: 1)
    let running = try RunningStage(bench)
    try running.wait(forOutput: 10)
    // Nobody can read the rows of an open transaction before they are deleted.
    let open = try KafkaProducer(bench.settings, transactionalId: table)
    try open.initTransactions()
    try open.beginTransaction()
    for text in ["/gone", "/gone", "/new"] { try open.produce(record(table, "row", text)) }
    try open.flush()
    try deleteRecords(before: 3, in: place, settings: bench.settings)
    try open.commitTransaction()
    let reader = try KafkaConsumer(bench.settings)
    _ = try waiting(for: "the end of the transaction") { try reader.endOffsets([place])[place] == 5 ? true : nil }
    try running.wait(for: "the end of the membership") {
      $0.contains {
        if case .memberEnded(.failed(let error), attempt: _, milliseconds: _) = $0 { error.isOffsetLost } else { false }
      }
    }
    // A stage may know the end of a table from 100 ms ago.
    Thread.sleep(forTimeInterval: 0.2)
    try bench.publish(10..<20, keys: 1)
    try running.wait(forOutput: 20)
    let expected = (0..<20).map { "\($0)#\($0 + 1)\($0 < 10 ? "/old" : "/new")" }
    #expect(try bench.outputByKey() == ["k0": expected])
    try running.stop()
  }

  @Test("from a fresh fold, when its state file is deleted while it is open")
  func deletedFile() throws {
    let bench = try StageBench(partitions: 1)
    try bench.publish(0..<100)
    let running = try RunningStage(bench)
    try running.wait(forOutput: 100)
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: "\(bench.directory)/numbering-0.db\(ending)")
    }
    try bench.publish(100..<200)
    try running.wait(forOutput: 200)
    #expect(running.events.contains { if case .stateFileLost = $0 { true } else { false } })
    #expect(try bench.outputByKey() == bench.expectation(200))
    #expect(FileManager.default.fileExists(atPath: "\(bench.directory)/numbering-0.db"))
    try running.stop()
  }

  @Test(
    "Without state, deleted group offsets stop it with the command that decides, and that continues without repeating")
  func statelessOffsetsGone() throws {
    let bench = try StageBench(partitions: 1, isStateful: false)
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
    let values = try bench.contents(of: bench.output, settings: bench.settings).map {
      String(decoding: $0.value ?? [], as: UTF8.self)
    }
    #expect(values.sorted() == (0..<150).map(String.init).sorted())
  }
}

/// While it lasts, every commit fails before its offsets are sent.
private final class Outage: Sendable {
  private let lasts = Atomic(false)

  func begin() { lasts.store(true, ordering: .relaxed) }
  func end() { lasts.store(false, ordering: .relaxed) }

  var check: KafkaFailPoint.Check {
    { [self] point throws(StageFailure) in
      if point == .beforeOffsets, lasts.load(ordering: .relaxed) { throw .infrastructure("the test's own outage") }
    }
  }
}

/// A stage's host at work on a separate thread.
final class RunningStage: @unchecked Sendable {
  // `@unchecked Sendable`: what changes is behind a lock.
  private struct State {
    var events: [KafkaStageEvent] = []
    var shouldStop = false
    var outcome: Result<Bool, any Error>?
  }
  private let bench: StageBench
  private let host: KafkaStageHost
  private let lock: NSLock
  private let state: Box

  private final class Box: @unchecked Sendable {
    // `@unchecked Sendable`: used under the lock alone.
    var state = State()
  }

  init(
    _ bench: StageBench, directory: String? = nil, failPoint: @escaping KafkaFailPoint.Check = { _ in }
  ) throws {
    self.bench = bench
    let lock = NSLock()
    let box = Box()
    self.lock = lock
    state = box
    if let directory { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }
    host = bench.host(
      directory: directory, observer: { event in lock.withLock { box.state.events.append(event) } },
      failPoint: failPoint)
    let host = host
    Thread.detachNewThread {
      let outcome = Result { try host.run { lock.withLock { box.state.shouldStop } } }
      lock.withLock { box.state.outcome = outcome }
    }
  }

  deinit { lock.withLock { state.state.shouldStop = true } }

  var events: [KafkaStageEvent] { lock.withLock { state.state.events } }
  var health: StageHealth { host.health }

  func wait(forOutput count: Int) throws {
    try wait(for: "\(count) records of output") { _ in
      (try? bench.contents(of: bench.output, settings: bench.settings).count) ?? 0 >= count
    }
  }

  /// Waits until transactions with so many records of the input are confirmed.
  func wait(forConfirmed count: Int) throws {
    try wait(for: "\(count) confirmed records") { events in
      let confirmed = events.map { if case .committed(_, let batch, _) = $0 { batch.records } else { 0 } }
      return confirmed.reduce(0, +) == count
    }
  }

  /// Waits for at most three minutes, which only bounds a failure.
  func wait(for what: String, until isTrue: ([KafkaStageEvent]) -> Bool) throws {
    let end = Date(timeIntervalSinceNow: 180)
    while !isTrue(events) {
      if let outcome = lock.withLock({ state.state.outcome }) { _ = try outcome.get() }
      guard Date() < end else {
        throw TestFailure("no \(what) in three minutes; the last events: \(events.suffix(12))")
      }
      Thread.sleep(forTimeInterval: 0.2)
    }
  }

  /// - Throws: what the host threw.
  func stop() throws {
    lock.withLock { state.state.shouldStop = true }
    let end = Date(timeIntervalSinceNow: 60)
    while Date() < end {
      if let outcome = lock.withLock({ state.state.outcome }) {
        _ = try outcome.get()
        return
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw TestFailure("the stage did not stop within a minute")
  }
}
