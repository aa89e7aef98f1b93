import Dispatch
import Glibc
import Messaging
import Synchronization

/// Runs one stage on Kafka in this process. When its membership of the consumer group fails, a new member takes over.
///
/// `run` blocks: call it on a dedicated thread.
package final class KafkaStageHost: @unchecked Sendable {
  // `@unchecked Sendable`: everything is constant but for `sharedHealth`, which has a lock, and `accepted` and `sent`,
  // which the thread in `run` alone uses; it alone calls the closures, too.
  private let stage: Stage
  private let settings: KafkaSettings
  private let options: StageOptions
  private let hooks: StageHooks
  private let accepted: AcceptedDecisions
  private let sent = SentOutputs()
  private let sharedHealth = Mutex(StageHealth(at: MonotonicClock.seconds))

  package init(_ stage: Stage, settings: KafkaSettings, options: StageOptions, hooks: StageHooks) {
    self.stage = stage
    self.settings = settings
    self.options = options
    self.hooks = hooks
    accepted = AcceptedDecisions(options.allowances)
  }

  package var health: StageHealth { sharedHealth.withLock { $0 } }

  /// Works until `shouldStop` returns true, then leaves the group. Returns false if librdkafka hung when this
  /// membership or an earlier one ended; the process should then exit at once.
  ///
  /// - Throws: `StageStopped` where the stage cannot continue; `KafkaError` where the brokers cannot be reached at the
  ///   start of a membership, after which `run` may be called again.
  package func run(until shouldStop: () -> Bool) throws -> Bool {
    var lifecycle = MemberLifecycle(instance: options.instance)
    var isClean = true
    while true {
      sharedHealth.withLock { $0.joining(at: MonotonicClock.seconds) }
      let member = try KafkaStageMember(
        stage, settings: settings, options: options, hooks: hooks, accepted: accepted, sent: sent,
        noting: { [self] change in sharedHealth.withLock { change(&$0) } })
      let end: MemberLifecycle.End?
      do {
        end = try member.work(until: shouldStop)
      } catch {
        _ = member.leave()
        throw error
      }
      isClean = member.leave() && isClean
      guard let end else { return isClean }
      switch lifecycle.memberEnded(end, at: MonotonicClock.seconds) {
      case .rejoin(let attempt, let milliseconds):
        hooks.observer(.memberEnded(end, attempt: attempt, milliseconds: milliseconds))
        wait(milliseconds, unless: shouldStop)
        if shouldStop() { return isClean }
      case .stop(let reason):
        throw StageStopped(stage: stage.name, reason: reason)
      }
    }
  }

  private func wait(_ milliseconds: Int, unless shouldStop: () -> Bool) {
    let end = MonotonicClock.seconds + Double(milliseconds) / 1000
    while MonotonicClock.seconds < end, !shouldStop() {
      noteLoop()
      usleep(20_000)
    }
  }

  private func noteLoop() { sharedHealth.withLock { $0.loopCameRound(at: MonotonicClock.seconds) } }
}
