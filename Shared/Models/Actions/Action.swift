/// A record of `beacon.actions.v1`: what a person did about an alert, for the scorecard and for audit.
package struct Action: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case feedback
  }

  /// What a person found out about an alert.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// The event happened as the alert says.
    case confirmed = "true"
    /// The event did not happen, or is no risk.
    case refuted = "false"
    /// The alert is true, but the event was known before the alert came.
    case late
    /// The event happened, but concerns another subject.
    case wrongSubject = "wrong-subject"
  }

  /// The hash of kind, alert, verdict, owner and time.
  package var id: String
  package var kind: Kind
  /// The alert's id.
  package var alert: String
  package var verdict: Verdict
  package var note: String?
  /// The person who gives the verdict.
  package var owner: String?
  package var at: Timestamp
  /// The alert's subject. This and the next three fields are copied so that a scorecard needs no look-up.
  package var subject: SubjectKey
  /// The alert's category.
  package var category: String
  /// The alert's lane.
  package var lane: Warning.Lane
  /// The alert's level when the verdict was given.
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
