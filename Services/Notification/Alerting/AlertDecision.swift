import Models

/// The decision about an alert record, before silences are applied.
package struct AlertDecision: Hashable, Sendable {
  /// The record, whose references name all earlier ones of the alert; `SilenceIndex` removes those that were silenced.
  package var alert: Alert
  /// The alert's earlier records, with the times when they were sent.
  package var earlier: [SentRecord]
  /// Why the record is not sent; nil if it is sent.
  package var suppressed: Suppression.Reason?
  /// The id of the warning that called for the record; of a renewal or a delayed update, that of the last warning.
  package var warning: String

  package init(alert: Alert, earlier: [SentRecord], suppressed: Suppression.Reason? = nil, warning: String) {
    self.alert = alert
    self.earlier = earlier
    self.suppressed = suppressed
    self.warning = warning
  }
}
