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
  @Test(
    "A stage that slept in its commit past the transaction's timeout comes back, and nothing is lost or doubled",
    arguments: [KafkaFailPoint.beforeRecords, .beforeCommit])
  func sleeps(at point: KafkaFailPoint) throws {
    let bench = try StageBench(partitions: 1, overrides: shortTransactions)
    try bench.publish(0..<200)
    let failures = Mutex<[KafkaError]>([])
    let sleeps = Mutex(0)
    let host = bench.host(
      observer: { event in
        if case .transactionFailed(_, let error) = event { failures.withLock { $0.append(error) } }
      },
      failPoint: { reached throws(StageFailure) in
        let isFirst = sleeps.withLock { count in
          defer { count += reached == point ? 1 : 0 }
          return reached == point && count == 0
        }
        guard isFirst else { return }
        do {
          switch point {
          case .beforeRecords: try sleepThroughOffsets(of: bench)
          default: try sleepThroughTransaction(in: TopicPartition(bench.output, 0), settings: bench.settings)
          }
        } catch {
          Issue.record(error)
        }
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

/// Waits until the broker has ended the transaction of this process that has sent offsets and no record.
private func sleepThroughOffsets(of bench: StageBench) throws {
  let reader = try KafkaConsumer(bench.settings, group: ConsumerGroup(id: "\(bench.group)-numbering"))
  _ = try waiting(for: "the end of the transaction") { try? reader.committed([TopicPartition(bench.input, 0)]) }
}
