import Messaging
import Models
import Synchronization

@testable import KafkaMessaging

/// Notes the outcome of each transaction that it took part in.
private final class Outcomes: StageTransaction.Participant {
  let partition = MockBench.places[0]
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
        settings: settings, consumer: consumer, transactionalId: "late", topics: [MockBench.topic],
        sent: SentOutputs(), observer: { _ in },
        failPoint: { _ in })
      let outcomes = Outcomes()
      try transaction.renew()
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

      try transaction.renew()
      try transaction.add([bench.record(1)], of: outcomes, upTo: 2)
      try transaction.commit()
      try bench.requireEqual(outcomes.areCommitted, [true, false, true], "the outcome of the next commit")
      try bench.require(transaction.close() && consumer.close(), "a client did not close")
    },
    MockCase("a transaction whose offsets are refused has written no record, and the next one is committed") {
      bench in
      let cluster = try MockCluster(brokers: 1)
      try cluster.createTopic(MockBench.topic, partitions: MockBench.places.count)
      let consumer = try KafkaConsumer(cluster.settings, group: ConsumerGroup(id: "group"))
      let transaction = StageTransaction(
        settings: cluster.settings, consumer: consumer, transactionalId: "refused", topics: [MockBench.topic],
        sent: SentOutputs(), observer: { _ in }, failPoint: { _ in })
      let outcomes = Outcomes()
      let reader = try KafkaConsumer(cluster.settings)
      func written() throws -> Int64 {
        try MockBench.places.reduce(0) { $0 + (try reader.watermarks($1).high) }
      }
      cluster.answer(.addOffsetsToTransaction, [.groupAuthorizationFailed])
      try transaction.renew()
      try transaction.add([bench.record(0), bench.record(1)], of: outcomes, upTo: 2)
      do {
        try transaction.commit()
        throw TestFailure("a transaction without its offsets counts as committed")
      } catch is StageFailure {}
      try bench.requireEqual(try written(), 0, "records of the refused transaction")

      do {
        try transaction.add([], of: outcomes, upTo: 2)
        throw TestFailure("the next transaction began though nothing looked for what the last one left")
      } catch is StageFailure {}
      try transaction.renew()
      try transaction.add([bench.record(0), bench.record(1)], of: outcomes, upTo: 2)
      try transaction.commit()
      try bench.requireEqual(outcomes.areCommitted, [false, true], "outcomes")
      try bench.requireEqual(try written(), 2, "records of the next transaction")
      try bench.require(transaction.close() && consumer.close() && reader.close(), "a client did not close")
    },
    MockCase("a transaction counts the bytes of its outputs until its commit begins, whatever becomes of it") {
      bench in
      let cluster = try MockCluster(brokers: 1)
      try cluster.createTopic(MockBench.topic, partitions: MockBench.places.count)
      let fails = Mutex(false)
      let consumer = try KafkaConsumer(cluster.settings, group: ConsumerGroup(id: "group"))
      let transaction = StageTransaction(
        settings: cluster.settings, consumer: consumer, transactionalId: "counting", topics: [MockBench.topic],
        sent: SentOutputs(), observer: { _ in },
        failPoint: { (_) throws(StageFailure) in
          if fails.withLock({ $0 }) { throw .infrastructure("the test's own outage") }
        })
      let outcomes = Outcomes()
      let record = OutgoingRecord(
        topic: MockBench.topic, key: Array("key".utf8), value: Array("value".utf8), time: Timestamp(milliseconds: 0))
      for isLost in [false, true, false] {
        fails.withLock { $0 = isLost }
        try transaction.renew()
        try bench.requireEqual(transaction.bytes, 0, "bytes before the first output")
        try transaction.add([record, record], of: outcomes, upTo: 1)
        try transaction.add([record], of: outcomes, upTo: 2)
        try bench.requireEqual(transaction.bytes, 24, "bytes of three outputs")
        transaction.startCommit()
        try bench.requireEqual(transaction.bytes, 0, "bytes while the commit is under way")
        try? transaction.finishCommit()
      }
      try bench.requireEqual(outcomes.areCommitted, [true, true, false, false, true, true], "outcomes")
      try bench.require(transaction.close() && consumer.close(), "a client did not close")
    },
  ]
}

extension StageTransaction {
  /// What a recovery does that finds nothing left open.
  fileprivate func renew() throws(StageFailure) {
    try prepare()
    confirmNoRemains()
  }
}
