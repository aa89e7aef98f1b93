import EmbeddedMessaging
import EmbeddedPipeline
import Messaging
import MessagingConformance
import Models
import PipelineComposition
import Synchronization
import Testing

@Suite struct EmbeddedPipelineTests {
  let log: EmbeddedLog

  init() throws { log = try EmbeddedLog.temporary(topics: CrashSimulation.topics) }

  private func runtime(
    _ stages: [Stage] = CrashSimulation.stages, at milliseconds: Int64 = 1_000
  ) -> EmbeddedRuntime {
    var settings = EmbeddedRuntime.Settings()
    settings.backoff = Backoff(first: 1, most: 2)
    settings.attempts = 4
    settings.limit = BatchLimit(records: 500)
    settings.batch = BatchLimit(records: 125)
    let pipeline = Pipeline(
      stages: stages, deadLetter: Ledger.deadLetter,
      tick: { asOf in
        OutgoingRecord(topic: Ledger.output, destination: .everyPartition, key: nil, value: [1], time: asOf)
      })
    return EmbeddedRuntime(pipeline, on: log, clock: { Timestamp(milliseconds: milliseconds) }, settings: settings)
  }

  private func publish(_ lines: Int) throws {
    let line = KeyedLine.encode(key: "k", value: Array("a".utf8))
    try InboxWriter(directory: log.directory).append(topic: Ledger.input, lines: Array(repeating: line, count: lines))
  }

  /// Fails with that failure at the first records so many times.
  private func failing(_ failure: StageFailure, times: Int) -> Stage {
    let left = Mutex(times)
    return Stage(name: "second", input: CrashSimulation.middle, isStateful: true) { () throws(StageFailure) in
      FailingProcessor(try CrashSimulation.stages[1].makeProcessor()) {
        left.withLock { left in
          left -= 1
          return left >= 0 ? failure : nil
        }
      }
    }
  }

  @Test("A run until idle takes the inbox through all stages and counts what each did")
  func runsUntilIdle() throws {
    try publish(1_200)
    let runtime = runtime()
    var seen: [Int] = []
    let summary = try runtime.run(until: .whenIdle, progress: { seen.append($0.taken) })
    #expect(summary.taken == 1_200)
    #expect(summary.stages.map(\.records) == [1_200, 1_500])
    #expect(summary.stages.map(\.batches) == [10, 12])
    #expect(seen == [500, 1_000, 1_200])
    #expect(try log.nextOffset(ofTopic: Ledger.output) == Int64(summary.stages[1].outputs) - 300)
    #expect(try runtime.run(until: .whenIdle) == summary)
  }

  @Test("A stage prepares its next batch before a later stage folds the last one")
  func looksAhead() throws {
    try publish(400)
    let seen = Mutex<[String]>([])
    let watched = CrashSimulation.stages.map { stage in
      Stage(name: stage.name, input: stage.input, isStateful: true) { () throws(StageFailure) in
        WatchedProcessor(try stage.makeProcessor()) { what in
          seen.withLock { $0.append("\(stage.name) \(what)") }
        }
      }
    }
    try runtime(watched).run(until: .whenIdle)
    let (first, second) = (CrashSimulation.stages[0].name, CrashSimulation.stages[1].name)
    let steps = seen.withLock { $0 }
    let prepared = steps.indices.filter { steps[$0] == "\(first) prepares" }
    let folded = steps.indices.filter { steps[$0] == "\(second) folds" }
    #expect(prepared.count == 4 && folded.count == 4)
    #expect(zip(prepared.dropFirst(), folded).allSatisfy { $0 < $1 }, "\(steps)")
  }

  @Test("A run that is asked to stop ends after its round, and the next continues")
  func stops() throws {
    try publish(1_200)
    let first = runtime()
    let summary = try first.run(until: .whenStopped, shouldStop: { first.summary.taken >= 500 })
    #expect(summary.taken == 500)
    try runtime().run(until: .whenIdle)
    #expect(try log.nextOffset(ofTopic: Ledger.input) == 1_200)
    #expect(try log.nextOffset(ofTopic: CrashSimulation.middle) == 1_500)
  }

