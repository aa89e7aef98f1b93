import Models
import Testing

@testable import ArticleForms

@Suite struct LinkedDataTests {
  private static let body =
    "Dockers at the port of Callao in Peru went on strike on Monday, the union said in a statement."

  private func page(_ blocks: [String]) throws -> Article {
    let scripts = blocks.map { "<script type=\"application/ld+json\">\($0)</script>" }.joined()
    let html =
      "<html><head><title>Port shut by strike - The Daily</title>\(scripts)</head><body><article>"
      + "<h1>Port shut by strike</h1><p>\(Self.body)</p></article></body></html>"
    return try #require(read(html, .html).articles.first)
  }

  private static let news =
    #"{"@type": "NewsArticle", "headline": "Port shut", "datePublished": "2026-11-26T08:00:00Z"}"#

  @Test(
    "what a page says of its site, its owner, its place in the site and its films is not its article",
    arguments: [
      #"{"@type": "Organization", "name": "The Daily", "url": "https://d.example/"}"#,
      #"{"@type": "WebSite", "name": "The Daily", "url": "https://d.example/", "dateModified": "2019-01-01"}"#,
      #"{"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Home", "item": "https://d.example/"}]}"#,
      #"{"@type": "VideoObject", "name": "Fans cheer", "uploadDate": "2019-01-01", "datePublished": "2019-01-01"}"#,
      #"[{"@type": ["Person"], "name": "A. Writer"}, {"@type": "JobPosting", "title": "Editor", "datePosted": "2019-01-01"}]"#,
      #"{"@graph": [{"@type": "ImageObject", "name": "A picture", "url": "https://d.example/p.jpg"}]}"#,
      #"{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another story"}]}"#,
      #"{"@type": "NewsArticle", "articleBody": "\#(String(repeating: "Words of nobody knows what. ", count: 40))"}"#,
      "no JSON", "[]", "1",
    ])
  func others(_ block: String) throws {
    let article = try page([block])
    #expect(article.title == "Port shut by strike")
    #expect(article.body == Self.body)
    #expect(article.url == nil && article.publishedAt == nil && article.source == nil)
    // The article is found behind it.
    let dated = try page([block, Self.news])
    #expect(dated.title == "Port shut")
    #expect(dated.publishedAt == time("2026-11-26T08:00:00Z"))
  }

  @Test(
    "the article is found in a graph, a list, as the main entity of its page, and without its headline",
    arguments: [
      #"{"@graph": [{"@type": "WebSite", "name": "W"}, {"@type": "http://schema.org/NewsArticle", "datePublished": "2026-11-26T08:00:00Z"}]}"#,
      #"[{"@type": "Organization", "name": "W"}, {"@type": ["ReportageNewsArticle"], "datePublished": "2026-11-26T08:00:00Z"}]"#,
      #"{"@type": "WebPage", "name": "W", "mainEntity": {"@type": "NewsArticle", "datePublished": "2026-11-26T08:00:00Z"}}"#,
      #"{"headline": "Port shut by strike", "datePublished": "2026-11-26T08:00:00Z"}"#,
      #"//<![CDATA[{"@type": "NewsArticle", "datePublished": "2026-11-26T08:00:00Z"}//]]>"#,
      #"<!-- {"@type": "NewsArticle", "datePublished": "2026-11-26T08:00:00Z"}; -->"#,
    ])
  func places(_ block: String) throws {
    let article = try page([block])
    #expect(article.title == "Port shut by strike")
    #expect(article.publishedAt == time("2026-11-26T08:00:00Z"))
  }

  @Test(
    "a date without a zone is by the clock of the page's language, in linked data as in the head",
    arguments: [
      #"<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-11-26 17:00"}</script>"#,
      #"<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2026-11-26 17:00"}</script>"#,
      #"<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-11-26T08:00:00Z"}</script>"#,
      #"<meta property="article:published_time" content="2026-11-26 17:00">"#,
    ])
  func clock(_ head: String) throws {
    let html = "<html lang=ja-JP><head><title>港で爆発</title>\(head)</head><body><p>港で爆発があった。</p></body></html>"
    #expect(try #require(read(html, .html).articles.first).publishedAt == time("2026-11-26T08:00:00Z"))
  }

  @Test("a repeated key costs no article: the first counts")
  func repeatedKey() throws {
    let article = try page([
      #"{"@type": "NewsArticle", "headline": "Port shut", "author": "a", "author": "b", "datePublished": "2026-11-26T08:00:00Z", "datePublished": "2019-01-01"}"#
    ])
    #expect(article.title == "Port shut" && article.publishedAt == time("2026-11-26T08:00:00Z"))
  }

  @Test("the page's own time and language count where its article has none, its name and address never")
  func webPage() throws {
    let webPage =
      #"{"@type": "WebPage", "name": "W", "url": "https://d.example/w", "inLanguage": "en", "datePublished": "2026-11-26T08:00:00Z"}"#
    let alone = try page([webPage])
    #expect(alone.title == "Port shut by strike" && alone.url == nil)
    #expect(alone.publishedAt == time("2026-11-26T08:00:00Z") && alone.language == "en")
    let both = try page([
      webPage, #"{"@type": "Article", "headline": "Port shut", "datePublished": "2026-11-25T08:00:00Z"}"#,
    ])
    #expect(both.title == "Port shut" && both.publishedAt == time("2026-11-25T08:00:00Z") && both.language == "en")
  }
}
