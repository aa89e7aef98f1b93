import Testing

@testable import HTMLText

/// Whole pages: which part is the article, and what the page says of itself.
@Suite struct MainTextTests {
  private func page(_ html: String) throws -> HTMLPage {
    try HTMLReader(rules: pageRules, maximumBytes: 1_000_000).page(html)
  }

  private static let story =
    "<p>The port of Callao was shut on Monday after a dispute over wages, the operator said in a statement.</p>"
  private static let text =
    "The port of Callao was shut on Monday after a dispute over wages, the operator said in a statement."
  private static let box =
    "<p>The council of Beira met and put off a decision on the fee for moorings until the new year.</p>"
  private static let menu = "<nav><ul><li><a href=/a>Coup in Gabon</a><li><a href=/b>Kenya defaults</a></ul></nav>"

  @Test(
    "only the article is read",
    arguments: [
      "<html><body>\(menu)<article>\(story)</article></body></html>",
      "<html><body>\(menu)<main>\(story)<aside class=related><h3>Related</h3><a href=/x>Kenya defaults on bond</a></aside></main></body></html>",
      "<body>\(menu)<article>\(story)</article><section id=comments><p>Kenya has defaulted, everyone knows that and nobody says it here!</p></section></body>",
      "<body><div class='cookie-notice'><p>We use cookies to make this site better, as our policy says.</p></div><article>\(story)</article></body>",
      "<body><div style='display: none'>Kenya defaults.</div><article>\(story)</article></body>",
      "<body><table><tr><td><a href=/1>World</a> <a href=/2>Kenya defaults</a></td><td>\(story)</td></tr></table></body>",
      "<body><div id=a><ul><li><a href=/1>Kenya defaults</a><li><a href=/2>Coup</a></ul></div><div id=b>\(story)</div></body>",
      "<body><article>\(story)<h3>Read more</h3><ul><li><a href=/1>Kenya defaults</a><li><a href=/2>Coup in Gabon</a></ul></article></body>",
      "<body><article>\(story)<p><a href=/1>READ ALSO: Kenya defaults on its bond</a></p></article></body>",
      "<html class='has-comments sidebar-right'><body class='menu-open comments-on'><article>\(story)</article></body></html>",
    ])
  func article(_ html: String) throws { #expect(try page(html).text == Self.text) }

  @Test(
    "the article is read where the words of its own classes, a script or a long column would hide it",
    arguments: [
      "<body>\(menu)<div id=js_content style='visibility: hidden; opacity: 0'>\(story)</div></body>",
      "<html style='visibility:hidden'><body style='display:none'>\(menu)<article>\(story)</article></body></html>",
      "<body>\(menu)<div class='c1'>\(String(repeating: "<div class='text_editor_paragraph'>\(story)</div>", count: 4))</div></body>",
      "<body>\(menu)<div class='content-with-sidebar'><h1>Port</h1>\(story)\(story)</div></body>",
    ])
  func shown(_ html: String) throws { #expect(try page(html).text.contains(Self.text), "\(html)") }

  @Test(
    "a column beside the heading is left out also where it is longer than the article, not where it is all there is")
  func columns() throws {
    let boxes = String(repeating: Self.box, count: 9)
    let long = try page(
      "<body><div id=a><h1>Port shut</h1>\(Self.story)\(Self.story)\(Self.story)</div><div id=side-column>\(boxes)</div></body>"
    )
    #expect(!long.text.contains("Beira"))
    #expect(long.text.contains("Callao"))
    let alone = try page("<body><h1>News of the day</h1><div class=sidebar>\(boxes)</div></body>")
    #expect(alone.text.contains("Beira"))
  }

  @Test(
    "a word beside the one for a column makes the element that of what is around it, if page-blocks.tsv has the word")
  func around() throws {
    let html =
      "<body><h1>Port shut</h1><div class='has-sidebar'>\(Self.story)</div>\(Self.box)\(Self.box)\(Self.box)</body>"
    #expect(try page(html).text.contains("Callao"))
    let rules = try changedPageRules("beside\taround\thas\t", to: "beside\taround\thad\t")
    #expect(try !HTMLReader(rules: rules, maximumBytes: 1_000_000).page(html).text.contains("Callao"))
  }

  @Test(
    "a page without a time in its head shows the texts that look like one, after the heading first, not those of a list"
  )
  func visibleDates() throws {
    let dated = try page(
      "<body><p class=date>1 Jan 2020</p><article><h1>Port</h1><div class=byline>By A <span class='article-date'>26 Nov 2026</span></div>\(Self.story)</article></body>"
    )
    #expect(dated.visibleDates == ["26 Nov 2026", "1 Jan 2020"])
    let icon = "<body><h1>Port</h1><div class=date>3 May 2024 <span class=date></span></div>\(Self.story)</body>"
    #expect(try page(icon).visibleDates.first?.hasPrefix("3 May 2024") == true)
    let list = (1...7).map { "<h2>Story</h2><span class=date>\($0) Nov 2026</span>" }.joined()
    #expect(try page("<body>\(list)</body>").visibleDates == [])
    let stated =
      "<head><meta property='article:published_time' content='2026-11-26'></head><body><p class=date>1 Jan 2020</p></body>"
    #expect(try page(stated).visibleDates == [])
  }

  @Test("a heading that repeats the title is left out, others are kept")
  func headings() throws {
    let html = "<body><article><h1>Port shut</h1>\(Self.story)<h2>Background</h2>\(Self.story)</article></body>"
    let page = try page(html)
    #expect(page.title == "Port shut")
    #expect(page.text == "\(Self.text)\n\nBackground\n\n\(Self.text)")
  }

  @Test("on a page of several stories a date below a headline belongs to it")
  func cards() throws {
    let html =
      "<body><main><div><h3>Museum opens</h3><p>3 Jul 2021</p></div><div><h3>Kenya defaults on bond</h3><p>12 Aug 2019</p></div></main></body>"
    #expect(try page(html).text == "Museum opens, 3 Jul 2021\n\nKenya defaults on bond, 12 Aug 2019")
  }

  @Test("the head says title, time, address, language and source")
  func head() throws {
    let page = try page(
      """
      <html lang=pt><head><title>Porto fechado | Diário</title><meta property="og:title" content="Porto fechado &amp; mais">
      <meta property="article:published_time" content="2026-11-26T08:00:00-03:00"><link rel=canonical href="https://d.example/1">
      <meta property="og:site_name" content="Diário"><script type="application/ld+json">{"a": 1}</script></head><body>\(Self.story)</body></html>
      """)
    #expect(page.title == "Porto fechado & mais")
    #expect(page.published == "2026-11-26T08:00:00-03:00")
    #expect(page.url == "https://d.example/1")
    #expect(page.language == "pt")
    #expect(page.source == "Diário")
    #expect(page.linkedData == ["{\"a\": 1}"])
  }

  @Test(
    "a heading that is the site's name is no title, a heading at the end of the page's title is one",
    arguments: [
      ("Port shut by strike - The Daily Post", ["The Daily Post"], "Port shut by strike"),
      (
        "Port shut by strike - The Daily Post", ["The Daily Post", "Port is shut by a strike"],
        "Port is shut by a strike"
      ),
      ("The Daily - Port shut by strike", ["Port shut by strike"], "Port shut by strike"),
      ("Port shut by strike", ["Port shut by strike"], "Port shut by strike"),
    ])
  func siteHeading(_ title: String, _ headings: [String], _ expected: String) throws {
    let body = headings.map { "<h1>\($0)</h1>" }.joined() + Self.story
    #expect(try page("<html><head><title>\(title)</title></head><body>\(body)</body></html>").title == expected)
  }

  @Test(
    "of several times the first inside the article counts, else the first outside of what is left out, else the first",
    arguments: [
      ("<time datetime=A></time><article><time datetime=B></time>STORY<time datetime=C></time></article>", "B"),
      (
        "<nav><p><time datetime=A></time></p></nav><div><time datetime=B></time>STORY</div><time datetime=C></time>",
        "B"
      ),
      ("<nav><p><time datetime=A></time></p></nav><div>STORY</div>", "A"),
      ("<article>STORY</article><time datetime=A></time>", "A"),
      ("<article><time>Monday</time>STORY</article>", nil),
    ])
  func times(_ body: String, _ expected: String?) throws {
    let html = "<html><body>\(body.replacing("STORY", with: Self.story))</body></html>"
    #expect(try page(html).published == expected)
  }

  @Test(
    "the site's name is cut off a title",
    arguments: [
      ("Port shut | Wire", "Port shut"), ("Port shut - Wire", "Port shut"), ("Port shut", "Port shut"),
      ("A | B | Wire", "A | B"),
    ])
  func siteName(_ title: String, _ expected: String) throws {
    #expect(try page("<html><head><title>\(title)</title></head><body>\(Self.story)</body></html>").title == expected)
  }

  @Test("more than 130 pages of as many combinations of layouts are read, none refused, each with its article")
  func layouts() throws {
    let heads = [
      "", "<style>.x{}</style>", "<meta charset=utf-8>", "<script>var a='<p>no</p>'; if (a<b && c>d) {}</script>",
      "<!-- \(String(repeating: "word ", count: 3000)) -->",
    ]
    let menus = [
      "", Self.menu, "<div class=menu>\(Self.menu)</div>",
      "<div role=navigation><a href=/a>A</a> <a href=/b>B</a></div>",
    ]
    let wraps: [(String, String)] = [
      ("<article>", "</article>"), ("<main>", "</main>"), ("<div class=entry-content>", "</div>"),
      ("<div class=x><div class=y>", "</div></div>"),
      ("<table><tr><td>", "</td></tr></table>"), ("<div itemprop=articleBody>", "</div>"),
      ("<section><div>", "</div></section>"),
    ]
    var count = 0
    for head in heads {
      for menu in menus {
        for (open, close) in wraps {
          let body = String(repeating: Self.story, count: 3)
          let page = try page(
            "<!doctype html><html><head>\(head)</head><body>\(menu)\(open)\(body)\(close)<footer><p>All rights reserved.</p></footer></body></html>"
          )
          #expect(page.text == [Self.text, Self.text, Self.text].joined(separator: "\n\n"), "\(menu) \(open)")
          count += 1
        }
      }
    }
    #expect(count >= 130)
  }

  @Test("a page of 8 MiB is read in time that is linear in it")
  func large() throws {
    let filler = "<div class=x data-y='\(String(repeating: "z", count: 100))'></div>"
    let html =
      "<body><article>\(Self.story)</article>" + String(repeating: filler, count: (8 << 20) / filler.utf8.count)
      + "</body>"
    #expect(try page(html).text == Self.text)
  }
}
