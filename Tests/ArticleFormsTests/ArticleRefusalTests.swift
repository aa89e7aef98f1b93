import ArticleForms
import Testing

@Suite("Refusals") struct ArticleRefusalTests {
  @Test(
    "a refusal says where it is, what was found and what was expected",
    arguments: [
      (
        #"[{"title": "T"}, {"author": "x"}]"#, nil,
        "$[1]: the article has no text; expected at least one of title, body, html"
      ),
      ("{\"title\": \"T\"}\n{\"body\": true}", nil, "$.body: found true or false; expected a string"),
      (#"{"title": "T", "title": "U"}"#, nil, #"$: the key "title" occurs twice; expected once"#),
      (#"{"title": "\u0000"}"#, nil, "title: found a null character; expected text without any"),
      (#"{"articles": []}"#, nil, "$: the envelope has no articles; expected at least one article"),
      (
        "title,note\n,z\n", .csv,
        "line 2: the row: the article has no text; expected at least one of title, body, html"
      ),
      (
        #"{"specversion": "1.0", "id": "x", "data_base64": "!"}"#, nil, "$.data_base64: this is not base64"
      ),
    ] as [(String, ArticleFormReader.Form?, String)])
  func message(_ text: String, _ form: ArticleFormReader.Form?, _ message: String) {
    let refused = read(text, form).items.compactMap { (item) -> String? in
      if case .refused(let refusal) = item { refusal.message } else { nil }
    }
    #expect(refused == [message])
  }

  @Test(
    "the code and the bounds of what is too large are those of the part",
    arguments: [
      (.article, 12, "the article has 12 bytes; expected at most 10: publish it in parts"),
      (.page, 12, "the page has 12 bytes; expected at most 10"),
      (
        .decompressedInput, nil,
        "the decompressed input has more than 10 bytes; expected at most 10: publish it in parts"
      ),
    ] as [(ArticleRefusal.Part, Int?, String)])
  func tooLarge(_ part: ArticleRefusal.Part, _ bytes: Int?, _ message: String) {
    let refusal = ArticleRefusal(.tooLarge(part, bytes: bytes, limit: 10))
    #expect(refusal.code == "article_too_large" && refusal.message == message)
  }
}
