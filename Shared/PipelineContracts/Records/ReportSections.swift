import Models

extension ReportIncident: ContractValue {
  package static let definition = Definition("reportIncident", "One incident, with the sentences that describe it.")
  package static let blank = ReportIncident(id: "", category: "", type: "", points: 0, credibility: 0, reports: 1)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .id, "The incident; `beacon explain` shows its contribution.")
    try visitor.field("category", &category, .category)
    try visitor.field("type", &type, .eventType)
    try visitor.field("points", &points, .points, "Points of the subject's score, or of its opportunity score.")
    try visitor.field("credibility", &credibility, .fraction, "How far it can be believed.")
    try visitor.field("reports", &reports, .positive, "How many reports describe it.")
    try visitor.field("sources", &sources, .count, "How many independent sources are among them.")
    try visitor.field("time", &time, .written, "When it happened.")
    try visitor.field("place", &place, .plain, "Where, as the text says.")
    try visitor.list("countries", &countries, .whenNotEmpty, of: .country, "Where it happened.")
    try visitor.field("latitude", &latitude, .latitude, "Degrees north.")
    try visitor.field("longitude", &longitude, .longitude, "Degrees east.")
    try visitor.field("deaths", &deaths, .count, "People killed.")
    try visitor.field("injured", &injured, .count, "People injured.")
    try visitor.field("layer", &layer, .init(), "Of a legal fact.")
    try visitor.flag("open", &isOpen, "A state that has not ended.")
    try visitor.flag("contested", &isContested, "A credible source denies it.")
    try visitor.flag("new", &isNew, "Its first report came out after the last assessment before this period.")
    try visitor.flag("elsewhere", &isElsewhere, "Of a project: it reaches the project by its country or sector alone.")
    try visitor.flag(
      "partnerAbroad", &isPartnerAbroad, "Of a project: it reaches the project by a partner in another country alone.")
    try visitor.list("subjects", &subjects, .whenNotEmpty, "All subjects that it affects.")
    try visitor.list("evidence", &evidence, "The sentences, best first.")
    try visitor.list("denials", &denials, .whenNotEmpty, "The sentences that contest it.")
  }
}

extension ProjectStatus: ContractValue {
  package static let definition = Definition("projectStatus", "A registered project and what affects it.")
  package static let blank = ProjectStatus(project: .blank, milestones: [], sites: [], incidents: 0, points: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("project", &project)
    try visitor.field("level", &level, .init(), "The highest level of its own open alerts; absent where it has none.")
    try visitor.list("milestones", &milestones, "In the order of the register.")
    try visitor.list("sites", &sites, "In the order of the register.")
    try visitor.field("incidents", &incidents, .count, "How many of the report's incidents affect it.")
    try visitor.field("points", &points, .points, "Their points of the subject's score.")
  }
}

extension ProjectExposure: ContractValue {
  package static let definition = Definition(
    "projectExposure", "What the owners of the projects have at risk, by the register and by the projects' levels.")
  package static let blank = ProjectExposure(total: .blank, levels: [], unstated: [])

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("total", &total)
    try visitor.list("levels", &levels, "By level, highest first; last the projects below every level.")
    try visitor.list("unstated", &unstated, of: .plain, "Projects without value and headcount in the register.")
  }
}

extension ExposureSum: ContractValue {
  package static let definition = Definition("exposureSum", "Value and people of several projects.")
  package static let blank = ExposureSum(projects: 0, values: [], headcount: nil)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("level", &level, .init(), "Absent for projects below every level, and in the total.")
    try visitor.field("projects", &projects, .count, "How many projects.")
    try visitor.list("values", &values, "One sum for each currency; amounts are never converted.")
    try visitor.field("headcount", &headcount, .count, "People on site, as far as the register states them.")
  }
}

extension MilestoneStatus: ContractValue {
  package static let definition = Definition("milestoneStatus", "A milestone at the end of the period.")
  package static let blank = MilestoneStatus(milestone: .blank, state: .undated)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("milestone", &milestone)
    try visitor.field("state", &state)
  }
}

extension MilestoneStatus.State: Word {
  package static let definition = Definition(
    "milestoneState",
    "reached: the register has its date; overdue: expected before the report's end; due: expected within 90 days; later; undated."
  )
}

extension SiteStatus: ContractValue {
  package static let definition = Definition("siteStatus", "A site and the incident nearest to it.")
  package static let blank = SiteStatus(site: .blank, nearest: nil, distanceKm: nil)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("site", &site)
    try visitor.field("nearest", &nearest, .id, "The nearest incident with a known position.")
    try visitor.field("distanceKm", &distanceKm, .radius, "Its distance along the great circle, in kilometres.")
  }
}

