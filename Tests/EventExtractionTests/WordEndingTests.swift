import ExtractionFixtures
import ReferenceData
import Testing
import TextAnalysis

@testable import EventExtraction

@Suite("The endings of words")
struct WordEndingTests {
  private static let knowledge = EventKnowledge(EntityFixture.lexicon("en").events)

  private func kinds(_ word: String, _ endings: WordEndings) -> WordEndings.Kinds {
    let text = ArticleText(word)
    return text.folded.withUnsafeBufferPointer { folded in
      endings.withView { $0.kinds(of: text.tokens[0], in: folded) }
    }
  }

  @Test(
    "the committed rows tell the forms of English words",
    arguments: [
      ("recently", EventSentence.Ending.adverb), ("July", .adverb), ("attacked", .past), ("Building", .gerund),
      ("rebels", .plural), ("gunmen", .plural), ("press", .other), ("man", .other), ("port", .other), ("café", .other),
    ])
  func committed(word: String, expected: EventSentence.Ending) {
    #expect(EventSentence.Ending(kinds(word, Self.knowledge.endings)) == expected)
  }

  @Test("a letter after an apostrophe is of an owner or a negation by its row")
  func letters() {
    let endings = Self.knowledge.endings
    #expect(kinds("s", endings).contains(.possessive) && !kinds("s", endings).contains(.negation))
    #expect(kinds("t", endings) == .negation && kinds("x", endings) == [])
  }

  @Test("a row decides what an ending says, and only what is wanted is looked up")
  func moving() {
    let rows: [WordEnding: [String]] = [.plural: ["en", "ns"], .singular: ["den"]]
    let endings = WordEndings(rows)
    #expect(kinds("Frauen", endings) == .plural && kinds("en", endings) == .plural)
    #expect(kinds("Garden", endings) == [.plural, .singular])
    #expect(kinds("rebels", endings) == [] && kinds("n", endings) == [])
    #expect(kinds("Garden", WordEndings(rows, wanted: [.singular])) == .singular)
  }

  @Test("the endings of a text are those of its language")
  func text() {
    let english = EntityFixture.article("The national ports of Peru", language: "en")
    #expect(english.endings(1) == .adjective)
    #expect(english.endings(2).contains(.plural))
    #expect(ArticleText("The national ports of Peru").endings(2) == [])
  }
}
