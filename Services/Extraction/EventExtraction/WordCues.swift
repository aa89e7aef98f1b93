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
  /// Within how many words after a verb of speech a day or a place is that of the statement: `told reporters in the
  /// port on Tuesday`.
  private static let occasionReach = 7
  /// The most adverbs between a speaker's place and the verb of speech.
  private static let adverbs = 2
  /// Within how many words before a place its preposition stands: `in the town of al-Marj`.
  private static let placeReach = 5

  func isLocative(_ token: Int) -> Bool { knowledge.words.locative.contains(Int(words[token])) }

  func role(of date: DateMention) -> DateRole {
    if newDeadlines.contains(date.span.start) { return .bound }
    let first = text.tokenIndex(from: date.span.start)
    if isOfSpeech(first) || isSpeech(text.tokenIndex(from: date.span.end)) { return .statement }
    guard first > 0, has(first - 1, knowledge.grammar.timeLimit) else { return .event }
    return Int(words[first - 1]) == knowledge.words.since ? .event : .bound
  }

  func isScene(_ place: Place) -> Bool {
    let first = text.tokenIndex(from: place.span.start)
    guard let preposition = wordsBefore(first, atMost: Self.placeReach).first(where: isLocative) else { return false }
    return !isOfSpeech(preposition) && !speaks(after: text.tokenIndex(from: place.span.end))
  }

  /// Whether a verb of speech precedes the token, with no other verb between the two: `told reporters in Nairobi`,
  /// `said in a statement on Tuesday`; not `said gunmen attacked a post near Kayes`.
  private func isOfSpeech(_ token: Int) -> Bool {
    let done: WordForms = [.past, .participle]
    let verb = wordsBefore(token, atMost: Self.occasionReach).first {
      isSpeech($0) || !knowledge.rules.vocabulary.forms[Int(words[$0])].isDisjoint(with: done)
    }
    return verb.map(isSpeech) ?? false
  }

  /// Whether the source of a statement or of a reaction ends before the token: `the embassy in Islamabad strongly
  /// condemned`.
  private func speaks(after end: Int) -> Bool {
    let verb = (end..<min(text.tokens.count, end + Self.adverbs + 1)).first { !has($0, knowledge.grammar.adverb) }
    return verb.map { has($0, knowledge.grammar.speech | knowledge.grammar.reaction) } ?? false
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
