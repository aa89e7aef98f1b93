import Messaging

/// What a run of the pipeline has done so far.
package struct PipelineSummary: Hashable, Sendable {
  /// Records read from the inbox or passed by the caller.
  package var taken = 0
  /// Inbox files that are not valid input, by the names to which they were moved.
  package var refusedFiles: [String] = []
  /// One count for each stage, in the order of the stages.
  package var stages: [StageCount]

  package struct StageCount: Hashable, Sendable {
    package var stage: String
    package var records = 0
    /// The number of records that the stage wrote, dead letters included.
    package var outputs = 0
    package var batches = 0
    /// The number of dead letters by code.
    package var deadLetters: [String: Int] = [:]
    /// Set while the stage is paused because something that it needs is unavailable; else nil.
    package var pause: StagePause?
    /// The counts that the stage itself reports, such as articles by outcome.
    package var tally = Tally()

    /// What the stage processed since `earlier`, an earlier count of the same stage, as one batch.
    package func since(_ earlier: StageCount) -> BatchSummary {
      var batch = BatchSummary(records: records - earlier.records)
      batch.outputs = outputs - earlier.outputs
      for (code, count) in deadLetters where count != earlier.deadLetters[code] {
        batch.deadLetters[code] = count - earlier.deadLetters[code, default: 0]
      }
      batch.tally = tally.since(earlier.tally)
      return batch
    }
  }

  /// The counts of all stages together.
  package var tally: Tally { stages.reduce(into: Tally()) { $0.add($1.tally) } }

  /// The number of records processed, summed over all stages.
  package var folded: Int { stages.reduce(0) { $0 + $1.records } }

  init(stages: [Stage]) {
    self.stages = stages.map { StageCount(stage: $0.name) }
  }

  mutating func count(_ batch: BatchSummary, of stage: Int) {
    stages[stage].records += batch.records
    stages[stage].outputs += batch.outputs
    stages[stage].batches += 1
    stages[stage].deadLetters.merge(batch.deadLetters) { $0 + $1 }
    stages[stage].pause = nil
    stages[stage].tally.add(batch.tally)
  }
}
