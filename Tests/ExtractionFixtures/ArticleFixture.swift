import EntityExtraction
import EventExtraction
import MeasureExtraction
import Models
import ReferenceData
import TextAnalysis

/// All recognisers but the documents' over an article, as the extractor runs them.
package enum ArticleFixture {
  private struct Reader {
    let entities: EntityData
    let measures: MeasureRecogniser
    let events: EventRecogniser
  }

  private static let readers = EntityFixture.languages.map { language in
    Reader(
      entities: EntityData(
        language.entities, names: EntityFixture.names, readsForeignNames: language.readsForeignNames,
        chinese: language.chinese),
      measures: MeasureRecogniser(lexicon: language.measures, country: language.country),
      events: EventRecogniser(lexicon: language.events, chinese: language.chinese))
  }

  package static func findings(
    _ body: String, title: String? = nil, published: String = "2026-03-10T12:00:00Z", language: String,
    register: [Project] = [], explains: Bool = false
  ) throws -> Findings {
    let whole = title.map { $0 + "\n\n" + body } ?? body
    let text = EntityFixture.article(whole, bodyStart: title.map { $0.utf8.count + 2 } ?? 0, language: language)
    let metadata = ArticleMetadata(
      articleId: "article", publishedAt: Timestamp(rfc3339: published), language: language, explains: explains)
    let reader = readers[EntityFixture.reference.languages.index(of: language)]
    var findings = Findings()
    EntityRecogniser(reader.entities, projects: EntityFixture.matcher(register))
      .recognise(text, metadata, into: &findings)
    reader.measures.recognise(text, metadata, into: &findings)
    reader.events.recognise(text, metadata, into: &findings)
    return findings
  }

  /// The events of an article in Chinese that was published on Friday, 20 November 2026.
  package static func chineseEvents(_ body: String, title: String? = nil) throws -> [Event] {
    try findings(body, title: title, published: "2026-11-20T08:00:00Z", language: "zh").events
  }
}
