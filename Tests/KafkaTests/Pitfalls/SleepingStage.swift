import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Synchronization
import Testing

@Suite(
  "Pitfalls of a stage that sleeps",
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct SleepingStage {
  @Test("A stage that slept in its commit past the transaction's timeout comes back, and nothing is lost or doubled")
  func sleeps() throws {
    let bench = try StageBench(partitions: 1, replacing: shortTransactions)
    try bench.publish(0..<200)
    let place = TopicPartition(bench.output, 0)
    let failures = Mutex<[KafkaError]>([])
    let sleeps = Mutex(0)
    let host = bench.host(
      observer: { event in
        if case .transactionFailed(_, let error) = event { failures.withLock { $0.append(error) } }
      },
      failPoint: { reached throws(StageFailure) in
        let isFirst = sleeps.withLock { count in
          defer { count += reached == .beforeCommit ? 1 : 0 }
          return reached == .beforeCommit && count == 0
        }
        guard isFirst else { return }
        do { try sleepThroughTransaction(in: place, settings: bench.settings) } catch { Issue.record(error) }
      })
    try bench.run(host, untilOutput: 200)
    #expect(failures.withLock { !$0.isEmpty })
    #expect(try bench.outputByKey() == bench.expectation(200))
    try bench.publish(200..<300)
    try bench.run(bench.host(), untilOutput: 300)
    #expect(try bench.outputByKey() == bench.expectation(300))
  }
}

/// Waits until the transaction that is open in this process has reached the broker, and was ended by it.
private func sleepThroughTransaction(in place: TopicPartition, settings: KafkaSettings) throws {
  let reader = try TopicReader(settings)
  try waiting(for: "the transaction's records") { try reader.end(of: place) > 0 ? () : nil }
  try waitForEndOfTransaction(in: place, settings: settings)
}
