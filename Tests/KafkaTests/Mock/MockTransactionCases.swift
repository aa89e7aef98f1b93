import Messaging

@testable import KafkaMessaging

/// Notes the outcome of each transaction that it took part in.
private final class Outcomes: StageTransaction.Participant {
  let place = MockBench.places[0]
  private(set) var areCommitted: [Bool] = []
  func transactionEnded(isCommitted: Bool) { areCommitted.append(isCommitted) }
}

extension MockCase {
  static let transactions = [
    MockCase("a commit whose response comes too late is asked for once, and the next transaction is committed") {
      bench in
      // One broker: the requests of a transaction go to its coordinator.
      let cluster = try MockCluster(brokers: 1)
      try cluster.createTopic(MockBench.topic, partitions: MockBench.places.count)
      var settings = cluster.settings
      settings.transactionMilliseconds = 1000
      let consumer = try KafkaConsumer(settings, group: ConsumerGroup(id: "group"))
      let transaction = StageTransaction(
        settings: settings, consumer: consumer, transactionalId: "late", topics: [MockBench.topic], observer: { _ in },
        failPoint: { _ in })
      let outcomes = Outcomes()
      try transaction.add([bench.record(0)], of: outcomes, upTo: 1)
      try transaction.commit()
      try bench.requireEqual(outcomes.areCommitted, [true], "the outcome of a commit in time")

      cluster.answer(.endTransaction, to: 1, .success, after: 1500, count: 1)
      try transaction.add([bench.record(1)], of: outcomes, upTo: 2)
      do {
        try transaction.commit()
        throw TestFailure("the late commit counts as committed: it was asked for again")
      } catch let failure as StageFailure {
        guard case .infrastructure = failure else { throw failure }
      }
      try bench.requireEqual(outcomes.areCommitted, [true, false], "the outcome of the late commit")

      try transaction.add([bench.record(1)], of: outcomes, upTo: 2)
      try transaction.commit()
      try bench.requireEqual(outcomes.areCommitted, [true, false, true], "the outcome of the next commit")
      try bench.require(transaction.close() && consumer.close(), "a client did not close")
    }
  ]
}
