import ArticleForms

/// Why an article is refused. The same article is refused again whenever it is published.
package enum ArticleRefusal: Error, Hashable, Sendable {
  case tooLarge(bytes: Int, limit: Int)
  /// Nothing but white space, or neither title nor body nor html.
  case empty
  /// `field` contains U+0000.
  case nullByte(field: String)
  /// The input is in no known form, or an item of it is no article.
  case form(FormRefusal)
  /// The retracted article was published by another source.
  case foreignRetraction(articleId: String)

  /// A stable code for dead letters, such as `article_empty`.
  package var code: String {
    switch self {
    case .tooLarge: "article_too_large"
    case .empty: "article_empty"
    case .nullByte: "article_null_byte"
    case .form(let refusal): refusal.code
    case .foreignRetraction: "retraction_foreign"
    }
  }

  /// What was found and what was expected.
  package var message: String {
    switch self {
    case .tooLarge(let bytes, let limit):
      "the article has \(bytes) bytes; expected at most \(limit): publish it in parts"
    case .empty:
      "title, body and html contain only white space; expected text in at least one of them"
    case .nullByte(let field):
      "\(field) contains a zero byte (U+0000); expected text"
    case .form(let refusal):
      refusal.message
    case .foreignRetraction(let articleId):
      "article \(articleId) was published by another source; expected retracts to name one of the same source"
    }
  }
}
