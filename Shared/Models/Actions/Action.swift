/// A record of `beacon.actions.v1`: what a person did about an alert.
package struct Action: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case feedback, acknowledgement, comment
  }

  /// A person's judgement of an alert.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    case right = "true"
    case wrong = "false"
    case late
    case wrongSubject = "wrong-subject"
  }

  /// h(alert, kind, verdict, note, by, at).
  package var id: String
  package var kind: Kind
  /// The alert's id, the same over its life.
  package var alert: String
  /// Of feedback.
  package var verdict: Verdict?
  package var note: String?
  /// Who did it.
  package var by: String?
  package var at: Timestamp

  package init(
    id: String, kind: Kind, alert: String, verdict: Verdict? = nil, note: String? = nil, by: String? = nil,
    at: Timestamp
  ) {
    self.id = id
    self.kind = kind
    self.alert = alert
    self.verdict = verdict
    self.note = note
    self.by = by
    self.at = at
  }
}
