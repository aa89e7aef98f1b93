/// A regular assessment of one subject over one period: a record of `beacon.reports.v1`.
///
/// It is a function of the records written to the topics before `knownAt`. It contains codes, numbers, names and
/// quotes; the text around them is added in the reader's language when it is printed.
package struct AssessmentReport: Hashable, Sendable {
  package static let schema = "beacon.report/1"

  /// The hash of subject, period and input.
  package var id: String
  package var subject: SubjectKey
  package var subjectName: String
  package var period: ReportPeriod
  /// The report leaves out records that were written after this time.
  package var knownAt: Timestamp
  package var judgement: Judgement
  package var score: ReportScore
  /// The score over time, at most one point a day, oldest first.
  package var series: [ScorePoint]
  /// By share of the score, greatest first; with the baseline's share they sum to the score.
  package var categories: [ReportCategory]
  package var projects: [ProjectStatus]
  /// What the projects' owners have at risk, by level; nil in reports of earlier versions.
  package var exposure: ProjectExposure?
  /// The incidents of the risk ledger, by points of the score, greatest first.
  package var incidents: [ReportIncident]
  package var opportunities: [ReportIncident]
  package var outlook: [OutlookItem]
  package var measures: [RecommendedMeasure]
  package var counterparties: [CounterpartyStatus]
  package var layers: [LayerStatus]
  package var coverage: CoverageStatus
  package var suppressed: [SuppressedCount]
  /// The accuracy of the preceding period's alerts, for which feedback and corrections have had time to arrive.
  package var accuracy: Scorecard
  package var method: ReportMethod

  package init(
    id: String, subject: SubjectKey, subjectName: String, period: ReportPeriod, knownAt: Timestamp,
    judgement: Judgement, score: ReportScore, series: [ScorePoint], categories: [ReportCategory],
    projects: [ProjectStatus], exposure: ProjectExposure?, incidents: [ReportIncident], opportunities: [ReportIncident],
    outlook: [OutlookItem],
    measures: [RecommendedMeasure], counterparties: [CounterpartyStatus], layers: [LayerStatus],
    coverage: CoverageStatus, suppressed: [SuppressedCount], accuracy: Scorecard, method: ReportMethod
  ) {
    self.id = id
    self.subject = subject
    self.subjectName = subjectName
    self.period = period
    self.knownAt = knownAt
    self.judgement = judgement
    self.score = score
    self.series = series
    self.categories = categories
    self.projects = projects
    self.exposure = exposure
    self.incidents = incidents
    self.opportunities = opportunities
    self.outlook = outlook
    self.measures = measures
    self.counterparties = counterparties
    self.layers = layers
    self.coverage = coverage
    self.suppressed = suppressed
    self.accuracy = accuracy
    self.method = method
  }
}

/// The report in one line.
package struct Judgement: Hashable, Sendable {
  package enum Direction: String, Hashable, Sendable, CaseIterable {
    case rising, steady, falling
  }

  /// The highest level among the categories; nil below every level.
  package var level: AlertLevel?
  /// How the score moved over the period; nil where the subject was not assessed before it.
  package var direction: Direction?
  /// The category with the greatest share of the score; nil where nothing contributes.
  package var category: String?
  /// How likely it is, by the evidence, that the events behind the score happened: 0 to 1.
  package var likelihood: Double

  package init(level: AlertLevel?, direction: Direction?, category: String?, likelihood: Double) {
    self.level = level
    self.direction = direction
    self.category = category
    self.likelihood = likelihood
  }
}

/// The score of the report's subject, its baseline and what changed it.
package struct ReportScore: Hashable, Sendable {
  /// The score at the end of the period, 0 to 100.
  package var now: Double
  /// The score at the beginning of the period; nil where the subject was not assessed yet.
  package var last: Double?
  package var confidence: Double
  package var baseline: Baseline?
  /// Points of the score that come from the baseline.
  package var baselinePoints: Double
  /// For a country: the share of the reference run's country-weeks with a lower score, 0 to 1. Nil for other subjects.
  package var percentile: Double?
  package var opportunity: Double
  /// What changed the score over the period most, largest change first; empty where `last` is nil.
  package var drivers: [ScoreDriver]

  package init(
    now: Double, last: Double?, confidence: Double, baseline: Baseline?, baselinePoints: Double, percentile: Double?,
    opportunity: Double, drivers: [ScoreDriver]
  ) {
    self.now = now
    self.last = last
    self.confidence = confidence
    self.baseline = baseline
    self.baselinePoints = baselinePoints
    self.percentile = percentile
    self.opportunity = opportunity
    self.drivers = drivers
  }
}

/// A cause of a score's change over the period: a new incident, a state that ended, or a category that fell or rose.
package struct ScoreDriver: Hashable, Sendable {
  package var category: String
  /// The id of the new or ended incident; nil where the rest of the category moved.
  package var incident: String?
  /// The type of a state that ended or was withdrawn, which the report lists no more; nil for anything else.
  package var ended: String?
  /// The change in points of the score, negative for a fall.
  package var points: Double

  package init(category: String, incident: String? = nil, ended: String? = nil, points: Double) {
    self.category = category
    self.incident = incident
    self.ended = ended
    self.points = points
  }
}

/// The score at a time.
package struct ScorePoint: Hashable, Sendable {
  package var time: Timestamp
  /// 0 to 100.
  package var score: Double

  package init(time: Timestamp, score: Double) {
    self.time = time
    self.score = score
  }
}

/// A category's score, its change over the period, and what it adds to the subject's score.
package struct ReportCategory: Hashable, Sendable {
  package var category: String
  /// The category's score at the end of the period, 0 to 100.
  package var now: Double
  /// The category's score at the beginning of the period; nil where the subject was not assessed yet.
  package var last: Double?
  /// Points of the subject's score that come from the category.
  package var points: Double
  package var level: AlertLevel?
  /// The number of incidents that contribute to the category.
  package var incidents: Int
  /// Points of the subject's score that come from incidents that are not listed one by one.
  package var otherPoints: Double

  package init(
    category: String, now: Double, last: Double?, points: Double, level: AlertLevel?, incidents: Int,
    otherPoints: Double
  ) {
    self.category = category
    self.now = now
    self.last = last
    self.points = points
    self.level = level
    self.incidents = incidents
    self.otherPoints = otherPoints
  }
}
