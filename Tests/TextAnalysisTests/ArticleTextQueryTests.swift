import Testing

@testable import TextAnalysis

struct ArticleTextQueryTests {
  @Test("the tokens of a span are those that start in it", arguments: [(0, 3, 0..<1), (4, 12, 1..<3), (3, 4, 1..<1)])
  func tokensOfSpan(start: Int, end: Int, expected: Range<Int>) {
    let text = ArticleText("One two four.")
    #expect(text.tokenIndices(of: text.span(start, end)) == expected)
  }
}
