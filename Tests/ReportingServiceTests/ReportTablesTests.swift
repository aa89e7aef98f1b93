import Models
import PipelineContracts
import ReportSamples
import ReportingService
import RiskReporting
import Testing

@Suite("The tables beside the assessments")
struct ReportTablesTests {
  private let kenya = SubjectKey(.country, "KE")
  private let period = ReportPeriod(.weekly, containing: ReportSamples.day("2026-03-05"))

  private func input(_ alerts: [Alert], knownAt day: String) throws -> ReportInput {
    var tables = ReportTables()
    let project = ReportSamples.project("tanwa")
    try tables.change(
      TopicCatalogue.projects.name, key: Array("tanwa".utf8), value: TopicCatalogue.projects.encode(project))
    for alert in alerts {
      try tables.change(
        TopicCatalogue.alerts.name, key: Array(alert.subject.description.utf8),
        value: TopicCatalogue.alerts.encode(alert))
    }
    let knownAt = ReportSamples.day(day)
    return tables.input(
      period: period, knownAt: knownAt, subject: kenya, levels: tables.levels(knownAt: knownAt),
      history: AssessmentHistory())
  }

  private func alert(_ status: Alert.Status, at day: String) -> Alert {
    var alert = ReportSamples.alert("al", status, at: ReportSamples.day(day))
    alert.subject = SubjectKey(.project, "tanwa")
    alert.expiresAt = ReportSamples.day("2026-12-31")
    return alert
  }

  @Test("a country's report knows the levels of its projects as they were at its time")
  func levels() throws {
    let life = [alert(.raised, at: "2026-03-03"), alert(.resolved, at: "2026-03-06")]
    #expect(try input(life, knownAt: "2026-03-03").levels == [:])
    #expect(try input(life, knownAt: "2026-03-05").levels == [SubjectKey(.project, "tanwa"): .warning])
    #expect(try input(life, knownAt: "2026-03-09").levels == [:])
  }

  @Test("a removed project, and alerts of other subjects, are not in the input")
  func others() throws {
    let input = try input([alert(.raised, at: "2026-03-03")], knownAt: "2026-03-09")
    #expect(input.alerts.isEmpty && input.projects.map(\.id) == ["tanwa"])
    var tables = ReportTables()
    try tables.change(
      TopicCatalogue.projects.name, key: Array("tanwa".utf8),
      value: TopicCatalogue.projects.encode(ReportSamples.project("tanwa")))
    try tables.change(TopicCatalogue.projects.name, key: Array("tanwa".utf8), value: nil)
    let rest = tables.input(
      period: period, knownAt: ReportSamples.day("2026-03-09"), subject: kenya, levels: [:],
      history: AssessmentHistory())
    #expect(rest.projects.isEmpty)
  }

  @Test("alerts and suppressions of the report's time or later are not in its input")
  func later() throws {
    var tables = ReportTables()
    for day in ["2026-03-03", "2026-03-09"] {
      let alert = ReportSamples.alert("al-\(day)", .raised, at: ReportSamples.day(day))
      let suppression = Suppression(
        id: "s-\(day)", warning: "w", subject: kenya, category: "SEC", reason: .coolDown, detail: "",
        asOf: ReportSamples.day(day))
      let key = Array(kenya.description.utf8)
      try tables.change(TopicCatalogue.alerts.name, key: key, value: TopicCatalogue.alerts.encode(alert))
      try tables.change(
        TopicCatalogue.suppressions.name, key: key, value: TopicCatalogue.suppressions.encode(suppression))
    }
    let input = tables.input(
      period: period, knownAt: ReportSamples.day("2026-03-09"), subject: kenya, levels: [:],
      history: AssessmentHistory())
    #expect(input.alerts.map(\.id) == ["al-2026-03-03"] && input.suppressions.map(\.id) == ["s-2026-03-03"])
  }

  /// The last day that `fill` writes rows of.
  private let newest = ReportSamples.day("2025-01-01").adding(days: 499)

  /// Writes 500 days of a project's rows: each day an alert that ends on the next one, feedback on it and a
  /// suppression; and the two records, of the first day and of ten days before the last, of an alert that stays open.
  private func fill(_ tables: inout ReportTables) throws {
    let subject = SubjectKey(.project, "tanwa")
    let key = Array(subject.description.utf8)
    func add(_ id: String, _ status: Alert.Status, at time: Timestamp) throws {
      var alert = ReportSamples.alert(id, status, at: time)
      alert.subject = subject
      if id == "open" {
        alert.level = .critical
        alert.expiresAt = time.adding(days: 1000)
      }
      try tables.change(TopicCatalogue.alerts.name, key: key, value: TopicCatalogue.alerts.encode(alert))
    }
    for day in 0..<500 {
      let time = newest.adding(days: day - 499)
      if day == 0 { try add("open", .raised, at: time) }
      if day == 489 { try add("open", .updated, at: time) }
      if day > 0 { try add("al-\(day - 1)", .resolved, at: time) }
      try add("al-\(day)", .raised, at: time)
      let action = ReportSamples.feedback("al-\(day)", .confirmed, at: time.adding(hours: 12))
      try tables.change(
        TopicCatalogue.actions.name, key: Array("al-\(day)".utf8), value: TopicCatalogue.actions.encode(action))
      let suppression = Suppression(
        id: "s-\(day)", warning: "w", subject: subject, category: "SEC", reason: .coolDown, detail: "", asOf: time)
      try tables.change(
        TopicCatalogue.suppressions.name, key: key, value: TopicCatalogue.suppressions.encode(suppression))
    }
  }

