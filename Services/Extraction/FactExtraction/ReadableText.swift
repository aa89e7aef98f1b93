import Models
import TextNormalisation

/// The text of an article as it is read for facts: repaired, and without the sentences in which a publisher repeats an
/// error that it corrects. Facts found in it have their positions in the published text.
struct ReadableText {
  let text: String
  let bodyStart: Int
  private let published: String
  private let repaired: RepairedText?

  init(_ article: NormalisedArticle, notices: NoticeWords) {
    published = article.text
    repaired = RepairedText(article.text)
    let read = repaired?.text ?? article.text
    text = notices.blanked(read) ?? read
    bodyStart = repaired?.repairedStart(article.bodyStart) ?? article.bodyStart
  }

  /// Moves the places of facts found in `text` into the published text.
  func moveToPublished(_ document: inout FactsDocument) {
    guard let repaired else { return }
    let bytes = Array(published.utf8)
    document.mapPlaces { range in
      TextRange(start: repaired.publishedStart(range.start), end: repaired.publishedEnd(range.end))
    } _: { range in
      String(decoding: bytes[range.start..<max(range.start, range.end)], as: UTF8.self)
    }
  }
}
