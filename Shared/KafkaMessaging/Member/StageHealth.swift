import Messaging

/// The health of one stage in one process: whether it is ready for traffic, whether it makes progress, and which
/// partitions are stalled.
///
/// A pure value: times are seconds of a monotonic clock, and the caller records what it observes.
package struct StageHealth: Sendable {
  /// The seconds without progress after which a partition with lag makes the stage not ready.
  package static let readyLimit = 60.0
  /// The seconds without a membership or progress after which the stage joins its group again, with new clients.
  package static let renewalLimit = 120.0
  /// The seconds without a round, a membership or progress after which the stage counts as dead: longer than a broker's
  /// election, a large batch or new clients take.
  package static let liveLimit = 240.0
  /// The age in seconds from which end offsets are too old to compute lag.
  package static let endsLimit = 30.0

  /// A partition that has lag and does not advance.
  package struct Stall: Hashable, Sendable {
    package let partition: TopicPartition
    package let lag: Int64
    package let seconds: Double
  }

  private struct State {
    /// The offset up to which everything is folded and sent; nil before the first report.
    var progress: Int64?
    /// The last stable offset of the partition, as the broker last reported it.
    var end: Int64?
    var isRestored = false
    /// The time since which there is lag and no progress; nil if there is no lag.
    var stuckSince: Double?

    var lag: Int64 { end.map { max(0, $0 - (progress ?? 0)) } ?? 0 }

    mutating func update(at now: Double, hasMoved: Bool) {
      // Where it ends is not known yet: it may still be stuck since an earlier membership.
      guard end != nil || hasMoved else { return }
      if lag == 0 { stuckSince = nil } else if hasMoved || stuckSince == nil { stuckSince = now }
    }
  }

  private var states: [TopicPartition: State] = [:]
  /// Those of the last membership that did not advance; a new one does not make them advance by itself.
  private var formerlyStuck: [TopicPartition: State] = [:]
  /// The partitions that this process has or has had.
  private var known: Set<TopicPartition> = []
  private var hasJoined = false
  /// When the stage was last in its group; when it started, if it never was.
  private var lastMember: Double
  /// When the present membership got its partitions, or else began.
  private var membershipBegan: Double
  private var lastLoop: Double
  private var endsRead: Double?

  package init(at now: Double) {
    lastMember = now
    membershipBegan = now
    lastLoop = now
  }

  package var assigned: Int { states.count }
  package var restored: Int { states.values.count(where: \.isRestored) }
  /// The number of offsets up to the last stable one that are not yet folded, summed over this process's partitions.
  package var lag: Int64 { states.values.reduce(0) { $0 + $1.lag } }
  /// The partitions that this process has or has had, in order. A report covers each of them: one that moved to another
  /// process is not stalled here.
  package var partitions: [TopicPartition] { known.sorted() }

  // MARK: Observations

  /// Records that the stage begins to join its group.
  package mutating func joining(at now: Double) {
    membershipBegan = now
    lastLoop = now
  }

  /// Records that the group has assigned exactly these partitions to this process; there may be none.
  package mutating func joined(_ partitions: [TopicPartition], at now: Double) {
    hasJoined = true
    membershipBegan = now
    known.formUnion(partitions)
    states = Dictionary(
      uniqueKeysWithValues: partitions.map { partition in
        let former = formerlyStuck[partition]
        return (partition, State(progress: former?.progress, stuckSince: former?.stuckSince))
      })
    formerlyStuck = [:]
  }

  /// Records that the group has revoked the partitions, or that the membership has ended.
  package mutating func left(at now: Double) {
    if hasJoined {
      lastMember = now
      membershipBegan = now
      formerlyStuck = states.filter { $0.value.stuckSince != nil }
    }
    hasJoined = false
    states = [:]
  }

  package mutating func loopCameRound(at now: Double) { lastLoop = now }

  /// - Parameter progress: the offset up to which everything is folded and sent; nil where no recovery has found it
  ///   out.
  package mutating func advanced(_ partition: TopicPartition, to progress: Int64?, isRestored: Bool, at now: Double) {
    guard var state = states[partition] else { return }
    var hasMoved = false
    if let progress {
      hasMoved = state.progress.map { progress > $0 } ?? true
      state.progress = progress
    }
    state.isRestored = isRestored
    state.update(at: now, hasMoved: hasMoved)
    states[partition] = state
  }

  /// Records the end offsets of partitions, as the brokers reported them. Where they did not respond for a while, the
  /// time without a membership or progress begins again: until now there was no way to make any.
  package mutating func endsRead(_ ends: [TopicPartition: Int64], at now: Double) {
    if !brokersRespond(at: now) {
      lastMember = now
      formerlyStuck = [:]
      for partition in states.keys { states[partition]?.stuckSince = nil }
    }
    endsRead = now
    for (partition, end) in ends {
      guard var state = states[partition] else { continue }
      state.end = end
      state.update(at: now, hasMoved: false)
      states[partition] = state
    }
  }

  // MARK: Verdicts

  /// The partitions with lag that have not advanced for more than `seconds`, in order; a new membership does not count
  /// as an advance.
  package func stalls(longerThan seconds: Double, at now: Double) -> [Stall] {
    states.compactMap { partition, state in
      guard let since = state.stuckSince, state.lag > 0, now - since > seconds else { return nil }
      return Stall(partition: partition, lag: state.lag, seconds: now - since)
    }.sorted { $0.partition < $1.partition }
  }

  /// Why the stage is not ready; nil if it is ready.
  package func notReady(at now: Double) -> String? {
    guard hasJoined else { return "not in its group" }
    guard !states.isEmpty else { return "no partition is assigned to this process" }
    guard restored == assigned else { return "\(restored) of \(assigned) partitions are restored" }
    guard brokersRespond(at: now) else { return "the brokers do not say where the log ends" }
    return stalls(longerThan: Self.readyLimit, at: now).first.map(Self.text)
  }

  /// Why the stage counts as dead; nil if it does not.
  package func notLive(at now: Double) -> String? {
    guard now - lastLoop <= Self.liveLimit else {
      return "its loop has not completed a round for \(Int(now - lastLoop)) s"
    }
    return stuck(longerThan: Self.liveLimit, at: now)
  }

  /// Why the stage should join its group again with new clients; nil if it need not: nothing has advanced for more than
  /// `seconds`, and this membership has had as long.
  package func needsNewClients(after seconds: Double, at now: Double) -> String? {
    now - membershipBegan > seconds ? stuck(longerThan: seconds, at: now) : nil
  }

  /// What has kept the stage from working for more than `seconds`; nil if nothing has. Brokers that do not respond are
  /// no reason: neither new clients nor a restart would help.
  private func stuck(longerThan seconds: Double, at now: Double) -> String? {
    guard brokersRespond(at: now) else { return nil }
    guard hasJoined || now - lastMember <= seconds else {
      return "not in its group for \(Int(now - lastMember)) s, though the brokers respond"
    }
    return stalls(longerThan: seconds, at: now).first.map(Self.text)
  }

  private func brokersRespond(at now: Double) -> Bool { endsRead.map { now - $0 <= Self.endsLimit } ?? false }

  private static func text(_ stall: Stall) -> String {
    "\(stall.partition) has \(stall.lag) records left and has not advanced for \(Int(stall.seconds)) s"
  }
}
