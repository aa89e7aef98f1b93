import Foundation
import Models
import ReferenceData
import ReportSamples
import RiskReporting
import Testing

@testable import ReportRendering

struct BulletinTests {
  private func bulletin(_ code: ReportLanguage.Code, level: AlertLevel? = .critical) throws -> Bulletin {
    let rendering = try Rendering(code)
    let incident = try #require(
      rendering.report(ReportSamples.full()).incidents.first { $0.id == "c-attack" })
    return Bulletin(
      on: incident, subjectName: "Kenya", level: level, issuer: "Safety Office",
      issuedAt: ReportSamples.day("2026-03-06"), language: rendering.language, measures: rendering.measures)
  }

  @Test("a bulletin in Chinese has the rows of an information bulletin, with colour, class and measures")
  func chinese() throws {
    let rows = try bulletin(.chinese).rows
    #expect(
      rows.map(\.heading) == [
        "时间", "地点", "事件", "后果", "风险类别", "预警级别", "建议措施", "信息来源", "发布单位",
      ])
    let text = Dictionary(rows.map { ($0.heading, $0.text) }, uniquingKeysWith: { first, _ in first })
    #expect(text["时间"] == "2026年3月3日")
    #expect(text["后果"] == "4人死亡")
    #expect(text["风险类别"] == "安全（政治风险）")
    #expect(text["预警级别"] == "一级（严重），红色")
    #expect(text["建议措施"]?.contains("启动应急预案") == true)
    #expect(text["发布单位"] == "Safety Office，2026年3月6日")
  }

  @Test(
    "three reports of one source confirm nothing: grade 1 takes a second source", arguments: [(1, "B2"), (2, "B1")])
  func confirmed(sources: Int, code: String) throws {
    let rendering = try Rendering(.english)
    let report = rendering.report(ReportSamples.full())
    var incident = try #require(report.incidents.first { $0.id == "c-attack" })
    #expect(incident.sources == 2)
    (incident.sources, incident.reports, incident.credibility) = (sources, 3, 0.9)
    let bulletin = Bulletin(
      on: incident, subjectName: "Kenya", level: .critical, issuer: "Safety Office",
      issuedAt: ReportSamples.day("2026-03-06"), language: rendering.language, measures: rendering.measures)
    #expect(bulletin.text().contains("Source and information: \(code)"))
  }

  @Test("a bulletin in English names place, event with its sentence, sources with their grade, and measures")
  func english() throws {
    let text = try bulletin(.english).text()
    for part in [
      "Time: 3 March 2026", "Place: Tanwa / Kenya", "Event: Armed clash: Armed men stopped a convoy",
      "Consequence: 4 dead", "Level: Critical (red)", "Harbour Post (B)", "Issuing unit: Safety Office, 6 March 2026",
    ] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
    #expect(!text.contains("Measures: \n"))
  }

  @Test(
    "the consequence says that no casualties are reported and that a state continues, each in its place",
    arguments: [
      (false, Int?.none, "no number of dead or injured reported"), (true, 2, "2 dead; what was reported continues"),
      (true, nil, "no number of dead or injured reported; what was reported continues"),
    ])
  func consequence(isOpen: Bool, deaths: Int?, words: String) throws {
    let rendering = try Rendering(.english)
    var incident = try #require(
      rendering.report(ReportSamples.full()).incidents.first { $0.id == "c-attack" })
    (incident.isOpen, incident.deaths, incident.injured) = (isOpen, deaths, nil)
    let bulletin = Bulletin(
      on: incident, subjectName: "Kenya", level: .critical, issuer: "Safety Office",
      issuedAt: ReportSamples.day("2026-03-06"), language: rendering.language, measures: rendering.measures)
    #expect(bulletin.rows.first { $0.heading == "Consequence" }?.text == words)
  }

  @Test("each row of the text is one line to the function that makes lines safe")
  func lines() throws {
    let bulletin = try bulletin(.english)
    let text = bulletin.text { "<\($0.count)>" }
    #expect(text.hasPrefix("<\(bulletin.title.count)>\n<"))
    #expect(text.split(separator: "\n").count == bulletin.rows.count + 1)
  }

  @Test("without a level no measure is recommended, and none is said to be unnecessary")
  func unlevelled() throws {
    let rows = try bulletin(.english, level: nil).rows
    #expect(rows.first { $0.heading == "Level" }?.text == "–")
    #expect(rows.first { $0.heading == "Measures" }?.text == "–")
  }

  @Test(
    "one sentence is quoted, in the language of the bulletin where a report is in it, and so is the place",
    arguments: [
      (ReportLanguage.Code.english, "Kolwezi / Kenya", "Gunmen attacked."),
      (.chinese, "\u{79D1}\u{5362}\u{97E6}\u{9F50} / Kenya", "\u{6B66}\u{88C5}\u{5206}\u{5B50}"),
    ])
  func quote(_ code: ReportLanguage.Code, place: String, quoted: String) throws {
    let rendering = try Rendering(code)
    var incident = try #require(rendering.report(ReportSamples.full()).incidents.first { $0.id == "c-attack" })
    var english = ReportSamples.evidence("en", quote: "Gunmen attacked.")
    english.place = "Kolwezi"
    var chinese = ReportSamples.evidence("zh", quote: "\u{6B66}\u{88C5}\u{5206}\u{5B50}")
    chinese.place = "\u{79D1}\u{5362}\u{97E6}\u{9F50}"
    incident.place = "Kolwezi"
    for evidence in [[english, chinese], [chinese, english]] {
      incident.evidence = evidence
      let rows = Bulletin(
        on: incident, subjectName: "Kenya", level: nil, issuer: "Safety Office",
        issuedAt: ReportSamples.day("2026-03-06"), language: rendering.language, measures: rendering.measures
      ).rows
      #expect(rows[1].text == place)
      let colon = code == .chinese ? "\u{FF1A}" : ": "
      #expect(rows[2].text == rendering.language.eventType(incident.type) + colon + quoted)
      #expect(rows[7].text.contains("Title of en") && rows[7].text.contains("Title of zh"))
      #expect(IncidentText(incident, rendering.language).line.contains(String(place.prefix { $0 != " " })))
    }
  }

  @Test(
    "the row shown_quotes of reports.tsv bounds the quotes of an incident and the sources of a bulletin",
    arguments: [1, 3])
  func shownQuotes(_ count: Int) throws {
    let directory = ReportSamples.reference
    var settings = try ReportSettings(directory: directory)
    settings.shownQuotes = count
    let language = ReportLanguage(
      .english, words: try ReportTexts(directory: directory, language: "en", keys: ReportText.keys),
      model: try RiskModelLoader(directory: directory).load(), settings: settings)
    let rendering = try Rendering(.english)
    var report = rendering.report(ReportSamples.full())
    var incident = try #require(report.incidents.first { $0.id == "c-attack" })
    incident.evidence = (1...4).map { ReportSamples.evidence("e\($0)", quote: "Gunmen attacked site \($0).") }
    report.incidents = [incident]
    let bulletin = Bulletin(
      on: incident, subjectName: "Kenya", level: nil, issuer: "Safety Office",
      issuedAt: ReportSamples.day("2026-03-06"), language: language, measures: rendering.measures)
    #expect(bulletin.rows[7].text.components(separatedBy: "Title of").count == count + 1)
    let markdown = MarkdownReport(report, language: language, measures: rendering.measures).markdown()
    let html = HTMLReport(report, language: language, outlines: rendering.outlines, measures: rendering.measures).html()
    for text in [markdown, html] {
      #expect((1...4).filter { text.contains("Gunmen attacked site \($0).") } == Array(1...count))
    }
  }

  @Test("a quote in the other language is better than none")
  func otherLanguage() throws {
    let rows = try bulletin(.chinese).rows
    #expect(rows[2].text.hasSuffix("Armed men stopped a convoy of Tanwa Harbour Works near Tanwa."))
  }
}