  @Test("What a stage needs comes back: it pauses, tries again, and nothing is lost or doubled")
  func pauses() throws {
    try publish(10)
    let runtime = runtime([CrashSimulation.stages[0], failing(.infrastructure("down"), times: 3)])
    var pauses: [StagePause] = []
    let summary = try runtime.run(
      until: .whenIdle,
      progress: { summary in
        if let pause = summary.stages[1].pause { pauses.append(pause) }
      })
    #expect(Set(pauses.map(\.attempt)) == [1, 2, 3])
    #expect(Set(pauses.map(\.reason)) == ["down"])
    #expect(summary.stages.map(\.pause) == [nil, nil])
    #expect(summary.stages.map(\.records) == [10, 12])
    #expect(try log.nextOffset(ofTopic: Ledger.output) == 15)
  }

  @Test("A run until idle gives up where what a stage needs stays down, and says why")
  func givesUp() throws {
    try publish(10)
    let runtime = runtime([CrashSimulation.stages[0], failing(.infrastructure("down"), times: .max)])
    #expect(throws: PipelineError.stopped(StageStopped(stage: "second", reason: "down"))) {
      try runtime.run(until: .whenIdle)
    }
    #expect(try log.nextOffset(ofTopic: CrashSimulation.middle) == 12)
  }

  @Test("A stage that stops ends the run with its reason; what the others did is kept")
  func fatalStop() throws {
    try publish(10)
    let broken = runtime([CrashSimulation.stages[0], failing(.fatal("mend it"), times: 1)])
    #expect(throws: PipelineError.stopped(StageStopped(stage: "second", reason: "mend it"))) {
      try broken.run(until: .whenIdle)
    }
    #expect(try log.nextOffset(ofTopic: CrashSimulation.middle) == 12)
    #expect(try runtime().run(until: .whenIdle).taken == 0)
    #expect(try log.nextOffset(ofTopic: Ledger.output) == 15)
  }

  @Test("A run until idle ticks once, and not where the topic's time has reached the clock")
  func ticks() throws {
    let ticked = Stage(name: "ticked", input: Ledger.output, isStateful: false, isTicked: true) { Discarding() }
    for milliseconds in [1_000, 1_000, 900, 2_000] as [Int64] {
      try runtime([ticked], at: milliseconds).run(until: .whenIdle)
    }
    #expect(try log.records(topic: Ledger.output).map(\.time.milliseconds) == [1_000, 2_000])
  }

  @Test("A tick is due after a minute without a signal, and again a minute later")
  func quiet() {
    var watch = QuietWatch(quietMilliseconds: 60_000)
    let steps: [(next: Int64, at: Int, due: Bool)] = [
      (0, 0, false), (0, 59_999, false), (0, 60_000, true), (1, 60_020, false), (2, 100_000, false),
      (2, 159_999, false), (2, 160_000, true), (2, 219_999, false), (2, 220_000, true),
    ]
    for step in steps { #expect(watch.isTickDue(nextOffset: step.next, at: step.at) == step.due, "\(step)") }
  }

  @Test("Records that are handed in go through all stages with the times that they have")
  func process() throws {
    let records = (0..<700).map { Ledger.record("k", "a", at: Int64($0)) }
    let runtime = runtime()
    try runtime.process(records)
    #expect(runtime.summary.stages.map(\.records) == [700, 875])
    #expect(try log.records(topic: Ledger.input, from: 699).first?.time.milliseconds == 699)
  }

  @Test("Inbox files that are no input are reported")
  func refused() throws {
    try InboxWriter(directory: log.directory).append(topic: "nowhere", lines: [[1]])
    #expect(try runtime().run(until: .whenIdle).refusedFiles == ["00000000000000000001-nowhere.jsonl.refused"])
  }
}

/// Tells when it prepares a batch, and when it folds the first record after that.
private final class WatchedProcessor: StageProcessor {
  private let base: any StageProcessor
  private let tell: (String) -> Void
  private var isFolding = false

  init(_ base: any StageProcessor, tell: @escaping (String) -> Void) {
    self.base = base
    self.tell = tell
  }

  func prepare(_ records: ArraySlice<Record>) {
    tell("prepares")
    isFolding = false
    base.prepare(records)
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    if !isFolding { tell("folds") }
    isFolding = true
    try base.process(record, in: &batch)
  }

  func willCommit(_ state: any StageState) throws(StageFailure) { try base.willCommit(state) }
}

private final class FailingProcessor: StageProcessor {
  private let base: any StageProcessor
  private let failure: () -> StageFailure?

  init(_ base: any StageProcessor, failure: @escaping () -> StageFailure?) {
    self.base = base
    self.failure = failure
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    try base.process(record, in: &batch)
    if let failure = failure() { throw failure }
  }

  func willCommit(_ state: any StageState) throws(StageFailure) {
    try base.willCommit(state)
  }
}

private final class Discarding: StageProcessor {
  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {}
}
