/// A warning to the publisher of an article that was accepted in spite of it. The raw values are those of the label
/// `notice` of the metric that counts the warnings.
package enum IntakeWarning: String, Sendable, CaseIterable {
  /// A retraction that matches no known article.
  case unmatchedRetraction = "unmatched_retraction"
  /// An article dated farther ahead than `future_after` of `intake.tsv`. It counts as published at intake.
  case futureDated = "future_dated"
  /// An article without a date, or with one that could not be read.
  case undated
}
