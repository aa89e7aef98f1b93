import Testing

@testable import TextAnalysis

struct ArticleTextQueryTests {
  @Test("the tokens of a span are those that start in it", arguments: [(0, 3, 0..<1), (4, 12, 1..<3), (3, 4, 1..<1)])
  func tokensOfSpan(start: Int, end: Int, expected: Range<Int>) {
    let text = ArticleText("One two four.")
    #expect(text.tokenIndices(of: text.span(start, end)) == expected)
  }

  @Test(
    "a sentence in quotation marks is a question; one that only ends with a quoted question is not",
    arguments: [
      ("Did it break?", true), ("“Did it break?”", true), ("\"Did it break?\"", true), ("(Did it break?)", true),
      ("(“Did it break?”)", true), ("'Did Peru's dam break?'", true), ("It broke？", true), ("「坝垮了？」", true),
      ("They asked “Did it break?”", false), ("“Experts” asked “Did it break?”", false),
      ("He asked:“Did it break?”", false), ("(He asked “Did it break?”)", false), ("It broke.", false),
      ("“It broke.”", false), ("“", false),
    ])
  func question(text: String, isQuestion: Bool) throws {
    let article = ArticleText(text)
    #expect(article.sentences.count == 1)
    let sentence = try #require(article.sentences.last)
    #expect(article.isQuestion(sentence) == isQuestion)
  }

  @Test("a question mark before a closing mark that was opened in an earlier sentence ends a question")
  func questionOfLongerQuotation() throws {
    let article = ArticleText("“We do not know. Did it break?”")
    #expect(article.sentences.map(article.isQuestion) == [false, true])
  }
}
