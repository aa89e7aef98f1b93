import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Synchronization
import Testing

/// A broker that was killed has the end of the last transaction in some of the partitions that it wrote to only.
@Suite(
  "A transaction whose end is lost for some of its partitions", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct LostEndTests {
  enum Lost {
    case outputs, offsets
  }

  enum Next: Equatable {
    /// The stage has nothing more to do.
    case nothing
    /// One record, so that the next transaction writes to one partition of the output only.
    case oneRecord
    /// The next transaction fails, be it the one that makes this one whole.
    case failure(KafkaFailPoint)
  }

  @Test(
    "becomes whole without loss or repetition, whatever comes next",
    arguments: [
      (.outputs, .nothing, true), (.outputs, .oneRecord, false), (.outputs, .failure(.beforeRecords), true),
      (.outputs, .failure(.beforeCommit), false), (.outputs, .failure(.afterCommit), true), (.offsets, .nothing, true),
      (.offsets, .failure(.beforeRecords), false),
    ] as [(Lost, Next, Bool)])
  func becomesWhole(_ lost: Lost, next: Next, isStateful: Bool) throws {
    let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
    var bench = try StageBench(partitions: 2, on: broker, isStateful: isStateful)
    bench.instance = "1"
    // Longer than the broker is away, so that the group does not assign the partitions anew.
    bench.sessionMilliseconds = 45_000
    let beforeEnd = Mutex<[String: UInt64]>([:])
    let failing = Mutex<KafkaFailPoint?>(nil)
    let running = try RunningStage(bench) { [output = bench.output] point throws(StageFailure) in
      if point == .beforeCommit { beforeEnd.withLock { $0 = broker.logs(of: [output]) } }
      let fails = failing.withLock { failing in
        defer { if failing == point { failing = nil } }
        return failing == point
      }
      if fails { throw .infrastructure("the test's own failure") }
    }
    try bench.publish(0..<100)
    try running.wait(forOutput: 100)
    try bench.publish(100..<120)
    try running.wait(forConfirmed: 120)
    // Only then has the broker written all ends, so that none comes when it starts again.
    try running.wait(forOutput: 120)
    let group = try KafkaConsumer(bench.settings, group: ConsumerGroup(id: "\(bench.group)-numbering"))
    let places = [TopicPartition(bench.input, 0), TopicPartition(bench.input, 1)]
    _ = try group.committed(places)
    broker.kill()
    let cut = beforeEnd.withLock { $0 }.filter { $0.key.contains("__consumer_offsets") == (lost == .offsets) }
    try broker.cutLogs(to: cut)
    if case .failure(let point) = next { failing.withLock { $0 = point } }
    try broker.start()
    let total = next == .nothing ? 120 : next == .oneRecord ? 121 : 200
    try bench.publish(120..<total)
    try running.wait(forOutput: total)
    try running.wait(for: "notice of the lost end") { events in
      events.contains {
        switch $0 {
        case .transactionEndLost, .unstableOffsets: true
        default: false
        }
      }
    }
    try running.wait(for: "the group at the ends of its input") { _ in
      let offsets = try? group.committed(places).values.compactMap { $0 }
      return offsets.map { $0.reduce(0, +) == Int64(total) } ?? false
    }
    // Longer than the stage needs to send something twice.
    Thread.sleep(forTimeInterval: 3)
    try running.stop()
    #expect(failing.withLock { $0 } == nil, "a transaction has failed")
    if isStateful {
      #expect(try bench.outputByKey() == bench.expectation(total))
    } else {
      let values = try bench.contents(of: bench.output, settings: bench.settings).compactMap(\.value)
      #expect(values.count == total && Set(values).count == total)
    }
  }
}
