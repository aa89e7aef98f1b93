import HTMLText
import Models
import ReferenceData

extension ArticleFormReader {
  /// The article of an HTML page, completed by what the page's head and linked data say.
  ///
  /// - Parameter needsText: whether a page without title and text is refused.
  func page(_ html: String, url: String?, needsText: Bool = true) throws(ArticleRefusal) -> ReadArticle {
    guard html.utf8.count <= Self.largestPage * 2 else {
      throw ArticleRefusal(.tooLarge(.page, bytes: html.utf8.count, limit: Self.largestPage * 2))
    }
    let page: HTMLPage
    do throws(HTMLRefusal) {
      page = try pages.page(html)
    } catch {
      throw ArticleRefusal(.html(error))
    }
    let linked = LinkedData(page.linkedData, language: page.language, mapper).article
    let address = Self.absolute(page.url, on: url) ?? Self.absolute(linked?.url, on: url) ?? url
    var read = ReadArticle(Article(url: address, title: linked?.title ?? page.title, body: page.text))
    if page.text.utf8.count < 200, let body = linked?.body, body.utf8.count > page.text.utf8.count {
      read.article.body = body
    }
    read.article.language = page.language ?? linked?.language
    if let name = page.source ?? linked?.source?.name {
      read.article.source = ArticleSource(name: name, domain: read.article.url)
    } else if let address = read.article.url {
      read.article.source = ArticleSource(name: address, domain: address)
    }
    date(page, linked, into: &read)
    let hasText = [read.article.title, read.article.body].contains { $0.map { !$0.isBlank } ?? false }
    if needsText, !hasText { throw ArticleRefusal(.empty) }
    return read
  }

  /// An address on a page, made absolute by the page's own address; nil where that is not possible.
  private static func absolute(_ address: String?, on page: String?) -> String? {
    guard let address else { return nil }
    if address.contains("://") { return address }
    if address.hasPrefix("//") { return (page?.hasPrefix("http:") ?? false ? "http:" : "https:") + address }
    guard address.hasPrefix("/"), let page, let scheme = page.utf8.firstRange(of: "://".utf8) else { return nil }
    let host = page.utf8[scheme.upperBound...].prefix { !"/?#".utf8.contains($0) }
    return String(page[..<host.endIndex]) + address
  }

  private func date(_ page: HTMLPage, _ linked: Article?, into read: inout ReadArticle) {
    if let published = linked?.publishedAt {
      read.article.publishedAt = published
      read.article.publishedOffset = linked?.publishedOffset
      return
    }
    let clock = rules.dates.clock(ofPageIn: read.article.language)
    let texts = page.published.map { [$0] } ?? page.visibleDates
    if let date = texts.lazy.compactMap({ PublicationDate($0, names: self.rules.dates, clock: clock) }).first {
      read.article.setPublication(date)
    } else if let written = page.published {
      read.notes.append(.unreadDate(String(written.prefix(64))))
    }
  }

  /// The article with the text of its HTML as body, and with the fields that it lacks taken from the HTML. An article
  /// with a title may have HTML without text, such as a picture alone.
  package func completed(_ read: ReadArticle) throws(ArticleRefusal) -> ReadArticle {
    guard let html = read.article.html, read.article.body.map(\.isBlank) ?? true, read.article.retracts == nil else {
      return read
    }
    var read = read
    let page = try page(html, url: nil, needsText: read.article.title.map(\.isBlank) ?? true)
    read.article.body = page.article.body.flatMap { $0.isBlank ? nil : $0 }
    read.article.html = nil
    read.article.title = read.article.title ?? page.article.title
    read.article.url = read.article.url ?? page.article.url
    read.article.language = read.article.language ?? page.article.language
    if read.article.publishedAt == nil, read.notes.isEmpty {
      read.article.publishedAt = page.article.publishedAt
      read.article.publishedOffset = page.article.publishedOffset
    }
    if read.article.source == nil, page.article.url != nil { read.article.source = page.article.source }
    return read
  }
}
