import ArticleForms
import Models
import Testing

@Suite struct XMLFormTests {
  private static let rss = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title><link>https://w.example/</link>
    <language>en-gb</language>
    <item><title>One &amp; two</title><link>https://w.example/1</link><guid isPermaLink="false">g1</guid>
    <pubDate>Thu, 26 Nov 2026 08:00:00 GMT</pubDate><description><![CDATA[<p>Short.</p>]]></description>
    <content:encoded><![CDATA[<p>The <b>whole</b> text.</p>]]></content:encoded></item>
    <item><title>Two</title><link>https://w.example/2</link><description>Plain &lt;b&gt;text&lt;/b&gt;&amp;nbsp;here.</description>
    <source url="https://other.example/rss">Other</source></item></channel></rss>
    """

  @Test("RSS gives each item with what the channel says")
  func rss() throws {
    let articles = read(Self.rss).articles
    try #require(articles.count == 2)
    #expect(articles[0].id == "g1")
    #expect(articles[0].title == "One & two")
    #expect(articles[0].body == "The whole text.")
    #expect(articles[0].publishedAt == time("2026-11-26T08:00:00Z"))
    #expect(articles[0].language == "en-gb")
    #expect(articles[0].source == ArticleSource(name: "Wire", domain: "https://w.example/"))
    #expect(articles[1].body == "Plain text\u{A0}here.")
    #expect(articles[1].source == ArticleSource(name: "Other", domain: "https://other.example/rss"))
  }

  @Test(
    "an item with a title is an article of that title where its text is a picture alone",
    arguments: ["<![CDATA[<img src='a.jpg'/>]]>", "&lt;p&gt; &lt;/p&gt;", ""])
  func picture(_ description: String) throws {
    let item = { (title: String) in
      "<rss><channel><item>\(title)<guid>1</guid><description>\(description)</description></item></channel></rss>"
    }
    let reading = read(item("<title>Port shut</title>"))
    #expect(reading.articles.map(\.title) == ["Port shut"] && reading.articles.first?.body == nil)
    #expect(read(item("")).codes == ["article_empty"])
  }

  @Test("RSS 1.0 gives its items, which are beside the channel")
  func rdf() throws {
    let text = """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="x"><title>Wire</title><link>https://w.example/</link></channel>
      <item rdf:about="https://w.example/1"><title>T</title><link>https://w.example/1</link><description>D</description><dc:date>2026-11-26T08:00:00Z</dc:date></item>
      </rdf:RDF>
      """
    let article = try #require(read(text).articles.first)
    #expect(article.id == "https://w.example/1")
    #expect(article.publishedAt == time("2026-11-26T08:00:00Z"))
    #expect(article.source?.name == "Wire")
  }

  @Test("Atom gives each entry, with the alternate link and content of any type")
  func atom() throws {
    let text = """
      <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Wire</title><link rel="self" href="https://w.example/f"/><link href="https://w.example/"/>
      <entry><id>e1</id><title type="html">A &amp;amp; B</title><link rel="replies" href="https://w.example/r"/><link rel="alternate" href="https://w.example/1"/>
      <published>2026-11-26T08:00:00Z</published><updated>2026-11-27T08:00:00Z</updated><summary>S</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>
      """
    let article = try #require(read(text).articles.first)
    #expect(article.id == "e1")
    #expect(article.url == "https://w.example/1")
    #expect(article.body == "One.\n\nTwo.")
    #expect(article.publishedAt == time("2026-11-26T08:00:00Z"))
    #expect(article.language == "fr")
    #expect(article.source?.domain == "https://w.example/")
  }

  private static func newsML(_ status: String, prefix: String = "") -> String {
    """
    <?xml version="1.0"?><\(prefix)newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:1" version="3"><\(prefix)itemMeta>
    <\(prefix)provider literal="Wire"/><\(prefix)versionCreated>2026-11-26T08:00:00Z</\(prefix)versionCreated><\(prefix)pubStatus qcode="\(status)"/></\(prefix)itemMeta>
    <\(prefix)contentMeta><\(prefix)headline>T</\(prefix)headline></\(prefix)contentMeta><\(prefix)contentSet><\(prefix)inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>One.</p></body></html></\(prefix)inlineXML></\(prefix)contentSet></\(prefix)newsItem>
    """
  }

  @Test("NewsML-G2 is read with and without a prefix, alone and in a message", arguments: ["", "nar:"])
  func newsML(_ prefix: String) throws {
    let article = try #require(read(Self.newsML("stat:usable", prefix: prefix)).articles.first)
    #expect(article.id == "urn:newsml:1")
    #expect(article.title == "T")
    #expect(article.body == "One.")
    #expect(article.publishedAt == time("2026-11-26T08:00:00Z"))
    #expect(article.source?.name == "Wire")
    #expect(article.retracts == nil)
  }

  @Test("a NewsML-G2 message gives each of its items")
  func message() {
    let item = Self.newsML("stat:usable").replacing("<?xml version=\"1.0\"?>", with: "")
    #expect(read("<newsMessage><header/><itemSet>\(item)\(item)</itemSet></newsMessage>").articles.count == 2)
  }

  @Test("a cancelled item is a retraction of itself", arguments: ["stat:canceled", "stat:withheld"])
  func cancelled(_ status: String) {
    #expect(read(Self.newsML(status)).articles.first?.retracts == "urn:newsml:1")
  }

  @Test(
    "XML is called by what its root element is",
    arguments: [
      ("<rss><channel><item><title>T</title></item></channel></rss>", InputKind.rss),
      ("<rdf:RDF xmlns:rdf='r'><item><title>T</title></item></rdf:RDF>", .rss),
      ("<feed><entry><title>T</title></entry></feed>", .atom), ("<feed></feed>", .atom),
      ("<nar:newsItem><nar:contentMeta/></nar:newsItem>", .newsML),
      ("<nitf><head><title>T</title></head></nitf>", .nitf),
      ("<bulletins><bulletin><title>T</title></bulletin></bulletins>", .xml),
    ])
  func kind(text: String, kind: InputKind) throws {
    let changed = try changedReader("article-fields.tsv") { $0 + "items\titems\tbulletins/bulletin\ta publisher\n" }
    #expect(changed.read(Array(text.utf8)).kind == kind)
  }

  @Test("NITF is read by its main fields")
  func nitf() throws {
    let text = """
      <?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>H</title><docdata management-status="usable"><doc-id id-string="n1"/><date.issue norm="20261126T080000Z"/></docdata></head>
      <body><body.head><hedline><hl1>T</hl1></hedline><distributor>Wire</distributor></body.head><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>
      """
    let article = try #require(read(text).articles.first)
    #expect(article.id == "n1")
    #expect(article.title == "T")
    #expect(article.body == "One.\n\nTwo.")
    #expect(article.publishedAt == time("2026-11-26T08:00:00Z"))
    #expect(article.source?.name == "Wire")
  }

  @Test(
    "a feed whose prefix has letters of several bytes is read, and a name that is nothing but the prefix ends nothing")
  func longPrefix() {
    let feed = "<é:rss xmlns:é='x'><é:/><é:channel><é:item><é:title>Port shut</é:title></é:item></é:channel></é:rss>"
    #expect(read(feed).articles.map(\.title) == ["Port shut"])
  }

  @Test("XML of an unknown kind says what it is and what would be taken")
  func unknown() {
    let reading = read("<?xml version='1.0'?><invoice><total>3</total></invoice>", .xml)
    #expect(reading.codes == ["form_unknown"])
    guard case .refused(let refusal)? = reading.items.first else { return }
    #expect(refusal.message.contains("invoice"))
    #expect(refusal.message.contains("RSS"))
  }

  @Test("an entity bomb and an external entity in a feed expand to nothing")
  func bombs() throws {
    let text = """
      <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
      <rss><channel><item><title>T &b; &f;</title></item></channel></rss>
      """
    let title = try #require(read(text).articles.first?.title)
    #expect(title == "T &b; &f;")
  }
}
