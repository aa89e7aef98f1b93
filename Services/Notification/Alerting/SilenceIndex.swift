import Models

/// The silences that people have set, and the projects that they must not suppress.
///
/// Silences decide what is sent, never what is stored, so ending one changes only what is sent from then on.
package struct SilenceIndex: Sendable {
  private var silences: [String: Silence] = [:]
  private var protected: Set<SubjectKey> = []

  package init() {}

  package mutating func set(_ id: String, _ silence: Silence?) { silences[id] = silence }

  package mutating func setProtected(_ project: SubjectKey, _ isProtected: Bool) {
    if isProtected { protected.insert(project) } else { protected.remove(project) }
  }

  /// The silence that covers an alert at a time; of several, the one with the lowest id.
  package func silence(of subject: SubjectKey, category: String, at time: Timestamp) -> Silence? {
    guard !silences.isEmpty, !protected.contains(subject) else { return nil }
    let covering = silences.values.filter { silence in
      silence.subject == subject && (silence.category.map { $0 == category } ?? true) && silence.startsAt <= time
        && time < silence.endsAt
    }
    return covering.min { $0.id < $1.id }
  }

  /// The record to write for a decision: the alert, or a suppression with the reason.
  ///
  /// The record that ends an alert is silenced only if every earlier record of the alert was, under the category that
  /// it had then. `references` lists only records that were sent.
  package func outcome(of decision: AlertDecision) -> AlertOutcome {
    var alert = decision.alert
    func silence(of record: SentRecord) -> Silence? {
      self.silence(of: decision.alert.subject, category: record.category, at: record.sentAt)
    }
    let sent = decision.earlier.filter { silence(of: $0) == nil }
    alert.references = sent.map(\.id)
    if let reason = decision.suppressed {
      let detail =
        switch reason {
        case .coolDown, .hourlyCap, .unchanged: decision.earlier.last?.id ?? ""
        case .inhibited, .silenced: projects(of: alert)
        }
      return .suppressed(suppression(decision, reason, detail: detail))
    }
    let hidden: Silence?
    if alert.status.isEnd {
      hidden = sent.isEmpty ? decision.earlier.last.flatMap { silence(of: $0) } : nil
    } else {
      hidden = self.silence(of: alert.subject, category: alert.category, at: alert.sentAt)
    }
    return hidden.map { .suppressed(suppression(decision, .silenced, detail: $0.id)) } ?? .sent(alert)
  }

  private func suppression(
    _ decision: AlertDecision, _ reason: Suppression.Reason, detail: String
  ) -> Suppression {
    let alert = decision.alert
    return Suppression(
      id: contentHash(
        "suppression", decision.warning, alert.id, alert.status.rawValue, alert.sentAt.description),
      warning: decision.warning, subject: alert.subject, category: alert.category, reason: reason, detail: detail,
      asOf: alert.sentAt, subjectName: alert.subjectName, status: alert.status, level: alert.level,
      headline: alert.headline)
  }

  /// The projects whose own alerts report the evidence, sorted and separated by spaces, such as `project/gwadar-port`.
  private func projects(of alert: Alert) -> String {
    Set(alert.evidence.flatMap(\.subjects).filter { $0.kind == .project }).sorted().map(\.description)
      .joined(separator: " ")
  }
}

/// What becomes of a decision: an alert record, or the record of why there is none.
package enum AlertOutcome: Hashable, Sendable {
  case sent(Alert)
  case suppressed(Suppression)
}
