/// How grave an alert is, the least grave first.
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
