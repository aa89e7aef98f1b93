/// An article in its normal form: one text in NFC, a canonical address, an id that is a hash of its identity.
package struct NormalisedArticle: Hashable, Sendable {
  package var articleId: String
  /// The publisher's own id.
  package var sourceId: String?
  /// Canonical: scheme and host in lower case, no tracking parameters, no fragment but a path.
  package var url: String?
  package var title: String?
  /// `title + "\n\n" + body` where there is a title, else the body. Every offset in Beacon counts UTF-8 bytes of this.
  package var text: String
  /// The byte offset in `text` at which the body begins.
  package var bodyStart: Int
  package var publishedAt: Timestamp?
  /// The offset from UTC of the time zone in which `publishedAt` was written, in minutes east. Words such as
  /// "yesterday" are dated by it.
  package var publishedOffset: Int?
  package var language: String
  package var source: ArticleSource?
  package var contentHash: String
  package var flags: [Flag]
  /// A 64-bit similarity hash of the text, as 16 hexadecimal digits: near-identical texts differ in few bits. Nil in
  /// records of earlier versions.
  package var fingerprint: String?

  package enum Flag: String, Sendable, CaseIterable {
    /// The publisher's date is farther ahead of the log's time than `future_after` of `intake.tsv`; `publishedAt` is
    /// the log's time.
    case futureDated
    /// The publisher gave no date.
    case undated
    /// The publisher gave a date that could not be read: the article has none.
    case dateUnread
    /// A field of unknown name looked like text and was not read.
    case textUnread
  }

  package init(
    articleId: String, sourceId: String? = nil, url: String? = nil, title: String? = nil, text: String,
    bodyStart: Int = 0, publishedAt: Timestamp? = nil, publishedOffset: Int? = nil, language: String = "und",
    source: ArticleSource? = nil, contentHash: String, flags: [Flag] = [], fingerprint: String? = nil
  ) {
    self.articleId = articleId
    self.sourceId = sourceId
    self.url = url
    self.title = title
    self.text = text
    self.bodyStart = bodyStart
    self.publishedAt = publishedAt
    self.publishedOffset = publishedOffset
    self.language = language
    self.source = source
    self.contentHash = contentHash
    self.flags = flags
    self.fingerprint = fingerprint
  }
}

/// A publisher's statement that one of its earlier articles is withdrawn.
package struct Retraction: Hashable, Sendable {
  /// The id of the withdrawn article.
  package var articleId: String
  /// The id of the article that withdraws it.
  package var retractedBy: String
  package var source: ArticleSource?
  package var publishedAt: Timestamp?

  package init(
    articleId: String, retractedBy: String, source: ArticleSource? = nil, publishedAt: Timestamp? = nil
  ) {
    self.articleId = articleId
    self.retractedBy = retractedBy
    self.source = source
    self.publishedAt = publishedAt
  }
}

/// A record of `beacon.articles.identified.v1`.
package enum IdentifiedArticle: Hashable, Sendable {
  case article(NormalisedArticle)
  case retraction(Retraction)

  /// The record's key: the id of the article, or of the one that a retraction withdraws.
  package var articleId: String {
    switch self {
    case .article(let article): article.articleId
    case .retraction(let retraction): retraction.articleId
    }
  }
}
