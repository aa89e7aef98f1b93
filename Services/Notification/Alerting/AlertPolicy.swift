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
    /// An open alert is renewed this long before it expires.
    package var renewBeforeHours = 6
    /// A renewal is valid for as long as the alert has been open, within these two bounds.
    package var renewedHours = 168
    package var longestRenewalHours = 720
    /// The urgency of an actual event is Immediate for the first of these times, then Expected for the second.
    package var immediateHours = 24
    package var expectedHours = 72
    /// How far Future looks ahead.
    package var futureHours = 720
    /// Bytes of a quotation in a headline, at most.
    package var headlineQuoteBytes = 160
    /// Pieces of evidence in a record that no warning called for, at most.
    package var evidenceQuotes = 5
    /// Recommended measures in a record, at most.
    package var measures = 4
    /// Records of one subject within an hour from which on its updates wait until the hour is over.
    package var hourlyCap = 6

    package init() {}
  }

  package var levels: [AlertLevel: LevelPolicy]
  /// The scores from which each level of a category is entered, lowest level first.
  package var thresholds: [String: [Double]]
  /// An update that is no escalation waits so long after the last record.
  package var coolDownHours: Int
  package var rules: Rules
  /// Plain English for event types and categories.
  package var typeLabels: [String: String]
  package var categoryNames: [String: String]
  /// Types of events that last until they end.
  package var stateTypes: Set<String>
  /// What to do, by event type or category code, in the order of the table.
  package var measures: [String: [Measure]]
  /// Why each lane warns.
  package var laneReasons: [Warning.Lane: LaneReason]
  /// Categories in which an incident concerns a counterparty itself.
  package var counterpartyCategories: Set<String>
  /// Marks every alert as nothing to act on.
  package var isExercise: Bool

  /// English, without a full stop, with `{category}`, `{subject}` and `{score}` to be filled in.
  package struct LaneReason: Hashable, Sendable {
    package var confirmed: String
    /// Where no credible source reports the event.
    package var unconfirmed: String

    package init(confirmed: String, unconfirmed: String) {
      self.confirmed = confirmed
      self.unconfirmed = unconfirmed
    }
  }

  package struct Measure: Hashable, Sendable {
    /// From this level on.
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

  /// What to do about an event of a type, or in a category, at a level: the measures of the type before those of the
  /// category, those of higher levels first.
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

  /// CAP 1.2 urgency of an event at a time, by its realis; `other` where the evidence does not say.
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

  /// How long a renewal of an alert is valid that was raised so many hours ago.
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
