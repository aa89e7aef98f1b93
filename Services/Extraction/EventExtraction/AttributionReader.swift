import Models
import TextAnalysis

/// Finds who vouches for a sentence's claim.
struct AttributionReader {
  let clauses: ClauseReader
  let phrases: [ActorPhrase]
  let text: ArticleText

  /// Who vouches for an event of the sentence; nil if the text names nobody. The officials of a country that the event
  /// concerns are parties to it.
  func attribution(of draft: EventDraft) -> Attribution? {
    let items = clauses.sentence.items
    if items.contains(where: { $0.classes & clauses.grammar.anonymity != 0 }) {
      return Attribution(speaker: nil, kind: .anonymous)
    }
    guard let phrase = phrases.first(where: \.isSpeaker) else { return nil }
    let speaker = text.string(items[phrase.start].start, items[end(of: phrase) - 1].end)
    return Attribution(speaker: speaker, kind: kind(phrase, draft))
  }

  /// The end of the phrase, extended by unknown words up to a verb of saying: `the state border service said`.
  private func end(of phrase: ActorPhrase) -> Int {
    let items = clauses.sentence.items
    var end = phrase.end
    while end < items.count, end - phrase.end < 3, !clauses.isBoundary(end), items[end].word == 0 { end += 1 }
    return end < items.count && clauses.has(end, clauses.grammar.speech) ? end : phrase.end
  }

  private func kind(_ phrase: ActorPhrase, _ draft: EventDraft) -> ClaimKind {
    let grammar = clauses.grammar
    let isOfficial =
      phrase.classes & (grammar.official | grammar.government | grammar.military | grammar.country) != 0
    if phrase.classes & grammar.witness != 0 { return .witness }
    if phrase.classes & (grammar.media | grammar.mediaWord) != 0 { return .media }
    if phrase.classes & grammar.anonymous != 0, !isOfficial { return .anonymous }
    if isOfficial {
      guard let country = phrase.country else { return .officialParty }
      return draft.concerns(country) ? .officialParty : .officialOther
    }
    return phrase.classes & (grammar.igo | grammar.company | grammar.party) != 0 ? .officialOther : .media
  }
}
