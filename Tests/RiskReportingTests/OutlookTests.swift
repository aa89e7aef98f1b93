import Models
import ReferenceData
import ReportSamples
import RiskReporting
import Testing

struct OutlookTests {
  private func report(announced: [AnnouncedDate], _ change: (inout ReportInput) -> Void = { _ in }) throws
    -> AssessmentReport
  {
    var input = ReportSamples.full()
    var history = AssessmentHistory()
    history.add(
      ReportSamples.assessment(
        at: ReportSamples.day("2026-03-05"), [],
        announced: announced,
        sources: [SourceActivity(source: "harbour-post", lastArticle: ReportSamples.day("2026-03-04"))]
      ))
    input.history = history
    change(&input)
    let settings = try ReportSettings(directory: ReportSamples.reference)
    return try #require(ReportBuilder(settings: settings).report(input))
  }

  private func announced(_ date: String, type: String? = nil, project: String? = nil) throws -> AnnouncedDate {
    AnnouncedDate(
      date: try #require(PartialDate(iso8601: date)), type: type, project: project, reports: 1,
      evidence: ReportSamples.evidence("on \(date)", quote: "Something will happen."))
  }

  @Test("announced dates are listed among the milestones by their day, each with the sentence that announces it")
  func order() throws {
    let report = try report(announced: [try announced("2026-05-02"), try announced("2026-03-20")])
    let dates = report.outlook.filter { $0.kind != .openState }
    #expect(dates.map { $0.date?.value } == ["2026-03-20", "2026-04", "2026-05-02"])
    #expect(dates.map(\.kind) == [.announced, .milestone, .announced])
    #expect(dates.map(\.isSoon) == [true, true, false])
    #expect(dates.map { $0.evidence?.articleId } == ["on 2026-03-20", nil, "on 2026-05-02"])
  }

  @Test("only what lies between the period's end and the horizon is in the outlook")
  func horizon() throws {
    let days = ["2026-03-06", "2026-03-08", "2026-03-09", "2026-06-07", "2026-06-08"]
    let report = try report(announced: try days.map { try announced($0) }) { $0.projects = [] }
    #expect(report.outlook.map { $0.date?.value } == ["2026-03-09", "2026-06-07"])
  }

  @Test("an article that announces a registered milestone for the same time becomes its evidence")
  func milestone() throws {
    let report = try report(announced: [try announced("2026-04", type: "COMMISSIONED", project: "tanwa")])
    #expect(report.outlook.map(\.kind) == [.milestone])
    #expect(report.outlook.first?.evidence?.articleId == "on 2026-04")
    let other = try self.report(announced: [try announced("2026-05", type: "COMMISSIONED", project: "tanwa")])
    #expect(other.outlook.map(\.kind) == [.milestone, .announced])
  }

  @Test("a country lists its own late sources, and the portfolio all of them")
  func late() throws {
    let sources = [
      ReportSamples.source("harbour-post", expectedEvery: "PT6H"),
      ReportSamples.source("quick-post", expectedEvery: "P2D"),
      ReportSamples.source("far-post", country: "PE", expectedEvery: "P1D"),
      ReportSamples.source("free-post", expectedEvery: nil),
    ]
    let country = try report(announced: []) { $0.sources = sources }
    #expect(country.coverage.lateSources.map(\.source) == ["quick-post", "harbour-post"])
    #expect(country.coverage.lateSources.map { $0.lastArticle?.day.description } == [nil, "2026-03-04"])
    let portfolio = try report(announced: []) { input in
      input.sources = sources
      var history = AssessmentHistory()
      history.add(ReportSamples.assessment(subject: .portfolio, at: ReportSamples.day("2026-03-05"), []))
      input.history = history
    }
    #expect(portfolio.coverage.lateSources.map(\.source) == ["far-post", "harbour-post", "quick-post"])
  }

  @Test("a changed register of sources changes the hash of the input")
  func hash() throws {
    let hash = try report(announced: []).method.inputHash
    #expect(try report(announced: []) { $0.sources = [] }.method.inputHash != hash)
  }
}