  private func input(_ period: ReportPeriod, of tables: ReportTables) -> ReportInput {
    tables.input(
      period: period, knownAt: period.to, subject: SubjectKey(.project, "tanwa"),
      levels: tables.levels(knownAt: period.to), history: AssessmentHistory())
  }

  @Test(
    "a scheduled report has the same input whether old rows were dropped or not, also when it is written late",
    arguments: [ReportPeriod.Kind.daily, .weekly, .monthly])
  func keptRows(_ kind: ReportPeriod.Kind) throws {
    var (kept, all) = (ReportTables(keptDays: ReportTables.scheduledDays), ReportTables())
    try fill(&kept)
    try fill(&all)
    var period = ReportPeriod(kind, containing: newest)
    while newest.days(since: period.to) <= Double(TopicCatalogue.assessmentDays) {
      let left = self.input(period, of: kept)
      let whole = self.input(period, of: all)
      #expect(!whole.alerts.isEmpty && !whole.feedback.isEmpty && !whole.suppressions.isEmpty)
      #expect(whole.levels == [SubjectKey(.project, "tanwa"): .critical])
      #expect(left.alerts == whole.alerts && left.feedback == whole.feedback)
      #expect(left.suppressions == whole.suppressions && left.levels == whole.levels)
      period = period.previous
    }
  }

  @Test("rows that are too old for every scheduled report are dropped, and a report on a year has them from all rows")
  func droppedRows() throws {
    let year = try #require(
      ReportPeriod(custom: ReportSamples.day("2025-01-01"), to: ReportSamples.day("2026-01-01")))
    var (kept, all) = (ReportTables(keptDays: ReportTables.scheduledDays), ReportTables())
    try fill(&kept)
    try fill(&all)
    // Feedback by a wrong clock is kept with its alert, when a later alert of another project has old rows dropped.
    var unclocked = ReportSamples.alert("unclocked", .raised, at: newest)
    unclocked.subject = SubjectKey(.project, "tanwa")
    let rows = [
      (TopicCatalogue.alerts.name, unclocked.subject.description, TopicCatalogue.alerts.encode(unclocked)),
      (
        TopicCatalogue.actions.name, unclocked.id,
        TopicCatalogue.actions.encode(ReportSamples.feedback(unclocked.id, .late, at: year.from))
      ),
    ]
    for (topic, key, value) in rows {
      try kept.change(topic, key: Array(key.utf8), value: value)
      try all.change(topic, key: Array(key.utf8), value: value)
    }
    var later = ReportSamples.alert("later", .raised, at: newest.adding(days: 8))
    later.subject = SubjectKey(.project, "lamba")
    try kept.change(
      TopicCatalogue.alerts.name, key: Array(later.subject.description.utf8), value: TopicCatalogue.alerts.encode(later)
    )
    let whole = input(year, of: all)
    #expect(whole.alerts.count == 365 + 364 + 1 && whole.feedback.count == 365 && whole.suppressions.count == 365)
    let old = ReportPeriod(.monthly, containing: ReportSamples.day("2025-03-05"))
    #expect(!input(old, of: all).alerts.isEmpty && !input(old, of: all).suppressions.isEmpty)
    #expect(input(old, of: kept).alerts.isEmpty && input(old, of: kept).suppressions.isEmpty)
    let last = ReportPeriod(.daily, containing: newest)
    #expect(input(last, of: all).feedback.contains { $0.verdict == .late })
    #expect(input(last, of: kept).feedback.contains { $0.verdict == .late })
  }

  @Test(
    "the report of a group counts the alerts of its projects, their counterparties and countries, and of no others",
    arguments: ["portfolio/all", "sector/port", "corridor/coast"])
  func group(_ name: String) throws {
    let group = try #require(SubjectKey(name))
    var tables = ReportTables()
    var project = ReportSamples.project("tanwa")
    project.corridor = "coast"
    try tables.change(
      TopicCatalogue.projects.name, key: Array("tanwa".utf8), value: TopicCatalogue.projects.encode(project))
    let party = SubjectKey.counterparty(named: "Tanwa Harbour Works")
    let others = [SubjectKey(.country, "PE"), SubjectKey(.project, "lamba")]
    for subject in [party, kenya, SubjectKey(.project, "tanwa")] + others {
      var alert = ReportSamples.alert(subject.id, .raised, at: ReportSamples.day("2026-02-24"))
      alert.subject = subject
      let suppression = Suppression(
        id: subject.id, warning: "w", subject: subject, category: "SEC", reason: .coolDown, detail: "",
        asOf: ReportSamples.day("2026-03-03"))
      let key = Array(subject.description.utf8)
      try tables.change(TopicCatalogue.alerts.name, key: key, value: TopicCatalogue.alerts.encode(alert))
      try tables.change(
        TopicCatalogue.suppressions.name, key: key, value: TopicCatalogue.suppressions.encode(suppression))
    }
    let action = ReportSamples.feedback(party.id, .confirmed, at: ReportSamples.day("2026-03-01"))
    try tables.change(
      TopicCatalogue.actions.name, key: Array("a".utf8), value: TopicCatalogue.actions.encode(action))
    let input = tables.input(
      period: period, knownAt: ReportSamples.day("2026-03-09"), subject: group, levels: [:],
      history: AssessmentHistory())
    let expected = Set([party, kenya, SubjectKey(.project, "tanwa")].map(\.id))
    #expect(Set(input.alerts.map(\.id)) == expected && Set(input.suppressions.map(\.id)) == expected)
    #expect(input.feedback.map(\.alert) == [party.id])
  }
}
