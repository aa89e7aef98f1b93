/// A warning to the publisher of an article that was accepted in spite of it.
package enum ArticleNotice: String, Sendable, CaseIterable {
  /// A retraction that matches no known article.
  case unmatchedRetraction = "unmatched_retraction"
  /// Dated more than 24 hours ahead: its events count once its time has come.
  case futureDated = "future_dated"
  /// Without a date, or with one that could not be read.
  case undated
}
