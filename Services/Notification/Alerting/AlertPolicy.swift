import Models

/// What alerting needs in addition to the warnings: plain values from the risk model.
package struct AlertPolicy: Sendable {
  package struct LevelPolicy: Hashable, Sendable {
    package var expiresHours: Int
    package var roles: [AlertRole]

    package init(expiresHours: Int, roles: [AlertRole]) {
      self.expiresHours = expiresHours
      self.roles = roles
    }
  }

  /// The constants of `alerting.tsv`, in the table's units.
  package struct Rules: Hashable, Sendable {
    /// An open alert is renewed this many hours before it expires.
    package var renewBeforeHours = 6
    /// The fewest hours that a renewal is valid, which otherwise lasts as long as the alert has been open.
    package var renewedHours = 168
    /// The most hours that a renewal is valid.
    package var longestRenewalHours = 720
    /// An actual event has the urgency Immediate until this many hours after its time.
    package var immediateHours = 24
    /// An actual event that is not Immediate has the urgency Expected until this many hours after its time, then Past.
    package var expectedHours = 72
    /// How many hours the urgency Future looks ahead.
    package var futureHours = 720
    /// The most bytes of a quotation in a headline.
    package var headlineQuoteBytes = 160
    /// The most pieces of evidence in a record that no warning called for.
    package var evidenceQuotes = 5
    /// The most recommended measures in a record.
    package var measures = 4
    /// Once a subject has this many records within an hour, its updates wait until the hour is over.
    package var hourlyCap = 6

    package init() {}
  }

  package var levels: [AlertLevel: LevelPolicy]
  /// The scores from which each level of a category is entered, lowest level first.
  package var thresholds: [String: [Double]]
  /// An update that is no escalation waits this many hours after the last record.
  package var coolDownHours: Int
  package var rules: Rules
  /// The plain English name of each event type.
  package var typeLabels: [String: String]
  /// The plain English name of each category, by its code.
  package var categoryNames: [String: String]
  /// Types of events that last until they end.
  package var stateTypes: Set<String>
  /// The recommended measures, by event type or category code, in the order of the table.
  package var measures: [String: [Measure]]
  /// For each lane, the sentences that say why it warns.
  package var laneReasons: [Warning.Lane: LaneReason]
  /// Categories in which an incident concerns a counterparty itself.
  package var counterpartyCategories: Set<String>
  /// Whether every alert is marked as an exercise, which needs no action.
  package var isExercise: Bool

  /// English sentences without a full stop, with `{category}`, `{subject}` and `{score}` to be filled in.
  package struct LaneReason: Hashable, Sendable {
    package var confirmed: String
    /// The sentence for an event that no credible source reports.
    package var unconfirmed: String

    package init(confirmed: String, unconfirmed: String) {
      self.confirmed = confirmed
      self.unconfirmed = unconfirmed
    }
  }

  package struct Measure: Hashable, Sendable {
    /// The lowest level at which the measure is recommended.
    package var level: AlertLevel
    package var text: String

    package init(level: AlertLevel, text: String) {
      self.level = level
      self.text = text
    }
  }

  package init(
    levels: [AlertLevel: LevelPolicy], thresholds: [String: [Double]] = [:], coolDownHours: Int, rules: Rules = Rules(),
    typeLabels: [String: String],
    categoryNames: [String: String], stateTypes: Set<String> = [], measures: [String: [Measure]] = [:],
    laneReasons: [Warning.Lane: LaneReason],
    counterpartyCategories: Set<String> = [], isExercise: Bool = false
  ) {
    self.levels = levels
    self.thresholds = thresholds
    self.coolDownHours = coolDownHours
    self.rules = rules
    self.typeLabels = typeLabels
    self.categoryNames = categoryNames
    self.stateTypes = stateTypes
    self.measures = measures
    self.laneReasons = laneReasons
    self.counterpartyCategories = counterpartyCategories
    self.isExercise = isExercise
  }

  func roles(of level: AlertLevel) -> [AlertRole] { levels[level]?.roles ?? [.enterprise] }
  func expiresHours(of level: AlertLevel) -> Int { levels[level]?.expiresHours ?? 72 }

  /// The recommended measures for an event of a type, or in a category, at a level: those of the type before those of
  /// the category, those for higher levels first.
  package func measures(type: String?, category: String, level: AlertLevel) -> [String] {
    func fitting(_ key: String) -> [Measure] {
      let fitting = (measures[key] ?? []).filter { $0.level <= level }
      return fitting.enumerated().sorted { ($1.element.level, $0.offset) < ($0.element.level, $1.offset) }.map(
        \.element)
    }
    var seen: Set<String> = []
    let all = (type.map(fitting) ?? []) + fitting(category)
    return Array(all.map(\.text).filter { seen.insert($0).inserted }.prefix(rules.measures))
  }

  /// The CAP 1.2 urgency of an event at a time, by its realis; `other` where the evidence does not tell.
  package func urgency(of evidence: Evidence, at time: Timestamp, else other: Urgency) -> Urgency {
    switch evidence.realis {
    case .imminent: return .immediate
    case .threatened, .conditional: return .future
    case .prescriptive, .generic: return .unknown
    case .historical: return .past
    case .actual, nil: break
    }
    if let type = evidence.type, stateTypes.contains(type) { return .immediate }
    guard let eventTime = evidence.eventTime else { return other }
    if time <= eventTime.adding(hours: rules.immediateHours) { return .immediate }
    return time <= eventTime.adding(hours: rules.expectedHours) ? .expected : .past
  }

  /// How many hours a renewal is valid for an alert that was raised `hours` hours ago.
  func renewalHours(open hours: Int) -> Int {
    min(rules.longestRenewalHours, max(rules.renewedHours, hours))
  }

  /// How many hours an urgency looks ahead; nil where it looks back or is unknown.
  func horizonHours(of urgency: Urgency) -> Int? {
    switch urgency {
    case .immediate: rules.immediateHours
    case .expected: rules.expectedHours
    case .future: rules.futureHours
    case .past, .unknown: nil
    }
  }
}
