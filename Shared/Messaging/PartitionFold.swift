import Models

/// The fold of one input partition between two rollbacks: the processor, the partition's time, and from where on
/// outputs are wanted.
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

  /// A row that the stage refuses is left out, as if the table did not have it; one without a key is no row.
  func tableChanged(_ row: Record) throws(StageFailure) {
    guard let key = row.key else { return }
    do {
      try processor.tableChanged(row.topic, key: key, value: row.value)
    } catch .badRecord {
      return
    }
  }

  /// Folds records, at least one, into the state of an open transaction. The result is to be committed in the same
  /// transaction.
  func fold(
    _ records: ArraySlice<Record>, over state: any StageState, deadLetter: DeadLetterMaker
  ) throws(StageFailure) -> (FoldedBatch, BatchSummary) {
    let revertible = RevertibleState(state)
    var batch = StageBatch(state: revertible, time: time)
    var position: Int64 = 0
    var summary = BatchSummary(records: records.count)
    processor.prepare(records)
    for record in records {
      batch.time = max(batch.time, record.time)
      revertible.mark()
      let kept = batch.outputs.count
      let tally = batch.tally
      do {
        try processor.process(record, in: &batch)
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
}
