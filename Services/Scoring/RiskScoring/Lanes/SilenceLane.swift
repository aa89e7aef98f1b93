import KeyedState
import Models
import ReferenceData

/// A milestone that is past its date without news.
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

/// A registered milestone past its date without news warns at advisory, and later at warning; news of it, or the
/// register, ends that. A subject without coverage never warns.
struct SilenceLane: WarningLane {
  var lane: Warning.Lane { .silence }

  /// Where overdue milestones belong.
  static let account = Account(ledger: .risk, category: "OPS")

  func step(_ look: LaneLook) throws(KeyedStateFailure) -> LaneNews? {
    guard look.account.account == Self.account else { return nil }
    let before = look.account.lanes.overdue
    let after =
      look.subject.isRemoved
      ? []
      : look.subject.milestones.filter { !$0.isReached && look.time > $0.due }.map { milestone in
        OverdueMilestone(
          type: milestone.type, expected: milestone.expected,
          level: look.time > milestone.due.adding(days: look.model.constants.silenceWarningDays)
            ? .warning : .advisory)
      }
    guard after != before else { return nil }
    look.account.lanes.overdue = after
    look.store.markDirty(look.account)
    let old = before.map(\.level).max()
    let new = after.map(\.level).max()
    guard let change = LaneNews.change(from: old, to: new, wasWithdrawn: false), let level = new ?? old else {
      return nil
    }
    return LaneNews(
      change: change, level: level, previous: old, credibility: 1, urgency: .expected,
      evidence: (after.isEmpty ? before : after).map { Self.evidence($0, of: look.subject) })
  }

  /// The register is the source: the quote is what it expects.
  private static func evidence(_ milestone: OverdueMilestone, of subject: SubjectState) -> Evidence {
    let text = "Expected: \(milestone.type), \(milestone.expected)."
    return Evidence(
      articleId: "register/\(subject.subject)", title: "Register of projects",
      quote: TextSpan(text: text, start: 0, end: text.utf8.count), subjects: [subject.subject])
  }

  /// When the lane has to be stepped next without a signal; nil for never.
  static func nextLook(at subject: SubjectState, after time: Timestamp, _ constants: RiskModel.Constants) -> Timestamp?
  {
    subject.milestones.filter { !$0.isReached }
      .flatMap {
        [$0.due.adding(milliseconds: 1), $0.due.adding(days: constants.silenceWarningDays).adding(milliseconds: 1)]
      }
      .filter { $0 > time }.min()
  }

  /// The dated milestones of a project, in order, with what is known of the same ones.
  static func milestones(of project: Project, keeping known: [MilestoneState]) -> [MilestoneState] {
    var states: [MilestoneState] = []
    for milestone in project.milestones {
      guard let expected = milestone.expected else { continue }
      let due = Timestamp(startOf: expected.lastDay).adding(days: 1)
      let before = known.first { $0.type == milestone.type }
      states.append(
        MilestoneState(
          type: milestone.type, due: due, expected: expected.value,
          isRegisteredReached: milestone.actual != nil, reachedBy: before?.reachedBy))
    }
    return states.sorted { ($0.due, $0.type) < ($1.due, $1.type) }
  }
}
