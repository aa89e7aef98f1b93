import EmbeddedMessaging
import Messaging

extension EmbeddedRuntime {
  /// When a run ends.
  package enum End: Hashable, Sendable {
    /// When the inbox is empty and every stage has read all its input. One tick is sent, at the start.
    case whenIdle
    /// When it is asked to stop. A tick is sent whenever no signal has arrived for `quietMilliseconds`.
    case whenStopped
  }

  /// Runs until `end`; if `shouldStop` returns true, it ends after the current round.
  ///
  /// - Parameter progress: called after every round that did something and at every new pause.
  /// - Returns: what was done; `summary` has it too when this throws.
  @discardableResult
  package func run(
    until end: End, shouldStop: () -> Bool = { false }, progress: (PipelineSummary) -> Void = { _ in }
  ) throws(PipelineError) -> PipelineSummary {
    var quiet = QuietWatch(quietMilliseconds: settings.quietMilliseconds)
    var failures = 0
    var hasTicked = end == .whenStopped
    var isSettled = false
    while !shouldStop() {
      do {
        if !hasTicked {
          try tick()
          hasTicked = true
        } else if end == .whenStopped, try isTickDue(&quiet) {
          try tick()
          isSettled = false
        }
        if try isSettled && !hasInput() && pauseLeft() != 0 {
          MonotonicClock.sleep(milliseconds: Self.restMilliseconds)
          continue
        }
        let round = try round()
        failures = 0
        if round.didWork || pauseLeft() != nil { progress(summary) }
        isSettled = !round.didWork
        if isSettled, end == .whenIdle {
          if pauseLeft() == nil, try !hasInput() { return summary }
          try giveUpIfHopeless()
        }
      } catch {
        let error = PipelineError(error)
        failures += 1
        guard error.isTransient, end == .whenStopped || failures < settings.attempts else { throw error }
        rest(settings.backoff.delay(attempt: failures), shouldStop)
        isSettled = false
      }
    }
    return summary
  }

  /// Passes `records` through all stages, for a log whose records come from the caller instead of the inbox.
  package func process(
    _ records: some Sequence<OutgoingRecord>, progress: (PipelineSummary) -> Void = { _ in }
  ) throws(PipelineError) {
    var chunk: [OutgoingRecord] = []
    var bytes = 0
    for record in records {
      chunk.append(record)
      bytes += record.value?.count ?? 0
      guard chunk.count >= settings.limit.records || bytes >= settings.limit.bytes else { continue }
      try drain(chunk, progress)
      chunk = []
      bytes = 0
    }
    try drain(chunk, progress)
  }

  private func drain(_ records: [OutgoingRecord], _ progress: (PipelineSummary) -> Void) throws(PipelineError) {
    var next = records
    while try round(over: next).didWork {
      next = []
      progress(summary)
    }
    if let pause = summary.stages.lazy.compactMap(\.pause).first { throw .lost(pause.reason) }
  }

  /// How long the loop sleeps when there is nothing to do.
  private static var restMilliseconds: Int { 20 }

  private func isTickDue(_ quiet: inout QuietWatch) throws(EmbeddedLogError) -> Bool {
    guard let topic = pipeline.tickedTopic else { return false }
    return quiet.isTickDue(nextOffset: try log.nextOffset(ofTopic: topic), at: MonotonicClock.milliseconds)
  }

  private func giveUpIfHopeless() throws(PipelineError) {
    for stage in summary.stages {
      guard let pause = stage.pause, pause.attempt >= settings.attempts else { continue }
      throw .stopped(StageStopped(stage: stage.stage, reason: pause.reason))
    }
  }

  private func rest(_ milliseconds: Int, _ shouldStop: () -> Bool) {
    let end = MonotonicClock.milliseconds + milliseconds
    while !shouldStop(), MonotonicClock.milliseconds < end {
      MonotonicClock.sleep(milliseconds: min(Self.restMilliseconds, milliseconds))
    }
  }
}
