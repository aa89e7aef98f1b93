import Models
import ReferenceData
import TextAnalysis

/// The cues of a language with spaces: the words before and after a date or a place.
struct WordCues: ArticleCues {
  let text: ArticleText
  /// By token: its number in the vocabulary.
  let words: [WordID]
  let knowledge: EventKnowledge
  /// The start offsets of dates to which something is moved.
  let newDeadlines: Set<Int>
  /// Within how many words after a verb of speech a day is that of the statement: `told reporters in the port on
  /// Tuesday`.
  private static let statementReach = 7
  /// Within how many words after one a preposition is of where somebody spoke: `told reporters in Nairobi`.
  private static let speakerReach = 2
  /// Within how many words before a place its preposition stands: `in the town of al-Marj`.
  private static let placeReach = 5

  func isLocative(_ token: Int) -> Bool { knowledge.words.locative.contains(Int(words[token])) }

  func role(of date: DateMention) -> DateRole {
    if newDeadlines.contains(date.span.start) { return .bound }
    let first = text.tokenIndex(from: date.span.start)
    if isAfterSpeech(first, within: Self.statementReach) || isSpeech(text.tokenIndex(from: date.span.end)) {
      return .statement
    }
    guard first > 0, has(first - 1, knowledge.grammar.timeLimit) else { return .event }
    return Int(words[first - 1]) == knowledge.words.since ? .event : .bound
  }

  func isScene(_ place: Place) -> Bool {
    let first = text.tokenIndex(from: place.span.start)
    guard let preposition = wordsBefore(first, atMost: Self.placeReach).first(where: isLocative) else { return false }
    return !isAfterSpeech(preposition, within: Self.speakerReach) && !isSpeech(text.tokenIndex(from: place.span.end))
  }

  /// Whether a verb of speech is among the words before the token, with no punctuation between the two.
  private func isAfterSpeech(_ token: Int, within reach: Int) -> Bool {
    wordsBefore(token, atMost: reach).contains(where: isSpeech)
  }

  /// The words before the token up to the nearest punctuation, the last one first; a hyphen joins words.
  private func wordsBefore(_ token: Int, atMost count: Int) -> some Sequence<Int> {
    (max(0, token - count)..<token).reversed().prefix {
      text.tokens[$0].kind == .word || !text.tokens[$0].isSpaced && !text.tokens[$0 + 1].isSpaced
    }
  }

  private func isSpeech(_ token: Int) -> Bool { has(token, knowledge.grammar.speech) }

  private func has(_ token: Int, _ classes: ClassSet) -> Bool {
    words.indices.contains(token) && knowledge.rules.vocabulary.classes[Int(words[token])] & classes != 0
  }
}
