import Models
import TextAnalysis

/// The cues of Chinese: a verb of speech beside a date, and the role that a place has in its sentence.
struct ChineseCues: ArticleCues {
  /// The first sentences of the article, in order.
  let sentences: [ChineseSentence]
  let locations: ChineseLocations
  /// The start offsets of the days on which the report was sent.
  let datelines: Set<Int>

  func isLocative(_ token: Int) -> Bool { false }

  func isDenied(_ token: Int) -> Bool { false }

  func role(of date: DateMention) -> DateRole {
    if datelines.contains(date.span.start) { return .statement }
    let (text, vocabulary) = (locations.text, locations.vocabulary)
    let (first, end) = (text.tokenIndex(from: date.span.start), text.tokenIndex(from: date.span.end))
    guard let sentence = sentence(at: first), !sentence.isInCredit(first) else { return .bound }
    if first > 0, text.contains(vocabulary.endMarks, first - 1) { return .bound }
    let next = sentence.items.partitioningIndex { $0.tokens.lowerBound >= end }
    let before = sentence.items[..<next].last { $0.tokens.upperBound <= first }
    if let before, first - before.tokens.upperBound <= 1 {
      if isPublicationNote(before) { return .bound }
      let isPaused = first > 0 && text.tokens[first - 1].kind == .punctuation
      if !isPaused, before.classes & vocabulary.named.report != 0 { return .statement }
    }
    let isAddressed =
      next < sentence.items.count && sentence.items[next].tokens.lowerBound == end
      && sentence.items[next].classes & vocabulary.named.objectMark != 0
    let reach = isAddressed ? Self.addressReach : Self.speechReach
    let isSpoken = sentence.items[next...].prefix { $0.tokens.lowerBound - end <= reach }
      .contains { $0.classes & vocabulary.named.report != 0 && $0.clause == sentence.items[next].clause }
    return isSpoken ? .statement : .event
  }

  /// Within how many tokens after a day, in its clause, a verb of speech makes it that of a statement: `9日晚发布通告说`.
  private static let speechReach = 6
  /// The same where the addressees come first: `9日向伦敦证券交易所报告`.
  private static let addressReach = 16

  /// Whether the word says of the article that it is old, so that a day after it is that of its first publication.
  private func isPublicationNote(_ item: ChineseSentence.Item) -> Bool {
    let vocabulary = locations.vocabulary
    guard item.word >= 0 else { return false }
    return vocabulary.words[item.word].signals.contains {
      let signal = vocabulary.lexicon.signals[$0]
      return signal.scope == .article && signal.effect == .historical
    }
  }

  func isScene(_ place: Place) -> Bool {
    let token = locations.text.tokenIndex(from: place.span.start)
    guard let sentence = sentence(at: token) else { return false }
    return locations.mentions(in: sentence).contains {
      sentence.items[$0.item].tokens.contains(token) && $0.place != nil && [.location, .authority].contains($0.role)
        && !$0.isOfSpeech && !$0.isDateline
    }
  }

  func isIncidental(_ place: Place) -> Bool { false }

  /// The sentence that contains the token; nil for a token after the last sentence.
  private func sentence(at token: Int) -> ChineseSentence? {
    let index = sentences.partitioningIndex { $0.sentence.tokens.upperBound > token }
    return index < sentences.count ? sentences[index] : nil
  }
}
