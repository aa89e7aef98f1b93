/// Where a stage continues with a partition, decided from what its file and its consumer group know.
///
/// State is a fold of the input partition, so the input topic is its backup: a file that is behind, empty or wrong
/// costs time and no data. `deploy/docs/partition-recovery.md` explains the idea. With S the file's position and C the
/// group's committed offset:
///
/// | found | then |
/// |---|---|
/// | S = C | resume |
/// | S > C, and the outbox is exactly the batch that begins at C | send it again, unchanged, then resume |
/// | S < C | fold S..C without emitting, then resume |
/// | S > C otherwise | set the file aside, start empty, fold up to C without emitting |
/// | S or C below the log's start, or above its end | stop: records are gone that were never folded |
/// | C missing, and nothing was ever sent | resume at S, or send the outbox again |
/// | C missing otherwise | stop: what was sent is unknown |
///
/// A stage without state has no S while C exists. Where C is missing, S is the offset that it committed last, which it
/// keeps in a separate small file for this case.
package enum PartitionRecovery: Hashable, Sendable {
  /// Continue reading at this offset.
  case resume(at: Int64)
  /// Send the outbox again, commit the offset `end`, and continue reading there.
  case resend(end: Int64)
  /// Read from the offset `from`, and emit nothing for records before `until`.
  case catchUp(from: Int64, until: Int64)
  /// Set the file aside and start with empty state: read from `from`, and emit nothing for records before `until`.
  case startAfresh(from: Int64, until: Int64)
  case stop(Reason)

  package enum Reason: Hashable, Sendable {
    /// The records from `first` to before `end` were deleted before they were folded.
    case recordsLost(first: Int64, end: Int64)
    /// The log ends at `end`, before a position that was reached: the topic was created again, or the broker lost data.
    case logTooShort(position: Int64, end: Int64)
    /// The group has no committed offset, though the file has folded up to `position`.
    case committedOffsetMissing(position: Int64)
  }

  /// What an operator allows where the rules above would stop.
  package struct Allowances: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Continue at the log's start; the records before it are given up.
    package static let lostRecords = Allowances(rawValue: 1)
    /// Use the file's position as the group's offset: what the file has folded counts as sent.
    package static let filePosition = Allowances(rawValue: 2)
  }

  /// What a partition's file contains.
  package struct Stored: Hashable, Sendable {
    /// The input offset at which the fold in this file began.
    package var origin: Int64
    /// The offset of the next record to fold.
    package var position: Int64
    /// The input offsets of the batch whose outputs are still in the file.
    package var outbox: Range<Int64>?

    package init(origin: Int64, position: Int64, outbox: Range<Int64>? = nil) {
      self.origin = origin
      self.position = position
      self.outbox = outbox
    }

    /// The position of a stage without state, which has committed the input up to `position`.
    package init(committed position: Int64) { self.init(origin: -1, position: position) }
  }

  /// - Parameters:
  ///   - stored: nil for a file without a position, and for a stage without state whose group has an offset.
  ///   - committed: the group's committed offset; nil if it has none.
  ///   - log: from the first offset that exists to the last stable one, which is not included.
  package static func decide(
    stored: Stored?, committed: Int64?, log: Range<Int64>, allowing: Allowances = []
  ) -> PartitionRecovery {
    if let reached = max(stored?.position, committed), reached > log.upperBound {
      return .stop(.logTooShort(position: reached, end: log.upperBound))
    }
    guard let committed else { return withoutCommitted(stored, log, allowing) }
    if committed < log.lowerBound, !allowing.contains(.lostRecords) {
      return .stop(.recordsLost(first: committed, end: log.lowerBound))
    }
    let next = max(committed, log.lowerBound)
    guard let stored else { return .catchUp(from: log.lowerBound, until: next) }
    if stored.position == committed { return .resume(at: next) }
    if stored.position > committed {
      return stored.outbox == committed..<stored.position
        ? .resend(end: stored.position) : .startAfresh(from: log.lowerBound, until: next)
    }
    guard stored.position < log.lowerBound else { return .catchUp(from: stored.position, until: next) }
    return allowing.contains(.lostRecords)
      ? .startAfresh(from: log.lowerBound, until: next)
      : .stop(.recordsLost(first: stored.position, end: log.lowerBound))
  }

  private static func withoutCommitted(
    _ stored: Stored?, _ log: Range<Int64>, _ allowing: Allowances
  ) -> PartitionRecovery {
    guard let stored else { return .resume(at: log.lowerBound) }
    if let outbox = stored.outbox, outbox.lowerBound == stored.origin, outbox.upperBound == stored.position {
      return .resend(end: stored.position)
    }
    if stored.position != stored.origin, !allowing.contains(.filePosition) {
      return .stop(.committedOffsetMissing(position: stored.position))
    }
    let next = max(stored.position, log.lowerBound)
    guard next == stored.position || allowing.contains(.lostRecords) else {
      return .stop(.recordsLost(first: stored.position, end: next))
    }
    return .resume(at: next)
  }

  private static func max(_ left: Int64?, _ right: Int64?) -> Int64? {
    guard let left, let right else { return left ?? right }
    return Swift.max(left, right)
  }

  private static func max(_ left: Int64, _ right: Int64) -> Int64 { Swift.max(left, right) }
}

extension PartitionRecovery.Reason {
  /// What happened to `partition`, and what an operator can do about it.
  func explanation(at partition: TopicPartition) -> String {
    switch self {
    case .recordsLost(let first, let end):
      "\(partition): records \(first) to \(end - 1) were deleted before they were folded (by retention, or during a "
        + "long stop). Start once with --accept lost-records to continue at \(end) without them (with --accept "
        + "lost-records+file-position if the group has no committed offset either)"
    case .logTooShort(let position, let end):
      "\(partition): the log ends at \(end), before position \(position), which was reached: the topic was created "
        + "again or the broker lost data. Restore the topic, or use a new consumer group (setting kafka.group-prefix) "
        + "and a new state folder (setting state)"
    case .committedOffsetMissing(let position):
      "\(partition): the group has no committed offset, though this process has worked up to \(position): how much was "
        + "sent is unknown. Restore the group's offset, or start once with --accept file-position to continue at "
        + "\(position)"
    }
  }
}
