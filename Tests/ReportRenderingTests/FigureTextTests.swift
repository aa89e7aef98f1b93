import Models
import ReferenceData
import ReportSamples
import TestSupport
import Testing

@testable import ReportRendering

struct FigureTextTests {
  @Test("the English colour of a level is that of its row in levels.tsv")
  func colours() throws {
    let directory = ReportSamples.reference
    var model = try RiskModelLoader(directory: directory).load()
    model.levels[3].colour = "purple"
    let language = ReportLanguage(
      .english, words: try ReportTexts(directory: directory, language: "en", keys: ReportText.keys), model: model,
      settings: try ReportSettings(directory: directory))
    #expect(language.colour(.warning) == "orange")
    #expect(language.colour(.critical) == "purple")
  }

  @Test(
    "counts and sums are written as readers of the language write them",
    arguments: [
      (1_234_567.0, "1,234,567", "123.5万"), (420, "420", "420"), (250_000_000, "250,000,000", "2.5亿"),
      (10_000, "10,000", "1万"), (0, "0", "0"),
    ])
  func amounts(_ value: Double, _ english: String, _ chinese: String) throws {
    #expect(try Rendering(.english).language.amount(value) == english)
    #expect(try Rendering(.chinese).language.amount(value) == chinese)
  }

  @Test(
    "dates keep their precision",
    arguments: [
      ("2026-11-26", "26 November 2026", "2026年11月26日"), ("2026-11", "November 2026", "2026年11月"),
      ("2026", "2026", "2026年"), ("2026-Q4", "Q4 2026", "2026年第四季度"),
    ])
  func dates(_ date: String, _ english: String, _ chinese: String) throws {
    let date = try #require(PartialDate(iso8601: date))
    #expect(try Rendering(.english).language.date(date) == english)
    #expect(try Rendering(.chinese).language.date(date) == chinese)
  }

  /// The language by a copy of `report-text.tsv` in which some rows are others; throws where the table lacks one.
  private func language(_ code: ReportLanguage.Code, _ changes: [(row: String, other: String)]) throws -> ReportLanguage
  {
    let words = try withChangedFiles(
      of: ReportSamples.reference,
      [
        "Reports/report-text.tsv": { table in
          try changes.reduce(table) { try $0.replacingPart("\n" + $1.row, with: "\n" + $1.other) }
        }
      ]
    ) { try ReportTexts(directory: $0, language: code.rawValue, keys: ReportText.keys) }
    return ReportLanguage(
      code, words: words, model: try RiskModelLoader(directory: ReportSamples.reference).load(),
      settings: try ReportSettings(directory: ReportSamples.reference))
  }

  @Test("rows of report-text.tsv move how dates, sums and lists are written")
  func moving() throws {
    let english = try language(
      .english,
      [
        ("date.day\t{0} {1} {2}", "date.day\t{1} {0}, {2}"), ("month.11\tNovember", "month.11\tNov"),
        ("amount.larger\t{0} billion", "amount.larger\t{0} bn"), ("money\t{0} {1}", "money\t{1} {0}"),
        ("join.clauses\t{0}; {1}", "join.clauses\t{0} / {1}"),
      ])
    let day = try #require(CivilDate(iso8601: "2026-11-26"))
    #expect(english.date(day) == "Nov 26, 2026")
    #expect(english.money(Money(value: 1.5e9, currency: "USD")) == "1.5 bn USD")
    #expect(english.semicolon == " / ")
    let chinese = try language(.chinese, [("quarter.4\t4\t四", "quarter.4\t4\t4")])
    let quarter = try #require(PartialDate(iso8601: "2026-Q4"))
    #expect(chinese.date(quarter) == "2026年第4季度")
  }

  @Test("rows of report-text.tsv move the units of large numbers and their decimals")
  func units() throws {
    let chinese = try language(
      .chinese,
      [
        ("amount.large.from\t1000000\t10000\n", "amount.large.from\t1000000\t1000\n"),
        ("amount.larger.decimals\t2\t2\n", "amount.larger.decimals\t2\t0\n"),
      ])
    #expect(chinese.amount(2500) == "2.5\u{4E07}")
    #expect(chinese.amount(270_000_000) == "3\u{4EBF}")
    let english = try language(
      .english,
      [
        ("amount.large.from\t1000000\t", "amount.large.from\t1000\t"),
        ("amount.large\t{0} million", "amount.large\t{0} thousand"),
      ])
    #expect(english.money(Money(value: 2500, currency: "USD")) == "USD 2.5 thousand")
  }

  @Test(
    "a unit of large numbers whose size is no number, or that lacks a row, is refused",
    arguments: [
      ("amount.large.from\t1000000", "amount.large.from\tmillion", "en is \"million\""),
      ("amount.large.decimals\t", "amount.large.digits\t", "amount.large.decimals"),
      ("amount.larger.from\t", "amount.larger.size\t", "amount.larger.from"),
    ])
  func wrongUnits(_ row: String, _ other: String, says: String) throws {
    let error = #expect(throws: TableError.self) { try language(.english, [(row, other)]) }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
  }

