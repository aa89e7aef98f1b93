import ExtractionFixtures
import Models
import ReferenceData
import TextAnalysis
import Testing

@testable import EventExtraction

@Suite("The classifier's part in the events of a Chinese article")
struct ChineseClassifierTests {
  private static let chinese = EntityFixture.lexicon("zh")

  /// The findings of a text in which 利马 is a town of Peru, where the risk table gives every text the class `name`.
  private func findings(
    _ body: String, title: String? = nil, led name: String, change: (inout RiskQuestion) -> Void = { _ in }
  ) throws -> Findings {
    var lexicon = try #require(Self.chinese.classifier)
    lexicon.risk?.weights.lean(to: name, by: 50)
    if var question = lexicon.risk {
      change(&question)
      lexicon.risk = question
    }
    let text = title.map { "\($0)\n\n\(body)" } ?? body
    let article = ArticleText(text, bodyStart: text.utf8.count - body.utf8.count)
    var findings = Findings()
    if let range = text.range(of: "利马") {
      let start = text[..<range.lowerBound].utf8.count
      findings.places.append(Place(span: article.span(start, start + 6), country: "PE", kind: .city))
    }
    let metadata = ArticleMetadata(
      articleId: "article", publishedAt: Timestamp(rfc3339: "2026-03-10T12:00:00Z"), language: "zh")
    EventRecogniser(lexicon: Self.chinese.events, chinese: Self.chinese.chinese, classifier: lexicon)
      .recognise(article, metadata, into: &findings)
    return findings
  }

  private func risks(_ found: Findings) -> [Event] { found.events.filter { $0.ledger == .risk } }

  @Test("a lead that no pattern knows reports the risk of the category that speaks, in the country of the article")
  func incident() throws {
    let event = try #require(risks(try findings("利马的冶炼厂里站满了陌生面孔。", led: "SEC")).first)
    #expect(event.type == "SECURITY_INCIDENT" && event.countries == ["PE"] && event.realis == .actual)
    #expect(risks(try findings("利马的冶炼厂里站满了陌生面孔。", led: "NONE")).isEmpty)
    #expect(risks(try findings("冶炼厂里站满了陌生面孔。", led: "SEC")).isEmpty, "it has to be set in a country")
  }

  @Test("where the lead reports nothing, the risks of the patterns are dropped")
  func nothing() throws {
    #expect(!risks(try findings("叛军炮击利马的村庄。", led: "SEC")).isEmpty)
    let found = try findings("叛军炮击利马的村庄。", led: "NONE")
    #expect(risks(found).isEmpty && found.suppressed.contains { $0.reason == "nothing" })
  }

  @Test("risks that the title and the first sentence both state clearly are kept where the lead reports nothing")
  func clear() throws {
    let title = "叛军炮击利马的村庄"
    #expect(!risks(try findings("叛军周一炮击利马的村庄。", title: title, led: "NONE") { $0.nothingClear = 0.5 }).isEmpty)
    #expect(risks(try findings("叛军周一炮击利马的村庄。", title: title, led: "NONE") { $0.nothingClear = 1 }).isEmpty)
    #expect(risks(try findings("村庄在河边。叛军周一炮击利马。", title: title, led: "NONE") { $0.nothingClear = 0.5 }).isEmpty)
  }

  @Test("a drill or a film reports no risk, whatever its words")
  func genre() throws {
    #expect(risks(try findings("应急演练在利马举行，演习模拟冶炼厂起火。", led: "OPS")).isEmpty)
    #expect(risks(try findings("影片在利马首映，主演讲述冶炼厂里的剧情。", led: "OPS")).isEmpty)
  }
}
