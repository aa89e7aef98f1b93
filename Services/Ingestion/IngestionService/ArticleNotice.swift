import ArticleIntake

/// A fault of an article or retraction that was accepted in spite of it, of which its publisher should know. The raw
/// values are those of the label `notice` of `PipelineMetrics.articleNotices`.
package enum ArticleNotice: String, Sendable, CaseIterable {
  /// A retraction that matches no known article.
  case unmatchedRetraction = "unmatched_retraction"
  /// An article dated farther ahead than `future_after` of `intake.tsv`. It counts as published at intake.
  case futureDated = "future_dated"
  /// An article without a date, or with one that could not be read.
  case undated
  /// An article in a language whose events are not read.
  case languageUnread = "language_unread"
  /// An article whose text is in another language than it states.
  case languageDoubted = "language_doubted"

  init(_ problem: LanguageCheck.Problem) {
    switch problem {
    case .unread: self = .languageUnread
    case .doubted: self = .languageDoubted
    }
  }
}
