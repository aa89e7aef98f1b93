import Models
import ReferenceData
import ReportSamples
import RiskReporting
import Testing

struct ReportBuilderTests {
  private func report(_ input: ReportInput, _ change: (inout ReportSettings) -> Void = { _ in }) throws
    -> AssessmentReport
  {
    var settings = try ReportSettings(directory: ReportSamples.reference)
    change(&settings)
    return try #require(ReportBuilder(settings: settings).report(input))
  }

  @Test("the points of categories and baseline sum to the score, and those of incidents to their category")
  func sums() throws {
    let report = try report(ReportSamples.full())
    let total = report.categories.reduce(report.score.baselinePoints) { $0 + $1.points }
    #expect(abs(total - report.score.now) < 1e-9)
    for category in report.categories {
      let incidents = report.incidents.filter { $0.category == category.category }
      let sum = incidents.reduce(category.otherPoints) { $0 + $1.points }
      #expect(abs(sum - category.points) < 1e-9, "\(category.category)")
    }
  }

  @Test("the same input gives the same report, and any other record another hash of the input")
  func purity() throws {
    let input = ReportSamples.full()
    #expect(try report(input) == report(input))
    let hash = try report(input).method.inputHash
    var changed = [ReportInput](repeating: input, count: 6)
    changed[0].feedback = []
    changed[1].suppressions = []
    changed[2].alerts.removeLast()
    changed[3].history.add(ReportSamples.assessment(at: ReportSamples.day("2026-03-06"), []))
    changed[4].projects[0].countries.append("TZ")
    changed[5].projects[0].corridor = "another corridor"
    for other in changed { #expect(try report(other).method.inputHash != hash) }
  }

  @Test("a subject that was not assessed before the period's end has no report")
  func unknownSubject() throws {
    var input = ReportSamples.full()
    input.period = ReportPeriod(.weekly, containing: ReportSamples.day("2026-02-10"))
    let settings = try ReportSettings(directory: ReportSamples.reference)
    #expect(ReportBuilder(settings: settings).report(input) == nil)
  }

  @Test("what was assessed after the period's end changes nothing of its report")
  func later() throws {
    var input = ReportSamples.full()
    let before = try report(input)
    input.history.add(ReportSamples.assessment(at: ReportSamples.day("2026-03-10"), []))
    #expect(try report(input) == before)
  }

  @Test("an incident that was listed before the period began is not new")
  func news() throws {
    let report = try report(ReportSamples.full())
    #expect(report.incidents.filter(\.isNew).map(\.id) == ["c-attack"])
    #expect(report.score.drivers.contains { $0.incident == "c-attack" && $0.points > 0 })
  }

  @Test(
    "an incident that is listed for the first time is new only if its first report came out after the last assessment",
    arguments: [("2026-02-20", false), ("2026-03-01", true), ("2026-03-04", true)])
  func firstReport(published: String, isNew: Bool) throws {
    var input = ReportSamples.full()
    let before = try #require(input.history.days.first?.assessment)
    var first = ReportSamples.evidence("a1", quote: "They fought.")
    first.publishedAt = ReportSamples.day(published)
    let listed = ReportSamples.contribution(
      "c-listed", share: 30, evidence: [ReportSamples.evidence("a2", quote: "They fought again."), first])
    input.history = AssessmentHistory()
    input.history.add(before)
    input.history.add(
      ReportSamples.assessment(
        at: ReportSamples.day("2026-03-05"), [ReportSamples.category("SEC", share: 30, [listed])]))
    #expect(try report(input).incidents.map(\.isNew) == [isNew])
    input.history = AssessmentHistory(days: Array(input.history.days.suffix(1)))
    #expect(try report(input).incidents.map(\.isNew) == [published == "2026-03-04"])
  }

  @Test("an incident whose quoted report is of the period is old where its first report is older")
  func laterQuote() throws {
    var quoted = ReportSamples.evidence("a2", quote: "They fought again.")
    quoted.publishedAt = ReportSamples.day("2026-03-04")
    var incident = ReportSamples.contribution("c-listed", share: 30, evidence: [quoted])
    for (first, isNew) in [("2026-02-20", false), ("2026-03-04", true)] {
      incident.firstPublished = ReportSamples.day(first)
      var input = ReportSamples.full()
      let before = try #require(input.history.days.first?.assessment)
      input.history = AssessmentHistory()
      input.history.add(before)
      input.history.add(
        ReportSamples.assessment(
          at: ReportSamples.day("2026-03-05"), [ReportSamples.category("SEC", share: 30, [incident])]))
      #expect(try report(input).incidents.map(\.isNew) == [isNew])
    }
  }

  /// An incident of a category, `share` points of its score; nil for none.
  private func incident(_ name: String, share: Double, published: String) -> Contribution? {
    guard share > 0 else { return nil }
    var evidence = ReportSamples.evidence("a", quote: "They fought.")
    evidence.publishedAt = ReportSamples.day(published)
    return ReportSamples.contribution(name, share: share, evidence: [evidence])
  }

  /// An assessment of categories with these scores, whose score is a norm of them up to `ceiling`; `new` are the shares
  /// of new incidents.
  private func assessment(
    _ day: String, _ scores: [String: Double], new: [String: Double] = [:], ceiling: Double
  ) -> Assessment {
    let squares = scores.values.reduce(0) { $0 + $1 * $1 }
    let score = min(ceiling, squares.squareRoot())
    var categories: [CategoryScore] = []
    for (category, own) in scores.sorted(by: { $0.key < $1.key }) {
      let fresh = new[category] ?? 0
      let incidents = [
        incident("old-\(category)", share: own - fresh, published: "2026-01-05"),
        incident("new-\(category)", share: fresh, published: "2026-03-04"),
      ].compactMap { $0 }
      categories.append(ReportSamples.category(category, share: own * own / squares * score, incidents))
    }
    return ReportSamples.assessment(at: ReportSamples.day(day), categories)
  }

  private func moved(
    from before: [String: Double], to now: [String: Double], new: [String: Double] = [:], ceiling: Double = 100
  ) throws -> AssessmentReport {
    var input = ReportSamples.full()
    input.history = AssessmentHistory()
    input.history.add(assessment("2026-02-27", before, ceiling: ceiling))
    input.history.add(assessment("2026-03-05", now, new: new, ceiling: ceiling))
    return try report(input)
  }

  @Test(
    "a category moves the score only in the direction in which it moved itself, and all of them sum to the change",
    arguments: [50.0, 100])
  func directions(ceiling: Double) throws {
    let report = try moved(
      from: ["FIN": 62.6, "OPS": 60, "POL": 57.2, "SOC": 5], to: ["FIN": 61.1, "POL": 50, "SOC": 8], ceiling: ceiling)
    let change = report.score.now - (report.score.last ?? 0)
    if ceiling == 50 {
      #expect(abs(change) < 1e-9 && report.score.drivers.isEmpty)
    } else {
      let signs = report.score.drivers.map { "\($0.points > 0 ? "+" : "-")\($0.category)" }
      #expect(Set(signs) == ["-OPS", "-POL", "-FIN", "+SOC"])
      #expect(abs(report.score.drivers.reduce(0) { $0 + $1.points } - change) < 0.1)
    }
  }

  @Test("a new incident raises the score, and what else moved its category is told apart from it")
  func newAndDecay() throws {
    let drivers = try moved(from: ["POL": 30, "SEC": 40], to: ["POL": 30, "SEC": 45], new: ["SEC": 25]).score.drivers
    #expect(drivers.map(\.incident) == ["new-SEC", nil] && drivers.map(\.category) == ["SEC", "SEC"])
    #expect((drivers.first?.points ?? 0) > 0 && (drivers.last?.points ?? 0) < 0)
  }

  @Test(
    "a state that ended is named as a cause, unless its category has incidents that are not listed",
    arguments: [(0.0, true), (5, false)])
  func ended(others: Double, isNamed: Bool) throws {
    var input = ReportSamples.full()
    let before = try #require(input.history.days.first?.assessment)
    let claim = try #require(incident("c-tax", share: 2, published: "2026-01-05"))
    input.history = AssessmentHistory()
    var both = before
    both.categories[0].contributions.append(claim)
    both.categories[0].score += 2
    input.history.add(both)
    let now = ReportSamples.category("LEG", share: 0.5, others: others, [claim])
    input.history.add(ReportSamples.assessment(at: ReportSamples.day("2026-03-05"), [now]))
    let drivers = try report(input) { $0.leastPoints = 1 }.score.drivers
    #expect(drivers.map(\.incident) == [isNamed ? "c-licence" : nil] && drivers.allSatisfy { $0.points < 0 })
    #expect(drivers.map(\.ended) == [isNamed ? "LICENCE_REVOKED" : nil])
  }

  @Test("another subject_norm in model.tsv gives other drivers")
  func norm() throws {
    let drivers = try report(ReportSamples.full()).score.drivers
    #expect(try report(ReportSamples.full()) { $0.subjectNorm = 4 }.score.drivers != drivers)
  }

  @Test(
    "an incident of the country or of a partner abroad is marked in its projects' reports, and in no other report",
    arguments: [
      (1.0, "project/tanwa", false, false), (0.7, "project/tanwa", false, false), (0.6, "project/tanwa", true, false),
      (0.55, "project/tanwa", false, true), (0.5, "project/tanwa", true, false), (0.55, "portfolio/all", false, false),
    ])
  func elsewhere(proximity: Double, subject: String, isMarked: Bool, isAbroad: Bool) throws {
    var contribution = ReportSamples.contribution("c", share: 10, evidence: [ReportSamples.evidence("a", quote: "Q.")])
    contribution.p = proximity
    var history = AssessmentHistory()
    history.add(
      ReportSamples.assessment(
        subject: try #require(SubjectKey(subject)), at: ReportSamples.day("2026-03-05"),
        [ReportSamples.category("POL", share: 10, [contribution])]))
    let made = try report(
      ReportInput(
        period: ReportPeriod(.weekly, containing: ReportSamples.day("2026-03-05")),
        knownAt: ReportSamples.day("2026-03-09"), history: history))
    #expect(made.incidents.map(\.isElsewhere) == [isMarked])
    #expect(made.incidents.map(\.isPartnerAbroad) == [isAbroad])
  }

  @Test("a change below the row direction_points is steady")
  func direction() throws {
    #expect(try report(ReportSamples.full()).judgement.direction == .rising)
    #expect(try report(ReportSamples.full()) { $0.directionPoints = 50 }.judgement.direction == .steady)
  }

  @Test("a subject that was not assessed before the period has no direction, no change and no drivers")
  func first() throws {
    var input = ReportSamples.full()
    input.history = AssessmentHistory(days: Array(input.history.days.suffix(1)))
    let report = try report(input)
    #expect(report.judgement.direction == nil && report.score.last == nil && report.score.drivers.isEmpty)
    #expect(!report.incidents.contains { !$0.isNew })
  }

  @Test("rows of reports.tsv bound what is listed")
  func bounds() throws {
    #expect(try report(ReportSamples.full()) { $0.listedIncidents = 1 }.incidents.count == 1)
    #expect(try report(ReportSamples.full()) { $0.listedDrivers = 1 }.score.drivers.count == 1)
    #expect(try report(ReportSamples.full()) { $0.leastPoints = 100 }.score.drivers.isEmpty)
    #expect(try report(ReportSamples.full()) { $0.seriesDays = 7 }.series.count == 1)
    #expect(try report(ReportSamples.full()) { $0.outlookDays = 7 }.outlook.allSatisfy { $0.kind == .openState })
    #expect(try report(ReportSamples.full()) { $0.soonDays = 7 }.outlook.first?.isSoon == false)
  }

  @Test("milestones are due, overdue or later by the end of the period")
  func milestones() throws {
    let states = try report(ReportSamples.full()).projects.first { $0.project.id == "tanwa" }?.milestones.map(\.state)
    #expect(states == [.due, .overdue])
  }

  @Test(
    "an incident has the most deaths of all its reports, of the quoted ones where scoring gives none",
    arguments: [(Int?.some(11), 11), (nil, 5), (.some(2), 5)])
  func deaths(ofAll: Int?, shown: Int) throws {
    let quotes = [3, 5].map { (toll: Int) in
      ReportSamples.evidence("a\(toll)", quote: "They fought.", deaths: toll)
    }
    var attack = ReportSamples.contribution("c", share: 30, evidence: quotes)
    attack.deaths = ofAll
    var input = ReportSamples.full()
    input.history.add(
      ReportSamples.assessment(
        at: ReportSamples.day("2026-03-06"), [ReportSamples.category("SEC", share: 30, [attack])]))
    #expect(try report(input).incidents.map(\.deaths) == [shown])
  }

  @Test("a site knows the nearest incident with a position and its distance")
  func sites() throws {
    let site = try #require(try report(ReportSamples.full()).projects.first?.sites.first)
    #expect(site.nearest == "c-attack")
    #expect(abs((site.distanceKm ?? 0) - 9.5) < 0.5)
  }

  @Test("counterparties list the incidents whose quotes name them")
  func counterparties() throws {
    let parties = try report(ReportSamples.full()).counterparties
    #expect(!parties.isEmpty && parties.allSatisfy { $0.incidents == ["c-attack"] })
  }

  @Test("a project is in the reports on its countries, sector, corridor, counterparties and portfolio only")
  func projects() throws {
    var input = ReportSamples.full()
    input.projects[1].countries = ["TZ"]
    #expect(try report(input).projects.map(\.project.id) == ["tanwa"])
    var project = input.projects[0]
    project.corridor = "north"
    let party = try #require(project.counterparties.first)
    for subject in [
      SubjectKey(.project, project.id), SubjectKey(.country, "KE"), SubjectKey(.sector, "port"),
      SubjectKey(.corridor, "north"), .counterparty(named: party.name), .portfolio,
    ] {
      #expect(project.concerns(subject), "\(subject)")
    }
    for subject in [
      SubjectKey(.project, "lamba"), SubjectKey(.country, "TZ"), SubjectKey(.sector, "rail"),
      SubjectKey(.corridor, "south"), .counterparty(named: "Nobody Ltd"),
    ] {
      #expect(!project.concerns(subject), "\(subject)")
    }
  }
}
