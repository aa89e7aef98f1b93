import Messaging

/// The consumer, transaction, tables and settings that the partitions of one stage share in one process.
package final class KafkaStageContext {
  let consumer: KafkaConsumer
  let options: StageOptions
  let hooks: StageHooks
  let cluster: String
  let accepted: AcceptedDecisions
  package let transaction: StageTransaction
  /// The partitions that the group has given to this process.
  var partitions: Set<TopicPartition> = []
  private let stage: Stage
  private let settings: KafkaSettings
  private var tables: KafkaTables?
  /// For each partition of the input, how far it has taken each partition of the tables; see `TableRows`.
  private var tableCursors: [TopicPartition: [TopicPartition: Int64]] = [:]
  private var openedWatcher: KafkaConsumer?
  /// A permanent failure of the stage's consumer or of that of its tables: the membership has to end.
  package private(set) var consumerFailure: KafkaError?

  /// - Parameters:
  ///   - cluster: the id of the cluster, to which the state files belong.
  ///   - accepted: what an operator allows; of this process, and not only of this membership.
  ///   - sent: what this process has sent last, perhaps in an earlier membership.
  package init(
    _ stage: Stage, settings: KafkaSettings, consumer: KafkaConsumer, options: StageOptions, hooks: StageHooks,
    cluster: String, accepted: AcceptedDecisions = AcceptedDecisions(), sent: SentOutputs = SentOutputs()
  ) {
    self.stage = stage
    self.settings = settings
    self.consumer = consumer
    self.options = options
    self.hooks = hooks
    self.cluster = cluster
    self.accepted = accepted
    transaction = StageTransaction(
      settings: settings, consumer: consumer, transactionalId: "\(options.group)-\(stage.name)-\(options.slot)",
      topics: stage.outputs + (options.deadLetterTopic.map { [$0] } ?? []), sent: sent, observer: hooks.observer,
      failPoint: hooks.failPoint)
  }

  /// Whether consumers see all that the last transaction sent, and the group is where that has brought it.
  func isLastTransactionWhole() throws(StageFailure) -> Bool {
    guard let (look, _) = try lookAtOutputs() else { return true }
    guard look.undecided.isEmpty, look.unreadable.isEmpty else { return false }
    let offsets = try consuming { (consumer) throws(KafkaError) in
      try consumer.committed(partitions.sorted(), milliseconds: StageTransaction.Commit.stableMilliseconds)
    }
    return LostEnds(in: transaction.sent.transactions, by: look, committed: offsets).isEmpty
  }

  /// What consumers see of the last transactions' outputs; nil if they are not in doubt, and where this principal may
  /// not read what it writes, or the reading has failed for a minute. `isFinal` is true where nothing is undecided, or
  /// has been for a minute.
  func lookAtOutputs() throws(StageFailure) -> (look: SentOutputs.Look, isFinal: Bool)? {
    let sent = transaction.sent
    guard sent.isInDoubt else { return nil }
    do throws(KafkaError) {
      let look = try sent.look(settings: settings)
      let isTooLong = sent.isUndecidedForGood(!look.undecided.isEmpty)
      if isTooLong {
        hooks.observer(
          .outputsUnchecked(
            "another process's transaction stays open before what this process's last transaction has written"))
      }
      return (look, isTooLong || look.undecided.isEmpty)
    } catch {
      if error.kind == .retriable {
        _ = sent.isUndecidedForGood(false)
        throw .infrastructure(error.description)
      }
      guard error.isTopicForbidden || sent.isUndecidedForGood(true) else { throw .infrastructure(error.description) }
      hooks.observer(.outputsUnchecked(error.description))
      return nil
    }
  }

  /// A separate consumer that only reads the ends of partitions. A broker responds to the requests of one connection in
  /// order, so on the connection of a consumer that reads records, each request would wait for a long fetch.
  func watcher() throws(KafkaError) -> KafkaConsumer {
    if let openedWatcher { return openedWatcher }
    let opened = try KafkaConsumer(settings)
    openedWatcher = opened
    return opened
  }

  /// The next rows of one of the stage's tables for a partition of the input; empty if it has all of them.
  ///
  /// - Parameter toEnd: whether to read the tables to their ends first, and not only the rows that have arrived.
  func tableRows(
    of topic: String, for partition: TopicPartition, toEnd: Bool, limit: Int
  ) throws(StageFailure) -> [Record] {
    let tables = try readTables(toEnd: toEnd)
    let rows = tables.rows.take(topic, after: &tableCursors[partition, default: [:]], limit: limit)
    if rows.isEmpty, tables.rows.bytes > TableRows.keptBytes { tables.rows.drop(takenBy: Array(tableCursors.values)) }
    return rows
  }

  /// The partition of the input takes the tables from their first rows again. They are read again if some rows have
  /// been dropped; the other partitions continue after the rows that they have taken.
  func restartTables(for partition: TopicPartition) {
    tableCursors[partition] = [:]
    if tables?.rows.hasDropped == true { tables = nil }
  }

  /// No rows need be kept for this partition of the input any more.
  func forgetTables(of partition: TopicPartition) { tableCursors[partition] = nil }

  /// The stage's tables, read to their ends at the first call and if `toEnd` is true, otherwise with the rows that have
  /// already arrived.
  private func readTables(toEnd: Bool) throws(StageFailure) -> KafkaTables {
    do throws(KafkaError) {
      if let tables {
        if toEnd { try tables.readToEnd() } else { try tables.follow() }
        return tables
      }
      let opened = try KafkaTables(stage.tables, settings: settings, watcher: watcher(), observer: hooks.observer)
      tables = opened
      return opened
    } catch {
      // librdkafka does not read that partition again: a new membership opens the tables anew.
      if error.isOffsetLost { consumerFailure = consumerFailure ?? error }
      throw .infrastructure(error.description)
    }
  }

  /// Calls `body` with the stage's consumer.
  func consuming<Result>(_ body: (KafkaConsumer) throws(KafkaError) -> Result) throws(StageFailure) -> Result {
    do { return try body(consumer) } catch { throw consumerFailed(error) }
  }

  /// What a failure of the consumer is to the stage. A fatal, fenced or unclassified one ends the membership, since the
  /// consumer cannot recover from it.
  func consumerFailed(_ error: KafkaError) -> StageFailure {
    switch error.kind {
    case .fatal, .fenced, .other: consumerFailure = consumerFailure ?? error
    case .retriable, .abortable, .rejectedRecord, .notAuthorised: break
    }
    return .infrastructure(error.description)
  }
}

