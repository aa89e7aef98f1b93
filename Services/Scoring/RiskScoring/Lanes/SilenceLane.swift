import KeyedState
import Models
import ReferenceData

/// A registered milestone whose date is over although no article reports it as reached.
struct OverdueMilestone: Hashable, Sendable {
  var type: String
  var expected: String
  var level: AlertLevel

  func encode(to row: inout RowWriter) {
    row.put(type)
    row.put(expected)
    row.put(level.rawValue)
  }

  init(type: String, expected: String, level: AlertLevel) {
    self.type = type
    self.expected = expected
    self.level = level
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    self.init(type: try row.string(), expected: try row.string(), level: try row.word(AlertLevel.self))
  }
}

/// Warns of a registered milestone that is past its date without news: at advisory, and later at warning. News of the
/// milestone, or a change of the register, ends the warning. A lack of coverage alone never warns.
struct SilenceLane: WarningLane {
  var lane: Warning.Lane { .silence }

  func step(_ context: LaneContext) throws(KeyedStateFailure) -> LaneNews? {
    guard context.account.account == context.model.account(of: lane) else { return nil }
    let before = context.account.lanes.overdue
    let after =
      context.subject.isRemoved
      ? []
      : context.subject.milestones.filter { !$0.isReached && context.time > $0.due }.map { milestone in
        OverdueMilestone(
          type: milestone.type, expected: milestone.expected,
          level: context.time > milestone.due.adding(days: context.model.constants.silenceWarningDays)
            ? .warning : .advisory)
      }
    guard after != before else { return nil }
    context.account.lanes.overdue = after
    context.store.markDirty(context.account)
    let old = before.map(\.level).max()
    let new = after.map(\.level).max()
    guard let change = LaneNews.change(from: old, to: new, wasWithdrawn: false), let level = new ?? old else {
      return nil
    }
    return LaneNews(
      change: change, level: level, previous: old, credibility: 1, urgency: .expected,
      evidence: (after.isEmpty ? before : after).map {
        Self.evidence(of: $0, at: context.subject.subject, context.model)
      })
  }

  /// What the register of projects says of a milestone, by the English name of its step where it has one.
  static func evidence(of milestone: OverdueMilestone, at project: SubjectKey, _ model: RiskModel) -> Evidence {
    let label = model.types.all.first { $0.milestone == milestone.type }?.label
    let date = PartialDate(iso8601: milestone.expected)?.englishText
    return Evidence(
      expected: milestone.type, date: milestone.expected, of: project,
      text: model.evidenceTexts(.milestone, label ?? milestone.type, date ?? milestone.expected),
      title: model.evidenceTexts(.register))
  }

  /// The next time after `time` at which a milestone becomes overdue or rises to warning; nil for none.
  static func nextCheck(at subject: SubjectState, after time: Timestamp, _ constants: RiskModel.Constants) -> Timestamp?
  {
    subject.milestones.filter { !$0.isReached }
      .flatMap {
        [$0.due.adding(milliseconds: 1), $0.due.adding(days: constants.silenceWarningDays).adding(milliseconds: 1)]
      }
      .filter { $0 > time }.min()
  }

  /// The milestones of a project that have a date, in order of dates. Each keeps the article in `known` that reported a
  /// milestone of its type as reached.
  static func milestones(of project: Project, keeping known: [MilestoneState]) -> [MilestoneState] {
    var states: [MilestoneState] = []
    for milestone in project.milestones {
      guard let expected = milestone.expected else { continue }
      let due = Timestamp(startOf: expected.lastDay).adding(days: 1)
      let same = known.filter { $0.type == milestone.type }
      // Phases of a project have milestones of one type; a single one stays itself when its date moves.
      let before = same.first { $0.expected == expected.value } ?? (same.count == 1 ? same[0] : nil)
      states.append(
        MilestoneState(
          type: milestone.type, due: due, expected: expected.value,
          isRegisteredReached: milestone.actual != nil, reachedBy: before?.reachedBy))
    }
    return states.sorted { ($0.due, $0.type) < ($1.due, $1.type) }
  }
}
