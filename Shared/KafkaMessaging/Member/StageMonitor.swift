import Dispatch
import Messaging
import Models

/// Monitors one membership of a stage: reads the ends of partitions from the brokers, updates the stage's health, and
/// reports lag and stalled partitions.
struct StageMonitor {
  /// Seconds between two reads of the partitions' ends.
  private static let endsInterval = 5.0
  private static let lagInterval = 1.0
  private static let stallInterval = 60.0

  private let topic: String
  private let hooks: StageHooks
  private let noting: (_ change: (inout StageHealth) -> Void) -> Void
  private let watcher: KafkaConsumer
  private var partitions: [TopicPartition] = []
  private var nextEnds = 0.0
  private var nextLag = 0.0
  private var nextStalls = 0.0

  /// - Parameters:
  ///   - watcher: a consumer that only reads the ends of partitions; see `KafkaStageContext.watcher`.
  ///   - noting: applies a change to the health of the stage.
  init(
    _ topic: String, watcher: KafkaConsumer, hooks: StageHooks,
    noting: @escaping (_ change: (inout StageHealth) -> Void) -> Void
  ) {
    self.topic = topic
    self.hooks = hooks
    self.noting = noting
    self.watcher = watcher
  }

  mutating func joined(_ partitions: [TopicPartition]) {
    let now = MonotonicClock.seconds
    nextEnds = now
    noting { $0.joined(partitions, at: now) }
  }

  func left() {
    let now = MonotonicClock.seconds
    noting { $0.left(at: now) }
  }

  /// Records the progress made by the round that has just ended; reads ends and reports lag when they are due.
  mutating func note(_ slots: [(partition: TopicPartition, transport: KafkaStageTransport, isPaused: Bool)]) {
    let now = MonotonicClock.seconds
    noting {
      $0.loopCameRound(at: now)
      for slot in slots {
        $0.advanced(
          slot.partition, to: slot.transport.isRecovered ? slot.transport.progress : nil,
          isRestored: slot.transport.isRestored && !slot.isPaused, at: now)
      }
    }
    if nextEnds <= now { readEnds() }
    if nextLag <= now {
      nextLag = now + Self.lagInterval
      report(oldest: slots.compactMap(\.transport.oldestAtHand).min(), at: now)
    }
  }

  /// Why this membership should end for one with new clients; nil if it need not.
  func needsNewClients(after seconds: Double) -> String? {
    let now = MonotonicClock.seconds
    var reason: String?
    noting { reason = $0.needsNewClients(after: seconds, at: now) }
    return reason
  }

  /// Reads the ends of all partitions of the topic, including other processes', which also shows whether the brokers
  /// respond.
  private mutating func readEnds() {
    do throws(KafkaError) {
      if partitions.isEmpty { partitions = try watcher.partitions(of: topic, milliseconds: 5000) }
      let ends = try watcher.endOffsets(partitions, milliseconds: 5000)
      let now = MonotonicClock.seconds
      noting { $0.endsRead(ends, at: now) }
    } catch {
      hooks.observer(.clientFailed(error))
    }
    nextEnds = MonotonicClock.seconds + Self.endsInterval
  }

  private mutating func report(oldest: Timestamp?, at now: Double) {
    var health = StageHealth(at: now)
    noting { health = $0 }
    hooks.observer(
      .lag(
        records: health.lag,
        oldestMilliseconds: oldest.map { max(0, hooks.clock().milliseconds - $0.milliseconds) } ?? 0))
    guard nextStalls <= now else { return }
    let stalls = health.stalls(longerThan: StageHealth.readyLimit, at: now)
    if !stalls.isEmpty { nextStalls = now + Self.stallInterval }
    for stall in stalls { hooks.observer(.stalled(stall)) }
  }
}
