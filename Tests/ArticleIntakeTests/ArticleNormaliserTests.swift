import ArticleForms
import Models
import Testing

@testable import ArticleIntake

@Suite("Normal form of articles")
struct ArticleNormaliserTests {
  @Test("the text is the trimmed title, an empty line and the body as it is")
  func text() throws {
    let article = try normalise(Article(title: " \u{A0}Port shut\n", body: "  Cranes\r\n\tstand still. "))
    #expect(article.title == "Port shut")
    #expect(article.text == "Port shut\n\n  Cranes\r\n\tstand still. ")
    #expect(article.bodyStart == 11)
  }

  @Test("an untitled body in NFC is its own text")
  func untitled() throws {
    let body = "\nSource: SASAC \u{A0}\n"
    let article = try normalise(Article(title: "  ", body: body))
    #expect(article.title == nil)
    #expect(Array(article.text.utf8) == Array(body.utf8))
    #expect(article.bodyStart == 0)
  }

  @Test("title and body are composed, and offsets count bytes of the composed text")
  func composed() throws {
    let article = try normalise(Article(title: "Cafe\u{301}", body: "Se\u{301}bastien"))
    #expect(Array(article.text.utf8) == Array("Caf\u{E9}\n\nS\u{E9}bastien".utf8))
    #expect(article.bodyStart == 7)
  }

  @Test("a title alone is a text, and so is HTML")
  func otherBodies() throws {
    #expect(try normalise(Article(title: "Port shut")).text == "Port shut")
    #expect(try normalise(Article(html: "<h1>Port</h1><p>is &amp; was</p>")).text == "Port\n\nis & was")
    #expect(try normalise(Article(body: "body", html: "<p>html</p>")).text == "body")
    #expect(try normalise(Article(body: " \n", html: "<p>html</p>")).text == "html")
  }

  @Test(
    "what cannot be taken in has a stable code",
    arguments: [
      (Article(), "article_empty"),
      (Article(title: " ", body: " \n\u{3000}\u{A0}"), "article_empty"),
      (Article(title: "\u{FEFF}", body: "\u{200B}"), "article_empty"),
      (Article(title: "\u{2060}\u{200D}"), "article_empty"),
      (Article(html: "<p> </p><script>x</script>"), "article_empty"),
      (Article(body: "a\u{0}b"), "article_null_byte"),
      (Article(id: "\u{0}", body: "b"), "article_null_byte"),
      (Article(html: "<p>\u{0}</p>"), "article_null_byte"),
      (Article(body: String(repeating: "a", count: 1_000_001)), "article_too_large"),
      (Article(title: "t", body: String(repeating: "a", count: 999_998)), "article_too_large"),
      (Article(html: String(repeating: "<div>", count: 20_000) + "x"), "html_depth"),
      (Article(html: String(repeating: "word ", count: 300_000)), "article_too_large"),
    ])
  func refused(_ article: Article, _ code: String) {
    #expect(refusal(of: article)?.code == code)
  }

  @Test("an article of exactly the limit is taken in")
  func limit() throws {
    let article = try normalise(Article(body: String(repeating: "a", count: 1_000_000)))
    #expect(article.text.utf8.count == 1_000_000)
  }

  @Test("a date more than a day ahead of the log is replaced by the time of the log, and flagged")
  func futureDate() throws {
    let ahead = { (hours: Int) in try normalise(Article(body: "b", publishedAt: noon.adding(hours: hours))) }
    #expect(try ahead(24).publishedAt == noon.adding(hours: 24))
    #expect(try ahead(25).publishedAt == noon)
    #expect(try ahead(24).flags == [])
    #expect(try ahead(25).flags == [.futureDated])
    #expect(try normalise(Article(body: "b")).flags == [.undated])
    #expect(try normaliser.normalise(Article(body: "b", publishedAt: noon.adding(days: 900)), at: nil).flags == [])
  }

  @Test("the date of a retraction is limited as that of an article")
  func futureRetraction() throws {
    func date(_ hours: Int) throws -> Timestamp? {
      let article = Article(id: "2", publishedAt: noon.adding(hours: hours), source: lima, retracts: "1")
      guard case .retraction(let retraction) = try normaliser.identify(article, at: noon) else { return nil }
      return retraction.publishedAt
    }
    #expect(try date(24) == noon.adding(hours: 24))
    #expect(try date(25) == noon)
  }

  @Test("the hours of intake.tsv move what is in the future and what was published again")
  func times() throws {
    let article = Article(
      body: "The port was shut. This story was first published on 20 February 2026.",
      publishedAt: noon.adding(hours: 30))
    var moved = rules
    moved.times.futureAfterHours = 48
    moved.times.republishedAfterHours = 24 * 365
    let other = ArticleNormaliser(rules: moved)
    #expect(try normalise(article).publishedAt != article.publishedAt)
    #expect(try other.normalise(article, at: noon).publishedAt == article.publishedAt)
    let ahead = Article(body: "b", publishedAt: noon.adding(hours: 30))
    #expect(try normalise(ahead).flags == [.futureDated])
    #expect(try other.normalise(ahead, at: noon).flags == [])
  }

  @Test(
    "a stated language counts in its customary spelling; otherwise it is read from the text",
    arguments: [
      ("EN", "en"), ("zh_hant_tw", "zh-Hant-TW"), ("es-419", "es-419"), ("und", "en"), ("english language", "en"),
      ("", "en"), ("e", "en"), ("eng", "en"), ("English", "en"), (" ENG-us ", "en-US"), ("zho", "zh"), ("chi", "zh"),
      ("Chinese", "zh"), ("cmn_Hant", "zh-Hant"), ("Simplified Chinese", "zh"), ("spa", "es"),
      ("Bahasa Indonesia", "id"),
      ("fra", "fr"), ("sw", "sw"), ("xx", "en"), ("qqq-US", "en"),
    ])
  func language(_ stated: String, _ expected: String) throws {
    let body = "The ministry said on Monday that the port would stay closed until the inspection is over."
    #expect(try normalise(Article(body: body, language: stated)).language == expected)
  }

  @Test("a source is its bare domain in lower case")
  func source() throws {
    let source = ArticleSource(name: " Lima Wire ", domain: "https://WWW.LimaWire.example/news")
    #expect(
      try normalise(Article(body: "b", source: source)).source
        == ArticleSource(name: "Lima Wire", domain: "limawire.example"))
    #expect(try normalise(Article(body: "b", source: ArticleSource(name: " "))).source == nil)
  }

  private func normalise(_ article: Article) throws -> NormalisedArticle {
    try normaliser.normalise(article, at: noon)
  }

  private func refusal(of article: Article) -> ArticleRefusal? {
    do throws(ArticleRefusal) {
      _ = try normaliser.normalise(article, at: noon)
      return nil
    } catch {
      return error
    }
  }
}
