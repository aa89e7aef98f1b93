import Models
import TextAnalysis

/// Turns phrases about who may act and which fees are due into notices: at most one for each sentence and rule.
struct NoticeFinder {
  let text: ArticleText
  /// The last organisation named before the sentence.
  let earlier: Organisation?
  /// The most words of a notice's quote.
  static let mostWords = 50

  func notices(_ reading: SentenceReading) -> [Notice] {
    var notices: [Notice] = []
    for match in reading.notices where !notices.contains(where: { $0.rule == match.value }) {
      let range = Clauses(text: text).bounded(
        reading.sentence.tokens, around: match.tokens, mostWords: Self.mostWords)
      notices.append(
        Notice(
          kind: "integrity", rule: match.value, subject: subject(reading), quote: text.span(tokens: range)))
    }
    return notices
  }

  /// The organisation that the notice is about: the last one named in its sentence, else `earlier`; empty if there is
  /// none.
  private func subject(_ reading: SentenceReading) -> String {
    (reading.organisations.last ?? earlier)?.span.text ?? ""
  }
}
