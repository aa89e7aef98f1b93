/// The score of a subject at a time, with the contributions that add up to it.
package struct Assessment: Hashable, Sendable {
  /// The hash of subject, `asOf` and the `ce_id` of the last record.
  package var id: String
  package var subject: SubjectKey
  package var subjectName: String?
  package var asOf: Timestamp
  /// 0 to 100.
  package var score: Double
  /// How far the evidence can be believed, 0 to 1. It is independent of the score.
  package var confidence: Double
  package var coverage: Coverage
  package var baseline: Baseline?
  package var categories: [CategoryScore]
  package var opportunity: LedgerScore
  /// How much is written about the subject.
  package var exposure: Exposure?
  /// The change of the score, with the contributions that caused it.
  package var change: ScoreChange?
  /// For a country: the share of the reference run's country-weeks with a lower score, 0 to 1. Nil for other subjects.
  package var percentile: Double?
  /// The share of the past year's weeks in which the subject's own score was lower, 0 to 1; equal scores count half.
  /// Nil with fewer than eight weeks.
  package var ownPercentile: Double?
  /// The dates that articles announce and that have not passed, soonest first.
  package var announced: [AnnouncedDate]
  /// When each registered source last published an article that names the subject (for the portfolio: any article), in
  /// order of the sources' ids.
  package var sources: [SourceActivity]
  /// The version of the risk model.
  package var model: String
  package static let calibration = "uncalibrated index"

  package init(
    id: String, subject: SubjectKey, subjectName: String? = nil, asOf: Timestamp, score: Double, confidence: Double,
    coverage: Coverage, baseline: Baseline? = nil, categories: [CategoryScore], opportunity: LedgerScore,
    exposure: Exposure? = nil,
    change: ScoreChange? = nil, percentile: Double? = nil, ownPercentile: Double? = nil,
    announced: [AnnouncedDate] = [], sources: [SourceActivity] = [], model: String
  ) {
    self.id = id
    self.subject = subject
    self.subjectName = subjectName
    self.asOf = asOf
    self.score = score
    self.confidence = confidence
    self.coverage = coverage
    self.baseline = baseline
    self.categories = categories
    self.opportunity = opportunity
    self.exposure = exposure
    self.change = change
    self.percentile = percentile
    self.ownPercentile = ownPercentile
    self.announced = announced
    self.sources = sources
    self.model = model
  }
}

/// The coverage of a subject, by which its scores are normalised.
package struct Exposure: Hashable, Sendable {
  /// V: the number of articles that name the subject, where the weight of each article halves every 90 days.
  package var volume: Double
  /// e, by which the scale of each category is multiplied; 1 for subjects other than countries.
  package var factor: Double
  /// When the latest article that names the subject was published.
  package var lastArticle: Timestamp?

  package init(volume: Double = 0, factor: Double = 1, lastArticle: Timestamp? = nil) {
    self.volume = volume
    self.factor = factor
    self.lastArticle = lastArticle
  }
}

/// How a score changed, in points.
package struct ScoreChange: Hashable, Sendable {
  /// Over the last 7 days; the whole score where the subject had none before them.
  package var week: Double
  /// Over the last 30 days; the whole score where the subject had none before them.
  package var month: Double
  /// Whether the subject had no score before the last 7 and 30 days, so that nothing can be said to have changed.
  package var isFirstWeek, isFirstMonth: Bool
  /// The contributions that changed the score most over the last 7 days, the most first.
  package var movers: [Mover]

  /// A contribution that changed a score.
  package struct Mover: Hashable, Sendable {
    /// The id of the incident's cluster of reports.
    package var cluster: String
    package var type: String
    package var category: String
    /// The points by which the contribution raised the subject's score; negative where it lowered it.
    package var points: Double

    package init(cluster: String, type: String, category: String, points: Double) {
      self.cluster = cluster
      self.type = type
      self.category = category
      self.points = points
    }
  }

  package init(
    week: Double = 0, month: Double = 0, isFirstWeek: Bool = false, isFirstMonth: Bool = false, movers: [Mover] = []
  ) {
    self.week = week
    self.month = month
    self.isFirstWeek = isFirstWeek
    self.isFirstMonth = isFirstMonth
    self.movers = movers
  }
}

/// How well a subject is watched. Silence is never shown as safety.
package enum Coverage: String, Hashable, Sendable, CaseIterable {
  case monitored, stale, unmonitored
}

/// The value from which a subject's score starts, with its source and date. A subject without a known value has no
/// baseline.
package struct Baseline: Hashable, Sendable {
  package var value: Double
  package var source: String
  package var date: String

  package init(value: Double, source: String, date: String) {
    self.value = value
    self.source = source
    self.date = date
  }
}

