/// The outcome of one step of a stage.
package enum StageStep: Hashable, Sendable {
  /// There was no record.
  case idle
  case committed(BatchSummary)
  /// Something that the stage needs is down: step again after the pause.
  case paused(StagePause)
}

/// What a committed batch did, for logs, metrics and reports.
package struct BatchSummary: Hashable, Sendable {
  package var records: Int
  /// The number of records written, dead letters included.
  package var outputs = 0
  /// The number of dead letters by error code. In a catch-up, an earlier owner of the partition has already written
  /// them.
  package var deadLetters: [String: Int] = [:]
  package var isCatchUp = false
  /// The counts that the stage added while it folded the batch.
  package var tally = Tally()

  package init(records: Int) {
    self.records = records
  }
}

/// Why a stage waits, and for how long.
package struct StagePause: Hashable, Sendable {
  package var reason: String
  /// 1 for the first failure in a row.
  package var attempt: Int
  package var milliseconds: Int

  package init(reason: String, attempt: Int, milliseconds: Int) {
    self.reason = reason
    self.attempt = attempt
    self.milliseconds = milliseconds
  }
}

/// The error of a stage that cannot continue until a person acts; `reason` says what to do.
package struct StageStopped: Error, Hashable, Sendable, CustomStringConvertible {
  package var stage: String
  package var reason: String

  package init(stage: String, reason: String) {
    self.stage = stage
    self.reason = reason
  }

  package var description: String { "The stage \(stage) stopped: \(reason)" }
}

/// Pauses that double from `first` to `most`, in milliseconds.
package struct Backoff: Hashable, Sendable {
  package var first: Int
  package var most: Int

  package init(first: Int = 100, most: Int = 10_000) {
    self.first = first
    self.most = most
  }

  /// The pause, in milliseconds, after the failure number `attempt` in a row, counted from 1.
  package func delay(attempt: Int) -> Int {
    min(most, first << min(max(attempt - 1, 0), 20))
  }
}
