import Dispatch
import Foundation
import KafkaTestBroker
import Messaging
import Models
import Synchronization
import Testing

@testable import KafkaMessaging

/// A stage folds on while the brokers commit what it folded before.
@Suite(
  "A stage folds while it commits",
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct OverlapTests {
  @Test(
    "A batch is folded before the last is committed, and nothing is lost or doubled where that commit fails",
    arguments: [false, true])
  func overlap(commitFails: Bool) throws {
    let bench = try StageBench(partitions: 1)
    try bench.publish(0..<50)
    // A partition's very first batch is committed before the next is begun.
    try bench.run(bench.host(), untilOutput: 50)
    try bench.publish(50..<100)
    let folded = Atomic(0)
    let hasFoldedOn = Mutex<Bool?>(nil)
    let host = bench.host(
      failPoint: { point throws(StageFailure) in
        guard point == .beforeCommit, hasFoldedOn.withLock({ $0 == nil }) else { return }
        let before = folded.load(ordering: .relaxed)
        do { try bench.publish(100..<400) } catch { throw .fatal("\(error)") }
        let end = Date(timeIntervalSinceNow: 60)
        while folded.load(ordering: .relaxed) == before, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
        hasFoldedOn.withLock { $0 = folded.load(ordering: .relaxed) > before }
        if commitFails { throw .infrastructure("the test's own outage") }
      },
      folded: { folded.add(1, ordering: .relaxed) })
    try bench.run(host, untilOutput: 400)
    #expect(hasFoldedOn.withLock { $0 } == true)
    #expect(try bench.outputByKey() == bench.expectation(400))
  }

  @Test(
    "Batches of two partitions are folded before the last commit ends, and nothing is lost or doubled where it fails",
    arguments: [false, true])
  func overlapOfAll(commitFails: Bool) throws {
    let bench = try StageBench(partitions: 2)
    let mayEnd = DispatchSemaphore(value: 0)
    let isBlocking = Atomic(false)
    let consumer = try KafkaConsumer(bench.settings, group: ConsumerGroup(id: bench.group))
    let stage = Stage(name: "numbering", input: bench.input, outputs: [bench.output], isStateful: true) {
      [output = bench.output] in Numbering(output: output)
    }
    var options = StageOptions(directory: bench.directory)
    options.group = bench.group
    options.instance = "1"
    let deadLetter: DeadLetterMaker = { [dead = bench.dead] in
      OutgoingRecord(topic: dead, key: $0.record.key, value: nil, time: $0.record.time)
    }
    let context = KafkaStageContext(
      stage, settings: bench.settings, consumer: consumer, options: options,
      hooks: StageHooks(
        deadLetter: deadLetter,
        failPoint: { point throws(StageFailure) in
          guard point == .beforeCommit, isBlocking.exchange(false, ordering: .relaxed) else { return }
          _ = mayEnd.wait(timeout: .now() + 60)
          if commitFails { throw .infrastructure("the test's own outage") }
        }),
      cluster: try consumer.clusterId())
    let input = (0..<2).map { partition in (0..<3).map { record(Int64($0), of: partition, in: bench.input) } }
    try publish(input.joined(), to: bench)
    let parts = try (0..<2).map { partition in
      let transport = KafkaStageTransport(stage, at: TopicPartition(bench.input, partition), of: context)
      _ = try transport.prepare()
      return (transport, StageRunner(stage, on: transport, deadLetter: deadLetter))
    }
    try consumer.assign(parts.map { ($0.0.partition, 0) })
    func fold(_ offset: Int) throws {
      for (partition, part) in parts.enumerated() {
        part.0.receive(input[partition][offset])
        guard case .committed = try part.1.step() else { throw TestFailure("offset \(offset) was not folded") }
      }
    }
    try fold(0)
    try context.transaction.commit()
    try fold(1)
    isBlocking.store(true, ordering: .relaxed)
    context.transaction.startCommit()
    try fold(2)
    #expect(context.transaction.isCommitting)
    mayEnd.signal()
    try? context.transaction.finishCommit()
    for (transport, runner) in parts where transport.needsRecovery {
      runner.abandon()
      // Recovery sends what the lost transaction had, and reading continues after it.
      _ = try runner.step()
    }
    if commitFails { try fold(2) }
    for (transport, _) in parts { try transport.commitFolded() }
    try context.transaction.commit()
    for (transport, _) in parts { transport.close() }
    #expect(context.transaction.close() && consumer.close())
    let written = try bench.contents(of: bench.output, settings: bench.settings)
    #expect(
      written.map { String(decoding: $0.value ?? [], as: UTF8.self) }.sorted() == [
        "0#1", "0#1", "1#2", "1#2", "2#3", "2#3",
      ])
  }

  @Test("What is being committed when the stage is asked to stop is reported before it ends")
  func lastReport() throws {
    let bench = try StageBench(partitions: 1)
    try bench.publish(0..<50)
    let mayEnd = DispatchSemaphore(value: 0)
    let isCommitting = Atomic(false)
    var reported = 0
    let host = bench.host(
      observer: { if case .committed(_, let summary, _) = $0 { reported += summary.records } },
      failPoint: { point in
        guard point == .beforeCommit else { return }
        isCommitting.store(true, ordering: .relaxed)
        _ = mayEnd.wait(timeout: .now() + 60)
      })
    let end = Date(timeIntervalSinceNow: 60)
    let isClean = try host.run {
      guard isCommitting.load(ordering: .relaxed) || Date() > end else { return false }
      mayEnd.signal()
      return true
    }
    let written = try readAll(bench.output, settings: bench.settings).count
    #expect(isClean && written > 0)
    #expect(reported == written)
  }

  private func record(_ offset: Int64, of partition: Int, in topic: String) -> Record {
    Record(
      topic: topic, partition: partition, offset: offset, key: Array("k\(partition)".utf8),
      value: Array("\(offset)".utf8), time: Timestamp(milliseconds: 0))
  }

  private func publish(_ records: some Sequence<Record>, to bench: StageBench) throws {
    let producer = try KafkaProducer(bench.settings)
    for record in records {
      try producer.produce(
        OutgoingRecord(topic: bench.input, key: record.key, value: record.value, time: record.time),
        partition: record.partition)
    }
    try producer.flush()
  }
}
