import ArticleForms
import Testing

@Suite struct HTMLMarksTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let isMarkup: Bool
    var testDescription: String { text }
  }

  @Test(
    "a known tag is markup where a closing bracket follows it",
    arguments: [
      Example(text: "<p>Port shut", isMarkup: true), Example(text: "Port shut<BR/>", isMarkup: true),
      Example(text: "Port shut</p>", isMarkup: true), Example(text: "<p class=\"a\">Port", isMarkup: true),
      Example(text: "<p 5 > 3", isMarkup: true), Example(text: "<port>", isMarkup: false),
      Example(text: "5 > 3 <p class", isMarkup: false), Example(text: "> <p", isMarkup: false),
      Example(text: "<p ", isMarkup: false), Example(text: "a <b and", isMarkup: false),
      Example(text: ">", isMarkup: false), Example(text: "", isMarkup: false),
    ])
  func tags(_ example: Example) {
    #expect(HTMLMarks.isMarkup(example.text) == example.isMarkup)
  }

  @Test("megabytes of tags that are never closed are read, which takes hours where each is searched to the end")
  func unclosed() {
    let tags = String(repeating: "<p ", count: 1_000_000)
    #expect(!HTMLMarks.isMarkup(tags))
    #expect(!HTMLMarks.isMarkup("5 > 3 " + tags))
    #expect(HTMLMarks.isMarkup(tags + ">"))
    #expect(!HTMLMarks.isMarkup(String(repeating: "<q ", count: 100_000) + ">"))
  }
}
