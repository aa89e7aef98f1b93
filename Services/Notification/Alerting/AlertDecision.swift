import Models

/// The decision about an alert record, before silences.
package struct AlertDecision: Hashable, Sendable {
  /// References name all earlier records of the alert; `SilenceIndex` takes out those that were silenced.
  package var alert: Alert
  /// The earlier records, with their times.
  package var earlier: [SentRecord]
  /// Why it is not to be sent; nil sends it.
  package var suppressed: Suppression.Reason?
  /// The warning that called for it; of a renewal the last one.
  package var warning: String

  package init(alert: Alert, earlier: [SentRecord], suppressed: Suppression.Reason? = nil, warning: String) {
    self.alert = alert
    self.earlier = earlier
    self.suppressed = suppressed
    self.warning = warning
  }
}
