import ArticleForms
import Models
import Testing

@Suite struct JSONFormTests {
  /// A form, its text, and the article in it: id, address, title, text, time, name and domain of the source.
  private static let forms: [(String, String, Article)] = [
    (
      "Beacon with other types",
      #"{"id": 4711, "title": "T", "body": "B", "publishedAt": 1795680000, "source": "Wire"}"#,
      Article(id: "4711", title: "T", body: "B", publishedAt: eight, source: ArticleSource(name: "Wire"))
    ),
    (
      "other names",
      #"{"guid": "g", "link": "https://w.example/1", "headline": "T", "text": "B", "pub_date": "2026-11-26T08:00Z", "author": "A", "lang": "en"}"#,
      Article(
        id: "g", url: "https://w.example/1", title: "T", body: "B", publishedAt: eight,
        language: "en")
    ),
    (
      "NewsAPI",
      #"{"status": "ok", "totalResults": 1, "articles": [{"source": {"id": null, "name": "Wire"}, "author": "A", "title": "T", "description": "D", "url": "https://w.example/1", "urlToImage": null, "publishedAt": "2026-11-26T08:00:00Z", "content": "C"}]}"#,
      Article(
        url: "https://w.example/1", title: "T", body: "C", publishedAt: eight,
        source: ArticleSource(name: "Wire"))
    ),
    (
      "Event Registry",
      #"{"articles": {"results": [{"uri": "77", "lang": "eng", "dateTimePub": "2026-11-26T08:00:00Z", "url": "https://w.example/1", "title": "T", "body": "B", "source": {"uri": "w.example", "title": "Wire"}}], "totalResults": 1}}"#,
      Article(
        id: "77", url: "https://w.example/1", title: "T", body: "B", publishedAt: eight,
        language: "eng",
        source: ArticleSource(name: "Wire", domain: "w.example"))
    ),
    (
      "ninjs 1",
      #"{"uri": "urn:1", "type": "text", "versioncreated": "2026-11-26T08:00:00Z", "pubstatus": "usable", "headline": "T", "body_text": "B", "body_html": "<p>B</p>", "language": "en", "source": "Wire"}"#,
      Article(
        id: "urn:1", title: "T", body: "B", html: "<p>B</p>", publishedAt: eight, language: "en",
        source: ArticleSource(name: "Wire"))
    ),
    (
      "ninjs 2",
      #"{"uri": "urn:1", "headlines": [{"role": "main", "value": "T"}], "bodies": [{"role": "main", "contenttype": "text/plain", "value": "B"}], "firstcreated": "2026-11-26T08:00:00Z"}"#,
      Article(id: "urn:1", title: "T", html: "B", publishedAt: eight)
    ),
    (
      "schema.org",
      #"{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "W"}, {"@type": ["NewsArticle"], "@id": "https://w.example/1#a", "headline": "T", "articleBody": "B", "datePublished": "2026-11-26T16:00:00+08:00", "inLanguage": "en", "publisher": {"@type": "Organization", "name": "Wire"}, "author": [{"name": "A"}], "mainEntityOfPage": {"@id": "https://w.example/1"}}]}"#,
      Article(
        id: "https://w.example/1#a", url: "https://w.example/1", title: "T", body: "B", publishedAt: eight,
        publishedOffset: 480, language: "en", source: ArticleSource(name: "Wire"))
    ),
    (
      "CloudEvents, structured",
      #"{"specversion": "1.0", "type": "x", "source": "https://w.example", "id": "ce", "time": "2026-11-26T08:00:00Z", "data": {"title": "T", "body": "B"}}"#,
      Article(
        id: "ce", title: "T", body: "B", publishedAt: eight,
        source: ArticleSource(name: "https://w.example", domain: "https://w.example"))
    ),
    (
      "CloudEvents, base64",
      #"{"specversion": "1.0", "type": "x", "source": "/s", "id": "ce", "data_base64": "eyJpZCI6ICIxIiwgInRpdGxlIjogIlQifQ=="}"#,
      Article(id: "1", title: "T")
    ),
    ("an article in an object", #"{"status": "ok", "article": {"id": 5, "title": "T"}}"#, Article(id: "5", title: "T")),
    (
      "JSON:API", #"{"data": [{"type": "articles", "id": "7", "attributes": {"title": "T", "body": "B"}}]}"#,
      Article(id: "7", title: "T", body: "B")
    ),
    (
      "Elasticsearch",
      #"{"took": 3, "hits": {"total": 1, "hits": [{"_id": "e1", "_source": {"title": "T", "source": "Wire"}}]}}"#,
      Article(id: "e1", title: "T", source: ArticleSource(name: "Wire"))
    ),
    (
      "GraphQL", #"{"data": {"articles": {"edges": [{"cursor": "c", "node": {"id": "1", "headline": "T"}}]}}}"#,
      Article(id: "1", title: "T")
    ),
    (
      "a title alone, with an object for its source", #"{"title": "T", "source": {"name": "Wire", "title": "No"}}"#,
      Article(title: "T", source: ArticleSource(name: "Wire"))
    ),
    (
      "JSON Feed",
      #"{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "home_page_url": "https://w.example/", "language": "en", "items": [{"id": "1", "url": "https://w.example/1", "title": "T", "content_text": "B", "date_published": "2026-11-26T08:00:00Z"}]}"#,
      Article(
        id: "1", url: "https://w.example/1", title: "T", body: "B", publishedAt: eight,
        language: "en",
        source: ArticleSource(name: "Wire", domain: "https://w.example/"))
    ),
    (
      "WordPress",
      #"[{"id": 9, "date_gmt": "2026-11-26T08:00:00", "link": "https://w.example/9", "status": "publish", "title": {"rendered": "T"}, "content": {"rendered": "B"}}]"#,
      Article(id: "9", url: "https://w.example/9", title: "T", html: "B", publishedAt: eight)
    ),
    (
      "Guardian",
      #"{"response": {"status": "ok", "results": [{"id": "a/b", "webTitle": "T", "webUrl": "https://w.example/1", "webPublicationDate": "2026-11-26T08:00:00Z", "fields": {"bodyText": "B"}}]}}"#,
      Article(id: "a/b", url: "https://w.example/1", title: "T", body: "B", publishedAt: eight)
    ),
  ]

  private static let eight = Timestamp(rfc3339: "2026-11-26T08:00:00Z")

  @Test(
    "a row of article-fields.tsv decides what is an envelope, an empty list, a summary and the id of a wrapper",
    arguments: [
      (
        "own_text\ttext\tbody\t", "own_text\ttext\tbodies\t",
        #"{"title": "T", "body": "B", "items": [{"title": "A"}]}"#,
        ["- T B"],
        ["- A -"]
      ),
      ("empty_list\titems\titems\t", "empty_list\titems\tlists\t", #"{"title": "T", "items": []}"#, [], ["- T -"]),
      (
        "*\tsummary\tdescription\t", "*\ttext\tdescription\t", #"{"description": "D", "content_html": "<p>Long</p>"}"#,
        ["- - Long"], ["- - D"]
      ),
      (
        "wrapper_id\tid\t_id\t", "wrapper_id\tid\tkey\t", #"{"_id": "e1", "_source": {"title": "T"}}"#, ["e1 T -"],
        ["- T -"]
      ),
    ] as [(String, String, String, [String], [String])])
  func moving(row: String, other: String, text: String, articles: [String], moved: [String]) throws {
    func found(_ reader: ArticleFormReader) -> [String] {
      reader.read(Array(text.utf8)).articles.map { "\($0.id ?? "-") \($0.title ?? "-") \($0.body ?? "-")" }
    }
    #expect(found(reader) == articles)
    #expect(try found(changedReader("article-fields.tsv") { $0.replacing("\n" + row, with: "\n" + other) }) == moved)
  }

  @Test("each form of JSON gives its article", arguments: forms.indices)
  func form(_ index: Int) throws {
    let (name, text, expected) = Self.forms[index]
    let reading = read(text)
    #expect(reading.codes.isEmpty, "\(name)")
    try #require(reading.articles.count == 1, "\(name): \(reading)")
    var article = reading.articles[0]
    // HTML is read to its text: the table's part ends there.
    var wanted = expected
    if wanted.body == nil, let html = wanted.html, !html.contains("<") {
      wanted.body = html
      wanted.html = nil
    }
    if article.html != nil, article.body == nil { article.html = nil }
    #expect(article == wanted, "\(name)")
  }

  @Test("arrays, lines, a byte order mark and UTF-16 all give the same articles")
  func containers() {
    let one = #"{"title": "T1"}"#
    let two = #"{"title": "T2"}"#
    for text in [
      "[\(one), \(two)]", "\(one)\n\(two)\n", "\u{FEFF}[\(one),\(two)]", #"{"data": [\#(one), \#(two)]}"#,
      "[[\(one)],[\(two)]]",
    ] {
      #expect(read(text).articles.map(\.title) == ["T1", "T2"], "\(text)")
    }
    let wide = "[\(one)]".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(reader.read([0xFF, 0xFE] + wide).articles.map(\.title) == ["T1"])
  }

  @Test(
    "what cannot be read has its own code, and the other articles of the input are read",
    arguments: [
      (#"[{"title": "T"}, {"author": "x"}]"#, ["article_empty"]),
      (#"[{"title": "T"}, {"title": "Feed", "items": []}]"#, ["article_empty"]),
      (#"[{"title": "T"}, 5]"#, ["wrong_type"]),
      ("{\"title\": \"T\"}\n{\"title\": \n{\"title\": \"U\"}", ["json_syntax"]),
      (#"[{"title": "T"}, {"body": true}]"#, ["wrong_type"]),
      (#"[{"title": "T"}, {"articleBody": {"a": 1}}]"#, ["wrong_type"]),
      (#"[{"title": "T"}, {"title": "U", "title": "V"}]"#, ["json_duplicate_key"]),
      (#"[{"title": "T"}, {"title": "\u0000"}]"#, ["article_null_byte"]),
    ])
  func refused(_ text: String, _ codes: [String]) {
    #expect(read(text).codes == codes)
    #expect(read(text).articles.first?.title == "T")
  }

  @Test("a key that is twice in a part that is not read is no fault")
  func duplicatesElsewhere() {
    #expect(read(#"{"title": "T", "associations": {"x": {"y": 1, "y": 2}}}"#).articles.count == 1)
  }

  @Test("a date that cannot be read costs the date, not the article, and is noted; an empty one is ignored")
  func dates() {
    let odd = read(#"{"title": "T", "publishedAt": "last week"}"#)
    #expect(odd.articles.map(\.publishedAt) == [nil])
    #expect(odd.notes == [.unreadDate("last week")])
    for empty in [#""""#, "null", #""  ""#] {
      #expect(read(#"{"title": "T", "publishedAt": \#(empty)}"#).notes.isEmpty, "\(empty)")
    }
  }

  @Test("a field of unknown name that looks like text is noted, a known one that is not read is not")
  func unreadText() {
    let text = String(repeating: "word ", count: 50)
    #expect(read(#"{"title": "T", "story_part": "\#(text)"}"#).notes == [.unreadText(field: "storypart")])
    #expect(read(#"{"title": "T", "keywords": "\#(text)"}"#).notes.isEmpty)
    let reading = read(#"{"id": 1, "story_part": "\#(text)"}"#)
    guard case .refused(let refusal)? = reading.items.first else {
      return #expect(Bool(false), "an article without text")
    }
    #expect(refusal.message.contains("storypart"))
  }

  @Test(
    "a status that withdraws an item makes it a retraction of itself",
    arguments: ["canceled", "Cancelled", "withdrawn", "killed", "usable", "publish", ""])
  func status(_ status: String) {
    let article = read(#"{"uri": "u1", "headline": "T", "pubstatus": "\#(status)"}"#).articles.first
    let isWithdrawn = !["usable", "publish", ""].contains(status)
    #expect(article?.retracts == (isWithdrawn ? "u1" : nil))
  }

  @Test(
    "a text in blocks or in several texts is all of them, in their order, with empty lines between them",
    arguments: [
      #""content": [{"type": "paragraph", "value": "One."}, {"type": "image", "src": "x"}, {"type": "quote", "text": "Two."}]"#,
      #""body": ["One.", {"text": "Two."}]"#, #""text": ["One.", "Two."]"#,
      #""content": [{"type": "text", "text": "One."}, "Two."]"#,
      #""content": [{"type": "paragraph", "value": "One."}, {"type": "list", "items": ["Two."]}]"#,
    ])
  func blocks(_ field: String) {
    #expect(read("{\"title\": \"T\", \(field)}").articles.map(\.body) == ["One.\n\nTwo."])
  }

  @Test("of editions of one text, told apart by their media type, the first is read, and a number among texts is one")
  func editions() {
    let (plain, html) = (#"{"type": "text/plain", "value": "One."}"#, #"{"type": "text/html", "value": "<p>One.</p>"}"#)
    #expect(read("{\"content\": [\(plain), \(html)]}").articles.map(\.body) == ["One."])
    #expect(read(#"{"text": ["One.", 2, "Three."]}"#).articles.map(\.body) == ["One.\n\n2\n\nThree."])
  }

  @Test(
    "the HTML is read where the body is blank, as editors leave it",
    arguments: ["", " \\n", "\u{A0}", "\u{3000}\u{3000}", "\u{FEFF}", "\u{200B} "])
  func blankBody(_ body: String) {
    let articles = read("{\"title\": \"T\", \"body\": \"\(body)\", \"html\": \"<p>One.</p>\"}").articles
    #expect(articles.map(\.body) == ["One."])
  }

  @Test("HTML in a text field is read as HTML, whatever the field is called")
  func markup() {
    let article = read(#"{"title": "T", "body": "<p>One <b>two</b></p><script>var x = 'three';</script>"}"#).articles
      .first
    #expect(article?.body == "One two")
    #expect(read(#"{"body": "if a < b and b > c: x"}"#).articles.first?.body == "if a < b and b > c: x")
  }
}
