import Models
import ReferenceData
import ReportSamples
import RiskReporting
import Testing

@testable import ReportRendering

struct SectionTests {
  private static let sections = ReportText.allCases.filter { $0.rawValue.hasPrefix("section.") }
  private static let nothing = ReportText.allCases.filter { $0.rawValue.hasPrefix("none.") }
  private static let pictures: Set<ReportText> = [.sectionWaterfall, .sectionSeries, .sectionMap]

  @Test("every section appears, filled, in both languages", arguments: ReportLanguage.Code.allCases)
  func filled(_ code: ReportLanguage.Code) throws {
    let rendering = try Rendering(code)
    let html = rendering.html(ReportSamples.full())
    let markdown = rendering.markdown(ReportSamples.full())
    for section in Self.sections {
      #expect(html.contains("<h2>\(rendering.language(section))</h2>"), "\(section)")
      #expect(Self.pictures.contains(section) || markdown.contains("## \(rendering.language(section))"), "\(section)")
    }
    for text in Self.nothing { #expect(!html.contains(rendering.language(text)), "\(text)") }
    #expect(html.contains("Harbour Post") && markdown.contains("Harbour Post"))
  }

  @Test("counts stand after their nouns, which hold for one and for many")
  func counts() throws {
    let rendering = try Rendering(.english)
    let report = rendering.report(ReportSamples.full())
    let markdown = rendering.markdown(ReportSamples.full())
    let (articles, sources) = (report.coverage.articles, report.coverage.sources)
    #expect(markdown.contains("Articles behind the listed evidence: \(articles); their sources: \(sources)."))
    #expect(markdown.contains("; assessments in the period: \(report.method.assessments); hash of the input "))
  }

  @Test("a section without content says so, in both languages", arguments: ReportLanguage.Code.allCases)
  func empty(_ code: ReportLanguage.Code) throws {
    let rendering = try Rendering(code)
    let html = rendering.html(.empty)
    for text in Self.nothing { #expect(html.contains(rendering.language(text)), "\(text)") }
    #expect(html.contains(rendering.language(.judgementUnmonitored)))
  }

  @Test("a Chinese report has no English word outside quotes, names and codes")
  func chinese() throws {
    let rendering = try Rendering(.chinese)
    let hash = rendering.report(.empty).method.inputHash
    let markdown = rendering.markdown(.empty).split(separator: hash).joined()
    let words = markdown.split { !$0.isASCII || !$0.isLetter }.map(String.init).filter { $0.count > 3 }
    #expect(Set(words).isSubset(of: ["beacon", "explain", "country", "known", "test"]), "\(words)")
  }
}

struct IncidentTagTests {
  @Test("a state that ended is named by its type and id among the causes, in both languages")
  func ended() throws {
    for (code, words) in [
      (ReportLanguage.Code.english, "-8.5 points: ended or withdrawn: Revocation of licence, incident 0123abcd"),
      (.chinese, "-8.5分：已结束或撤回：吊销许可，事件编号0123abcd"),
    ] {
      let rendering = try Rendering(code)
      var report = rendering.report(ReportSamples.full())
      report.score.drivers = [
        ScoreDriver(category: "LEG", incident: "0123abcdef", ended: "LICENCE_REVOKED", points: -8.5)
      ]
      #expect(ScoreFigures(report, rendering.language).drivers == [words])
    }
  }

  @Test("an incident of a partner abroad is told from one of the country, in both languages")
  func abroad() throws {
    for (code, country, abroad) in [
      (ReportLanguage.Code.english, "of its country, not at the project", "concerns a partner abroad, not the project"),
      (.chinese, "涉及所在国，不在项目现场", "涉及境外合作方，不在项目现场"),
    ] {
      let rendering = try Rendering(code)
      var incident = try #require(rendering.report(ReportSamples.full()).incidents.first)
      incident.isElsewhere = true
      #expect(IncidentText(incident, rendering.language).tags.map(\.text).contains(country))
      incident.isPartnerAbroad = true
      let tags = IncidentText(incident, rendering.language).tags.map(\.text)
      #expect(tags.contains(abroad) && !tags.contains(country))
    }
  }
}

struct ScorecardTextTests {
  @Test("an alert that was cancelled and judged does not hide one that was not judged")
  func summary() throws {
    let card = Scorecard(
      of: ["a", "b"].map { ReportSamples.alert($0, .raised, at: ReportSamples.day("2026-02-24")) }
        + [ReportSamples.alert("a", .cancelled, at: ReportSamples.day("2026-02-25"))],
      feedback: [ReportSamples.feedback("a", .refuted, at: ReportSamples.day("2026-02-26"))],
      sentIn: ReportPeriod(.weekly, containing: ReportSamples.day("2026-02-24")))
    let text = ScorecardText(card, try Rendering(.english).language)
    #expect(text.summary == "Alerts sent: 2; confirmed: 0; false: 1; withdrawn: 0; not judged: 1.")
  }
}

struct MeasureTextsTests {
  @Test("measures are those of the type, then those of the category, each up to the level and higher levels first")
  func upToTheLevel() throws {
    let rendering = try Rendering(.english)
    let model = try RiskModelLoader(directory: ReportSamples.reference).load().alerting
    func rows(_ key: String, _ levels: AlertLevel...) -> [String] {
      levels.flatMap { level in model.measures.filter { $0.of == key && $0.level == level }.map(\.text) }
    }
    func texts(_ level: AlertLevel, type: String? = nil) -> [String] {
      rendering.measures.texts(
        for: RecommendedMeasure(category: "SEC", level: level, type: type), in: rendering.language)
    }
    let attack = rows("ATTACK_ON_PROJECT", .warning)
    #expect(!attack.isEmpty)
    #expect(texts(.warning, type: "ATTACK_ON_PROJECT") == attack + rows("SEC", .warning, .advisory, .watch))
    #expect(texts(.advisory, type: "ATTACK_ON_PROJECT") == rows("SEC", .advisory, .watch))
    #expect(texts(.critical) == rows("SEC", .critical, .warning, .advisory, .watch))
  }

  @Test(
    "Chinese measures are as many as the English ones, and those of the type are among them",
    arguments: [
      ("ATTACK_ON_PROJECT", AlertLevel.critical), ("STRIKE", .advisory), ("VIOLENCE", .watch),
    ])
  func chinese(type: String, level: AlertLevel) throws {
    let (english, chinese) = (try Rendering(.english), try Rendering(.chinese))
    let category = type == "STRIKE" ? "SOC" : "SEC"
    let measure = RecommendedMeasure(category: category, level: level, type: type)
    let texts = chinese.measures.texts(for: measure, in: chinese.language)
    #expect(texts.count == english.measures.texts(for: measure, in: english.language).count)
    #expect(texts.allSatisfy(chinese.language.reads))
  }

  @Test("a role and a phase of the register have their Chinese word in whatever case they are written")
  func terms() throws {
    let language = try Rendering(.chinese).language
    #expect(language.term("role", "Offtaker") == "\u{627F}\u{8D2D}\u{65B9}")
    #expect(language.term("phase", "Construction") == "\u{5EFA}\u{8BBE}")
  }
}

struct ExposureSectionTests {
  @Test("value and people at risk are shown for each project, by level and in total, in both languages")
  func exposure() throws {
    for (code, words) in [
      (ReportLanguage.Code.english, ["USD 1.5 billion", "| Warning | 1 | USD 1.5 billion | 420 |", "| Total | 2 |"]),
      (.chinese, ["15亿美元", "| 二级（警告） | 1 | 15亿美元 | 420 |", "| 合计 | 2 |"]),
    ] {
      let rendering = try Rendering(code)
      let markdown = rendering.markdown(ReportSamples.full())
      for word in words { #expect(markdown.contains(word), "\(word)") }
      #expect(rendering.html(ReportSamples.full()).contains(words[0]))
    }
  }

  @Test(
    "money is written as readers of the language write it",
    arguments: [
      (1_500_000_000.0, "USD", "USD 1.5 billion", "15亿美元"), (36_000_000, "CNY", "CNY 36 million", "3600万元人民币"),
      (420_000, "EUR", "EUR 420,000", "42万欧元"), (12_345_678_900, "XTS", "XTS 12.35 billion", "123.46亿XTS"),
    ])
  func money(_ value: Double, _ currency: String, _ english: String, _ chinese: String) throws {
    let money = Money(value: value, currency: currency)
    #expect(try Rendering(.english).language.money(money) == english)
    #expect(try Rendering(.chinese).language.money(money) == chinese)
  }

  @Test("the outlook lists announced dates with their sentence and its source")
  func outlook() throws {
    let markdown = try Rendering(.english).markdown(ReportSamples.full())
    let quote = "\u{201C}The court will hear the case on 20 March 2026.\u{201D}"
    #expect(markdown.contains("- 20 March 2026: \(quote) (Harbour Post (B)"))
    let html = try Rendering(.chinese).html(ReportSamples.full())
    #expect(html.contains("<li>2026年3月20日<blockquote>The court will hear the case on 20 March 2026.<footer>"))
  }

  @Test("a far incident is not shown with a site, and a milestone reached long ago is only counted")
  func projects() throws {
    var input = ReportSamples.full()
    input.projects[0].sites[0].latitude = 30
    input.projects[0].milestones.append(
      ExpectedMilestone(type: "GROUNDBREAKING", actual: PartialDate(iso8601: "2019-05")))
    let markdown = try Rendering(.english).markdown(input)
    #expect(!markdown.contains("Groundbreaking"))
    #expect(markdown.contains("Milestones reached before the period and not listed: 1."))
  }

  @Test("a portfolio without a registered project has no score, in both languages, and says so first")
  func noProjects() throws {
    var input = ReportSamples.full()
    var history = AssessmentHistory()
    for day in input.history.days {
      guard var assessment = day.assessment else { continue }
      assessment.subject = .portfolio
      history.add(assessment)
    }
    input.history = history
    input.projects = []
    let english = try Rendering(.english).markdown(input)
    #expect(english.contains("No projects are registered: Portfolio has no score."))
    #expect(!english.contains("has a risk score of") && !english.contains("Its largest risk"))
    #expect(try Rendering(.chinese).markdown(input).contains("\u{5C1A}\u{672A}\u{767B}\u{8BB0}\u{9879}\u{76EE}"))
  }

  @Test("a subject without levels of its own points to its projects")
  func portfolio() throws {
    var input = ReportSamples.full()
    var history = AssessmentHistory()
    for day in input.history.days {
      guard var assessment = day.assessment else { continue }
      assessment.subject = .portfolio
      for index in assessment.categories.indices { assessment.categories[index].level = nil }
      history.add(assessment)
    }
    input.history = history
    let markdown = try Rendering(.english).markdown(input)
    #expect(markdown.contains("Open alerts at its projects: 1 at Warning."))
    #expect(markdown.contains("Measures are in the reports on the projects with open alerts: Port of tanwa."))
    #expect(!markdown.contains("routine monitoring is enough"))
  }
}
