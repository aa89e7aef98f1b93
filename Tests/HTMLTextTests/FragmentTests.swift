import Markup
import ReferenceData
import Testing

@testable import HTMLText

@Suite("Pieces of HTML to text")
struct FragmentTests {
  @Test(
    "blocks become paragraphs, entities characters, white space one space",
    arguments: [
      ("<p>One <b>two</b>\n three</p><p>four</p>", "One two three\n\nfour"),
      (
        "<h2>Port&nbsp;shut</h2>  <div>Cranes &amp; sheds &lt;closed&gt; &#x4E2D;&#22269;</div>",
        "Port\u{A0}shut\n\nCranes & sheds <closed> 中国"
      ),
      ("a<br>b<br/>c", "a\nb\nc"),
      ("<ul><li>one<li>two</ul>after", "one\ntwo\n\nafter"),
      ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
      ("<pre>a  b\n c</pre>d", "a  b\n c\n\nd"),
      ("<head><title>No</title><style>p{}</style></head><body>yes<script>alert('<p>no</p>')</script></body>", "yes"),
      ("<noscript>no</noscript><template><p>no</p></template><svg><text>no</text></svg>yes", "yes"),
      ("plain text, no tag", "plain text, no tag"),
      ("Yoke <!-- a comment --> here", "Yoke here"),
      ("", ""),
      ("<p></p>", ""),
      ("killed <del>thirty</del> <ins>three</ins> guards, <s>or</s> <strike>so</strike>", "killed three guards,"),
      ("<p>seen</p><p style='Display : none'>no</p><p hidden>no</p><p aria-hidden=true>no</p>", "seen"),
      ("<p>seen</p><section id='comments'><p>no</p></section><span class='sr-only'>no</span>", "seen"),
      ("<p main>One.</p><div class='newsletter' nav>Two.</div>", "One.\n\nTwo."),
      ("unclosed <b>bold <i>both", "unclosed bold both"),
      ("钱凯港<p>正式开港", "钱凯港\n\n正式开港"),
    ])
  func text(_ html: String, _ expected: String) throws {
    #expect(try read(html) == expected)
  }

  @Test(
    "a row of page-blocks.tsv decides which blocks a piece of HTML loses",
    arguments: [
      ("drop\tclass_part\tsr-only\t", "<p>seen</p><span class='sr-only'>no</span>"),
      ("drop\tname_part\tcomment\t", "<p>seen</p><section id='comments'><p>no</p></section>"),
    ])
  func moving(row: String, html: String) throws {
    let rules = try changedPageRules(row, to: row.dropLast() + "-other\t")
    #expect(try read(html) == "seen")
    #expect(try HTMLReader(rules: rules, maximumBytes: 1_000_000).page(html).text == "seen\n\nno")
  }

  @Test("a charset that the page claims is not believed")
  func claimedCharset() throws {
    let html = """
      <html><head><meta charset="gb2312"><meta http-equiv=content-type content='text/html; charset=utf-16'></head>
      <body>Café 钱凯</body></html>
      """
    #expect(try read(html) == "Café 钱凯")
  }

  @Test("a tag of very many attributes is refused", arguments: attributeBombs)
  func attributes(_ html: String) {
    #expect(refusal(of: html)?.code == "html_tag_too_long")
  }

  @Test("a long quoted value is no attribute bomb")
  func longValue() throws {
    let data = String(repeating: "QUJD", count: 50_000)
    #expect(try read("<p>a<img src=\"data:image/png;base64,\(data)\">b</p>") == "ab")
  }

  @Test("elements nested without end are refused")
  func depth() {
    #expect(refusal(of: String(repeating: "<div>", count: 100_000) + "x")?.code == "html_depth")
    #expect(refusal(of: String(repeating: "<b><table>", count: 50_000))?.code == "html_depth")
    #expect(refusal(of: String(repeating: "<font>", count: 3000) + "x") == nil)
  }

