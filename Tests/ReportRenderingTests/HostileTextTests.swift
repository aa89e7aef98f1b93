import ReportSamples
import Testing

@testable import ReportRendering

struct HostileTextTests {
  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><b>", "a & b < c", "`x` [y](javascript:z)",
    "\u{202E}gnp.exe\u{202C}", "nul\u{0}l and \u{1B}[31mred",
  ]

  @Test("text from articles is only ever text in HTML", arguments: hostile)
  func html(_ text: String) throws {
    let html = try Rendering(.english).html(ReportSamples.full(quote: text))
    #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>gnp"))
    #expect(html.contains(HTMLWriter.escaped(text)))
    #expect(!html.unicodeScalars.contains { ("\u{202A}"..."\u{202E}").contains($0) || $0 == "\u{0}" || $0 == "\u{1B}" })
  }

  @Test("text from articles is only ever text in Markdown", arguments: hostile)
  func markdown(_ text: String) throws {
    let markdown = try Rendering(.english).markdown(ReportSamples.full(quote: text))
    #expect(
      !markdown.contains("<") && !markdown.split(separator: "\\]").contains { $0.contains("](") }
        && !markdown.contains("\u{1B}"))
  }

  @Test("an HTML report loads nothing and runs nothing")
  func selfContained() throws {
    let html = try Rendering(.english).html(ReportSamples.full())
    for word in ["<script", "src=", "href=", "url(", "@import", "<iframe", "<object"] { #expect(!html.contains(word)) }
    #expect(html.contains("default-src 'none'") || html.contains("default-src &#39;none&#39;"))
  }

  @Test(
    "a mark of Markdown in a text is only a character of it, and a text stays within its line and its cell",
    arguments: [
      ("a|b", "a\\|b"), ("*x* _y_", "\\*x\\* \\_y\\_"), ("# no", "\\# no"), ("a\nb", "a b"), ("<b>", "&lt;b&gt;"),
      ("[x](y)", "\\[x\\](y)"), ("`x`", "\\`x\\`"), ("plain", "plain"),
      ("https://a.example", "https&#58;//a.example"), ("see http://a", "see http&#58;//a"), ("www.a.b", "www&#46;a.b"),
      ("a: b.", "a: b."), ("- 5", "- 5"), ("\u{2066}a\u{200F}", "a"),
    ])
  func marks(_ text: String, _ escaped: String) {
    #expect(MarkdownWriter.escaped(text) == escaped)
  }

  @Test(
    "a text at the start of a block makes no list, rule or code",
    arguments: [
      ("- a", "\\- a"), ("+ a", "\\+ a"), ("---", "\\---"), ("1. a", "1\\. a"), ("23) a", "23\\) a"), ("    a", "a"),
      ("\n- a", "\\- a"), ("1.5 million", "1.5 million"), ("7.", "7\\."), ("a - b", "a - b"), (".5", ".5"),
      ("24 dead", "24 dead"),
    ])
  func blocks(_ text: String, _ block: String) {
    #expect(MarkdownWriter.block(text) == block)
    var writer = MarkdownWriter()
    writer.quote(text)
    writer.list([text])
    writer.paragraph(text)
    #expect(writer.markdown == "> \(block)\n\n- \(block)\n\n\(block)\n\n")
  }
}
