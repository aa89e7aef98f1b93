import Messaging
import TestSupport

/// Runs a chain of two stages under faults that a seed draws: failures and deaths at every step of the port, batches of
/// every size, records that arrive meanwhile, state that is lost. At the end nothing may be missing or doubled, and the
/// state must be the fold of the input.
package struct CrashSimulation {
  private var random: SeededGenerator
  private let seed: UInt64
  private let log: any LogUnderTest
  private let stages: [Stage]
  /// One fault in so many calls; falls to none at the end, so that every schedule ends.
  private var faultOdds: Int

  /// The chain: the second reads what the first writes.
  package static let stages = [
    Ledger.stage(named: "first", to: middle), Ledger.stage(named: "second", from: middle, tables: []),
  ]
  package static let middle = "ledger.middle"
  package static let topics = Ledger.topics + [TopicConfiguration(name: middle, cleanup: .delete(afterDays: 400))]

  package init(seed: UInt64, on transport: TransportUnderTest) throws {
    self.seed = seed
    random = SeededGenerator(seed: seed)
    log = try transport.makeLog(Self.topics)
    stages = Self.stages
    faultOdds = [8, 30, 120].randomElement(using: &random) ?? 30
  }

  /// Runs the schedule and checks the end.
  ///
  /// - Returns: the faults that struck.
  @discardableResult
  package mutating func run() throws -> Int {
    let dice = Dice(random: random, odds: faultOdds)
    log.diesWithinCommit = { dice.roll() != nil }
    do {
      try log.append((0..<3).map { tableRow($0) })
      for life in 0..<Int.random(in: 1...6, using: &random) {
        try log.append(someRecords())
        try live(dice, steps: Int.random(in: 5...60, using: &random))
        try log.crash()
        if life > 0, random.oneIn(4), let stage = stages.randomElement(using: &random) {
          let partition = Int.random(in: 0..<log.partitions, using: &random)
          do { try log.loseState(of: stage, partition: partition) } catch is NotApplicable {}
        }
      }
      dice.isOver = true
      try Driver(stages, on: log).runUntilIdle()
      let expectations = try stages.map { try Expectation(of: $0, over: log) }
      for expectation in expectations { try expectation.verify(log) }
      try Expectation.verifyMarkers(expectations, log)
      return dice.struck
    } catch {
      throw ConformanceFailure("seed \(seed): \(error)")
    }
  }

  /// One life of the process: it ends at a crash or after so many steps.
  private mutating func live(_ dice: Dice, steps: Int) throws {
    let limit = BatchLimit(records: Int.random(in: 1...9, using: &random), bytes: random.oneIn(3) ? 40 : 4 << 20)
    var transports: [FaultyTransport] = []
    do {
      let driver = try Driver(stages, on: log, limit: limit) { base in
        let faulty = FaultyTransport(base) { _ in dice.roll() }
        transports.append(faulty)
        return faulty
      }
      for _ in 0..<steps {
        if random.oneIn(6) { try log.append(someRecords()) }
        guard let runner = driver.runners.randomElement(using: &random) else { return }
        _ = try runner.step()
        if transports.contains(where: \.isDead) { return }
      }
    } catch let stopped as StageStopped {
      if !transports.contains(where: \.isDead), stopped.reason != LogDeath.reason { throw stopped }
    }
  }

  private mutating func someRecords() -> [OutgoingRecord] {
    (0..<Int.random(in: 1...12, using: &random)).map { _ in
      let value = ["a", "a", "a", "a", "b", "s", "t", nil].randomElement(using: &random) ?? nil
      let key = ["", "one", "two", "three", "four"].randomElement(using: &random) ?? ""
      return Ledger.record(key, value, at: Int64.random(in: 0...1000, using: &random))
    }
  }

  private func tableRow(_ number: Int) -> OutgoingRecord {
    var row = Ledger.record(["one", "two", "three"][number], "row \(number)")
    row.topic = Ledger.table
    return row
  }
}

/// Draws faults from a seed.
private final class Dice {
  private var random: SeededGenerator
  private let odds: Int
  private(set) var struck = 0
  var isOver = false

  init(random: SeededGenerator, odds: Int) {
    self.random = random
    self.odds = odds
  }

  func roll() -> Fault? {
    guard !isOver, random.oneIn(odds) else { return nil }
    struck += 1
    return random.oneIn(2) ? .crash : .failure
  }
}