  @Test("a page of ordinary depth is read to its end")
  func ordinaryDepth() throws {
    let html = String(repeating: "<div>", count: 400) + "in" + String(repeating: "</div>", count: 400) + "<p>end"
    #expect(try read(html) == "in\n\nend")
  }

  @Test("more text than is allowed is refused")
  func output() {
    #expect(refusal(of: String(repeating: "text ", count: 10_000), limit: 1000) == .tooLarge(limit: 1000))
  }

  @Test(
    "entity and declaration tricks yield bounded text",
    arguments: [
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><p>&b;&b;&b;</p>",
      "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><p>text &unknown; &#0; &#xFFFFFFFF; &#xD800; &</p>",
      "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><r>&f;</r>",
      String(repeating: "&amp", count: 20_000),
      String(repeating: "<", count: 50_000),
      String(repeating: "<!--", count: 50_000),
      String(repeating: "</div>", count: 50_000),
      String(repeating: "<a href=\"" + String(repeating: "<b ", count: 900), count: 1),
    ])
  func tricks(_ html: String) throws {
    let text = try read(html)
    #expect(text.utf8.count <= html.utf8.count)
    #expect(!text.utf8.contains(0))
    #expect(!text.contains("root:"))
  }

  @Test("zero bytes do not cut the text")
  func zeroBytes() throws {
    #expect(try read("<p>before\u{0}after</p>") == "before after")
  }

  @Test("scripts in attributes and text that turns its direction stay text")
  func scriptAndDirection() throws {
    let html =
      "<p onclick=\"evil()\">pay \u{202E}001\u{202C} <a href=\"javascript:evil()\">here</a> &lt;script&gt;x</p>"
    #expect(try read(html) == "pay \u{202E}001\u{202C} here <script>x")
  }

  @Test(
    "what only looks like a tag of many attributes is no tag",
    arguments: [
      "<!-- \(String(repeating: "word ", count: 20_000)) --><p>x",
      "<script>if (a<b \(String(repeating: "c ", count: 20_000)))</script><p>x",
      "<script><![CDATA[ \(String(repeating: "word ", count: 20_000)) ]]></script><p>x",
    ])
  func noTags(_ html: String) throws { #expect(try read(html) == "x") }

  @Test("no soup of tags, quotation marks and entities gives more text than it has bytes", arguments: 1...8)
  func soup(_ seed: UInt64) throws {
    let pieces = [
      "<p", "<a ", " ", "=", "\"", "'", ">", "/>", "x", "<", "</p>", "<!--", "-->", "<script>", "</script>", "&amp;",
      "&#",
      "<pre>", "</pre>", "<td>", "<svg>", "</svg>", "é", "中", "\u{0}", "]]>", "<![CDATA[", "<?", "<title>", "\n",
    ]
    var state = seed
    for _ in 0..<500 {
      var html = ""
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        html += pieces[Int(state >> 33) % pieces.count]
      }
      let text = try read(html)
      #expect(text.utf8.count <= html.utf8.count, "\(html)")
      #expect(!text.utf8.contains(0))
    }
  }

  private func read(_ html: String) throws -> String {
    try HTMLReader(rules: pageRules, maximumBytes: 1_000_000).page(html).text
  }

  private func refusal(of html: String, limit: Int = 1_000_000) -> HTMLRefusal? {
    do throws(HTMLRefusal) {
      _ = try HTMLReader(rules: pageRules, maximumBytes: limit).page(html)
      return nil
    } catch {
      return error
    }
  }

  private static let attributeBombs: [String] = {
    let names = (0..<100_000).map { "a\($0)" }.joined(separator: " ")
    let values = (0..<20_000).map { "a\($0)=\"\"" }.joined()
    return [
      "<p \(names)>text</p>",
      "<p \(values)>text</p>",
      "<p =\" \(names)\">text</p>",
      "<a title=\"<p>\" \(names)>text</a>",
      "<!-- \" --><p \(names)>",
      "<script>a=\"</script><p \(names)>",
      "<p x='\"' \(names) y='\"'>",
    ]
  }()
}
