import Messaging

/// The transactions of one stage in one process: each carries the outputs and the next offsets of all partitions that
/// were folded since the last.
///
/// A partition joins with `add` after its file has committed, so that the file can send the same outputs again whatever
/// happens to the transaction. `commit` commits or fails for all that joined; after a failure each recovers by the
/// rules of `PartitionRecovery`.
///
/// The transactional id names stage and process. A restarted process with the same name ends its predecessor's open
/// transaction at once; one without a name waits for the broker to do so (`transaction.timeout.ms`). What keeps a
/// process that lost a partition from committing is the group's metadata, which goes into every transaction.
package final class StageTransaction {
  /// A partition that takes part.
  package protocol Participant: AnyObject {
    var place: TopicPartition { get }
    /// The transaction with the partition's outputs was committed, or (false) it was not, or its outcome is unknown.
    func transactionEnded(isCommitted: Bool)
  }

  private let settings: KafkaSettings
  private let consumer: KafkaConsumer
  private let transactionalId: String
  private let topics: [String]
  private let observer: (KafkaStageEvent) -> Void
  private let failPoint: KafkaFailPoint.Check
  private var producer: KafkaProducer?
  private var isOpen = false
  private var joined: [(participant: any Participant, end: Int64)] = []
  /// The partitions of the topics that get a record in each.
  private var partitions: [String: [TopicPartition]] = [:]

  /// - Parameter topics: those that the stage writes to; the producer fetches their metadata before the first record.
  init(
    settings: KafkaSettings, consumer: KafkaConsumer, transactionalId: String, topics: [String],
    observer: @escaping (KafkaStageEvent) -> Void, failPoint: @escaping KafkaFailPoint.Check
  ) {
    self.settings = settings
    self.consumer = consumer
    self.transactionalId = transactionalId
    self.topics = topics
    self.observer = observer
    self.failPoint = failPoint
  }

  /// Ends a predecessor's transaction and fences it, where there is no producer yet.
  func prepare() throws(StageFailure) {
    guard producer == nil else { return }
    do throws(KafkaError) {
      let producer = try KafkaProducer(settings, transactionalId: transactionalId)
      try producer.initTransactions()
      try producer.open(topics)
      self.producer = producer
    } catch {
      throw .infrastructure(error.description)
    }
  }

  /// Queues a partition's outputs, and its next offset `end` for the commit.
  func add(_ outputs: [OutgoingRecord], of participant: any Participant, upTo end: Int64) throws(StageFailure) {
    try prepare()
    joined.append((participant, end))
    try attempt { (producer) throws(KafkaError) in
      if !isOpen { try producer.beginTransaction() }
      isOpen = true
      for record in outputs { try produce(record, with: producer) }
    }
  }

  /// Commits what was added, and reports the outcome to every partition that joined.
  package func commit() throws(StageFailure) {
    guard isOpen else { return }
    try step(.beforeOffsets)
    let offsets = joined.map { ($0.participant.place, $0.end) }
    try attempt { (producer) throws(KafkaError) in
      try repeating { () throws(KafkaError) in try producer.sendOffsets(offsets, of: consumer) }
    }
    try step(.beforeCommit)
    // Once: in librdkafka 2.0.2 a second call that times out early forgets that a commit is under way, and the response
    // then ends the process by a failed assertion. What became of the transaction, recovery finds out.
    try attempt { (producer) throws(KafkaError) in try producer.commitTransaction() }
    settle(isCommitted: true)
    try failPoint(.afterCommit)
  }

  /// Ends the producer, and leaves a transaction that is open to the broker, as the death of the process does: the next
  /// producer with this id ends it. False where librdkafka hung.
  @discardableResult
  package func close() -> Bool {
    settle(isCommitted: false)
    return closeProducer()
  }

  private func settle(isCommitted: Bool) {
    isOpen = false
    let ended = joined
    joined = []
    for (participant, _) in ended { participant.transactionEnded(isCommitted: isCommitted) }
  }

  private func step(_ point: KafkaFailPoint) throws(StageFailure) {
    do { try failPoint(point) } catch {
      _ = closeProducer()
      settle(isCommitted: false)
      throw error
    }
  }

  /// Performs one step of a transaction. If it fails, the producer is closed, and the next producer ends the
  /// transaction. That is the only way out if the outcome is unknown, and the only safe one otherwise: librdkafka 2.0.2
  /// ends the process with a failed assertion (`txn_req_cnt > 0`) if a response of the coordinator arrives after an
  /// abort.
  private func attempt(_ step: (KafkaProducer) throws(KafkaError) -> Void) throws(StageFailure) {
    guard let producer else { throw .infrastructure("\(transactionalId): no producer") }
    do { try step(producer) } catch {
      for (participant, _) in joined { observer(.transactionFailed(participant.place, error)) }
      _ = closeProducer()
      settle(isCommitted: false)
      if error.kind == .rejectedRecord {
        throw .fatal(
          "\(error). Create the topics with `beacon topics create`, and compare the limits of their message size")
      }
      throw .infrastructure(error.description)
    }
  }

  private func produce(_ record: OutgoingRecord, with producer: KafkaProducer) throws(KafkaError) {
    switch record.destination {
    case .byKey: try producer.produce(record)
    case .everyPartition:
      for copy in try partitions(of: record.topic, with: producer) {
        try producer.produce(record, partition: copy.partition)
      }
    }
  }

  /// Partition counts are never raised later, so one request is enough. Brokers that were just started may not know a
  /// topic yet: that ends the transaction, rather than the record.
  private func partitions(of topic: String, with producer: KafkaProducer) throws(KafkaError) -> [TopicPartition] {
    if let known = partitions[topic] { return known }
    let found = try producer.partitions(of: topic)
    guard !found.isEmpty else { throw KafkaError(noPartitionsOf: topic) }
    partitions[topic] = found
    return found
  }

  /// Three tries: each waits for its own time inside librdkafka.
  private func repeating(_ call: () throws(KafkaError) -> Void) throws(KafkaError) {
    for _ in 0..<2 {
      do { return try call() } catch  where error.kind == .retriable { continue }
    }
    try call()
  }

  private func closeProducer() -> Bool {
    defer { producer = nil }
    return producer?.close() ?? true
  }
}
