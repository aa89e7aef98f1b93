import KeyedState
import Models

/// The lanes that run, and the version of what they write to rows.
package enum WarningLanes {
  /// The version of the stored lanes. Raise it with every change of `LaneStates`: state of an older version is rebuilt.
  package static let stateVersion = 2

  /// All lanes, in the order in which their news of equal level are published.
  static let all: [any WarningLane] = [SeverityLane(), LevelLane(), AnomalyLane(), SilenceLane(), CounterpartyLane()]

  /// The kinds of subjects that lanes run for.
  static let kinds: Set<SubjectKey.Kind> = [.project, .country, .counterparty]
}

/// The state of an account's lanes.
struct LaneStates: Hashable, Sendable {
  /// Severity lane: the incidents that each cause a warning alone, in order of their ids.
  var triggers: [Trigger] = []
  var level: LevelState?
  var anomaly = AnomalyState()
  /// Silence lane: the overdue milestones that it warns of, in order.
  var overdue: [OverdueMilestone] = []
  /// Counterparty lane: the matches of rules that it warns of, in order of their incidents' ids.
  var matches: [RuleMatch] = []

  /// Whether a lane warns, so that time alone may end the warning.
  var isLive: Bool {
    level != nil || !triggers.isEmpty || anomaly.live != nil || !overdue.isEmpty || !matches.isEmpty
  }

  /// The highest level of the live lanes.
  var highest: AlertLevel? {
    var highest = level?.level
    func note(_ level: AlertLevel) { highest = max(highest ?? level, level) }
    if let live = anomaly.live { note(live.level) }
    for trigger in triggers { note(trigger.level) }
    for milestone in overdue { note(milestone.level) }
    for match in matches { note(match.level) }
    return highest
  }

  /// When time alone first ends a warning of a lane; without the level lane, whose score decides that. Nil for never.
  func firstEnd(after time: Timestamp) -> Timestamp? {
    var first: Timestamp? = anomaly.live == nil ? nil : Timestamp(startOf: time.day).adding(days: 1)
    for trigger in triggers { first = min(first ?? trigger.expires, trigger.expires) }
    for match in matches { first = min(first ?? match.expires, match.expires) }
    return first
  }

  init() {}

  func encode(to row: inout RowWriter) {
    row.put(triggers) { $1.encode(to: &$0) }
    row.put(level) { $1.encode(to: &$0) }
    anomaly.encode(to: &row)
    row.put(overdue) { $1.encode(to: &$0) }
    row.put(matches) { $1.encode(to: &$0) }
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    triggers = try row.list { (row) throws(KeyedStateFailure) in try Trigger(from: &row) }
    level = try row.optional { (row) throws(KeyedStateFailure) in try LevelState(from: &row) }
    anomaly = try AnomalyState(from: &row)
    overdue = try row.list { (row) throws(KeyedStateFailure) in try OverdueMilestone(from: &row) }
    matches = try row.list { (row) throws(KeyedStateFailure) in try RuleMatch(from: &row) }
  }
}
