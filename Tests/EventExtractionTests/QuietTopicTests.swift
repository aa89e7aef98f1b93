import ExtractionFixtures
import Models
import ReferenceData
import TextAnalysis
import Testing

@testable import EventExtraction

@Suite("Topics whose articles report no risks")
struct QuietTopicTests {
  private static let english = EntityFixture.lexicon("en")

  /// The events of a text by the English patterns and a classifier without the question of risk, which may be changed.
  private func findings(_ text: String, _ change: (inout ClassifierLexicon) -> Void = { _ in }) throws -> Findings {
    var lexicon = try #require(Self.english.classifier)
    lexicon.risk = nil
    change(&lexicon)
    var findings = Findings()
    let metadata = ArticleMetadata(
      articleId: "article", publishedAt: Timestamp(rfc3339: "2026-03-10T12:00:00Z"), language: "en")
    EventRecogniser(lexicon: Self.english.events, classifier: lexicon)
      .recognise(ArticleText(text), metadata, into: &findings)
    return findings
  }

  private static let match = """
    The visitors ambushed the league leaders with two early goals. The goalkeeper saved a penalty in the shoot-out of \
    the cup final.
    """

  @Test("a risk in an article of a quiet topic is suppressed under the topic's name, from the set share on")
  func quietTopic() throws {
    func risks(_ found: Findings) -> [Event] { found.events.filter { $0.ledger == .risk } }
    let loud = try findings(Self.match) { $0.topic?.quiet = [] }
    let quiet = try findings(Self.match)
    #expect(!risks(loud).isEmpty && risks(quiet).isEmpty)
    #expect(quiet.suppressed.contains { $0.reason == "sport" } && !loud.suppressed.contains { $0.reason == "sport" })
    let strict = try findings(Self.match) { lexicon in
      for index in lexicon.topic?.quiet.indices ?? 0..<0 {
        lexicon.topic?.quiet[index].share = 2
        lexicon.topic?.quiet[index].strongShare = 2
      }
    }
    #expect(risks(strict) == risks(loud))
  }

  @Test("a smaller share of a quiet topic is enough where the topic's own terms are strong")
  func strongTopic() throws {
    func isQuiet(strongShare: Double, strongEvidence: Double) throws -> Bool {
      let found = try findings(Self.match) { lexicon in
        lexicon.topic?.strongEvidence = strongEvidence
        for index in lexicon.topic?.quiet.indices ?? 0..<0 {
          lexicon.topic?.quiet[index].share = 2
          let isSport = lexicon.topic?.quiet[index].topic == "sport"
          lexicon.topic?.quiet[index].strongShare = isSport ? strongShare : 2
        }
      }
      return !found.events.contains { $0.ledger == .risk }
    }
    #expect(try isQuiet(strongShare: 0.01, strongEvidence: 1))
    #expect(try !isQuiet(strongShare: 0.01, strongEvidence: 1000), "its terms are too weak")
    #expect(try !isQuiet(strongShare: 2, strongEvidence: 1), "its share is too small")
  }

  @Test("a quiet topic of some categories leaves the risks of others")
  func categories() throws {
    let found = try findings(Self.match) { lexicon in
      for index in lexicon.topic?.quiet.indices ?? 0..<0 { lexicon.topic?.quiet[index].categories = ["ENV"] }
    }
    #expect(found.events.contains { $0.ledger == .risk })
  }
}
