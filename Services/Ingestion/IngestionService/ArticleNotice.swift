/// What a publisher should know of an article that was taken all the same.
package enum ArticleNotice: String, Sendable, CaseIterable {
  /// A retraction that matches no known article.
  case unmatchedRetraction = "unmatched_retraction"
  /// Dated more than 24 hours ahead: its events count once its time has come.
  case futureDated = "future_dated"
  /// Without a date, or with one that could not be read.
  case undated
}