/// The score of one ledger, with its categories. Nothing of one ledger is subtracted from the other.
package struct LedgerScore: Hashable, Sendable {
  package var score: Double
  package var confidence: Double
  package var categories: [CategoryScore]

  package init(score: Double = 0, confidence: Double = 0, categories: [CategoryScore] = []) {
    self.score = score
    self.confidence = confidence
    self.categories = categories
  }
}

/// The score of one category, with what it is the sum of.
package struct CategoryScore: Hashable, Sendable {
  package var category: String
  /// D, 0 to 100: the sum of the shares of its contributions, of `others` and of `older`.
  package var score: Double
  /// The points of the subject's score that come from this category.
  package var share: Double
  package var level: AlertLevel?
  /// The change of the category's score over the last 24 hours, in points.
  package var trend: Double
  /// The largest contributions. A subject lists at most 10 over all its categories.
  package var contributions: [Contribution]
  /// The sum of the contributions that are not listed in `contributions`.
  package var others: ContributionRest
  /// Empty since version 2 of the risk model; in records of version 1 the sum of the contributions that have decayed.
  package var older: ContributionRest

  package init(
    category: String, score: Double, share: Double, level: AlertLevel? = nil, trend: Double = 0,
    contributions: [Contribution], others: ContributionRest = .init(), older: ContributionRest = .init()
  ) {
    self.category = category
    self.score = score
    self.share = share
    self.level = level
    self.trend = trend
    self.contributions = contributions
    self.others = others
    self.older = older
  }
}

/// What one incident adds: x = 100·g·μ·c·m·n·p·d, and its share of the category's score.
package struct Contribution: Hashable, Sendable {
  package var cluster: String
  package var type: String
  /// Points of the category's score.
  package var share: Double
  package var x: Double
  /// Severity, 0 to 1.
  package var s: Double
  /// g(s): the weight of the severity. Like μ, d and sources it is nil in records of version 1 of the model, where
  /// x = 100·s·c·m·n·p·2^(−age/half-life).
  package var g: Double?
  /// μ: the factor, 1 or more, by which deaths and money raise the contribution.
  package var mu: Double?
  /// Credibility, 0 to 1.
  package var c: Double
  /// Realis, 0 to 1: less where the event is only threatened or conditional, for example.
  package var m: Double
  /// Novelty, 0 to 1.
  package var n: Double
  /// Proximity of the incident to the subject, 0 to 1.
  package var p: Double
  /// The share of the contribution that is left after decay, 0 to 1.
  package var d: Double?
  package var ageDays: Double
  /// The half-life of the decay, in days; nil for an ongoing state, which does not decay until it ends.
  package var halfLifeDays: Double?
  /// The number of reports that describe the incident.
  package var reports: Int
  /// The number of independent sources that report the incident.
  package var sources: Int?
  /// The highest number of deaths in any report of the incident, by which μ counts; nil where none gives one.
  package var deaths: Int?
  /// When the incident's first report was published.
  package var firstPublished: Timestamp?
  /// Whether an official, or a source at least as credible, denies the incident.
  package var contested: Bool
  package var evidence: [Evidence]
  /// The sentence that contests the incident, if one does.
  package var denials: [Evidence]

  package init(
    cluster: String, type: String, share: Double, x: Double, s: Double, g: Double? = nil, mu: Double? = nil, c: Double,
    m: Double, n: Double,
    p: Double, d: Double? = nil, ageDays: Double, halfLifeDays: Double?, reports: Int, sources: Int? = nil,
    deaths: Int? = nil, firstPublished: Timestamp? = nil, contested: Bool = false, evidence: [Evidence],
    denials: [Evidence] = []
  ) {
    self.cluster = cluster
    self.type = type
    self.share = share
    self.x = x
    self.s = s
    self.g = g
    self.mu = mu
    self.c = c
    self.m = m
    self.n = n
    self.p = p
    self.d = d
    self.ageDays = ageDays
    self.halfLifeDays = halfLifeDays
    self.reports = reports
    self.sources = sources
    self.deaths = deaths
    self.firstPublished = firstPublished
    self.contested = contested
    self.evidence = evidence
    self.denials = denials
  }
}

/// Several contributions shown as one row.
package struct ContributionRest: Hashable, Sendable {
  package var count: Int
  package var share: Double
  package var x: Double

  package init(count: Int = 0, share: Double = 0, x: Double = 0) {
    self.count = count
    self.share = share
    self.x = x
  }
}
