import ExtractionFixtures
import Models
import Testing

@testable import FactExtraction

@Suite("Tables read on demand")
struct OnDemandExtractorTests {
  @Test("the facts are those of an extractor that has read all tables, whichever language comes first")
  func facts() throws {
    let texts = [
      ("en", "Gunmen attacked a police post in Mali on Monday. Three officers were killed."),
      ("zh", "\u{9A6C}\u{91CC}\u{53D1}\u{751F}\u{7206}\u{70B8}\u{3002}"),
      ("es", "Hombres armados secuestraron a tres ingenieros en Per\u{FA}."),
      ("xx", "Nothing that a table knows, but $5 million."),
    ]
    let articles = texts.map {
      NormalisedArticle(articleId: $0.0, text: $0.1, language: $0.0, contentHash: $0.0)
    }
    let all = try FactExtractor(reference: EntityFixture.reference, register: ProjectRegister([]))
    let expected = articles.map { all.facts(of: $0, revision: 1) }
    #expect(expected.prefix(3).allSatisfy { !$0.events.isEmpty })
    for order in [Array(articles.indices), articles.indices.reversed()] {
      let extractor = OnDemandExtractor(reference: EntityFixture.reference, register: ProjectRegister([]))
      for index in order + order { #expect(try extractor.facts(of: articles[index], revision: 1) == expected[index]) }
    }
  }
}
