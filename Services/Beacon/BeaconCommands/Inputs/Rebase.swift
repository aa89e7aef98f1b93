import ArticleForms
import Models

/// Moves the dates of publication of a set of articles by whole days, so that the newest is of a given day. What they
/// say in relative words ("yesterday") moves along.
struct Rebase: Sendable {
  /// Nil where no article has a date.
  let days: Int?

  init(_ articles: [InputArticle], newestOn day: CivilDate) {
    let newest = articles.compactMap { $0.article?.publishedAt }.max()
    days = newest.map { day.dayNumber - $0.day.dayNumber }
  }

  /// An article without a date, and input that is not an article, are not changed.
  func apply(to input: InputArticle) -> InputArticle {
    guard let days, days != 0, var article = input.article, let published = article.publishedAt else { return input }
    article.publishedAt = published.adding(days: days)
    return InputArticle(ReadArticle(article, notes: input.notes), place: input.place)
  }
}
