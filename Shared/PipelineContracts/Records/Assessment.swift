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
    try visitor.field("exposure", &exposure)
    try visitor.field("change", &change)
    try visitor.field(
      "percentile", &percentile, .fraction,
      "The share of the reference run's country-weeks with a lower score; of countries only.")
    try visitor.field(
      "ownPercentile", &ownPercentile, .fraction, "The share of the subject's own last year with a lower score.")
    try visitor.list(
      "announced", &announced, .whenNotEmpty, "What articles announce for a day that has not passed, soonest first.")
    try visitor.list(
      "sources", &sources, .whenNotEmpty,
      "When each registered source last published an article that names the subject; of the portfolio any article.")
    try visitor.field("model", &model, .model)
    try visitor.constant("calibration", Self.calibration, "What the numbers are: an order, no probability.")
  }
}

extension AnnouncedDate: ContractValue {
  package static let definition = Definition("announcedDate", "A date that articles announce for the subject.")
  package static let blank = AnnouncedDate(date: .blank, reports: 1, evidence: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("date", &date)
    try visitor.field("type", &type, .plain, "The step of a project, such as COMMISSIONED; absent for anything else.")
    try visitor.field("project", &project, .plain, "The registered project's id.")
    try visitor.field("reports", &reports, .positive, "How many articles announce it, as far as they are kept.")
    try visitor.field("evidence", &evidence)
  }
}

extension SourceActivity: ContractValue {
  package static let definition = Definition("sourceActivity", "When a registered source last published.")
  package static let blank = SourceActivity(source: "", lastArticle: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("source", &source, .plain, "The source's id.")
    try visitor.field("lastArticle", &lastArticle, .written, "When its latest article was published.")
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

extension Exposure: ContractValue {
  package static let definition = Definition(
    "exposure", "How much is written about the subject, by which its scores are normalised.")
  package static let blank = Exposure()

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("volume", &volume, .notNegative, "The articles that name it, each halved every 90 days.")
    try visitor.field(
      "factor", &factor, .notNegative,
      "By which the scale of each category is multiplied; 1 for other subjects than countries.")
    try visitor.field("lastArticle", &lastArticle, .written, "When the latest article that names it was published.")
  }
}

extension ScoreChange: ContractValue {
  package static let definition = Definition("scoreChange", "How the score changed, in points, with what moved it.")
  package static let blank = ScoreChange()

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("week", &week, .pointsChange, "Over the last 7 days.")
    try visitor.field("month", &month, .pointsChange, "Over the last 30 days.")
    try visitor.flag("firstWeek", &isFirstWeek, "There was no score before the last 7 days: week is the whole score.")
    try visitor.flag(
      "firstMonth", &isFirstMonth, "There was no score before the last 30 days: month is the whole score.")
    try visitor.list("movers", &movers, "The contributions that moved it most over the last 7 days, at most three.")
  }
}

extension ScoreChange.Mover: ContractValue {
  package static let definition = Definition("scoreMover", "A contribution that moved a score.")
  package static let blank = ScoreChange.Mover(cluster: "", type: "", category: "", points: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("cluster", &cluster, .id, "The incident.")
    try visitor.field("type", &type, .eventType)
    try visitor.field("category", &category, .category)
    try visitor.field("points", &points, .pointsChange, "Points of the subject's score.")
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
    try visitor.list("contributions", &contributions, "The largest; at most 10 a subject.")
    try visitor.field(
      "others", &others, default: .blank, .init(), "The contributions beyond the largest, as one row.")
    try visitor.field(
      "older", &older, default: .blank, .init(),
      "Empty since version 2 of the risk model: what has decayed is among the others.")
  }
}

extension Contribution: ContractValue {
  package static let definition = Definition(
    "contribution",
    "What one incident adds, however many reports describe it: x = 100·g·mu·c·m·n·p·d.")
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
    try visitor.field("s", &s, .fraction, "Severity of the type, 0 to 1.")
    try visitor.field("g", &g, .fraction, "Severity as it counts: convex.")
    try visitor.field("mu", &mu, .notNegative, "How much deaths and money raise it, 1 or more.")
    try visitor.field("c", &c, .fraction, "Credibility over independent voices, 0 to 1.")
    try visitor.field("m", &m, .fraction, "The weight of its realis, 0 to 1.")
    try visitor.field("n", &n, .fraction, "Novelty, 0 to 1.")
    try visitor.field("p", &p, .fraction, "Proximity to the subject, 0 to 1.")
    try visitor.field("d", &d, .fraction, "What is left of it after its decay, 0 to 1.")
    try visitor.field("ageDays", &ageDays, .notNegative, "Days from the event to asOf.")
    try visitor.field(
      "halfLifeDays", &halfLifeDays, .notNegative,
      "Days in which it halves; absent for a state, which does not decay until it ends.")
    try visitor.field("reports", &reports, .positive, "How many reports describe it.")
    try visitor.field("sources", &sources, .count, "How many independent sources report it.")
    try visitor.field("deaths", &deaths, .count, "The most deaths that any report of it gives.")
    try visitor.field("firstPublished", &firstPublished, .written, "When its first report was published.")
    try visitor.flag("contested", &contested, "An official, or a source at least as good, denies it.")
    try visitor.list("evidence", &evidence, "The sentences that it is based on.")
    try visitor.list("denials", &denials, .whenNotEmpty, "The sentences that contest it.")
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
