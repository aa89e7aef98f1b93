/// How severe an alert is, the least severe first.
package enum AlertLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  case watch, advisory, warning, critical

  package var rank: Int {
    switch self {
    case .watch: 1
    case .advisory: 2
    case .warning: 3
    case .critical: 4
    }
  }

  package static func < (left: AlertLevel, right: AlertLevel) -> Bool { left.rank < right.rank }

  /// The CAP 1.2 severity that corresponds to this level.
  package var severity: Severity {
    switch self {
    case .watch: .minor
    case .advisory: .moderate
    case .warning: .severe
    case .critical: .extreme
    }
  }
}

/// CAP 1.2 `severity`.
package enum Severity: String, Hashable, Sendable, CaseIterable {
  case minor = "Minor"
  case moderate = "Moderate"
  case severe = "Severe"
  case extreme = "Extreme"
}

/// CAP 1.2 `urgency`.
package enum Urgency: String, Hashable, Sendable, CaseIterable {
  case immediate = "Immediate"
  case expected = "Expected"
  case future = "Future"
  case past = "Past"
  case unknown = "Unknown"
}

/// The rules by which an event has a CAP urgency.
package struct UrgencyRules: Hashable, Sendable {
  package var byRealis: [Realis: Urgency]
  /// An actual event has the urgency of its realis until this many hours after its time.
  package var immediateHours: Int
  /// After that an actual event has the urgency Expected until this many hours after its time, then Past.
  package var expectedHours: Int

  package init(byRealis: [Realis: Urgency], immediateHours: Int, expectedHours: Int) {
    self.byRealis = byRealis
    self.immediateHours = immediateHours
    self.expectedHours = expectedHours
  }

  /// The urgency of an event at `now`. A state, and any event that is not actual, has that of its realis whatever its
  /// age. Nil for an actual event without a time.
  package func urgency(of realis: Realis, at eventTime: Timestamp?, isState: Bool, now: Timestamp) -> Urgency? {
    let urgency = byRealis[realis] ?? .unknown
    guard realis == .actual, !isState else { return urgency }
    guard let eventTime else { return nil }
    if now <= eventTime.adding(hours: immediateHours) { return urgency }
    return now <= eventTime.adding(hours: expectedHours) ? .expected : .past
  }
}

/// CAP 1.2 `certainty`.
package enum Certainty: String, Hashable, Sendable, CaseIterable {
  case observed = "Observed"
  case likely = "Likely"
  case possible = "Possible"
  case unlikely = "Unlikely"
  case unknown = "Unknown"
}

/// The kind of reader that an alert is for.
package enum AlertRole: String, Hashable, Sendable, CaseIterable {
  case enterprise
  case competentAuthority = "competent_authority"
}
