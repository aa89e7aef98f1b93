import Models
import Testing

@testable import ArticleIntake

@Suite("Identity of articles")
struct ArticleIdentityTests {
  @Test("the publisher's id at the source comes first, then the address, then the content")
  func order() throws {
    let url = "https://limawire.example/a"
    let full = Article(id: "7", url: url, body: "text", source: lima)
    #expect(try id(full) == id(Article(id: "7", url: "https://other.example/", body: "other", source: lima)))
    #expect(try id(full) != id(Article(id: "7", body: "text", source: ArticleSource(name: "Other"))))
    #expect(
      try id(Article(url: url, body: "text", source: lima)) == id(Article(url: url + "?utm_id=1#x", body: "other")))
    #expect(try id(Article(body: "a  text\n", source: lima)) == id(Article(body: "a text")))
    #expect(try id(Article(body: "text")) != id(Article(body: "texts")))
    #expect(try id(Article(url: "ftp://limawire.example/a", body: "text")) == id(Article(body: "text")))
    #expect(try id(full).utf8.count == 32)
  }

  @Test("an id, an address and a content that are spelt alike are not the same article")
  func kinds() {
    #expect(contentHash("article", "id", "", "x") != contentHash("article", "url", "x"))
    #expect(contentHash("article", "content", "x") != contentHash("article", "url", "x"))
  }

  @Test(
    "the content's hash is that of its words with one blank between them",
    arguments: [
      ("", ""), (" ", ""), ("\t\n", ""), ("a", "a"), (" a", "a"), ("a ", "a"), ("a\r\n\u{B}\u{C} b", "a b"),
      ("  one\ttwo  three ", "one two three"), ("\u{A0}a\u{3000}b", "\u{A0}a\u{3000}b"), ("\u{8}a", "\u{8}a"),
    ])
  func content(text: String, words: String) {
    #expect(ArticleIdentity.contentHash(of: text) == contentHash("content", words))
  }

  @Test("a retraction names its target by id or by address")
  func retraction() throws {
    let byId = try id(Article(id: "7", url: "https://limawire.example/a", body: "text", source: lima))
    #expect(try target(Article(id: "8", source: lima, retracts: " 7 ")) == byId)
    #expect(try target(Article(id: "8", source: ArticleSource(name: "Other"), retracts: "7")) != byId)
    let byAddress = try id(Article(url: "https://limawire.example/a", body: "text", source: lima))
    #expect(try target(Article(source: lima, retracts: "HTTPS://limawire.example/a#x")) == byAddress)
  }

  @Test("where no source is stated, the host of the address tells the articles of one id apart")
  func hosts() throws {
    let first = Article(id: "123", url: "https://www.a.example/2026/blast", body: "text")
    #expect(try id(first) != id(Article(id: "123", url: "https://b.example/2026/strike", body: "text")))
    #expect(try id(first) == id(Article(id: "123", url: "http://a.example/2026/blast-2", body: "other")))
    #expect(
      try id(first) == id(Article(id: "123", body: "text", source: ArticleSource(name: "A", domain: "a.example"))))
    #expect(try target(Article(id: "9", url: "https://a.example/9", retracts: "123")) == id(first))
    #expect(try target(Article(id: "9", url: "https://b.example/9", retracts: "123")) != id(first))
  }

  @Test("a path is no domain, so the name of the source counts", arguments: ["/", "/news/1", "https://", "www."])
  func noDomain(_ domain: String) throws {
    let daily = Article(id: "1", body: "text", source: ArticleSource(name: "Daily A", domain: domain))
    let herald = Article(id: "1", body: "text", source: ArticleSource(name: "Herald B", domain: domain))
    #expect(try id(daily) != id(herald))
    #expect(try normaliser.normalise(daily, at: noon).source == ArticleSource(name: "Daily A"))
  }

  @Test("a retraction needs no text, and an empty `retracts` is ignored")
  func retractionShape() throws {
    guard case .retraction(let retraction) = try normaliser.identify(Article(id: "8", retracts: "7"), at: noon) else {
      Issue.record("expected a retraction")
      return
    }
    #expect(retraction.retractedBy == rules.identity.id("8", at: nil))
    guard case .article = try normaliser.identify(Article(id: "8", body: "b", retracts: " "), at: noon) else {
      Issue.record("expected an article")
      return
    }
  }

  private func id(_ article: Article) throws -> String { try normaliser.normalise(article, at: noon).articleId }

  private func target(_ article: Article) throws -> String { try normaliser.identify(article, at: noon).articleId }
}
