import ArticleForms
import Models

/// Moves the dates of publication of a set of articles by whole days, so that the newest falls on a given day. Relative
/// dates in their text ("yesterday") move with them.
struct Rebase: Sendable {
  /// The number of days to add; nil where no article has a date of publication.
  let days: Int?

  init(_ articles: [InputArticle], newestOn day: CivilDate) {
    let newest = articles.compactMap { $0.article?.publishedAt }.max()
    days = newest.map { day.dayNumber - $0.day.dayNumber }
  }

  /// The input with its date moved; unchanged if it has no date of publication or is not an article.
  func apply(to input: InputArticle) -> InputArticle {
    guard let days, days != 0, var article = input.article, let published = article.publishedAt else { return input }
    article.publishedAt = published.adding(days: days)
    return InputArticle(ReadArticle(article, notes: input.notes), place: input.place)
  }
}
