/// A warning to the publisher of an article that was accepted in spite of it. The raw values are the values of the metric's label `notice`.
package enum IntakeWarning: String, Sendable, CaseIterable {
  /// A retraction that matches no known article.
  case unmatchedRetraction = "unmatched_retraction"
  /// An article dated farther ahead than `future_after` of `intake.tsv`. It counts as published at intake.
  case futureDated = "future_dated"
  /// An article without a date, or with one that could not be read.
  case undated
}
