import Models

/// The risk model as data: what every formula of scoring reads. Plain values, checked when they are loaded.
package struct RiskModel: Sendable {
  package var version: String
  package var constants: Constants
  package var types: EventTypes
  /// In the order of the table.
  package var categories: [Category]
  /// Lowest first, all four.
  package var levels: [LevelRule]
  package var gradeCredibility: [Source.Grade: Double]
  package var claimCredibility: [ClaimKind: Double]
  package var realis: [Realis: RealisRule]
  /// US dollars for one unit.
  package var currencies: [String: Double]
  package var baselines: [SubjectKey: Baseline]
  package var alerting: AlertingModel

  package struct Category: Hashable, Sendable {
    package var code: String
    package var name: String
    /// The weights of all categories sum to 1.
    package var weight: Double
    package var secondLevel: [String]
  }

  /// The hysteresis of a level, and what becomes of its alerts.
  package struct LevelRule: Hashable, Sendable {
    package var level: AlertLevel
    package var enter: Double
    package var leave: Double
    package var holdHours: Int
    package var expiresHours: Int
    package var roles: [AlertRole]
  }

  package struct RealisRule: Hashable, Sendable {
    package var value: Double
    package var urgency: Urgency
  }

  /// `model.tsv`, with its units.
  package struct Constants: Hashable, Sendable {
    package var categoryScale = 40.0
    package var subjectNorm = 6.0
    package var olderBelow = 0.01
    package var shownContributions = 50
    package var updateNovelty = 0.5
    package var deathsWeight = 0.10
    package var amountWeight = 0.05
    package var amountUnit = 10_000_000.0
    package var familyDistance = 3
    package var singleFamilyCap = 0.75
    package var clusterDays = 3
    package var stateConfirmedDays = 365.0
    package var stateFadeHalfLife = 180.0
    package var stateGateHalfLife = 30.0
    package var warnSeverity = 0.80
    package var warnCredibility = 0.60
    package var warnUnconfirmedCredibility = 0.15
    package var warnRealis = 0.7
    package var warnProximity = 0.8
    package var criticalSeverity = 0.95
    package var immediateHours = 24
    package var staleAfterDays = 14.0
    package var unmonitoredAfterDays = 60.0
    package var evidenceQuotes = 5
    package var emitMove = 1.0
    package var emitHours = 24
    package var laneCheckHours = 1
    package var coolDownHours = 24
  }

  /// The name of a category in alerts; the code itself where it is unknown.
  package func categoryName(_ code: String) -> String {
    categories.first { $0.code == code }?.name ?? code
  }
}

/// The event types of the taxonomy by name.
package struct EventTypes: Sendable {
  /// In the order of the table.
  package let all: [EventType]
  private let index: [String: Int]

  package init(_ all: [EventType]) {
    self.all = all
    index = Dictionary(all.enumerated().map { ($1.type, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(type: String) -> EventType? { index[type].map { all[$0] } }
}

/// One row of `event-types.tsv`.
package struct EventType: Hashable, Sendable {
  package enum Duration: Hashable, Sendable {
    /// Days after which it weighs half.
    case halfLife(Double)
    /// It does not decay until one of these types is reported.
    case state(endedBy: [String])
  }

  package enum CameoFit: String, Hashable, Sendable, CaseIterable {
    /// `nearest`: CAMEO has no adequate code, and the root is the closest.
    case exact, nearest, none
  }

  package var type: String
  /// Plain English, as it stands in a headline.
  package var label: String
  package var ledger: Ledger
  /// Nil for ledger `none`.
  package var category: String?
  /// 0 to 1; 0 for ledger `none`.
  package var severity: Double
  /// Nil for ledger `none`.
  package var duration: Duration?
  package var plover: String?
  package var cameo: String?
  package var cameoFit: CameoFit
  /// Reports of one family may tell of one event.
  package var family: String
  /// The step in a project's life that the event is.
  package var milestone: String?

  package var isState: Bool {
    if case .state = duration { true } else { false }
  }
}
