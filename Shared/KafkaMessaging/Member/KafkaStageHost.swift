import Dispatch
import Glibc
import Messaging
import Models
import Synchronization

/// Runs one stage on Kafka in this process. When its membership of the consumer group fails, a new member takes over.
///
/// `run` blocks: call it on a dedicated thread.
package final class KafkaStageHost: @unchecked Sendable {
  // `@unchecked Sendable`: everything is constant but for `sharedHealth`, which is behind a lock, and `accepted`, which
  // the thread in `run` alone uses; it alone calls the closures, too.
  package struct Options: Sendable {
    /// The prefix of the names of groups and transactional ids, which distinguishes deployments on one cluster.
    package var group = "beacon"
    /// The name of this process among those of its service. A process with a name gets its partitions back without a
    /// rebalance when it restarts.
    package var instance: String?
    package var sessionTimeoutMilliseconds = 45_000
    /// The directory of the partitions' state files. No other process may use it.
    package var directory: String
    /// What an operator allows; see `AcceptedDecisions`.
    package var allowances: PartitionRecovery.Allowances = []
    /// The topic of the dead letters; nil for a stage without any.
    package var deadLetterTopic: String?
    /// Topics whose records get the broker's append time; a publisher's `ce_time` header is ignored there.
    package var appendTimeTopics: Set<String> = []
    /// The time without a record after which `onQuiet` is called for a partition.
    package var quietMilliseconds = 60_000
    /// The seconds without progress, though there is work and the brokers respond, after which the stage joins its
    /// group again with new clients.
    package var renewalSeconds = StageHealth.renewalLimit

    /// A name that no other process has.
    let processName = "\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
    /// Distinguishes the transactional ids of this process from those of the service's other processes.
    var slot: String { instance ?? processName }

    package init(directory: String) { self.directory = directory }
  }

  /// The callbacks of a host.
  struct Hooks {
    let deadLetter: DeadLetterMaker
    let clock: () -> Timestamp
    let observer: (KafkaStageEvent) -> Void
    let onQuiet: (TopicPartition) -> Void
    let failPoint: KafkaFailPoint.Check
  }

  private let stage: Stage
  private let settings: KafkaSettings
  private let options: Options
  private let hooks: Hooks
  private let accepted: AcceptedDecisions
  private let sharedHealth = Mutex(StageHealth(at: MonotonicClock.seconds))

  package init(
    _ stage: Stage, settings: KafkaSettings, options: Options, deadLetter: @escaping DeadLetterMaker,
    clock: @escaping () -> Timestamp = { Timestamp(milliseconds: 0) },
    observer: @escaping (KafkaStageEvent) -> Void = { _ in }, onQuiet: @escaping (TopicPartition) -> Void = { _ in },
    failPoint: @escaping KafkaFailPoint.Check = { _ in }
  ) {
    self.stage = stage
    self.settings = settings
    self.options = options
    accepted = AcceptedDecisions(options.allowances)
    hooks = Hooks(
      deadLetter: deadLetter, clock: clock, observer: observer, onQuiet: onQuiet, failPoint: failPoint)
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
        stage, reading: stage.input, settings: settings, options: options, accepted: accepted,
        hooks: hooks, noting: { [self] change in sharedHealth.withLock { change(&$0) } })
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
