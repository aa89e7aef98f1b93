import ExtractionFixtures
import Models
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

  @Test("the row of a negation decides whether an event is denied")
  func negation() throws {
    func denials(_ row: String) throws -> [Bool] {
      try EventFixture.findings(
        "Workers at the port in Kenya didn't strike on Monday.",
        changing: [("word-endings.tsv", "\nnegation\tt\n", "\nnegation\t\(row)\n")]
      ).events.map(\.negated)
    }
    #expect(try denials("t") == [true])
    #expect(try denials("x") == [false])
  }

  @Test("the row of an owner decides who the actor is")
  func possessive() throws {
    func actors(_ row: String) throws -> [String] {
      try EventFixture.findings(
        "The union's workers went on strike at a port in Peru.",
        changing: [("word-endings.tsv", "\npossessive\ts\n", "\npossessive\t\(row)\n")]
      ).events.flatMap(\.actors).filter { $0.role == .source }.map(\.text)
    }
    #expect(try actors("s") == ["union's workers"])
    #expect(try actors("x") == ["union"])
  }

  @Test("the endings of a text are those of its language")
  func text() {
    let english = EntityFixture.article("The national ports of Peru", language: "en")
    #expect(english.endings(1) == .adjective)
    #expect(english.endings(2).contains(.plural))
    #expect(ArticleText("The national ports of Peru").endings(2) == [])
  }
}
