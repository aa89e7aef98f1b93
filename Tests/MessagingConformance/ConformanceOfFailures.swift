import Messaging

extension ConformanceSuite {
  static let failures =
    FaultPoint.allCases.flatMap { point in
      [
        ConformanceCase("a failure at \(point) leaves nothing of the batch, and the next try does it once") {
          transport in
          try strikeOnce(.failure, at: point, transport)
        },
        ConformanceCase("a death at \(point) loses nothing and doubles nothing") { transport in
          try strikeOnce(.crash, at: point, transport)
        },
      ]
    } + [
      ConformanceCase("a stage that stops keeps the batches before, and continues at the record that stopped it") {
        transport in
        let log = try transport.makeLog(Ledger.topics)
        try log.append((0..<6).map { Ledger.record("k", "a", at: Int64($0)) })
        let stops = stoppingStage(at: "3")
        let driver = try Driver([stops], on: log, limit: BatchLimit(records: 2))
        do {
          try driver.runUntilIdle()
          throw ConformanceFailure("the stage did not stop")
        } catch let stopped as StageStopped {
          try requireEqual(stopped, StageStopped(stage: "ledger", reason: "mend record 3"), "the reason")
        }
        try requireEqual(try log.records(topic: Ledger.output).count, 2, "outputs before the stop")
        try settle(log)
      },
      ConformanceCase("a death between the steps of a commit loses nothing and doubles nothing") { transport in
        var struck = 0
        try transport.forEachCall { point, log in
          try log.append(mixed(20, seed: UInt64(point)) + [Ledger.record("k", "a")])
          if try dieWithinCommit(point, log) { struck += 1 }
          try log.crash()
          try settle(log)
        }
        if struck == 0 { throw NotApplicable("a commit is one transaction") }
      },
    ]

  /// Lets one fault strike at each call of that step in turn: the first, the second and so on.
  private static func strikeOnce(_ fault: Fault, at point: FaultPoint, _ transport: TransportUnderTest) throws {
    var struck = 0
    try transport.forEachCall { call, log in
      try log.append(mixed(20, seed: UInt64(call)) + [Ledger.record("k", "s"), Ledger.record("k", "a")])
      if try strikeOnce(fault, at: point, call: call, log) { struck += 1 }
      if fault == .crash { try log.crash() }
      try settle(log)
    }
    try require(struck > 0, "no call reached \(point)")
  }

  /// - Returns: whether there was such a call.
  private static func strikeOnce(
    _ fault: Fault, at point: FaultPoint, call: Int, _ log: any LogUnderTest
  ) throws -> Bool {
    var calls = 0
    let driver = try Driver([Ledger.stage()], on: log, limit: BatchLimit(records: 5)) { base in
      FaultyTransport(base) { reached in
        guard reached == point else { return nil }
        calls += 1
        return calls == call + 1 ? fault : nil
      }
    }
    do {
      try driver.runUntilIdle(pauses: 1)
    } catch let stopped as StageStopped {
      try require(fault == .crash, stopped.description)
    }
    return calls > call
  }

  /// - Returns: whether so many points were reached.
  private static func dieWithinCommit(_ point: Int, _ log: any LogUnderTest) throws -> Bool {
    var points = 0
    log.diesWithinCommit = {
      points += 1
      return points == point + 1
    }
    defer { log.diesWithinCommit = { false } }
    do {
      try Driver([Ledger.stage()], on: log, limit: BatchLimit(records: 5)).runUntilIdle()
    } catch let stopped as StageStopped {
      try requireEqual(stopped.reason, LogDeath.reason, "the reason")
    }
    return points > point
  }

  private static func stoppingStage(at time: String) -> Stage {
    Stage(name: "ledger", input: Ledger.input, isStateful: true) { () throws(StageFailure) in
      StoppingProcessor(try Ledger.stage().makeProcessor(), at: time)
    }
  }
}

private final class StoppingProcessor: StageProcessor {
  private let base: any StageProcessor
  private let time: String

  init(_ base: any StageProcessor, at time: String) {
    self.base = base
    self.time = time
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    if String(record.time.milliseconds) == time { throw .fatal("mend record \(time)") }
    try base.process(record, in: &batch)
  }

  func willCommit(_ state: any StageState) throws(StageFailure) {
    try base.willCommit(state)
  }
}
