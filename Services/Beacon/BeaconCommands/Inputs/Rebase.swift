import ArticleForms
import Models

/// Moves the dates of publication of a set of articles by whole days, so that the newest falls on the present day; a
/// date that would be later than the present becomes the present. Relative dates in their text ("yesterday") move with
/// them.
struct Rebase: Sendable {
  /// The number of days to add; nil where no article has a date of publication.
  let days: Int?
  private let now: Timestamp

  init(_ articles: [InputArticle], at now: Timestamp) {
    self.now = now
    let newest = articles.compactMap { $0.article?.publishedAt }.max()
    days = newest.map { now.day.dayNumber - $0.day.dayNumber }
  }

  /// The input with its date moved; unchanged if it has no date of publication or is not an article.
  func apply(to input: InputArticle) -> InputArticle {
    guard let days, var article = input.article, let published = article.publishedAt else { return input }
    let moved = min(published.adding(days: days), now)
    guard moved != published else { return input }
    article.publishedAt = moved
    return InputArticle(ReadArticle(article, notes: input.notes), place: input.place)
  }
}
