import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import Synchronization
import Testing

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
}
