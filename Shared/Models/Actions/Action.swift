/// A record of `beacon.actions.v1`: what a person did about an alert, for the scorecard and for audit.
package struct Action: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case feedback
  }

  /// What a person found out about an alert.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// It happened, as the alert says.
    case confirmed = "true"
    /// It did not happen, or is no risk.
    case refuted = "false"
    /// True, and known before the alert came.
    case late
    /// True of another subject.
    case wrongSubject = "wrong-subject"
  }

  /// h(kind, alert, verdict, owner, time).
  package var id: String
  package var kind: Kind
  /// The alert's id.
  package var alert: String
  package var verdict: Verdict
  package var note: String?
  /// Who says so.
  package var owner: String?
  package var at: Timestamp
  /// Of the alert when the verdict was given, so that a scorecard needs no look-up.
  package var subject: SubjectKey
  package var category: String
  package var lane: Warning.Lane
  package var level: AlertLevel

  package init(
    id: String, kind: Kind = .feedback, alert: String, verdict: Verdict, note: String? = nil, owner: String? = nil,
    at: Timestamp, subject: SubjectKey, category: String, lane: Warning.Lane, level: AlertLevel
  ) {
    self.id = id
    self.kind = kind
    self.alert = alert
    self.verdict = verdict
    self.note = note
    self.owner = owner
    self.at = at
    self.subject = subject
    self.category = category
    self.lane = lane
    self.level = level
  }
}
