import Testing

@testable import TextMatching
import TestSupport

struct PhraseMatcherTests {
  private static let matcher = PhraseMatcher([
    .init("Niger", 1), .init("Nigeria", 2), .init("Guinea", 3), .init("Equatorial Guinea", 4),
    .init("Papua New Guinea", 5),
    .init("US", 6, isCaseSensitive: true), .init("u.s.", 7), .init("Côte d'Ivoire", 8), .init("秘鲁", 9),
    .init("Oman", 10),
    .init("Congo", 11), .init("Congo", 12), .init("new", 13), .init("China-Laos", 14), .init("", 15),
  ])

  @Test(
    "the leftmost longest phrase matches, at token boundaries only",
    arguments: [
      ("Niger and Nigeria", [1, 2]), ("NIGERIA", [2]), ("Equatorial Guinea", [4]), ("equatorial  guinea's", [4]),
      ("Papua\nNew\u{00A0}Guinea", [5]), ("Papua New Delhi", [13]), ("Papua\n\nNew\n\nGuinea", [13, 3]),
      ("give us US aid", [6]),
      ("U.S. troops", [7]), ("CÔTE D’IVOIRE", [8]), ("在秘鲁的港口", [9]), ("a woman from Oman", [10]), ("Congo", [11, 12]),
      ("China–Laos railway", [14]), ("Nigerian", []), ("", []),
    ])
  func matches(text: String, values: [Int]) {
    let bytes = Array(text.utf8)
    let tokenised = TokenisedText(bytes)
    let found = Self.matcher.matches(bytes: bytes, folded: tokenised.folded, tokens: tokenised.tokens)
    #expect(found.map(\.value) == values)
  }

  @Test("of phrases that overlap, the longest at the leftmost token is found")
  func overlapping() {
    let matcher = PhraseMatcher([.init("a b", 1), .init("b c", 2), .init("a", 3)])
    let bytes = Array("a b c".utf8)
    let text = TokenisedText(bytes)
    let found = matcher.matches(bytes: bytes, folded: text.folded, tokens: text.tokens)
    #expect(found == [.init(tokens: 0..<2, value: 1)])
  }

  @Test("all phrases are found where they may overlap, of those with one beginning the longest first")
  func everyPhrase() {
    let matcher = PhraseMatcher([
      .init("a", 1), .init("a b c", 2), .init("a b", 3), .init("b c", 4), .init("b c d e", 5), .init("c", 6),
    ])
    let bytes = Array("a b c d".utf8)
    let text = TokenisedText(bytes)
    let found = matcher.matches(bytes: bytes, folded: text.folded, tokens: text.tokens, overlapping: true)
    let expected: [PhraseMatcher.Match] = [
      .init(tokens: 0..<3, value: 2), .init(tokens: 0..<2, value: 3), .init(tokens: 0..<1, value: 1),
      .init(tokens: 1..<3, value: 4), .init(tokens: 2..<3, value: 6),
    ]
    #expect(found == expected)
  }

  @Test("every phrase of a large set is found as itself", arguments: [UInt64(7), 8])
  func manyPhrases(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var phrases: [String] = []
    for _ in 0..<3000 {
      let words = (0..<(1 + random.next() % 3)).map { _ in
        String(random.next() % 50000, radix: 36).map { "q\($0)" }.joined()
      }
      phrases.append(words.joined(separator: " ").filter { !$0.isNumber } + "z")
    }
    let matcher = PhraseMatcher(phrases.enumerated().map { PhraseMatcher.Phrase($1, $0) })
    for (index, phrase) in phrases.enumerated() {
      let bytes = Array(phrase.utf8)
      let text = TokenisedText(bytes)
      let found = matcher.matches(bytes: bytes, folded: text.folded, tokens: text.tokens)
      #expect(found.contains { $0.value == index && $0.tokens == text.tokens.indices })
    }
  }

  @Test("of phrases given as lines, each has the number of its line, however long the lines are")
  func lines() {
    var lines = (0..<5_000).map { $0 % 7 == 0 ? "" : "Port \($0)" }
    lines[2_500] = String(repeating: "very ", count: 9_000) + "long"
    let matcher = PhraseMatcher(lines: Array(lines.map { $0 + "\n" }.joined().utf8)) { $0 % 2 == 0 }
    for (number, line) in lines.enumerated() {
      for text in [line, line.lowercased()] {
        let tokenised = TokenisedText(Array(text.utf8))
        let found = matcher.matches(bytes: Array(text.utf8), folded: tokenised.folded, tokens: tokenised.tokens)
        let isFound = !line.isEmpty && (text == line || number % 2 != 0)
        #expect(found.map(\.value) == (isFound ? [number] : []))
      }
    }
  }

  @Test("a word table finds whole words in any letter case")
  func wordTable() {
    let table = WordTable([("port", 1), ("ÉTÉ", 2), ("port", 3)])
    let bytes = Array("Port port. airport été".utf8)
    let text = TokenisedText(bytes)
    #expect(text.tokens.map { table.value(of: $0, in: text.folded) } == [1, 1, nil, nil, 2])
  }
}
