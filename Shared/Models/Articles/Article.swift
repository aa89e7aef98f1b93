/// An article as a user publishes it, with at least one of title, body and html.
package struct Article: Hashable, Sendable {
  /// The publisher's own id.
  package var id: String?
  package var url: String?
  package var title: String?
  package var body: String?
  package var html: String?
  package var publishedAt: Timestamp?
  /// The offset from UTC of the time zone in which `publishedAt` was written, in minutes east; nil where it is not
  /// known.
  package var publishedOffset: Int?
  /// A BCP 47 language tag, as the publisher states it.
  package var language: String?
  package var source: ArticleSource?
  /// The id or URL, at the same source, of the article that this one retracts.
  package var retracts: String?

  /// The most bytes that an article accepted by the pipeline may have; its text has the same limit.
  package static let maximumBytes = 1_000_000

  package init(
    id: String? = nil, url: String? = nil, title: String? = nil, body: String? = nil, html: String? = nil,
    publishedAt: Timestamp? = nil, publishedOffset: Int? = nil, language: String? = nil, source: ArticleSource? = nil,
    retracts: String? = nil
  ) {
    self.id = id
    self.url = url
    self.title = title
    self.body = body
    self.html = html
    self.publishedAt = publishedAt
    self.publishedOffset = publishedOffset
    self.language = language
    self.source = source
    self.retracts = retracts
  }
}

/// The outlet that published an article, as the article states it.
package struct ArticleSource: Hashable, Sendable {
  package var name: String
  package var domain: String?
  /// ISO 3166-1 alpha-2.
  package var country: String?

  package init(name: String, domain: String? = nil, country: String? = nil) {
    self.name = name
    self.domain = domain
    self.country = country
  }
}
