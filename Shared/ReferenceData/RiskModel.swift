import Models

/// The risk model as data: the constants of all formulas of scoring. Plain values, validated when they are loaded.
package struct RiskModel: Sendable {
  package var version: String
  package var constants: Constants
  package var types: EventTypes
  /// In the order of the table.
  package var categories: [Category]
  /// The rules of all four alert levels, lowest first.
  package var levels: [LevelRule]
  package var gradeCredibility: [Source.Grade: Double]
  package var claimCredibility: [ClaimKind: Double]
  /// The highest credibility that independent sources reach together, by the best grade among them.
  package var credibilityCeilings: [Source.Grade: Double]
  package var realis: [Realis: RealisRule]
  /// US dollars for one unit of a currency, by ISO 4217 code.
  package var currencies: [String: Double]
  package var baselines: [SubjectKey: Baseline]
  /// Phrases by which a report says that its event is another one of its kind, not the one already known.
  package var occurrencePhrases: [Phrase]
  /// Phrases with which the title of a correction begins.
  package var correctionPhrases: [Phrase]
  /// Phrases by which a sentence says that somebody acts on another's behalf.
  package var representationPhrases: [Phrase]
  /// The alert level of the warning that a listed party raises, by what the list does (sanction, debarment).
  package var listingLevels: [ListedParty.Measure: AlertLevel]
  /// The quantiles of country scores in the reference run, lowest first.
  package var scoreQuantiles: [ScoreQuantile]
  package var alerting: AlertingModel
  package var evidenceTexts: EvidenceTexts

  package struct Category: Hashable, Sendable {
    package var code: String
    package var name: String
    /// The weight in the score of a country, relative to the largest.
    package var countryWeight: Double
    /// The weight in the score of every other subject, relative to the largest.
    package var weight: Double
    /// K in the category's score D = 100·(1 − e^(−Σx/(K·e))), where x are the contributions.
    package var scale: Double
    /// Whether a share of each contribution decays slowly.
    package var isTwoSpeed: Bool
    /// What the Common Alerting Protocol calls it.
    package var cap: CAPCategory
    package var secondLevel: [String]
    /// The colour of its bars in charts: `#b03a3a`.
    package var chartColour: String
    /// The scores from which each alert level is entered, lowest level first.
    package var thresholds: [Double]
  }

  /// A category of the Common Alerting Protocol 1.2.
  package enum CAPCategory: String, Hashable, Sendable, CaseIterable {
    case geo = "Geo"
    case met = "Met"
    case safety = "Safety"
    case security = "Security"
    case rescue = "Rescue"
    case fire = "Fire"
    case health = "Health"
    case env = "Env"
    case transport = "Transport"
    case infra = "Infra"
    case cbrne = "CBRNE"
    case other = "Other"
  }

  /// The rules by which a score enters, holds and leaves an alert level.
  package struct LevelRule: Hashable, Sendable {
    package var level: AlertLevel
    /// The share of country-weeks of the reference run below the level's threshold.
    package var share: Double
    /// The smallest threshold that a category may have for the level, in points.
    package var floor: Double
    /// The severity that at least one of the largest incidents must have for the level, 0 to 1.
    package var severity: Double
    /// The level is left below this share of its threshold.
    package var leave: Double
    package var holdHours: Int
    package var expiresHours: Int
    /// The colour of the official scale of warnings, in English.
    package var colour: String
    package var roles: [AlertRole]
  }

  package struct RealisRule: Hashable, Sendable {
    package var value: Double
    package var urgency: Urgency
  }

  package struct ScoreQuantile: Hashable, Sendable {
    /// The share of country-weeks with a lower score.
    package var share: Double
    package var score: Double
  }

  package struct Phrase: Hashable, Sendable {
    /// ISO 639-1.
    package var language: String
    /// In lower case.
    package var text: String
  }

  /// The constants of `model.tsv`, in the table's units. The loader sets every one and refuses a table that lacks one.
  package struct Constants: Hashable, Sendable {
    package var severityPower = Double.nan
    package var deathsWeight = Double.nan
    package var amountWeight = Double.nan
    package var amountUnit = Double.nan
    package var updateNovelty = Double.nan
    package var scaleShare = Double.nan
    package var scaleScore = Double.nan
    package var scaleFloor = Double.nan
    package var subjectNorm = Double.nan
    package var shownContributions = 0
    package var familyDistance = 0
    package var singleVoiceCap = Double.nan
    package var officialCasualties = Double.nan
    package var windowDays = 0
    package var samePlaceKilometres = Double.nan
    package var sitePlaceKilometres = Double.nan
    package var statedDayTolerance = 0
    package var endReachDays = 0
    package var endCredibility = Double.nan
    package var newOccurrenceFactor = Double.nan
    package var newOccurrenceDeaths = 0
    package var contestedFactor = Double.nan
    package var fastShare = Double.nan
    package var slowHalfLife = Double.nan
    package var observedCredibility = Double.nan
    package var likelyCredibility = Double.nan
    package var possibleCredibility = Double.nan
    package var stateConfirmedDays = Double.nan
    package var stateFadeHalfLife = Double.nan
    package var stateGateHalfLife = Double.nan
    package var coverageHalfLife = Double.nan
    package var coverageReference = Double.nan
    package var exposurePower = Double.nan
    package var exposureFloor = Double.nan
    package var baselineScale = Double.nan
    package var warnSeverity = Double.nan
    package var warnCredibility = Double.nan
    package var warnUnconfirmedCredibility = Double.nan
    package var warnRealis = Double.nan
    package var warnProximity = Double.nan
    package var criticalSeverity = Double.nan
    package var criticalDeaths = 0
    package var criticalToll = 0
    package var criticalSources = 0
    package var criticalAloneCredibility = Double.nan
    package var immediateHours = 0
    package var expectedHours = 0
    package var anomalyDiscount = Double.nan
    package var anomalyPriorIncidents = Double.nan
    package var anomalyPriorDays = Double.nan
    package var anomalyRate = Double.nan
    package var anomalyDays = 0
    package var anomalyIncidents = 0
    package var anomalySources = 0
    package var anomalyWarmupDays = 0
    package var cusumReference = Double.nan
    package var cusumThreshold = Double.nan
    package var cusumCap = Double.nan
    package var silenceWarningDays = 0
    package var staleAfterDays = Double.nan
    package var unmonitoredAfterDays = Double.nan
    package var staleTrust = Double.nan
    package var unmonitoredTrust = Double.nan
    package var evidenceQuotes = 0
    package var movers = 0
    package var leastMove = Double.nan
    package var ownWeeks = 0
    package var emitMove = Double.nan
    package var emitHours = 0
    package var leastScore = Double.nan
    package var laneCheckHours = 0
    package var coolDownHours = 0
    package var leadSentences = 0
    package var mainSentences = 0
    package var openingSentences = 0
    package var alertProximity = Double.nan
    package var alertRealis = Double.nan

    /// The CAP certainty of a credibility (0 to 1): the highest whose minimum it reaches. An uncontested report is at
    /// least `possible`, since a weak source is no evidence against it.
    package func certainty(of credibility: Double, isContested: Bool) -> Certainty {
      if credibility >= observedCredibility { return .observed }
      if credibility >= likelyCredibility { return .likely }
      return isContested && credibility < possibleCredibility ? .unlikely : .possible
    }
  }

  /// The rules for the urgency of an event: `urgency` of `realis.tsv`, and the hours of `model.tsv`.
  package var urgencyRules: UrgencyRules {
    UrgencyRules(
      byRealis: realis.mapValues(\.urgency), immediateHours: constants.immediateHours,
      expectedHours: constants.expectedHours)
  }

  package func category(_ code: String) -> Category? { place(of: code).map { categories[$0] } }

  /// The index of a category, found without copying rows: scoring calls this for every account of a subject.
  private func place(of code: String) -> Int? {
    for place in categories.indices where categories[place].code == code { return place }
    return nil
  }

  /// The score from which a level is entered in a category, and the score below which it is left; nil for an unknown
  /// category or level.
  package func bounds(of level: AlertLevel, in category: String) -> (enter: Double, leave: Double)? {
    guard let rule = levels.first(where: { $0.level == level }), let place = place(of: category) else { return nil }
    let enter = categories[place].thresholds[level.rank - 1]
    return (enter, enter * rule.leave)
  }

  /// The weight of a category in a subject's score: 1 for the heaviest, 0 for an unknown category.
  package func weight(of category: String, for kind: SubjectKey.Kind) -> Double {
    guard let row = self.category(category) else { return 0 }
    return kind == .country ? row.countryWeight : row.weight
  }

  /// The share of country-weeks in the reference run with a lower score than `score`, interpolated; nil where the table
  /// is empty.
  package func percentile(ofScore score: Double) -> Double? {
    guard let first = scoreQuantiles.first, let last = scoreQuantiles.last else { return nil }
    if score <= first.score { return first.score > 0 ? first.share * score / first.score : 0 }
    if score >= last.score { return last.share + (1 - last.share) * (score - last.score) / max(100 - last.score, 1e-9) }
    let upper = scoreQuantiles.firstIndex { $0.score > score } ?? scoreQuantiles.count - 1
    let (low, high) = (scoreQuantiles[upper - 1], scoreQuantiles[upper])
    return low.share + (high.share - low.share) * (score - low.score) / max(high.score - low.score, 1e-9)
  }
}
