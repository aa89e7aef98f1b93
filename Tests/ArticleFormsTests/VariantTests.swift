import Models
import Testing

@testable import ArticleForms

/// Inputs as publishers send them, in our own words: other spellings, nestings and defects of the kinds that are
/// promised.
@Suite struct VariantTests {
  struct Variant: Sendable {
    let name: String
    let input: [UInt8]
    var form: ArticleFormReader.Form?
    var titles: [String]
    var has: [String] = []
    var hasNot: [String] = []
    var date: String?
    var offset: Int?
    var url: String?
    var source: String?
    var retracts: String?
    var codes: [String] = []

    init(
      _ name: String, _ input: String, form: ArticleFormReader.Form? = nil, titles: [String] = [], has: [String] = [],
      hasNot: [String] = [], date: String? = nil, offset: Int? = nil, url: String? = nil, source: String? = nil,
      retracts: String? = nil, codes: [String] = []
    ) {
      self.init(
        name, bytes: Array(input.utf8), form: form, titles: titles, has: has, hasNot: hasNot, date: date,
        offset: offset, url: url, source: source, retracts: retracts, codes: codes)
    }

    init(
      _ name: String, bytes: [UInt8], form: ArticleFormReader.Form? = nil, titles: [String] = [], has: [String] = [],
      hasNot: [String] = [], date: String? = nil, offset: Int? = nil, url: String? = nil, source: String? = nil,
      retracts: String? = nil, codes: [String] = []
    ) {
      self.name = name
      input = bytes
      self.form = form
      self.titles = titles
      self.has = has
      self.hasNot = hasNot
      self.date = date
      self.offset = offset
      self.url = url
      self.source = source
      self.retracts = retracts
      self.codes = codes
    }
  }

