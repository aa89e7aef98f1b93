import ExtractionFixtures
import ReferenceData
import Testing
import TextAnalysis

@testable import DocumentExtraction

@Suite("Patterns of the document lexicon")
struct PatternTableTests {
  /// The words that the first pattern of a table takes from the first word of a text on; nil where none matches.
  private static func match(_ patterns: [String], _ text: String) throws -> String? {
    var collector = WordCollector()
    let entries = try patterns.map { (pattern: try #require(WordPattern($0)), value: $0) }
    var table = PatternTable(entries, &collector)
    table.index(wordCount: collector.count)
    let article = EntityFixture.article(text, language: "en")
    let ids = article.ids(in: collector.index)
    let words = ids.reduce(into: WordBits()) { $0.insert(WordBits(word: Int($1))) }
    let found = table.first(from: 0, in: ids, article, limit: ids.count, words: words)
    return found.map { article.span(tokens: $0.tokens).text }
  }

  @Test(
    "a pattern finds its words with the gaps that it allows, and only in their order",
    arguments: [
      ("set|sets off", "sets off now", "sets off"), ("set|sets off", "sets now off", nil), ("set off", "off set", nil),
      ("set off", "set", nil), ("set * off", "set the old train off now", "set the old train off"),
      ("set * off", "set the very old train off", nil), ("set * off", "set it. off", nil),
      ("set a? train off", "set train off", "set train off"),
      ("set a? train off", "set a train off", "set a train off"),
      ("set ground-breaking off", "set ground-breaking off", "set ground-breaking off"), ("set", "set", "set"),
    ] as [(String, String, String?)])
  func gaps(pattern: String, text: String, expected: String?) throws {
    #expect(try Self.match([pattern], text) == expected)
  }

  @Test("a table of many words rules no pattern out by a word whose bit another has", arguments: 0..<130)
  func sharedBits(word: Int) throws {
    // Of 130 words, each shares its bit with at least one other.
    let letters = Array("abcdefghijklm")
    let names = (0..<130).map { "word\(letters[$0 / 13])\(letters[$0 % 13])" }
    let patterns = names.map { "open * \($0)" }
    #expect(try Self.match(patterns, "open the \(names[word])") == "open the \(names[word])")
    #expect(try Self.match(patterns, "open the \(names[word])s") == nil)
  }
}
