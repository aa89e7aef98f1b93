import Dispatch
import Messaging
import Models

/// The transactions of one stage in one process: each carries the outputs and the next offsets of all partitions that
/// were folded since the previous one.
///
/// A partition joins with `add` after its file has committed, so that the file can send the same outputs again whatever
/// happens to the transaction. A commit succeeds or fails for all that joined; after a failure each recovers by the
/// rules of `PartitionRecovery`.
///
/// `startCommit` returns at once, and the stage folds its next records while the brokers work. A partition's file must
/// not commit its next batch before `finishCommit`, since it contains the outputs of one batch only; `add` waits as
/// well. Outputs are kept in memory until the commit, which begins the transaction and performs all its steps.
///
/// The transactional id names stage and process. A restarted process with the same name ends its predecessor's open
/// transaction at once; one without a name waits for the broker to do so (`transaction.timeout.ms`). What keeps a
/// process that lost a partition from committing is the group's metadata, which goes into every transaction.
package final class StageTransaction {
  /// A partition that takes part in a transaction.
  package protocol Participant: AnyObject {
    var partition: TopicPartition { get }
    /// Called when the transaction with the partition's outputs has ended; `isCommitted` is false if it failed or its
    /// outcome is unknown.
    func transactionEnded(isCommitted: Bool)
  }

  /// The result of a transaction that has ended.
  struct Outcome {
    /// The partitions that took part.
    var partitions: [TopicPartition]
    /// Nil if the transaction was committed.
    var failure: StageFailure?
    var time: DispatchTime
  }

  struct Output: Sendable {
    var record: OutgoingRecord
    /// Nil where the hash of the key chooses the partition.
    var partition: Int?
    var batch: SentOutputs.Batch
  }

  /// The key of records that are always aborted; compacted topics refuse one without a key.
  private static let abortedKey = Array("aborted".utf8)

  private let settings: KafkaSettings
  private let consumer: KafkaConsumer
  private let transactionalId: String
  private let topics: [String]
  private let observer: (KafkaStageEvent) -> Void
  private let failPoint: KafkaFailPoint.Check
  private let queue: DispatchQueue
  private var producer: KafkaProducer?
  /// Whether the producer is new: it has neither committed a transaction nor aborted what its predecessors left open.
  private(set) var isNew = false
  /// Whether what the predecessors of this producer may have left open has not been looked for yet. Until then nothing
  /// is sent, since the end of this producer's first transaction would count for that as well.
  private(set) var mayHaveRemains = false
  let sent: SentOutputs
  /// `KafkaProducer.connectionsLost` when it was last looked at.
  private var connectionsLost = 0
  /// Where each partition continues by the last transaction that a broker confirmed.
  private var confirmed: [TopicPartition: Int64] = [:]
  /// How many times every partition has had to recover: what it committed before may have been undone.
  private(set) var resets = 0
  private var joined: [(participant: any Participant, end: Int64)] = []
  /// The outputs added since the last commit began.
  private var outputs: [Output] = []
  /// The size, in bytes, of the keys and values of all outputs added since the last commit began.
  private(set) var bytes = 0
  private var pending: PendingCommit?
  /// The outputs of the commit under way.
  private var committing: [Output] = []
  private var outcomes: [Outcome] = []
  /// The partitions, by topic, of the topics whose records are copied to every partition.
  private var partitions: [String: [TopicPartition]] = [:]

  /// - Parameters:
  ///   - topics: those that the stage writes to. The producer fetches their metadata before the first record, and
  ///     `abortRemains` ends what is open in them.
  ///   - sent: what this process has sent last, perhaps in an earlier membership of the group.
  init(
    settings: KafkaSettings, consumer: KafkaConsumer, transactionalId: String, topics: [String], sent: SentOutputs,
    observer: @escaping (KafkaStageEvent) -> Void, failPoint: @escaping KafkaFailPoint.Check
  ) {
    self.settings = settings
    self.consumer = consumer
    self.transactionalId = transactionalId
    self.topics = topics
    self.sent = sent
    self.observer = observer
    self.failPoint = failPoint
    queue = DispatchQueue(label: "commits of \(transactionalId)")
  }

  /// Creates the producer if it does not exist yet. That fences an earlier process with the same id and ends its open
  /// transaction.
  func prepare() throws(StageFailure) {
    guard producer == nil else { return }
    do throws(KafkaError) {
      let producer = try KafkaProducer(settings, transactionalId: transactionalId)
      try producer.initTransactions()
      try producer.open(topics)
      self.producer = producer
      isNew = true
      mayHaveRemains = true
      connectionsLost = producer.connectionsLost
    } catch {
      throw .infrastructure(error.description)
    }
  }

  /// Nothing is left open of this producer's earlier transactions, and nothing more has to be done about what they
  /// sent.
  func confirmNoRemains() {
    mayHaveRemains = false
    sent.forget()
  }

  /// Whether the last transaction may have lost an end, since the connection to a broker was lost, and no recovery
  /// looks for that.
  var mayHaveLostEnds: Bool {
    guard producer != nil, !mayHaveRemains else { return false }
    noteConnections()
    return sent.isInDoubt
  }

  private func noteConnections() {
    if !isCommitting { producer?.poll() }
    guard let lost = producer?.connectionsLost, lost != connectionsLost else { return }
    connectionsLost = lost
    sent.doubt()
  }

  /// The partitions that a confirmed transaction has brought further than the group is: a broker has lost the end of
  /// that transaction, and an aborted one has since ended it for the offsets alone.
  func partitionsBehind(_ offsets: [TopicPartition: Int64?]) -> [TopicPartition] {
    offsets.compactMap { partition, offset in confirmed[partition] ?? 0 > offset ?? 0 ? partition : nil }.sorted()
  }

  /// Aborts what a broker has left open of this producer's transactions: one that has lost the end of a transaction
  /// keeps its offsets waiting and its records invisible, and the end of this producer's next transaction would count
  /// for them too. Opens a transaction with an offset of `partition` and a record in each partition of the stage's
  /// outputs, and has the next producer abort it. Every partition of this process must be recovered afterwards.
  ///
  /// - Parameter offset: where the group is known to continue, so that it does no harm should this end be lost as well.
  func abortRemains(of partition: TopicPartition, at offset: Int64) throws(StageFailure) {
    let member = consumer.groupMetadata()
    let patience = settings.transactionMilliseconds
    // Noted before the attempt: one that fails halfway may be aborted too, and may leave records.
    resets += 1
    sent.hasUnknownRemains = true
    try attempt { (producer) throws(KafkaError) in
      try producer.beginTransaction()
      try producer.sendOffsets([(partition, offset)], of: member, milliseconds: patience)
      for topic in topics {
        for output in try partitions(of: topic, with: producer) {
          let record = OutgoingRecord(topic: topic, key: Self.abortedKey, value: nil, time: Timestamp(milliseconds: 0))
          try producer.produce(record, partition: output.partition)
        }
      }
      try producer.flush(milliseconds: patience)
    }
    _ = closeProducer()
    try prepare()
    sent.hasUnknownRemains = false
    isNew = false
    confirmed = [:]
  }

  /// Sends again, in one transaction, what is missing of transactions that were committed, and forgets them. They must
  /// not be open.
  func complete(_ lost: LostEnds) throws(StageFailure) {
    guard !lost.isEmpty, let producer else { return confirmNoRemains() }
    let outputs = lost.outputs.map { Output(record: $0.record, partition: $0.place.partition, batch: $0.batch) }
    let commit = steps(sending: outputs, lost.offsets.map { ($0, $1) }, with: producer)
    var positions: [DeliveryReport.Position] = []
    do throws(PendingCommit.Failure) { try commit.perform(&positions) } catch {
      sent.hasUnknownRemains = true
      throw fail(error)
    }
    isNew = false
    confirmed.merge(lost.offsets) { $1 }
    confirmNoRemains()
    sent.note(outputs, at: positions, isConfirmed: true)
  }

  /// Closes the producer, and fails what was added since the last commit: every partition recovers with a new one.
  /// Returns the failure.
  @discardableResult
  func abandon() -> StageFailure {
    let failure = StageFailure.infrastructure("a broker may have lost the end of the last transaction")
    resets += 1
    _ = closeProducer()
    if !joined.isEmpty { settle(failure) }
    return failure
  }

  /// Waits for a commit under way, then adds a partition's outputs and its next offset, `end`, to the next transaction.
  /// Fails where the producer was closed since the last recovery of any partition: this one has to be recovered, too.
  func add(_ records: [OutgoingRecord], of participant: any Participant, upTo end: Int64) throws(StageFailure) {
    try finishCommit()
    guard producer != nil, !mayHaveRemains else {
      throw .infrastructure("\(transactionalId) has to look for what its last transaction has left open")
    }
    joined.append((participant, end))
    let batch = SentOutputs.Batch(input: participant.partition, end: end)
    for record in records {
      try attempt { (producer) throws(KafkaError) in try keep(record, of: batch, with: producer) }
      bytes += (record.key?.count ?? 0) + (record.value?.count ?? 0)
    }
  }

  /// Whether a commit is under way.
  var isCommitting: Bool { pending?.hasEnded == false }

  /// Begins to commit what was added, and returns at once.
  func startCommit() {
    guard !joined.isEmpty, pending == nil, let producer else { return }
    let commit = steps(sending: outputs, joined.map { ($0.participant.partition, $0.end) }, with: producer)
    committing = outputs
    outputs = []
    bytes = 0
    pending = PendingCommit(on: queue) { (positions) throws(PendingCommit.Failure) in
      try commit.perform(&positions)
    }
  }

  private func steps(
    sending outputs: [Output], _ offsets: [(TopicPartition, Int64)], with producer: KafkaProducer
  ) -> Commit {
    Commit(
      outputs: outputs, offsets: offsets,
      // Read now: after a rebalance it would be that of a member that does not have these partitions.
      member: consumer.groupMetadata(), consumer: consumer, producer: producer,
      patience: settings.transactionMilliseconds, failPoint: failPoint)
  }

  /// Waits until the commit under way, if any, has ended, and reports its outcome to every partition that joined.
  func finishCommit() throws(StageFailure) {
    guard let end = pending?.wait() else { return }
    pending = nil
    noteConnections()
    sent.note(committing, at: end.positions, isConfirmed: end.failure == nil)
    if end.positions.count < committing.count { sent.hasUnknownRemains = true }
    committing = []
    if let failure = end.failure { throw fail(failure) }
    settle(nil, at: end.time)
  }

  private func fail(_ failure: PendingCommit.Failure) -> StageFailure {
    switch failure {
    case .kafka(let error): return fail(error)
    case .stage(let failure):
      _ = closeProducer()
      settle(failure)
      return failure
    }
  }

  /// Commits what was added, and waits for the outcome.
  package func commit() throws(StageFailure) {
    startCommit()
    try finishCommit()
  }

  /// The transactions that have ended since the last call.
  func takeOutcomes() -> [Outcome] {
    // A failure is among the outcomes.
    if pending?.hasEnded == true { try? finishCommit() }
    defer { outcomes = [] }
    return outcomes
  }

  /// Waits for a commit under way and closes the producer; what was added since is not sent. Returns false if
  /// librdkafka hung.
  @discardableResult
  package func close() -> Bool {
    try? finishCommit()
    if !joined.isEmpty { settle(.infrastructure("\(transactionalId) was closed before its transaction was committed")) }
    return closeProducer()
  }

  private func settle(_ failure: StageFailure?, at time: DispatchTime = .now()) {
    outputs = []
    bytes = 0
    let ended = joined
    joined = []
    outcomes.append(Outcome(partitions: ended.map(\.participant.partition), failure: failure, time: time))
    if failure == nil {
      isNew = false
      for (participant, end) in ended { confirmed[participant.partition] = end }
    }
    for (participant, _) in ended { participant.transactionEnded(isCommitted: failure == nil) }
  }

  private func attempt(_ step: (KafkaProducer) throws(KafkaError) -> Void) throws(StageFailure) {
    guard let producer else { throw .infrastructure("\(transactionalId): no producer") }
    do { try step(producer) } catch { throw fail(error) }
  }

  /// Ends a transaction after one of its steps failed. The producer is closed, and the next producer ends the
  /// transaction. That is the only way out if the outcome is unknown, and the only safe one otherwise: librdkafka 2.0.2
  /// ends the process with a failed assertion (`txn_req_cnt > 0`) if a response of the coordinator arrives after an
  /// abort.
  private func fail(_ error: KafkaError) -> StageFailure {
    for (participant, _) in joined { observer(.transactionFailed(participant.partition, error)) }
    _ = closeProducer()
    let failure: StageFailure =
      error.kind == .rejectedRecord
      ? .fatal("\(error). Create the topics with `beacon topics create`, and compare the limits of their message size")
      : .infrastructure(error.description)
    settle(failure)
    return failure
  }

  private func keep(
    _ record: OutgoingRecord, of batch: SentOutputs.Batch, with producer: KafkaProducer
  ) throws(KafkaError) {
    switch record.destination {
    case .byKey: outputs.append(Output(record: record, batch: batch))
    case .everyPartition:
      for copy in try partitions(of: record.topic, with: producer) {
        outputs.append(Output(record: record, partition: copy.partition, batch: batch))
      }
    }
  }

  /// The partitions of a topic. Partition counts are never raised later, so one request is enough. Brokers that have
  /// just started may not know a topic yet: then the transaction fails, and the record is not rejected.
  private func partitions(of topic: String, with producer: KafkaProducer) throws(KafkaError) -> [TopicPartition] {
    if let known = partitions[topic] { return known }
    let found = try producer.partitions(of: topic)
    guard !found.isEmpty else { throw KafkaError("write to every partition of \(topic)", noPartitionsOf: topic) }
    partitions[topic] = found
    return found
  }

  private func closeProducer() -> Bool {
    defer { producer = nil }
    sent.doubt()
    return producer?.close() ?? true
  }
}
