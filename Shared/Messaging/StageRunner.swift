import Models

/// Runs one stage over one input partition, batch by batch: the one place where failures decide what happens.
///
/// | the stage says | what it means |
/// |---|---|
/// | nothing | the record is complete |
/// | `badRecord` | the record's writes and outputs are reverted, its dead letter joins the batch, the batch continues |
/// | `infrastructure` | the batch is rolled back and retried after a growing pause; `step` returns how long |
/// | `fatal` | the batch is rolled back and `step` throws |
///
/// Order of one batch, each step after the one before:
/// 1. the tables are read to their end, so that a row written before this moment is known;
/// 2. records are polled; the transport opens the transaction;
/// 3. the records are folded in order, state and outputs within the transaction;
/// 4. the processor writes what is only in memory;
/// 5. the transport commits state, positions, time and outputs at once.
/// A failure anywhere before the end of 5 leaves nothing of the batch, and a new processor is created.
package final class StageRunner {
  package let stage: Stage
  private let transport: any StageTransport
  private let deadLetter: DeadLetterMaker
  private let limit: BatchLimit
  private let backoff: Backoff
  private var fold: PartitionFold?
  /// The records that were polled and are not yet folded.
  private var pending: [Record] = []
  private var failures = 0

  package init(
    _ stage: Stage, on transport: any StageTransport, limit: BatchLimit = BatchLimit(), backoff: Backoff = Backoff(),
    deadLetter: @escaping DeadLetterMaker
  ) {
    self.stage = stage
    self.transport = transport
    self.limit = limit
    self.backoff = backoff
    self.deadLetter = deadLetter
  }

  /// Folds and commits at most one batch. It never waits: it returns the pause, which the caller observes.
  package func step() throws(StageStopped) -> StageStep {
    do {
      let step = try runBatch()
      // A step without records does not show that the next batch will succeed.
      if case .committed = step { failures = 0 }
      return step
    } catch {
      abandon()
      switch error {
      case .infrastructure(let reason):
        failures += 1
        return .paused(StagePause(reason: reason, attempt: failures, milliseconds: backoff.delay(attempt: failures)))
      case .fatal(let reason), .badRecord(_, let reason):
        throw StageStopped(stage: stage.name, reason: reason)
      }
    }
  }

  /// Polls the next batch, where there is one, so that the processor prepares it on other cores while the caller runs
  /// other stages. A failure is left to the next `step`, which meets it again.
  package func lookAhead() {
    guard pending.isEmpty, let fold, let records = try? transport.poll(limit) else { return }
    take(records, in: fold)
  }

  /// Drops what is in memory: the next step continues from the partition's last commit. For the owner of a transaction
  /// that spans the batches of several stages, after that transaction was lost.
  package func abandon() {
    fold = nil
    pending = []
  }

  private func runBatch() throws(StageFailure) -> StageStep {
    let fold = try takenUp()
    try followTables(fold)
    if pending.isEmpty { take(try transport.poll(limit), in: fold) }
    guard let first = pending.first else { return .idle }
    let isCatchUp = !fold.emits(first)
    let end = pending.firstIndex { fold.emits($0) == isCatchUp } ?? pending.endIndex
    let summary = try commit(pending[..<end], isCatchUp: isCatchUp, into: fold)
    pending.removeSubrange(..<end)
    return .committed(summary)
  }

  private func take(_ records: [Record], in fold: PartitionFold) {
    pending = records
    if !records.isEmpty { fold.prepare(records) }
  }

  private func takenUp() throws(StageFailure) -> PartitionFold {
    if let fold { return fold }
    let assignment = try transport.assign()
    let taken = PartitionFold(of: stage, processor: try stage.makeProcessor(), from: assignment)
    fold = taken
    return taken
  }

  private func followTables(_ fold: PartitionFold) throws(StageFailure) {
    for table in stage.tables {
      while true {
        let rows = try transport.pollTable(table, limit: limit)
        if rows.isEmpty { break }
        for row in rows { try fold.tableChanged(row) }
      }
    }
  }

  private func commit(
    _ records: ArraySlice<Record>, isCatchUp: Bool, into fold: PartitionFold
  ) throws(StageFailure) -> BatchSummary {
    let state = try transport.begin()
    do {
      var (batch, summary) = try fold.fold(records, over: state, deadLetter: deadLetter)
      if isCatchUp {
        batch.outputs = []
        batch.isCatchUp = true
      }
      try transport.commit(batch)
      summary.outputs = batch.outputs.count
      summary.isCatchUp = isCatchUp
      return summary
    } catch {
      transport.rollback()
      throw error
    }
  }
}