/// What happens to a stage on Kafka, for logs and metrics.
package enum KafkaStageEvent {
  case assigned([TopicPartition])
  case revoked([TopicPartition], isLost: Bool)
  case recovered(TopicPartition, PartitionRecovery)
  case quarantined(TopicPartition, String)
  /// A state file was deleted or replaced while it was open.
  case stateFileLost(TopicPartition, path: String)
  case committed(TopicPartition, BatchSummary, milliseconds: Double)
  case paused(TopicPartition, StagePause)
  case transactionFailed(TopicPartition, KafkaError)
  /// The group's offsets wait for the end of a transaction that does not come, and those of this process are aborted.
  case unstableOffsets(TopicPartition, KafkaError)
  /// A broker has lost the end of a transaction in these partitions of the stage's input or of its outputs.
  case transactionEndLost([TopicPartition])
  /// After a broker was away, it cannot be known whether consumers see all that the last transaction sent.
  case outputsUnchecked(_ reason: String)
  /// Offsets up to the last stable one that are not folded yet, over all partitions of this process, and the age of the
  /// oldest record that was read but not folded.
  case lag(records: Int64, oldestMilliseconds: Int64)
  /// An error that the Kafka client reported, such as wrong credentials or brokers that are down.
  case clientFailed(KafkaError)
  /// The membership of the group ended; a new one begins after `milliseconds`.
  case memberEnded(MemberLifecycle.End, attempt: Int, milliseconds: Int)
  /// A partition has lag and has not advanced for more than a minute; repeated every minute.
  case stalled(StageHealth.Stall)
}

/// The points of a batch's commit at which a test may end the process, or the stage by throwing. All but the first are
/// reached on the commit's own thread.
package enum KafkaFailPoint: String, Sendable, CaseIterable {
  package typealias Check = @Sendable (KafkaFailPoint) throws(StageFailure) -> Void

  case afterStateCommit = "after-state-commit"
  case beforeOffsets = "before-offsets"
  case beforeRecords = "before-records"
  case beforeCommit = "before-commit"
  case afterCommit = "after-commit"
}