extension OutlookItem: ContractValue {
  package static let definition = Definition("outlookItem", "Something expected, or a state that continues.")
  package static let blank = OutlookItem(kind: .milestone, date: nil, isSoon: false, type: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("kind", &kind)
    try visitor.field("date", &date, .init(), "When it is expected.")
    try visitor.flag("soon", &isSoon, "Within 30 days rather than 90.")
    try visitor.field(
      "type", &type, .plain, "The milestone's type, or the event's; absent for a date that is no step of a project.")
    try visitor.field("project", &project, .plain, "The project of a milestone.")
    try visitor.field("incident", &incident, .id, "The incident of a state.")
    try visitor.field("evidence", &evidence)
  }
}

extension OutlookItem.Kind: Word {
  package static let definition = Definition("outlookKind", "What it is.")
}

extension RecommendedMeasure: ContractValue {
  package static let definition = Definition(
    "recommendedMeasure", "Which rows of the table of measures apply (Shared/ReferenceData/RiskModel/measures.tsv).")
  package static let blank = RecommendedMeasure(category: "", level: .watch, type: nil)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("category", &category, .category)
    try visitor.field("level", &level)
    try visitor.field("type", &type, .eventType, "The type of the category's greatest incident.")
  }
}

extension CounterpartyStatus: ContractValue {
  package static let definition = Definition("counterpartyStatus", "A counterparty and the incidents that name it.")
  package static let blank = CounterpartyStatus(name: "", role: "", project: "", incidents: [])

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("name", &name, .plain, "Its name.")
    try visitor.field("role", &role, .plain, "What it is to the project.")
    try visitor.field("project", &project, .plain, "The project's id.")
    try visitor.field("level", &level, .init(), "The highest level of its own open alerts; absent where it has none.")
    try visitor.list("incidents", &incidents, of: .id, "Incidents whose quotes name it.")
  }
}

extension LayerStatus: ContractValue {
  package static let definition = Definition("layerStatus", "The incidents of one layer of law.")
  package static let blank = LayerStatus(layer: .host, incidents: [])

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("layer", &layer)
    try visitor.list("incidents", &incidents, of: .id, "By points, greatest first.")
  }
}

extension CoverageStatus: ContractValue {
  package static let definition = Definition("coverageStatus", "How well the subject is watched.")
  package static let blank = CoverageStatus(coverage: .unmonitored, articles: 0, sources: 0, silentProjects: [])

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("coverage", &coverage)
    try visitor.field("articles", &articles, .count, "Articles that the listed evidence comes from.")
    try visitor.field("sources", &sources, .count, "Sources that the listed evidence comes from.")
    try visitor.list("silentProjects", &silentProjects, of: .plain, "Projects without an incident.")
    try visitor.list(
      "lateSources", &lateSources, .whenNotEmpty,
      "Sources that have not published for longer than expected: of a country its own, of the portfolio all.")
  }
}

extension SuppressedCount: ContractValue {
  package static let definition = Definition("suppressedCount", "Alerts that were not sent for one reason.")
  package static let blank = SuppressedCount(reason: "", count: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("reason", &reason, .plain, "The reason, as suppressions have it.")
    try visitor.field("count", &count, .count, "How many.")
  }
}

extension Scorecard: ContractValue {
  package static let definition = Definition(
    "scorecard", "How the alerts of a period turned out, as far as people or corrections said so.")
  package static let blank = Scorecard(period: .blank, rows: [])

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("period", &period)
    try visitor.list("rows", &rows, "One for each category and lane with an alert.")
  }
}

extension Scorecard.Row: ContractValue {
  package static let definition = Definition("scorecardRow", "The alerts of one category and lane.")
  package static let blank = Scorecard.Row(category: "", lane: .severity)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("category", &category, .category)
    try visitor.field("lane", &lane)
    try visitor.field("alerts", &alerts, .count, "Alerts raised.")
    try visitor.field("confirmed", &confirmed, .count, "Confirmed by feedback.")
    try visitor.field("refuted", &refuted, .count, "False by feedback.")
    try visitor.field("late", &late, .count, "Right, but known before.")
    try visitor.field("wrongSubject", &wrongSubject, .count, "About something else.")
    try visitor.field("cancelled", &cancelled, .count, "Cancelled after a retraction or correction.")
  }
}

extension ReportMethod: ContractValue {
  package static let definition = Definition("reportMethod", "How the report was produced.")
  package static let blank = ReportMethod(model: "", assessments: 0, inputHash: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("model", &model, .model)
    try visitor.field("assessments", &assessments, .count, "Assessments in the period.")
    try visitor.field("inputHash", &inputHash, .id, "A hash of all that the report is a function of.")
  }
}

extension LateSource: ContractValue {
  package static let definition = Definition(
    "lateSource", "A registered source that has not published for longer than expected.")
  package static let blank = LateSource(source: "", name: "", expectedEvery: "", lastArticle: nil)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("source", &source, .plain, "The source's id.")
    try visitor.field("name", &name, .plain, "Its name.")
    try visitor.field("expectedEvery", &expectedEvery, .plain, "Within which time an article is expected: ISO 8601.")
    try visitor.field("lastArticle", &lastArticle, .written, "When it last published; absent where nothing is known.")
  }
}
