import ArticleForms
import Models
import Testing

@Suite struct OtherFormTests {
  @Test("CSV gives an article a row, by its column names")
  func csv() throws {
    let text = "id,Title,body,published\n1,\"One, two\",\"B \"\"q\"\"\",2026-11-26\n2,Three,,\n,,,\n"
    let articles = read(text, .csv).articles
    try #require(articles.count == 2)
    #expect(
      articles[0] == Article(id: "1", title: "One, two", body: "B \"q\"", publishedAt: time("2026-11-26T00:00:00Z")))
    #expect(articles[1] == Article(id: "2", title: "Three"))
    #expect(read("a;b\n1;2\n", .csv).codes == ["form_unknown"])
    #expect(read("title,body\n", .csv).codes == ["article_empty"])
    #expect(read("title,body\n\"open,1\n", .csv).codes == ["form_unreadable"])
  }

  @Test("a row of CSV with more fields than columns is refused, since its text is cut; empty fields do no harm")
  func extraFields() {
    let reading = read("id,title,body\n1,Blast,12 died, and 40 were hurt\n2,Port,It is shut.,,\n", .csv)
    #expect(reading.codes == ["form_unreadable"])
    #expect(reading.articles.map(\.body) == ["It is shut."])
    guard case .refused(let refusal)? = reading.items.first else { return }
    #expect(refusal.message.hasPrefix("line 2: ") && refusal.message.contains("quote the field"))
  }

  @Test("CSV may be in any encoding, as other texts may")
  func encodedCSV() {
    let text = "title,body\nПорт,Работники порта начали забастовку в четверг\n"
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    // In windows-1251 the letters from А on are the bytes from C0 on, in the order of Unicode.
    let cyrillic = text.unicodeScalars.map { UInt8($0.value < 128 ? $0.value : $0.value - 0x410 + 0xC0) }
    for bytes in [wide, cyrillic] {
      #expect(reader.read(bytes, .init(form: .csv)).articles.map(\.title) == ["Порт"])
    }
    let latin = "title,body\nBlast,Explosión en Medellín\n".unicodeScalars.map { UInt8($0.value) }
    #expect(reader.read(latin, .init(form: .csv)).articles.map(\.body) == ["Explosión en Medellín"])
  }

  @Test("a web archive gives the pages among its responses, with their address, and no date of its own")
  func warc() throws {
    func record(_ type: String, _ content: String) -> String {
      "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: https://w.example/1\r\nWARC-Date: 2026-11-26T08:00:00Z\r\n"
        + "Content-Type: application/http\r\nContent-Length: \(content.utf8.count)\r\n\r\n\(content)\r\n\r\n"
    }
    let page = "<html><head><title>Port shut by strike</title></head><body><p>The port is shut.</p></body></html>"
    let archive =
      record("warcinfo", "x: y\r\n\r\n") + record("request", "GET / HTTP/1.1\r\n\r\n")
      + record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\(page)")
      + record(
        "response",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\(String(page.utf8.count, radix: 16))\r\n\(page)\r\n0\r\n\r\n"
      )
      + record("response", "HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n\(page)")
      + record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG")
    let articles = read(archive).articles
    #expect(articles.map(\.body) == ["The port is shut.", "The port is shut."])
    #expect(articles.allSatisfy { $0.url == "https://w.example/1" && $0.publishedAt == nil })
    #expect(read(archive.replacing("Content-Length: ", with: "Content-Length: 9")).codes == ["form_unreadable"])
  }

  @Test("the pages before a damaged record of a web archive are read, and a blank after a length is no damage")
  func damagedArchive() {
    func record(_ text: String) -> String {
      let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>\(text)</p></body></html>"
      return "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
        + "Content-Length: \(page.utf8.count) \t\r\n\r\n\(page)\r\n\r\n"
    }
    let archive = record("One.") + record("Two.") + record("Three.")
    #expect(read(archive).articles.map(\.body) == ["One.", "Two.", "Three."])
    #expect(read(archive).codes.isEmpty)
    let cut = read(String(archive.dropLast(20)))
    #expect(cut.articles.map(\.body) == ["One.", "Two."])
    #expect(cut.codes == ["form_unreadable"])
    let followed = read(record("One.") + "x" + record("Two."))
    #expect(followed.articles.map(\.body) == ["One."])
    #expect(followed.codes == ["form_unreadable"])
  }

  @Test(
    "a media type is read whatever its letters, quotation marks and order",
    arguments: [
      ("text/html; charset=iso-8859-2", "text/html", "iso-8859-2"), ("Text/HTML;Charset=\"GBK\"", "text/html", "GBK"),
      ("application/rss+xml ; q=1 ; charset = 'utf-8' ", "application/rss+xml", "utf-8"),
      ("text/html; x=\"charset=no\"", "text/html", nil), ("text/html; charset=", "text/html", nil), ("", "", nil),
    ] as [(String, String, String?)])
  func mediaTypes(_ header: String, _ name: String, _ charset: String?) {
    #expect(MediaType(header).name == name)
    #expect(MediaType(header).charset == charset)
  }

  @Test("a page of a web archive is read by the encoding that its header states, in capitals and quoted")
  func archivedEncoding() {
    // "Žatec" in ISO 8859-2, whose Ž is another letter in every encoding that would be guessed.
    let content =
      Array("HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; Charset=\"iso-8859-2\"\r\n\r\n<html><body><p>".utf8)
      + [0xAE] + Array("atec.</p></body></html>".utf8)
    let head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: \(content.count)"
    #expect(reader.read(Array("\(head)\r\n\r\n".utf8) + content).articles.map(\.body) == ["Žatec."])
  }

  @Test("a page gives its main text, title, time, address, language and source")
  func page() throws {
    let html = """
      <!doctype html><html lang="es"><head><title>Paro en el puerto - Diario</title><link rel="canonical" href="https://d.example/paro">
      <meta property="og:site_name" content="Diario"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Paro en el puerto","datePublished":"2026-11-26T03:00:00-05:00"}</script></head>
      <body><nav><a href="/">Inicio</a><a href="/m">Mundo</a></nav><article><h1>Paro en el puerto</h1><p>Los trabajadores del puerto iniciaron un paro este jueves.</p></article></body></html>
      """
    let article = try #require(read(html).articles.first)
    #expect(
      article
        == Article(
          url: "https://d.example/paro", title: "Paro en el puerto",
          body: "Los trabajadores del puerto iniciaron un paro este jueves.", publishedAt: time("2026-11-26T08:00:00Z"),
          publishedOffset: -300, language: "es", source: ArticleSource(name: "Diario", domain: "https://d.example/paro")
        ))
  }

  @Test(
    "a page's address is made absolute, or is none",
    arguments: [
      ("https://d.example/paro", nil, "https://d.example/paro"), ("//d.example/paro", nil, "https://d.example/paro"),
      ("//d.example/paro", "http://x.example/", "http://d.example/paro"),
      ("/paro", "https://d.example/news?id=1", "https://d.example/paro"),
      ("/paro", "https://d.example?id=1", "https://d.example/paro"), ("/paro", nil, nil), ("paro", nil, nil),
      ("paro", "https://d.example/news", "https://d.example/news"),
    ] as [(String, String?, String?)])
  func addresses(_ canonical: String, _ base: String?, _ expected: String?) throws {
    let html = "<html><head><link rel=canonical href='\(canonical)'></head><body><p>The port is shut.</p></body></html>"
    let article = try #require(reader.read(Array(html.utf8), .init(form: .html, url: base)).articles.first)
    #expect(article.url == expected)
    #expect(article.source?.domain == expected)
  }

  @Test(
    "a file's form is known by its name, also of a compressed one",
    arguments: [
      ("a.JSON", .json), ("a.jsonl", .json), ("b.html.gz", .html), ("c.xml", .xml), ("d.rss", .xml), ("e.csv", .csv),
      ("f.warc.gz", .warc), ("g.txt", .text), ("h.png", nil), ("noend", nil),
    ] as [(String, ArticleFormReader.Form?)])
  func names(_ name: String, _ form: ArticleFormReader.Form?) {
    #expect(ArticleFormReader.Form(fileName: name) == form)
  }

  @Test(
    "plain text with a null character, or with nothing but white space, is refused",
    arguments: [
      ("Workers went \0 on strike.", "article_null_byte"), ("", "article_empty"), (" \n\t", "article_empty"),
      ("\u{A0}\u{3000}", "article_empty"),
    ])
  func plainText(_ text: String, _ code: String) {
    #expect(read(text, .text).codes == [code])
  }

  @Test(
    "an input with no text is not called plain text", arguments: [("", "an empty input"), (" \n", "only white space")])
  func noText(_ text: String, _ found: String) {
    guard case .refused(let refusal)? = read(text, .xml).items.first else {
      Issue.record("expected a refusal")
      return
    }
    #expect(refusal.message.hasPrefix("found \(found); expected "))
  }

  @Test("a record takes one article, in whatever form")
  func single() throws {
    #expect(try reader.article(Array(#"{"articles": [{"title": "T"}]}"#.utf8)).article.title == "T")
    #expect(
      try reader.article(Array("<rss><channel><item><title>T</title></item></channel></rss>".utf8)).article.title == "T"
    )
    #expect(throws: ArticleRefusal.self) { try reader.article(Array(#"[{"title": "T"}, {"title": "U"}]"#.utf8)) }
    #expect(throws: ArticleRefusal.self) { try reader.article(Array("plain words".utf8)) }
  }

  @Test("no soup of pieces of forms crashes, and each gives an item", arguments: 1...6)
  func soup(_ seed: UInt64) {
    let pieces = [
      "{", "}", "[", "]", "\"title\":", "\"T\"", ",", "\"articles\":", "<rss>", "<item>", "</item>", "<channel>",
      "<title>", "<html>",
      "<p>", "WARC/1.0\r\n", "\r\n\r\n", "Content-Length: 5", "\n", "null", "1", "<feed>", "<entry>", "\u{FEFF}",
      "<![CDATA[", "]]>",
      "title,body", "\"specversion\":\"1.0\"", "\"data\":",
    ]
    var state = seed
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<14 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      for form in [nil, .json, .xml, .html, .csv, .warc] as [ArticleFormReader.Form?] {
        #expect(!read(text, form).items.isEmpty, "\(text)")
      }
    }
  }
}
