/// The score of a subject at a time, with the facts that it is the sum of.
package struct Assessment: Hashable, Sendable {
  /// h(subject, asOf, `ce_id` of the last record).
  package var id: String
  package var subject: SubjectKey
  package var subjectName: String?
  package var asOf: Timestamp
  /// 0 to 100.
  package var score: Double
  /// 0 to 1: how far the evidence can be believed; apart from the score.
  package var confidence: Double
  package var coverage: Coverage
  package var baseline: Baseline?
  package var categories: [CategoryScore]
  package var opportunity: LedgerScore
  /// The version of the risk model.
  package var model: String
  package static let calibration = "uncalibrated index"

  package init(
    id: String, subject: SubjectKey, subjectName: String? = nil, asOf: Timestamp, score: Double, confidence: Double,
    coverage: Coverage, baseline: Baseline? = nil, categories: [CategoryScore], opportunity: LedgerScore, model: String
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
    self.model = model
  }
}

/// How well a subject is watched. Silence is never shown as safety.
package enum Coverage: String, Hashable, Sendable, CaseIterable {
  case monitored, stale, unmonitored
}

/// A starting value from outside, with its source and date. Unknown stays unknown.
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

package struct CategoryScore: Hashable, Sendable {
  package var category: String
  /// D: 0 to 100. The shares of its contributions, with `others` and `older`, sum to it.
  package var score: Double
  /// The points of the subject's score that come from this category.
  package var share: Double
  package var level: AlertLevel?
  /// The change of the score over the last 24 hours.
  package var trend: Double
  /// The largest, at most 50 a subject.
  package var contributions: [Contribution]
  /// The contributions beyond the largest, as one row.
  package var others: ContributionRest
  /// The contributions that have decayed below 0.01, as one row.
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

/// What one event cluster adds: x = 100·s·c·m·n·p·2^(−age/half-life), and its share of the category's score.
package struct Contribution: Hashable, Sendable {
  package var cluster: String
  package var type: String
  /// Points of the category's score.
  package var share: Double
  package var x: Double
  /// Severity, credibility, realis, novelty, proximity: each 0 to 1.
  package var s: Double
  package var c: Double
  package var m: Double
  package var n: Double
  package var p: Double
  package var ageDays: Double
  /// Nil for a state that does not decay until it ends.
  package var halfLifeDays: Double?
  /// How many reports tell of it.
  package var reports: Int
  package var evidence: [Evidence]

  package init(
    cluster: String, type: String, share: Double, x: Double, s: Double, c: Double, m: Double, n: Double, p: Double,
    ageDays: Double, halfLifeDays: Double?, reports: Int, evidence: [Evidence]
  ) {
    self.cluster = cluster
    self.type = type
    self.share = share
    self.x = x
    self.s = s
    self.c = c
    self.m = m
    self.n = n
    self.p = p
    self.ageDays = ageDays
    self.halfLifeDays = halfLifeDays
    self.reports = reports
    self.evidence = evidence
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
