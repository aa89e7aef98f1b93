import Models

extension Assessment: ContractValue {
  package static let definition = Definition(
    "assessment", title: "The score of a subject, with its explanation",
    "Risk and opportunity of one subject at one time, down to the sentences that they are based on. The latest per subject is valid."
  )
  package static let blank = Assessment(
    id: "", subject: .portfolio, asOf: .blank, score: 0, confidence: 0, coverage: .unmonitored, categories: [],
    opportunity: .blank, model: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .id, "h(subject, asOf, ce_id of the last record).")
    try visitor.field("subject", &subject)
    try visitor.field("subjectName", &subjectName, .plain, "The subject's name, where one is known.")
    try visitor.field("asOf", &asOf, .written, "The time that it describes.")
    try visitor.field("score", &score, .points, "Risk, 0 to 100.")
    try visitor.field(
      "confidence", &confidence, .fraction, "How reliable the evidence is, 0 to 1; separate from the score.")
    try visitor.field("coverage", &coverage)
    try visitor.field("baseline", &baseline)
    try visitor.list("categories", &categories, "The risk, by category.")
    try visitor.field("opportunity", &opportunity)
    try visitor.field("model", &model, .model)
    try visitor.constant("calibration", Self.calibration, "What the numbers are: an order, no probability.")
  }
}

extension Baseline: ContractValue {
  package static let definition = Definition("baseline", "A starting value from outside. Unknown stays unknown.")
  package static let blank = Baseline(value: 0, source: "", date: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("value", &value, .points)
    try visitor.field("source", &source, .plain, "Who publishes it.")
    try visitor.field("date", &date, .plain, "Of when, such as 2025-12-31.")
  }
}

extension LedgerScore: ContractValue {
  package static let definition = Definition(
    "ledgerScore", "The opportunities; nothing of them is subtracted from the risk.")
  package static let blank = LedgerScore()

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("score", &score, .points, "Opportunity, 0 to 100.")
    try visitor.field("confidence", &confidence, .fraction)
    try visitor.list("categories", &categories, "The opportunities, by category.")
  }
}

extension CategoryScore: ContractValue {
  package static let definition = Definition(
    "categoryScore", "The score of one category, with what it is the sum of.")
  package static let blank = CategoryScore(category: "", score: 0, share: 0, contributions: [])

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("category", &category, .category)
    try visitor.field(
      "score", &score, .points, "0 to 100. The shares of contributions, others and older sum to it.")
    try visitor.field(
      "share", &share, .points, "The points of the subject's score that come from this category, 0 to 100.")
    try visitor.field("level", &level, .init(), "The level that the score has; absent below watch.")
    try visitor.field(
      "trend", &trend, .pointsChange, "The change of the score over the last 24 hours, in points.")
    try visitor.list("contributions", &contributions, "The largest; at most 50 a subject.")
    try visitor.field(
      "others", &others, default: .blank, .init(), "The contributions beyond the largest, as one row.")
    try visitor.field(
      "older", &older, default: .blank, .init(), "The contributions that have decayed below 0.01, as one row.")
  }
}

extension Contribution: ContractValue {
  package static let definition = Definition(
    "contribution",
    "What one cluster of reports of an event adds: x = 100·s·c·m·n·p·2^(−ageDays/halfLifeDays).")
  package static let blank = Contribution(
    cluster: "", type: "", share: 0, x: 0, s: 0, c: 0, m: 0, n: 0, p: 0, ageDays: 0, halfLifeDays: nil, reports: 1,
    evidence: [])

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("cluster", &cluster, .id, "The cluster.")
    try visitor.field("type", &type, .eventType)
    try visitor.field("share", &share, .points, "Points of the category's score, 0 to 100.")
    try visitor.field("x", &x, .notNegative, "Its current weight.")
    try visitor.field("s", &s, .fraction, "Severity of the type, raised by deaths and money, 0 to 1.")
    try visitor.field("c", &c, .fraction, "Credibility over independent voices, 0 to 1.")
    try visitor.field("m", &m, .fraction, "The weight of its realis, 0 to 1.")
    try visitor.field("n", &n, .fraction, "Novelty, 0 to 1.")
    try visitor.field("p", &p, .fraction, "Proximity to the subject, 0 to 1.")
    try visitor.field("ageDays", &ageDays, .notNegative, "Days from the event to asOf.")
    try visitor.field(
      "halfLifeDays", &halfLifeDays, .notNegative,
      "Days in which it halves; absent for a state, which does not decay until it ends.")
    try visitor.field("reports", &reports, .positive, "How many reports describe it.")
    try visitor.list("evidence", &evidence, "The sentences that it is based on.")
  }
}

extension ContributionRest: ContractValue {
  package static let definition = Definition("contributionRest", "Several contributions as one row.")
  package static let blank = ContributionRest()

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("count", &count, .count, "How many.")
    try visitor.field("share", &share, .points, "Points of the category's score, 0 to 100.")
    try visitor.field("x", &x, .notNegative, "The sum of their x.")
  }
}
