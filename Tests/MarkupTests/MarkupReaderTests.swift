import Testing

@testable import Markup

/// The tree as nested names: `p(b(one) two)`.
private func outline(_ text: String, _ dialect: MarkupTree.Dialect) throws -> String {
  let tree = try MarkupReader.tree(text, dialect)
  func outline(_ node: Int) -> String {
    guard tree.kind(node) == .element else {
      let text = String(decoding: tree.content[tree.textRange(node)], as: UTF8.self)
      return tree.kind(node) == .raw ? "raw:\(text)" : text
    }
    let inner = tree.children(node).map(outline).joined(separator: "|")
    return node == MarkupTree.root ? inner : "\(tree.name(node))(\(inner))"
  }
  return outline(MarkupTree.root)
}

@Suite struct MarkupReaderTests {
  @Test(
    "HTML is read as browsers read it",
    arguments: [
      ("<p>One <B>two</B></p>", "p(One |b(two))"),
      ("<p>a<p>b", "p(a)|p(b)"),
      ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "ul(li(a)|li(b|ul(li(c)))|li(d))"),
      ("<table><tr><td>1<td>2<tr><td>3</table>x", "table(tr(td(1)|td(2))|tr(td(3)))|x"),
      ("a<br>b<img src=x>c", "a|br()|b|img()|c"),
      ("<b><p>a</b>b</p>c", "b(p(a|b))|c"),
      ("</p>a</b></div>", "a"),
      ("1 < 2 <3 & 4", "1 < 2 <3 & 4"),
      ("a<!-- <p> -->b<!-->c<!--->d", "a|b|c|d"),
      ("a<!DOCTYPE x [<!ENTITY y 'z'>b", "a|b"),
      ("a<?php echo ?>b", "a|b"),
      ("<script>if (a<b) x='</p>'</script>t", "script(raw:if (a<b) x='</p>')|t"),
      ("<script><![CDATA[ <a b c d> ]]></script>t", "script(raw:<![CDATA[ <a b c d> ]]>)|t"),
      ("<title>A &amp; <b></title>t", "title(A & <b>)|t"),
      ("<style>p{}</STYLE >t", "style(raw:p{})|t"),
      ("<script>never ends", "script(raw:never ends)"),
      ("<p", "p()"), ("<", "<"), ("</", ""), ("<!", ""), ("", ""),
    ])
  func html(_ text: String, _ expected: String) throws { #expect(try outline(text, .html) == expected) }

  @Test(
    "XML keeps names and prefixes, sections and empty elements, and expands nothing",
    arguments: [
      ("<a:B><c/>d</a:B>", "a:B(c()|d)"),
      ("<x><![CDATA[<p>a & b</p>]]></x>", "x(<p>a & b</p>)"),
      (
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y '<z>'><!ENTITY w SYSTEM 'file:///etc/passwd'>]><x>&y;&w;</x>",
        "x(&y;&w;)"
      ),
      ("<x>&nbsp;&lt;&#65;</x>", "x(\u{A0}<A)"),
      ("<link>u</link>", "link(u)"),
      ("<x><![CDATA[no end", "x(no end)"),
    ])
  func xml(_ text: String, _ expected: String) throws { #expect(try outline(text, .xml) == expected) }

  @Test("attributes have their values, however they are quoted")
  func attributes() throws {
    let tree = try MarkupReader.tree("<A Href='x&amp;y' b=c d e=\"f>g\" h = i j='' k/>t", .html)
    let node = try #require(tree.firstChild(0))
    for (name, value) in [
      ("href", "x&y"), ("b", "c"), ("d", ""), ("e", "f>g"), ("h", "i"), ("j", ""), ("k", ""), ("l", nil),
    ] {
      #expect(tree.attribute(name, of: node) == value, "\(name)")
    }
  }

  @Test(
    "references are decoded as the HTML standard says",
    arguments: [
      ("&eacute;&#233;&#xE9;&#XE9", "éééé"), ("AT&T &amp &ampx", "AT&T & &ampx"), ("&copy=1", "&copy=1"),
      ("&#150;&#0;&#1114112;", "–\u{FFFD}\u{FFFD}"), ("&unknown; &;&#;&#x;", "&unknown; &;&#;&#x;"),
      ("&CounterClockwiseContourIntegral;", "∳"), ("&NotEqualTilde;", "≂̸"),
    ])
  func references(_ text: String, _ expected: String) throws {
    #expect((CharacterReference.decoded(text) ?? text) == expected)
    #expect(try outline(text, .html) == expected)
  }

  @Test("deep nesting is flattened, and refused only beyond its limit")
  func depth() throws {
    let tree = try MarkupReader.tree(String(repeating: "<i>", count: 5000) + "x", .html)
    #expect(tree.text(0) == "x")
    #expect(throws: MarkupRefusal.tooDeep(limit: MarkupReader.maximumDepth)) {
      try MarkupReader.tree(String(repeating: "<div>", count: 100_000), .html)
    }
  }

  @Test("many attributes are read, and refused only beyond their limit")
  func manyAttributes() throws {
    let names = { (count: Int) in (0..<count).map { "a\($0)=\"\"" }.joined(separator: " ") }
    _ = try MarkupReader.tree("<p \(names(9000))>x", .html)
    #expect(throws: MarkupRefusal.tagTooLong(offset: 1, limit: MarkupReader.maximumAttributes)) {
      try MarkupReader.tree("x<p \(names(20_000))>", .html)
    }
  }

  @Test("names are the same in any case, and those of HTML are known however many others there are")
  func names() throws {
    let others = (0..<2 * KeyTable.maximumKeys).map { "<Name-\($0) Attribute-\($0)=1></NAME-\($0)>" }.joined()
    let tree = try MarkupReader.tree(others + "<P CLASS=a>b<p>c", .html)
    let paragraphs = tree.children(MarkupTree.root).filter { tree.name($0) == "p" }
    try #require(paragraphs.map { tree.text($0) } == ["b", "c"])
    #expect(tree.attribute("class", of: paragraphs[0]) == "a")
    #expect(tree.names.count <= KeyTable.maximumKeys)
    #expect(tree.name(1) == "name-0" && tree.attribute("attribute-0", of: 1) == "1")
  }

  @Test("what is inside an element is given back as markup that reads the same")
  func markup() throws {
    let tree = try MarkupReader.tree("<x><p>a &lt; <b>b</b></p><br>c</x>", .html)
    let node = try #require(tree.firstChild(0))
    #expect(tree.markup(inside: node) == "<p>a &lt; <b>b</b></p><br></br>c")
  }

  @Test("no soup of pieces crashes, or gives more text than three times its bytes", arguments: 1...8)
  func soup(_ seed: UInt64) throws {
    let pieces = [
      "<p", "<a ", " ", "=", "\"", "'", ">", "/>", "x", "<", "</p>", "<!--", "-->", "<script>", "</script>", "&amp;",
      "&#", "&nGt;",
      "<td>", "<svg>", "</svg>", "é", "中", "\u{0}", "]]>", "<![CDATA[", "<?", "<title>", "\n", "<!DOCTYPE", "[", "]",
    ]
    var state = seed
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      for dialect in [MarkupTree.Dialect.html, .xml] {
        let tree = try MarkupReader.tree(text, dialect)
        #expect(tree.text(0).utf8.count <= 3 * text.utf8.count)
        #expect(String(validating: tree.content, as: UTF8.self) != nil)
      }
    }
  }
}
