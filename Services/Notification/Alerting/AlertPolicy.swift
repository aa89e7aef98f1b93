import Models

/// What alerting needs in addition to the warnings: plain values from the risk model.
package struct AlertPolicy: Sendable {
  /// How long the alerts of a level are valid, whom they are for, and how long a score keeps the level.
  package struct LevelPolicy: Hashable, Sendable {
    package var expiresHours: Int
    package var roles: [AlertRole]
    /// A category's score leaves the level below this share of its threshold.
    package var leave: Double
    /// And no earlier than after so many hours.
    package var holdHours: Int

    package init(expiresHours: Int, roles: [AlertRole], leave: Double = 1, holdHours: Int = 0) {
      self.expiresHours = expiresHours
      self.roles = roles
      self.leave = leave
      self.holdHours = holdHours
    }
  }

  /// The constants of `alerting.tsv` and, where alerting uses them, of `model.tsv`, in the tables' units.
  package struct Rules: Hashable, Sendable {
    /// An open alert is renewed this many hours before it expires.
    package var renewBeforeHours: Int
    /// The fewest hours that a renewal is valid, which otherwise lasts as long as the alert has been open.
    package var renewedHours: Int
    /// The most hours that a renewal is valid.
    package var longestRenewalHours: Int
    package var urgency: UrgencyRules
    /// How many hours the urgency Future looks ahead.
    package var futureHours: Int
    /// The most bytes of a quotation in a headline.
    package var headlineQuoteBytes: Int
    /// The most pieces of evidence that a description lists one by one.
    package var describedReports: Int
    /// The most pieces of evidence in a record that no warning called for.
    package var evidenceQuotes: Int
    /// The most recommended measures in a record.
    package var measures: Int
    /// Once a subject has this many records within an hour, its updates wait until the hour is over.
    package var hourlyCap: Int

    package init(
      renewBeforeHours: Int, renewedHours: Int, longestRenewalHours: Int, urgency: UrgencyRules, futureHours: Int,
      headlineQuoteBytes: Int, describedReports: Int, evidenceQuotes: Int, measures: Int, hourlyCap: Int
    ) {
      self.renewBeforeHours = renewBeforeHours
      self.renewedHours = renewedHours
      self.longestRenewalHours = longestRenewalHours
      self.urgency = urgency
      self.futureHours = futureHours
      self.headlineQuoteBytes = headlineQuoteBytes
      self.describedReports = describedReports
      self.evidenceQuotes = evidenceQuotes
      self.measures = measures
      self.hourlyCap = hourlyCap
    }
  }

  /// The policy of every alert level.
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
  /// Types of events that end a state, or an event that lasts.
  package var endingTypes: Set<String>
  /// The recommended measures, by event type or category code, in the order of the table.
  package var measures: [String: [LevelMeasure]]
  /// For each lane, the sentences that say why it warns.
  package var laneReasons: [Warning.Lane: LaneReason]
  /// The texts of which alerts are composed.
  package var phrases: Texts<AlertPhrase>
  /// ISO 3166-1 alpha-2 codes by a country's name in lower case, in any language.
  package var countryCodes: [String: String]
  /// English names of places, by `Evidence.placeKey`.
  package var places: [String: String]
  /// What the dateline before a sentence ends with.
  package var datelineEnds: [String]
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

  package init(
    levels: [AlertLevel: LevelPolicy], thresholds: [String: [Double]] = [:], coolDownHours: Int, rules: Rules,
    typeLabels: [String: String], categoryNames: [String: String], stateTypes: Set<String> = [],
    endingTypes: Set<String> = [],
    measures: [String: [LevelMeasure]] = [:], laneReasons: [Warning.Lane: LaneReason], phrases: Texts<AlertPhrase>,
    countryCodes: [String: String] = [:], places: [String: String] = [:], datelineEnds: [String] = [],
    counterpartyCategories: Set<String> = [],
    isExercise: Bool = false
  ) {
    self.levels = levels
    self.thresholds = thresholds
    self.coolDownHours = coolDownHours
    self.rules = rules
    self.typeLabels = typeLabels
    self.categoryNames = categoryNames
    self.stateTypes = stateTypes
    self.endingTypes = endingTypes
    self.measures = measures
    self.laneReasons = laneReasons
    self.phrases = phrases
    self.countryCodes = countryCodes
    self.places = places
    self.datelineEnds = datelineEnds
    self.counterpartyCategories = counterpartyCategories
    self.isExercise = isExercise
  }

  /// The policy of a level, which the loader of the model requires.
  func policy(of level: AlertLevel) -> LevelPolicy {
    guard let policy = levels[level] else { preconditionFailure("the alert policy has no level \(level)") }
    return policy
  }

  func roles(of level: AlertLevel) -> [AlertRole] { policy(of: level).roles }
  func expiresHours(of level: AlertLevel) -> Int { policy(of: level).expiresHours }

  /// The recommended measures for an event of a type, or in a category, at a level: `LevelMeasure.texts`, each once, at
  /// most `Rules.measures` of them.
  package func measures(type: String?, category: String, level: AlertLevel) -> [String] {
    let all = LevelMeasure.texts(
      at: level, ofType: type.flatMap { measures[$0] } ?? [], ofCategory: measures[category] ?? [])
    var seen: Set<String> = []
    return Array(all.filter { seen.insert($0).inserted }.prefix(rules.measures))
  }

  /// The CAP 1.2 urgency of an event at a time, by its realis, which is actual where the evidence has none; `other` for
  /// an actual event without a time.
  package func urgency(of evidence: Evidence, at time: Timestamp, else other: Urgency) -> Urgency {
    let isState = evidence.type.map(stateTypes.contains) ?? false
    return rules.urgency.urgency(
      of: evidence.realis ?? .actual, at: evidence.eventTime, isState: isState, now: time) ?? other
  }

  /// How many hours a renewal is valid for an alert that was raised `hours` hours ago.
  func renewalHours(open hours: Int) -> Int {
    min(rules.longestRenewalHours, max(rules.renewedHours, hours))
  }

  /// How many hours an urgency looks ahead; nil where it looks back or is unknown.
  func horizonHours(of urgency: Urgency) -> Int? {
    switch urgency {
    case .immediate: rules.urgency.immediateHours
    case .expected: rules.urgency.expectedHours
    case .future: rules.futureHours
    case .past, .unknown: nil
    }
  }
}