  @Test("a report says months as alerts do")
  func months() throws {
    let english = try Rendering(.english).language
    #expect((1...12).map(english.month) == CivilDate.englishMonths)
  }

  @Test("a level without an event, such as that of a listed party, is said to be that of an alert")
  func levelOfAlert() throws {
    let rendering = try Rendering(.english)
    var report = rendering.report(.empty)
    func says(_ text: ReportText) -> Bool {
      JudgementText(report, rendering.language).sentences.contains(rendering.language(text))
    }
    #expect(says(.judgementNothing) && !says(.judgementAlertOnly))
    report.judgement.level = .warning
    #expect(says(.judgementAlertOnly) && !says(.judgementNothing))
  }

  @Test(
    "a report says how certain its events are in the words of the alerts, and only what is denied is unlikely",
    arguments: [
      (0.4, false, Coverage.monitored, "possible", "\u{53ef}\u{80fd}"),
      (0.72, false, .monitored, "likely", "\u{5f88}\u{53ef}\u{80fd}"),
      (0.9, false, .monitored, "observed", "\u{5df2}\u{8bc1}\u{5b9e}"),
      (0.1, false, .monitored, "possible", "\u{53ef}\u{80fd}"),
      (0.1, true, .monitored, "unlikely", "\u{4e0d}\u{592a}\u{53ef}\u{80fd}"),
      (0, false, .unmonitored, "unknown", "\u{672a}\u{77e5}"),
    ])
  func certainty(
    confidence: Double, isContested: Bool, coverage: Coverage, english: String, chinese: String
  ) throws {
    for (code, word) in [(ReportLanguage.Code.english, english), (.chinese, chinese)] {
      let rendering = try Rendering(code)
      var report = rendering.report(ReportSamples.full())
      report.judgement.likelihood = confidence
      report.coverage.coverage = coverage
      for index in report.incidents.indices { report.incidents[index].isContested = isContested }
      #expect(rendering.language.certainty(of: report, in: "SEC") == word)
      let sentence = JudgementText(report, rendering.language).sentences.first { $0.contains("%") }
      #expect(sentence?.contains(word) == true, "\(sentence ?? "")")
    }
  }

  @Test("the bars of a category have the colour of its row in categories.tsv, also those of a new category")
  func chartColours() throws {
    let directory = ReportSamples.reference
    let rendering = try Rendering(.english)
    var model = try RiskModelLoader(directory: directory).load()
    var added = try #require(model.categories.first)
    (added.code, added.chartColour) = ("NEW", "#0a0b0c")
    model.categories[0].chartColour = "#010203"
    model.categories.append(added)
    let language = ReportLanguage(
      .english, words: try ReportTexts(directory: directory, language: "en", keys: ReportText.keys), model: model,
      settings: try ReportSettings(directory: directory))
    let report = rendering.report(ReportSamples.full())
    let html = HTMLReport(report, language: language, outlines: rendering.outlines, measures: rendering.measures).html()
    #expect(html.contains(".cat-\(model.categories[0].code){fill:#010203}"))
    #expect(html.contains(".cat-NEW{fill:#0a0b0c}") && html.contains("bar cat-"))
  }

  @Test("the bars of the waterfall sum to the score")
  func waterfall() throws {
    let rendering = try Rendering(.english)
    let chart = WaterfallChart(rendering.report(ReportSamples.full()), rendering.language)
    #expect(abs(chart.bars.reduce(0) { $0 + $1.points } - chart.total) < 0.05)
    #expect(chart.bars.count >= 4)
  }

  @Test(
    "an Admiralty code grades source and information apart",
    arguments: [
      (Source.Grade?.some(.b), 0.9, 3, "B1"), (.some(.b), 0.9, 1, "B2"), (nil, 0.3, 1, "F4"), (.some(.a), 0, 1, "A6"),
      (.some(.b), 0.7, 2, "B2"), (.some(.b), 0.5, 2, "B3"), (.some(.b), 0.25, 2, "B4"), (.some(.b), 0.2, 2, "B5"),
    ])
  func admiralty(_ grade: Source.Grade?, _ credibility: Double, _ sources: Int, _ code: String) throws {
    let settings = try Rendering(.english).language.settings
    let found = AdmiraltyCode(source: grade, credibility: credibility, sources: sources, settings: settings)
    #expect(found.description == code)
  }

  @Test(
    "each row of the table moves a grade of information",
    arguments: [(0, 0.9, "A2"), (1, 0.75, "A3"), (2, 0.6, "A4"), (3, 0.3, "A5")])
  func movedGrade(_ index: Int, _ credibility: Double, _ code: String) throws {
    var settings = try Rendering(.english).language.settings
    settings.admiralty[index] = 1
    #expect(AdmiraltyCode(source: .a, credibility: credibility, sources: 2, settings: settings).description == code)
  }
}
