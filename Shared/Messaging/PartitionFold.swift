import Models

/// The fold of one input partition between two rollbacks: the processor, the partition's time, and the offset from
/// which outputs are emitted.
final class PartitionFold {
  private let stage: Stage
  private let processor: any StageProcessor
  private let emitsFrom: Int64
  private var time: Timestamp

  init(of stage: Stage, processor: any StageProcessor, from assignment: StageAssignment) {
    self.stage = stage
    self.processor = processor
    emitsFrom = assignment.emitsFrom
    time = assignment.time
  }

  func emits(_ record: Record) -> Bool {
    record.offset >= emitsFrom
  }

  /// Passes a table's row to the processor. A row that the processor refuses as bad, or that has no key, is skipped.
  func tableChanged(_ row: Record) throws(StageFailure) {
    guard let key = row.key else { return }
    do {
      try processor.tableChanged(row.topic, key: key, value: row.value)
    } catch .badRecord {
      return
    }
  }

  /// Lets the processor begin what it can do in advance for the records that are folded next.
  func prepare(_ records: [Record]) {
    processor.prepare(records[...])
  }

  /// Folds records, at least one, into the state of an open transaction. The caller commits the result in the same
  /// transaction.
  func fold(
    _ records: ArraySlice<Record>, over state: any StageState, deadLetter: DeadLetterMaker
  ) throws(StageFailure) -> (FoldedBatch, BatchSummary) {
    let revertible = RevertibleState(state)
    var batch = StageBatch(state: revertible, time: time)
    var position: Int64 = 0
    var summary = BatchSummary(records: records.count)
    for record in records {
      batch.time = max(batch.time, record.time)
      revertible.mark()
      let kept = batch.outputs.count
      let tally = batch.tally
      do {
        try process(record, in: &batch)
      } catch .badRecord(let code, let message) {
        try revertible.revert()
        batch.outputs.removeSubrange(kept...)
        batch.tally = tally
        let rejected = RejectedRecord(record: record, stage: stage.name, code: code, message: message)
        batch.outputs.append(deadLetter(rejected))
        summary.deadLetters[code, default: 0] += 1
      }
      position = record.offset + 1
    }
    try processor.willCommit(state)
    time = batch.time
    summary.tally = batch.tally
    return (FoldedBatch(position: position, time: time, outputs: batch.outputs), summary)
  }

  private func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    if let defect = record.defect { throw .badRecord(code: Record.unreadableCode, message: defect) }
    try processor.process(record, in: &batch)
  }
}
