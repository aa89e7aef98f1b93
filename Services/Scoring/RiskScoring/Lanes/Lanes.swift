import KeyedState
import Models

/// The lanes that run, and the version of what they write to rows.
package enum WarningLanes {
  /// Raised with every change of `LaneStates`, so that old state is set aside and folded again.
  package static let stateVersion = 1

  /// In the order in which news of equal level are published.
  static let all: [any WarningLane] = [SeverityLane(), LevelLane(), AnomalyLane(), SilenceLane(), CounterpartyLane()]

  /// The kinds of subjects that lanes run for.
  static let kinds: Set<SubjectKey.Kind> = [.project, .country, .counterparty]
}

/// The state of an account's lanes.
struct LaneStates: Hashable, Sendable {
  /// Severity: incidents that warn alone, in order of their ids.
  var triggers: [Trigger] = []
  var level: LevelState?
  var anomaly = AnomalyState()
  /// Silence: overdue milestones that warn, in order.
  var overdue: [OverdueMilestone] = []
  /// Counterparty: matches of rules that warn, in order of their articles.
  var matches: [RuleMatch] = []

  /// A lane warns, so that time alone may end the warning.
  var isLive: Bool {
    level != nil || !triggers.isEmpty || anomaly.live != nil || !overdue.isEmpty || !matches.isEmpty
  }

  /// The highest level of the live lanes.
  var highest: AlertLevel? {
    (triggers.map(\.level) + [level?.level, anomaly.live?.level].compactMap { $0 } + overdue.map(\.level)
      + matches.map(\.level)).max()
  }

  /// When, after `time`, time alone ends what a lane warns of; without the level lane, whose end its score decides.
  func ends(after time: Timestamp) -> [Timestamp] {
    let nextDay = anomaly.live == nil ? [] : [Timestamp(startOf: time.day).adding(days: 1)]
    return triggers.map(\.expires) + matches.map(\.expires) + nextDay
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
