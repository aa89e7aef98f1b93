import Testing

@testable import TextMatching

@Suite("Many short texts in one go")
struct TokenisedLinesTests {
  private static let texts = [
    "", "one", "Two Words", " spaced ", "1,", "000", "U.S.", "\u{56FD}\u{9645}", "\u{570B}", "caf\u{E9}", "a\nb", "\n",
    "don't", "-",
  ]

  @Test("each text is cut as if it were alone")
  func alone() {
    for texts in [Self.texts, Self.texts.reversed(), []] {
      let lines = TokenisedLines(texts)
      #expect(lines.count == texts.count)
      for (index, text) in texts.enumerated() {
        let alone = TokenisedText(Array(text.utf8))
        let start = lines.bytes(index).lowerBound
        #expect(Array(lines.folded[lines.bytes(index)]) == alone.folded)
        #expect(lines.tokens(index).map { $0.start - start } == alone.tokens.map(\.start), "\(text)")
        #expect(lines.tokens(index).map(\.hash) == alone.tokens.map(\.hash), "\(text)")
      }
    }
  }
}
