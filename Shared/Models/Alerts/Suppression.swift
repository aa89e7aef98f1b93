/// A record of `beacon.suppressions.v1`: an alert record that was not sent, and why.
package struct Suppression: Hashable, Sendable {
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    /// A person silenced the subject.
    case silenced
    /// Every event in a country's evidence also names a registered project, which has its own alert.
    case inhibited
    /// An update that is no escalation, within the cool-down after the last record.
    case coolDown
    /// The subject had the most records that one hour allows. The rest comes as one record when the hour is over.
    case hourlyCap
    /// The warning has no evidence and no level that the alert has not reported yet, as when a score only decays.
    case unchanged
  }

  package var id: String
  package var warning: String
  package var subject: SubjectKey
  package var category: String
  package var reason: Reason
  /// The silence's id, or the rule that decided.
  package var detail: String
  package var asOf: Timestamp
  /// The subject's name in the record that was not sent.
  package var subjectName: String?
  /// The status of the record that was not sent.
  package var status: Alert.Status?
  /// The level of the record that was not sent.
  package var level: AlertLevel?
  /// The headline of the record that was not sent.
  package var headline: String?

  package init(
    id: String, warning: String, subject: SubjectKey, category: String, reason: Reason, detail: String,
    asOf: Timestamp, subjectName: String? = nil, status: Alert.Status? = nil, level: AlertLevel? = nil,
    headline: String? = nil
  ) {
    self.id = id
    self.warning = warning
    self.subject = subject
    self.category = category
    self.reason = reason
    self.detail = detail
    self.asOf = asOf
    self.subjectName = subjectName
    self.status = status
    self.level = level
    self.headline = headline
  }
}