  @Test("every variant gives its articles", arguments: (json + xml + pages + others).indices)
  func variants(_ index: Int) {
    let variant = (Self.json + Self.xml + Self.pages + Self.others)[index]
    let reading = reader.read(variant.input, .init(form: variant.form))
    #expect(reading.codes == variant.codes, "\(variant.name)")
    #expect(reading.articles.map { $0.title ?? "" } == variant.titles, "\(variant.name)")
    let texts = reading.articles.flatMap { [$0.title, $0.body, $0.html] }.compactMap(\.self).joined(separator: "\n")
    for text in variant.has { #expect(texts.contains(text), "\(variant.name): \(texts)") }
    for text in variant.hasNot { #expect(!texts.contains(text), "\(variant.name): \(texts)") }
    let first = reading.articles.first
    if let date = variant.date { #expect(first?.publishedAt?.description == date, "\(variant.name)") }
    if let offset = variant.offset { #expect(first?.publishedOffset == offset, "\(variant.name)") }
    if let url = variant.url { #expect(first?.url == url, "\(variant.name)") }
    if let source = variant.source {
      let isSource = first?.source?.name == source || first?.source?.domain == source
      #expect(isSource, "\(variant.name)")
    }
    #expect(first?.retracts == variant.retracts, "\(variant.name)")
  }

  static let json: [Variant] = [
    Variant(
      "a wire's own API",
      #"{"storyId": 88123, "headLine": "Tug crews stop work", "bodyText": "Tug crews at Tema stopped work.", "firstPublished": "2026-11-26T09:15:00+0000"}"#,
      titles: ["Tug crews stop work"], has: ["Tug crews at Tema"], date: "2026-11-26T09:15:00Z"),
    Variant(
      "time in seconds as text", #"{"title": "T", "content": "Rail line cut.", "timestamp": "1795680000"}"#,
      titles: ["T"], has: ["Rail line cut."], date: "2026-11-26T08:00:00Z"),
    Variant(
      "time in milliseconds as a number", #"{"title": "T", "text": "Rail line cut.", "pubDate": 1795680000000}"#,
      titles: ["T"], date: "2026-11-26T08:00:00Z"),
    Variant(
      "a source that is an object with an id",
      #"{"title": "T", "description": "Bridge closed.", "source": {"id": null, "name": "Harbour Post"}, "url": "https://h.example/1"}"#,
      titles: ["T"], has: ["Bridge closed."], url: "https://h.example/1", source: "Harbour Post"),
    Variant(
      "an envelope in an envelope",
      #"{"status": "ok", "data": {"articles": [{"title": "A", "body": "One."}, {"title": "B", "body": "Two."}]}}"#,
      titles: ["A", "B"], has: ["One.", "Two."]),
    Variant("an array with a null", #"[null, {"title": "A", "body": "One."}]"#, titles: ["A"], codes: ["wrong_type"]),
    Variant(
      "WordPress REST with rendered parts",
      #"{"id": 9, "date_gmt": "2026-11-26T08:00:00", "link": "https://w.example/p/9", "title": {"rendered": "Quay &#8211; closed"}, "content": {"rendered": "<p>The quay is closed.</p>", "protected": false}}"#,
      titles: ["Quay &#8211; closed"], has: ["The quay is closed."], hasNot: ["<p>"], date: "2026-11-26T08:00:00Z",
      url: "https://w.example/p/9"),
    Variant(
      "JSON Feed with HTML",
      #"{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [{"id": "4", "url": "https://j.example/4", "title": "Dam", "content_html": "<p>The dam<script>x()</script> holds.</p>", "date_published": "2026-11-26T10:00:00+02:00"}]}"#,
      titles: ["Dam"], has: ["The dam holds."], hasNot: ["x()"], date: "2026-11-26T08:00:00Z", offset: 120,
      url: "https://j.example/4", source: "Wire"),
    Variant(
      "linked data with a graph",
      #"{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Page"}, {"@type": ["NewsArticle", "Article"], "headline": "Strike", "articleBody": "A strike began.", "datePublished": "2026-11-26", "publisher": {"@type": "Organization", "name": "Post"}}]}"#,
      titles: ["Strike"], has: ["A strike began."], date: "2026-11-26T00:00:00Z", source: "Post"),
    Variant(
      "CloudEvents with base64",
      #"{"specversion": "1.0", "type": "news", "source": "https://ce.example/x", "id": "e1", "time": "2026-11-26T08:00:00Z", "data_base64": "eyJ0aXRsZSI6IkEiLCJib2R5IjoiT25lLiJ9"}"#,
      titles: ["A"], has: ["One."], date: "2026-11-26T08:00:00Z", source: "https://ce.example/x"),
    Variant(
      "ninjs 2 with arrays",
      #"{"uri": "tag:n,1", "pubstatus": "usable", "versioncreated": "2026-11-26T08:00:00Z", "headlines": [{"value": "Fire at refinery"}], "bodies": [{"value": "<p>A fire broke out.</p>", "contenttype": "text/html"}]}"#,
      titles: ["Fire at refinery"], has: ["A fire broke out."], date: "2026-11-26T08:00:00Z"),
    Variant(
      "ninjs that is withdrawn", #"{"uri": "tag:n,2", "pubstatus": "withheld", "headline": "Fire at refinery"}"#,
      titles: ["Fire at refinery"], retracts: "tag:n,2"),
    Variant(
      "Event Registry",
      #"{"articles": {"results": [{"uri": "77", "title": "Coup rumour denied", "body": "The army denied it.", "dateTimePub": "2026-11-26T08:00:00Z", "source": {"uri": "er.example", "title": "ER"}, "lang": "eng"}], "totalResults": 1}}"#,
      titles: ["Coup rumour denied"], has: ["The army denied it."], date: "2026-11-26T08:00:00Z"),
    Variant(
      "a body in paragraphs",
      #"{"title": "T", "paragraphs": ["The first part of the story of the port.", "The second part of it."], "body": ["The first part.", "The second part."]}"#,
      titles: ["T"], has: ["The first part.", "The second part."]),
    Variant("only false where text should be", #"{"title": "T", "body": false}"#, codes: ["wrong_type"]),
    Variant("a number that is no article", "42", codes: ["wrong_type"]),
    Variant(
      "UTF-16 without a mark is not JSON",
      bytes: Array("{\"title\": \"A\"}".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, titles: ["A"]),
    Variant("a byte order mark before lines", "\u{FEFF}{\"title\": \"A\"}\n{\"title\": \"B\"}\n", titles: ["A", "B"]),
  ]

  static let xml: [Variant] = [
    Variant(
      "RSS with CDATA and content:encoded",
      "<?xml version='1.0'?><rss version='2.0' xmlns:content='x'><channel><title>Wire</title><link>https://r.example</link><item><title><![CDATA[Mine & mill shut]]></title><description>Short.</description><content:encoded><![CDATA[<p>The mine and the mill are shut for good, the firm said.</p>]]></content:encoded><pubDate>Thu, 26 Nov 2026 08:00 UT</pubDate><link>https://r.example/1</link></item></channel></rss>",
      titles: ["Mine & mill shut"], has: ["shut for good"], date: "2026-11-26T08:00:00Z", url: "https://r.example/1",
      source: "Wire"),
    Variant(
      "RSS with dc:date and a Spanish date",
      "<rss><channel><title>W</title><item><title>Uno</title><dc:date>2026-11-26T08:00:00-05:00</dc:date></item><item><title>Dos</title><pubDate>26 de noviembre de 2026</pubDate></item></channel></rss>",
      titles: ["Uno", "Dos"], date: "2026-11-26T13:00:00Z", offset: -300),
    Variant(
      "Atom with XHTML content",
      "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><entry><id>urn:1</id><title type='html'>Port &amp;amp; rail</title><updated>2026-11-26T08:00:00Z</updated><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Both <b>stopped</b>.</p></div></content><link href='https://a.example/1'/></entry></feed>",
      titles: ["Port &amp; rail"], has: ["Both stopped."], hasNot: ["<b>"], date: "2026-11-26T08:00:00Z",
      url: "https://a.example/1", ),
    Variant(
      "a feed before which there is white space and a comment",
      "\n\n<!-- made by hand --><rss><channel><item><title>One</title></item></channel></rss>", titles: ["One"]),
    Variant(
      "a feed whose end is missing",
      "<rss><channel><title>W</title><item><title>One</title><description>A text.</description></item><item><title>Tw",
      titles: ["One"], codes: ["form_unreadable"]),
    Variant(
      "NewsML-G2 that is killed",
      "<newsItem guid='urn:k' version='2'><itemMeta><pubStatus qcode='stat:canceled'/></itemMeta><contentMeta><headline>Old story</headline></contentMeta></newsItem>",
      titles: ["Old story"], retracts: "urn:k"),
    Variant(
      "a site map of news", "<urlset><url><loc>https://s.example/1</loc></url></urlset>", form: .xml,
      codes: ["form_unknown"]),
  ]

  private static func page(_ head: String, _ body: String, _ attributes: String = "") -> String {
    "<!DOCTYPE html><html \(attributes)><head>\(head)</head><body>\(body)</body></html>"
  }
  private static let prose =
    "<p>The ministry closed the bridge over the river after an inspection found cracks in two of its piers on Monday.</p><p>Lorries are sent over the old road, which takes three hours more.</p>"

  static let pages: [Variant] = [
    Variant(
      "a reader's comments and a box of links",
      page(
        "<title>Bridge closed - Post</title>",
        "<h1>Bridge closed</h1><div class=text>\(prose)</div><div class='readerComments'><p>Soldiers took the palace!</p></div><div class='box_readmore'><a href=/a>Gabon coup</a> <a href=/b>Chad war</a></div>"
      ),
      titles: ["Bridge closed"], has: ["cracks in two"], hasNot: ["palace", "coup"]),
    Variant(
      "inserted and deleted text",
      page(
        "<title>Bridge</title>",
        "<article><h1>Bridge</h1>\(prose)<p>It <s>collapsed</s> <ins>was closed</ins> at noon.</p></article>"),
      titles: ["Bridge"], has: ["was closed"], hasNot: ["collapsed"]),
    Variant(
      "hidden by style",
      page(
        "<title>B</title>",
        "<article><h1>B</h1>\(prose)<p style='Display : none'>Loans in default</p><div hidden>War</div></article>"),
      titles: ["B"], hasNot: ["default", "War"]),
    Variant(
      "windows-1251 declared in the old way",
      bytes: Array("<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1251'><title>".utf8)
        + [0xCC, 0xEE, 0xF1, 0xF2] + Array("</title></head><body><p>".utf8) + [
          0xCC, 0xEE, 0xF1, 0xF2, 0x20, 0xE7, 0xE0, 0xEA, 0xF0, 0xFB, 0xF2,
        ] + Array("</p></body></html>".utf8),
      titles: ["Мост"], has: ["Мост закрыт"]),
    Variant(
      "time in linked data",
      page(
        "<script type='application/ld+json'>{\"@type\":\"ReportageNewsArticle\",\"headline\":\"Bridge\",\"datePublished\":\"2026-11-26T16:00:00+08:00\"}</script>",
        "<article><h1>Bridge</h1>\(prose)</article>"), titles: ["Bridge"], date: "2026-11-26T08:00:00Z", offset: 480),
    Variant(
      "time beside the heading of a Chinese page",
      page(
        "<title>大桥关闭</title>",
        "<div class=article><h1>大桥关闭</h1><div class='pages-date'>2026-11-26 16:00　来源：某报</div><p>　　交通部门星期一检查后关闭大桥，货车改走旧路，需要多花三个小时，恢复通行的时间尚未确定。</p></div>",
        "lang=zh-CN"), titles: ["大桥关闭"], date: "2026-11-26T08:00:00Z", offset: 480),
    Variant(
      "a time with its zone on a Chinese page",
      page(
        "<title>大桥关闭</title><meta name=publishdate content='2026-11-26 03:00 -0500'>",
        "<div class=article><h1>大桥关闭</h1><p>　　交通部门星期一检查后关闭大桥，货车改走旧路。</p></div>", "lang=zh-CN"),
      titles: ["大桥关闭"], date: "2026-11-26T08:00:00Z", offset: -300),
    Variant(
      "time in a French byline",
      page(
        "<title>Pont</title>",
        "<h1>Le pont est fermé ce lundi</h1><p class='byline'>Par A. Martin <span class='date'>Publié le 26 novembre 2026 à 09h00</span></p>\(prose)",
        "lang=fr"), titles: ["Le pont est fermé ce lundi"], date: "2026-11-26T09:00:00Z"),
    Variant(
      "a script with a tag in a string",
      page("<title>B</title>", "<article><h1>B</h1><script>var a = '<p>coup</p>';</script>\(prose)</article>"),
      titles: ["B"], hasNot: ["coup"]),
    Variant(
      "a style that is never closed in a comment",
      page("<title>B</title>", "<!-- <style> --><article><h1>B</h1>\(prose)</article>"), titles: ["B"], has: ["cracks"]),
    Variant(
      "a comment of 100 kB before the text",
      page(
        "<title>B</title>", "<!--\(String(repeating: "- x ", count: 25_000))--><article><h1>B</h1>\(prose)</article>"),
      titles: ["B"], has: ["cracks"]),
    Variant(
      "a page of headlines with dates",
      page(
        "<title>News</title>",
        "<h1>News</h1>"
          + (1...8).map {
            "<div class=item><h2><a href=/\($0)>Story \($0) of the day</a></h2><span class=date>\($0) November 2026</span></div>"
          }.joined()), titles: ["News"], has: ["Story 8"]),
    Variant(
      "entities in the title",
      page("<title>Bridge &amp; road &#8220;closed&#8221;</title>", "<article>\(prose)</article>"),
      titles: ["Bridge & road “closed”"]),
    Variant(
      "a canonical link and its name",
      page(
        "<title>B</title><link rel=canonical href='https://p.example/b'><meta property='og:site_name' content='Post'>",
        "<article><h1>B</h1>\(prose)</article>"), titles: ["B"], url: "https://p.example/b", source: "Post"),
    Variant(
      "a page in GBK that declares nothing",
      bytes: Array("<html><head><title>".utf8) + [0xB8, 0xDB, 0xBF, 0xDA] + Array("</title></head><body><p>".utf8) + [
        0xB8, 0xDB, 0xBF, 0xDA, 0xB9, 0xA4, 0xB3, 0xCC, 0xD2, 0xD1, 0xBE, 0xAD, 0xCD, 0xA3, 0xB9, 0xA4, 0xA1, 0xA3,
      ] + Array("</p></body></html>".utf8), titles: ["港口"], has: ["港口工程已经停工"]),
    Variant(
      "nothing but a menu and a script", page("", "<nav><a href=/>Home</a></nav><script>load()</script>"),
      codes: ["article_empty"]),
  ]

  static let others: [Variant] = [
    Variant(
      "CSV with semicolons and quoted lines",
      "Headline;Text;Published\n\"Bridge; closed\";\"One\nTwo\";26.11.2026 09:00 CET\n", form: .csv,
      titles: ["Bridge; closed"], has: ["One\nTwo"], date: "2026-11-26T08:00:00Z", offset: 60),
    Variant("TSV", "title\tbody\tdate\nA\tOne.\t2026-11-26\n", form: .csv, titles: ["A"], date: "2026-11-26T00:00:00Z"),
    Variant("CSV without a text", "x,y\n1,2\n", form: .csv, codes: ["form_unknown"]),
    Variant("an image", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], codes: ["form_unknown"]),
    Variant("gzip cut off", bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B], codes: ["gzip_invalid"]),
    Variant(
      "NITF",
      "<nitf><head><docdata><date.issue norm='20261126T080000Z'/></docdata></head><body><body.head><hedline><hl1>Bridge closed</hl1></hedline></body.head><body.content><p>The bridge is closed.</p></body.content></body></nitf>",
      titles: ["Bridge closed"], has: ["The bridge is closed."], date: "2026-11-26T08:00:00Z"),
    Variant(
      "plain text in windows-1252", bytes: Array("Le pont est ferm".utf8) + [0xE9] + Array(" depuis lundi.".utf8),
      form: .text, titles: [""], has: ["fermé"]),
  ]
}
