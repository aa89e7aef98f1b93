import Messaging
import Models

/// One input partition of one stage on Kafka.
///
/// A batch becomes durable in this order, and each step can be repeated from what the one before it left:
/// ```
/// 1  state changes, encoded outputs (the outbox) and position N      one SQLite transaction
/// 2  begin_transaction; send_offsets_to_transaction(N); the outbox; commit_transaction
/// 3  the outbox is deleted in the next batch's SQLite transaction
/// ```
/// Step 2 is shared by all partitions of the stage in this process (`StageTransaction`): `commit` joins it, and the
/// batch is complete when it ends. Meanwhile the next batch is folded in an open SQLite transaction, which step 1 of
/// that batch commits only after step 2 of this one: `commit` keeps such a batch until `commitFolded`, so that the
/// other partitions can be folded meanwhile. A stage without state skips 1 and 3. Where a crash or a failure leaves
/// step 2 undone, `assign` finds the file ahead of the group and acts by `PartitionRecovery`.
package final class KafkaStageTransport: StageTransport, StageTransaction.Participant {
  package let partition: TopicPartition
  private let stage: Stage
  private let host: KafkaStageContext
  private var store: PartitionStore?
  private var positionFile: PositionFile?
  /// The offset after the last record that is folded and whose outputs are sent.
  package private(set) var position: Int64 = 0
  /// The value that `position` gets when the open transaction is committed; nil if the partition has not joined one.
  private var pendingPosition: Int64?
  /// A batch that is folded in the open SQLite transaction and waits for the end of the commit under way.
  private var folded: FoldedBatch?
  /// The size, in bytes, of the keys and values of the outputs of a folded batch that waits.
  private(set) var foldedBytes = 0
  /// Whether the last transaction that this partition joined may not have been committed.
  private var mayBeUnsent = false
  /// `StageTransaction.resets` at the last recovery.
  private var resetsSeen: Int
  /// Whether the file was empty when the partition was recovered, and no batch has been sent since.
  private var isFirstBatch = false
  /// The records of this partition that the owner of the consumer has read and that are not folded yet.
  private var buffer = RecordBuffer()
  /// The result of a recovery that a rebalance started, until the runner takes it.
  private var prepared: StageAssignment?
  /// The offset from which the partition counts as restored; nil until a recovery has decided it.
  private var restoredAt: Int64?

  package init(_ stage: Stage, at partition: TopicPartition, of host: KafkaStageContext) {
    self.stage = stage
    self.partition = partition
    self.host = host
    resetsSeen = host.transaction.resets
  }

  /// Whether the last transaction that this partition joined may not have been committed, or was aborted later;
  /// `assign` must then be called next.
  package var needsRecovery: Bool { mayBeUnsent || resetsSeen != host.transaction.resets }

  /// The offset up to which everything is folded and sent. Transaction markers at the end of the log count once reading
  /// has passed them.
  var progress: Int64 {
    let hasFoldedAllRead = buffer.isEmpty && pendingPosition == nil && folded == nil
    return hasFoldedAllRead ? max(position, host.consumer.ends[partition] ?? 0) : position
  }

  /// The number of records that were read but not yet folded.
  var recordsAtHand: Int { buffer.count }
  /// The size in bytes of the records that were read but not yet folded.
  var bytesAtHand: Int { buffer.bytes }

  /// Whether a recovery has decided where the partition continues.
  var isRecovered: Bool { restoredAt != nil }

  /// Whether the state has caught up with the group's committed offset, so that the outputs of further records are
  /// emitted.
  var isRestored: Bool { restoredAt.map { progress >= $0 } ?? false }

  /// The time of the oldest record that was read but not yet folded; nil if all records were folded.
  var oldestAtHand: Timestamp? { buffer.first?.time }

  /// The offset after the last record that was received.
  private(set) var readUpTo: Int64 = 0

  package func receive(_ record: Record) {
    readUpTo = record.offset + 1
    buffer.append(record)
  }

  /// Recovers the partition before the consumer begins to read it; returns the offset to read from.
  package func prepare() throws(StageFailure) -> Int64 {
    prepared = try recover()
    return position
  }

  package func assign() throws(StageFailure) -> StageAssignment {
    let ready = prepared
    prepared = nil
    if let ready, !needsRecovery { return ready }
    let assignment = try recover()
    buffer.removeAll()
    try host.consuming { (consumer) throws(KafkaError) in
      try consumer.seek(partition, to: position)
      try consumer.resume([partition])
    }
    return assignment
  }

  package func pollTable(_ topic: String, limit: BatchLimit) throws(StageFailure) -> [Record] {
    try host.tableRows(of: topic, for: partition, toEnd: recordsAtHand > 0, limit: limit.records)
  }

  package func poll(_ limit: BatchLimit) -> [Record] { buffer.take(limit) }

  package func begin() throws(StageFailure) -> any StageState {
    if isFirstBatch { try finishCommit() }
    guard let store else { return NoState() }
    guard store.isIntact else {
      self.store = nil
      host.hooks.observer(.stateFileLost(partition, path: store.path))
      throw .infrastructure("\(store.path) or its lock was deleted or replaced while it was open")
    }
    return try store.begin()
  }

  /// Commits the batch; where a commit is under way, keeps it instead, and `commitFolded` has to be called after that.
  package func commit(_ batch: FoldedBatch) throws(StageFailure) {
    if host.transaction.isCommitting, !batch.isCatchUp {
      folded = batch
      foldedBytes = batch.outputs.reduce(0) { $0 + ($1.key?.count ?? 0) + ($1.value?.count ?? 0) }
    } else {
      try complete(batch)
    }
  }

  /// Whether a folded batch waits for the end of the commit under way.
  var hasFolded: Bool { folded != nil }

  /// Waits for a commit under way, then commits the batch that was folded meanwhile, if any.
  func commitFolded() throws(StageFailure) {
    guard let batch = folded else { return }
    folded = nil
    foldedBytes = 0
    do throws(StageFailure) { try complete(batch) } catch {
      rollback()
      throw error
    }
  }

  private func complete(_ batch: FoldedBatch) throws(StageFailure) {
    try finishCommit()
    let end = batch.position
    if let store {
      try store.commit(batch, first: position)
      try host.hooks.failPoint(.afterStateCommit)
    }
    if batch.isCatchUp {
      position = end
    } else {
      pendingPosition = end
      do throws(StageFailure) {
        try host.transaction.add(batch.outputs, of: self, upTo: end)
      } catch {
        mayBeUnsent = true
        throw error
      }
    }
  }

  /// Waits for the transaction of the last batch, whose outputs the file may then drop; throws if they may not have
  /// been sent.
  private func finishCommit() throws(StageFailure) {
    try host.transaction.finishCommit()
    guard !needsRecovery else { throw .infrastructure("the last batch of \(partition) may not have been sent") }
  }

  package func transactionEnded(isCommitted: Bool) {
    defer { pendingPosition = nil }
    guard isCommitted, let end = pendingPosition else {
      mayBeUnsent = true
      return
    }
    position = end
    positionFile?.write(end)
    guard isFirstBatch else { return }
    do throws(StageFailure) {
      try store?.confirmFirstBatch()
      isFirstBatch = false
    } catch {
      // What the confirmation says, recovery finds out from the group.
      mayBeUnsent = true
    }
  }

  package func rollback() {
    folded = nil
    foldedBytes = 0
    store?.rollback()
  }

  /// Gives the partition up and closes its file.
  package func close() {
    host.forgetTables(of: partition)
    store = nil
    positionFile = nil
  }

  // MARK: Recovery

  private func recover() throws(StageFailure) -> StageAssignment {
    rollback()
    // The other partitions' outputs are committed first: this one may have to send its outbox in a separate
    // transaction.
    try host.transaction.commit()
    if host.transaction.mayHaveLostEnds {
      host.transaction.abandon()
    }
    mayBeUnsent = false
    restoredAt = nil
    host.consumer.forgetEnd(of: partition)
    host.restartTables(for: partition)
    try openFiles()
    try host.transaction.prepare()
    let committed = try committedOffset()
    resetsSeen = host.transaction.resets
    let marks = try host.consuming { (consumer) throws(KafkaError) in try consumer.watermarks(partition) }
    let stored = try stored(where: committed)
    isFirstBatch = stage.isStateful && stored == nil
    let decision = PartitionRecovery.decide(
      stored: stored, committed: committed, log: marks.low..<marks.high,
      allowing: host.accepted.allowances(for: partition))
    host.hooks.observer(.recovered(partition, decision))
    let assignment = try act(on: decision, stored: stored, committed: committed)
    host.accepted.use(for: partition)
    return assignment
  }

  /// The group's committed offset of this partition; nil without one. Before a new producer's first transaction, waits
  /// until the offsets of all of this process's partitions are stable.
  ///
  /// Where they do not become stable in time though the brokers respond, a broker has lost the end of a transaction.
  /// What it has left open is aborted, and the recovery fails, to be repeated. An open transaction of another process
  /// looks the same, and is not touched by that.
  ///
  /// Where the group is behind what was confirmed, in this process or by its files, the outputs of the batches between
  /// may be open as well, though their offsets are not: a later transaction may have been aborted, which ended only the
  /// offsets. They are aborted before they are sent again. Where consumers do not see all that this process's last
  /// transaction sent though it was committed, what is missing is sent again.
  private func committedOffset() throws(StageFailure) -> Int64? {
    let transaction = host.transaction
    let mustLook = transaction.isNew || transaction.mayHaveRemains
    let partitions = mustLook ? host.partitions.union([partition]).sorted() : [partition]
    let offsets: [TopicPartition: Int64?]
    do throws(KafkaError) {
      offsets = try host.consumer.committed(partitions)
    } catch {
      if error.kind == .retriable, (try? host.consumer.watermarks(partition)) != nil {
        host.hooks.observer(.unstableOffsets(partition, error))
        try transaction.abortRemains(of: partition, at: try confirmedByFile())
      }
      throw host.consumerFailed(error)
    }
    let committed = offsets[partition] ?? nil
    guard mustLook else { return committed }
    let behind = transaction.partitionsBehind(offsets)
    let found = try host.lookAtOutputs()
    let confirmed = try confirmedByFile()
    let isBehind = !behind.isEmpty || confirmed > committed ?? 0
    if isBehind || transaction.sent.hasUnknownRemains || found?.look.isOpen == true {
      try transaction.abortRemains(of: partition, at: committed ?? 0)
    }
    // What was open may have hidden what another process has written after it.
    if found?.look.isOpen == true { throw .infrastructure("what the last transaction left open was aborted") }
    if let found, !found.isFinal { throw .infrastructure("another process's transaction is open in \(stage.outputs)") }
    let lost =
      found.map { LostEnds(in: transaction.sent.transactions, by: $0.look, committed: offsets) } ?? LostEnds()
    let places = Set(behind).union(lost.places(committed: offsets)).sorted()
    if !places.isEmpty { host.hooks.observer(.transactionEndLost(places)) }
    try transaction.complete(lost)
    return lost.offsets[partition] ?? committed
  }

  /// How far the partition's file says that outputs were sent and confirmed; 0 where it says nothing.
  private func confirmedByFile() throws(StageFailure) -> Int64 {
    let known = try stored(where: nil)
    return known?.outbox?.lowerBound ?? known?.position ?? 0
  }

  private func openFiles() throws(StageFailure) {
    if stage.isStateful {
      if store == nil { store = try openStore() }
    } else if positionFile == nil {
      positionFile = try PositionFile(
        directory: host.options.directory, stage: stage.name, partition: partition.partition, cluster: host.cluster)
    }
  }

  private func stored(where committed: Int64?) throws(StageFailure) -> PartitionRecovery.Stored? {
    if let store { return try store.stored() }
    guard committed == nil else { return nil }
    return positionFile?.read().map { PartitionRecovery.Stored(committed: $0) }
  }

  private func act(
    on decision: PartitionRecovery, stored: PartitionRecovery.Stored?, committed: Int64?
  ) throws(StageFailure) -> StageAssignment {
    var emitsFrom: Int64 = 0
    switch decision {
    case .resume(let offset):
      if let stored {
        if offset > stored.position { try store?.skip(from: stored.position, to: offset) }
        if offset != committed { try settle(at: offset) }
      }
      position = offset
    case .resend(let end):
      pendingPosition = end
      try host.transaction.add(store?.outbox() ?? [], of: self, upTo: end)
      try host.transaction.commit()
      if committed == nil { try store?.confirmFirstBatch() }
    case .catchUp(let start, let end):
      if end != committed { try settle(at: end) }
      position = stage.isStateful ? start : end
      emitsFrom = end
    case .startAfresh(let start, let end):
      try setStoreAside(
        because: committed == end
          ? "its position does not fit the group's offset \(end)"
          : "the records that it needs next were deleted")
      if end != committed { try settle(at: end) }
      position = start
      emitsFrom = end
    case .stop(let reason):
      throw .fatal(reason.explanation(at: partition))
    }
    restoredAt = max(position, emitsFrom)
    readUpTo = position
    return StageAssignment(time: try store?.time() ?? .distantPast, emitsFrom: emitsFrom)
  }

  /// Commits the offset that an operator's decision sets for the group. Otherwise the decision would be needed again
  /// after each failure before the first batch's commit, when the file has advanced.
  private func settle(at offset: Int64) throws(StageFailure) {
    pendingPosition = offset
    try host.transaction.add([], of: self, upTo: offset)
    try host.transaction.commit()
  }

  private func openStore() throws(StageFailure) -> PartitionStore {
    let store = try PartitionStore(
      directory: host.options.directory, stage: stage.name, version: stage.stateVersion, input: partition,
      cluster: host.cluster
    )
    if let aside = store.quarantined { host.hooks.observer(.quarantined(partition, aside)) }
    return store
  }

  private func setStoreAside(because reason: String) throws(StageFailure) {
    store = nil
    let aside = try PartitionStore.setAside(
      directory: host.options.directory, stage: stage.name, partition: partition.partition, because: reason)
    host.hooks.observer(.quarantined(partition, aside))
    store = try openStore()
  }
}

/// The state of a stage without state: it is empty and refuses writes.
private final class NoState: StageState {
  func value(_ key: [UInt8]) -> [UInt8]? { nil }

  func set(_ key: [UInt8], to value: [UInt8]?) throws(StageFailure) {
    throw .fatal("a stage that says it has no state wrote to it")
  }

  func scan(from: [UInt8], through: [UInt8], _ visit: ([UInt8], [UInt8]) throws(StageFailure) -> Bool) {}
}
