import Models

/// The history of one subject for reports: the figures of each day's last assessment.
package struct AssessmentHistory: Hashable, Sendable {
  package struct Day: Hashable, Sendable {
    /// The day of the assessments' `asOf`, in days since 1970-01-01 (UTC).
    package let number: Int
    /// The number of assessments on that day.
    package var count: Int
    package var scores: DayScores
    /// The last assessment of the day; nil where no report will need it any more.
    package var assessment: Assessment?

    package init(number: Int, count: Int, scores: DayScores, assessment: Assessment?) {
      self.number = number
      self.count = count
      self.scores = scores
      self.assessment = assessment
    }
  }

  /// In ascending order of their numbers.
  package private(set) var days: [Day]

  /// - Parameter days: in ascending order of their numbers.
  package init(days: [Day] = []) { self.days = days }

  /// Adds an assessment, which must not be older than the last one. It replaces an earlier assessment of the same day.
  package mutating func add(_ assessment: Assessment) {
    let number = assessment.asOf.day.dayNumber
    var count = 1
    if let last = days.last, last.number >= number { count += days.removeLast().count }
    days.append(Day(number: number, count: count, scores: DayScores(of: assessment), assessment: assessment))
  }

  /// The last day with an assessment before `time`, which is the start of a day.
  package func last(before time: Timestamp) -> Day? {
    let number = time.day.dayNumber
    return days.last { $0.number < number }
  }

  package func days(in period: ReportPeriod) -> ArraySlice<Day> {
    days(from: period.from, to: period.to)
  }

  /// The days from that of `from` up to, but not including, that of `to`.
  package func days(from: Timestamp, to: Timestamp) -> ArraySlice<Day> {
    let first = days.firstIndex { $0.number >= from.day.dayNumber } ?? days.endIndex
    let end = days.firstIndex { $0.number >= to.day.dayNumber } ?? days.endIndex
    return days[first..<max(first, end)]
  }
}

/// The figures of an assessment that later reports compare with.
package struct DayScores: Hashable, Sendable {
  /// The assessment's id.
  package var id: String
  package var time: Timestamp
  /// The subject's risk score, 0 to 100.
  package var score: Double
  /// By category of the risk ledger: its own score, and its points of the subject's score.
  package var categories: [String: Category]
  /// The incidents that were listed as contributions, in both ledgers, by their ids.
  package var contributions: [String: Listed]

  /// A listed incident.
  package struct Listed: Hashable, Sendable {
    package var category: String
    package var type: String
    /// Points of the subject's score, or of its opportunity score.
    package var points: Double
    /// Whether it was an open state of the risk ledger.
    package var isOpenRisk: Bool

    package init(category: String, type: String, points: Double, isOpenRisk: Bool) {
      self.category = category
      self.type = type
      self.points = points
      self.isOpenRisk = isOpenRisk
    }
  }

  package struct Category: Hashable, Sendable {
    package var score: Double
    package var points: Double

    package init(score: Double, points: Double) {
      self.score = score
      self.points = points
    }
  }

  package init(
    id: String, time: Timestamp, score: Double, categories: [String: Category], contributions: [String: Listed]
  ) {
    self.id = id
    self.time = time
    self.score = score
    self.categories = categories
    self.contributions = contributions
  }

  package init(of assessment: Assessment) {
    var contributions: [String: Listed] = [:]
    for (categories, isRisk) in [(assessment.categories, true), (assessment.opportunity.categories, false)] {
      for category in categories {
        let points = category.score > 0 ? category.share / category.score : 0
        for one in category.contributions {
          contributions[one.cluster] = Listed(
            category: category.category, type: one.type, points: one.share * points,
            isOpenRisk: isRisk && one.halfLifeDays == nil)
        }
      }
    }
    self.init(
      id: assessment.id, time: assessment.asOf, score: assessment.score,
      categories: Dictionary(
        assessment.categories.map { ($0.category, Category(score: $0.score, points: $0.share)) },
        uniquingKeysWith: { first, _ in first }),
      contributions: contributions)
  }
}
