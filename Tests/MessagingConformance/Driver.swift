import Messaging

/// Steps runners until there is nothing to do, as the owner of a process would.
package struct Driver {
  package let runners: [StageRunner]

  package init(
    _ stages: [Stage], on log: any LogUnderTest, limit: BatchLimit = BatchLimit(),
    wrap: (any StageTransport) -> any StageTransport = { $0 }
  ) throws {
    runners = try stages.flatMap { stage in
      try (0..<log.partitions).map { partition in
        StageRunner(
          stage, on: wrap(try log.transport(for: stage, partition: partition)), limit: limit,
          deadLetter: Ledger.deadLetter)
      }
    }
  }

  /// Runs until every runner is idle.
  ///
  /// - Throws: where a runner stops, or pauses more than `pauses` times in all.
  package func runUntilIdle(pauses: Int = 0) throws {
    var paused = 0
    var didWork = true
    while didWork {
      didWork = false
      for runner in runners {
        switch try runner.step() {
        case .idle: continue
        case .committed: didWork = true
        case .paused(let pause):
          didWork = true
          paused += 1
          try require(paused <= pauses, "paused: \(pause.reason)")
        }
      }
    }
  }
}
