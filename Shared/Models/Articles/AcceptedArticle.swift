/// A record of `beacon.articles.accepted.v1`: an article or revision seen for the first time, or a retraction of one.
package enum AcceptedArticle: Hashable, Sendable {
  case article(ArticleRevision)
  case retraction(Retraction, revision: Int)

  package var articleId: String {
    switch self {
    case .article(let revision): revision.article.articleId
    case .retraction(let retraction, _): retraction.articleId
    }
  }

  /// 1 for the first text of an article; each later text and each retraction has the next number.
  package var revision: Int {
    switch self {
    case .article(let revision): revision.revision
    case .retraction(_, let revision): revision
    }
  }
}

/// One text of an article: its first, or a later revision.
package struct ArticleRevision: Hashable, Sendable {
  package var article: NormalisedArticle
  package var revision: Int
  /// A 64-bit similarity hash of the text, as 16 hexadecimal digits: near-identical texts differ in few bits.
  package var fingerprint: String

  package init(article: NormalisedArticle, revision: Int, fingerprint: String) {
    self.article = article
    self.revision = revision
    self.fingerprint = fingerprint
  }
}
