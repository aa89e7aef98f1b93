import Models

extension AssessmentReport: ContractValue {
  package static let definition = Definition(
    "report", title: "A regular assessment of a subject over a period",
    "A daily flash, weekly or monthly assessment: judgement, score and what moved it, incidents, projects, outlook, coverage, accuracy. The same input gives the same report."
  )
  package static let blank = AssessmentReport(
    id: "", subject: .portfolio, subjectName: "", period: .blank, knownAt: .blank, judgement: .blank, score: .blank,
    series: [], categories: [], projects: [], exposure: nil, incidents: [], opportunities: [], outlook: [],
    measures: [],
    counterparties: [], layers: [], coverage: .blank, suppressed: [], accuracy: .blank, method: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.schema(Self.schema)
    try visitor.field("id", &id, .id, "h(subject, period, hash of the input).")
    try visitor.field("subject", &subject)
    try visitor.field("subjectName", &subjectName, .plain, "The subject's name.")
    try visitor.field("period", &period)
    try visitor.field("knownAt", &knownAt, .written, "Records that were written later are left out.")
    try visitor.field("judgement", &judgement)
    try visitor.field("score", &score)
    try visitor.list("series", &series, "The score over time, oldest first; one point a day at most.")
    try visitor.list(
      "categories", &categories,
      "By points, greatest first; with the baseline's points they sum to the score.")
    try visitor.list("projects", &projects, "The registered projects that the subject concerns.")
    try visitor.field("exposure", &exposure)
    try visitor.list("incidents", &incidents, "Of the risk ledger, by points, greatest first.")
    try visitor.list("opportunities", &opportunities, "Of the opportunity ledger, by points, greatest first.")
    try visitor.list("outlook", &outlook, "What is expected after the period, soonest first, and open states.")
    try visitor.list("measures", &measures, "Which recommended measures apply.")
    try visitor.list("counterparties", &counterparties, "The registered counterparties of the projects.")
    try visitor.list("layers", &layers, "Incidents of law and compliance by layer.")
    try visitor.field("coverage", &coverage)
    try visitor.list("suppressed", &suppressed, "Alerts of the period that were not sent, by reason.")
    try visitor.field("accuracy", &accuracy)
    try visitor.field("method", &method)
  }
}

extension ReportPeriod: ContractValue {
  package static let definition = Definition("reportPeriod", "The time that is covered, half open, in UTC.")
  package static let blank = ReportPeriod(kind: .daily, from: .blank, to: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("kind", &kind)
    try visitor.field("from", &from, .written, "The first instant.")
    try visitor.field("to", &to, .written, "The first instant after it.")
  }
}

extension ReportPeriod.Kind: Word {
  package static let definition = Definition(
    "reportPeriodKind", "Days begin at midnight UTC, weeks on Monday, months on their first day.")
}

extension Judgement: ContractValue {
  package static let definition = Definition("judgement", "The report in one line.")
  package static let blank = Judgement(level: nil, direction: nil, category: nil, likelihood: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("level", &level, .init(), "The highest level among the categories; absent below watch.")
    try visitor.field(
      "direction", &direction, .init(),
      "How the score moved; absent where the subject was not assessed before the period.")
    try visitor.field("category", &category, .category, "The category with the most points.")
    try visitor.field(
      "likelihood", &likelihood, .fraction, "How likely the evidence makes it that the reported events happened.")
  }
}

extension Judgement.Direction: Word {
  package static let definition = Definition("direction", "How the score moved over the period.")
}

extension ReportScore: ContractValue {
  package static let definition = Definition("reportScore", "The headline score and what moved it.")
  package static let blank = ReportScore(
    now: 0, last: nil, confidence: 0, baseline: nil, baselinePoints: 0, percentile: nil, opportunity: 0, drivers: [])

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("now", &now, .points, "At the end of the period.")
    try visitor.field("last", &last, .points, "At its beginning; absent where the subject was not assessed yet.")
    try visitor.field("confidence", &confidence, .fraction, "How reliable the evidence is.")
    try visitor.field("baseline", &baseline)
    try visitor.field("baselinePoints", &baselinePoints, .points, "Points of the score that come from the baseline.")
    try visitor.field(
      "percentile", &percentile, .fraction,
      "Of a country: the share of the reference run's country-weeks with a lower score.")
    try visitor.field("opportunity", &opportunity, .points, "The score of the opportunity ledger.")
    try visitor.list("drivers", &drivers, "What moved the score over the period, largest first.")
  }
}

extension ScoreDriver: ContractValue {
  package static let definition = Definition(
    "scoreDriver", "A new incident, a state that ended, or the rest of a category.")
  package static let blank = ScoreDriver(category: "", points: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("category", &category, .category)
    try visitor.field("incident", &incident, .id, "The incident; absent for the rest of the category.")
    try visitor.field("ended", &ended, .eventType, "The type of a state that ended or was withdrawn.")
    try visitor.field("points", &points, .pointsChange, "Points of the score; negative where they fell.")
  }
}

extension ScorePoint: ContractValue {
  package static let definition = Definition("scorePoint", "The score at a time.")
  package static let blank = ScorePoint(time: .blank, score: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("time", &time, .written, "When.")
    try visitor.field("score", &score, .points, "0 to 100.")
  }
}

extension ReportCategory: ContractValue {
  package static let definition = Definition("reportCategory", "A category's score and what it adds.")
  package static let blank = ReportCategory(
    category: "", now: 0, last: nil, points: 0, level: nil, incidents: 0, otherPoints: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("category", &category, .category)
    try visitor.field("now", &now, .points, "At the end of the period.")
    try visitor.field("last", &last, .points, "At its beginning.")
    try visitor.field("points", &points, .points, "Its points of the subject's score.")
    try visitor.field("level", &level, .init(), "Absent below watch.")
    try visitor.field("incidents", &incidents, .count, "How many incidents contribute.")
    try visitor.field(
      "otherPoints", &otherPoints, .points, "Points of the score from incidents that are not listed one by one.")
  }
}
