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
  private static let mostAdverbs = 2
  /// Within how many words before a place its preposition is: `in the town of al-Marj`.
  private static let placeReach = 5

  func isLocative(_ token: Int) -> Bool { knowledge.words.locative.contains(Int(words[token])) }

  func isDenied(_ token: Int) -> Bool {
    has(token - 1, knowledge.grammar.nobody | knowledge.grammar.not)
      || token > 0 && Int(words[token - 1]) == knowledge.words.without
  }

  func role(of date: DateMention) -> DateRole {
    if newDeadlines.contains(date.span.start) { return .bound }
    let first = text.tokenIndex(from: date.span.start)
    if isDateline(first) { return .statement }
    let end = text.tokenIndex(from: date.span.end)
    let speaksNext = isSpeech(end) && isInSentence(end, of: first) && !has(end, knowledge.grammar.losing)
    if isOfSpeech(first) && !isPossessive(end) || speaksNext { return .statement }
    guard first > 0 else { return .event }
    if Int(words[first - 1]) == knowledge.words.to, has(first - 2, knowledge.grammar.goingBack) { return .bound }
    guard has(first - 1, knowledge.grammar.timeLimit) else { return .event }
    return Int(words[first - 1]) == knowledge.words.since ? .event : .bound
  }

  func isScene(_ place: Place) -> Bool {
    let first = text.tokenIndex(from: place.span.start)
    guard let preposition = wordsBefore(first, atMost: Self.placeReach).first(where: isLocative) else { return false }
    return !isOfSpeech(preposition) && !speaks(after: text.tokenIndex(from: place.span.end), of: first)
  }

  func isIncidental(_ place: Place) -> Bool {
    let first = text.tokenIndex(from: place.span.start)
    guard let preposition = wordsBefore(first, atMost: Self.placeReach).first(where: isLocative) else { return false }
    // Where officials and witnesses speak of what happened, it mostly happened.
    let isLocal = has(preposition - 1, knowledge.grammar.official | knowledge.grammar.witness)
    let isOfSpeaker = isOfSpeech(preposition) || speaks(after: text.tokenIndex(from: place.span.end), of: first)
    return isOfSpeaker && !isLocal
      || sentence(at: first).contains { has($0, knowledge.grammar.markettalk) }
  }

  /// Whether only a word in capitals with a comma or parenthesis after it precedes the date in its sentence of prose,
  /// so that it is when the report was sent: `KUANTAN (April 2): Officers searched …`; not `UPDATE: Monday's strike`.
  private func isDateline(_ date: Int) -> Bool {
    let next = text.sentences.partitioningIndex { $0.tokens.lowerBound > date }
    guard next > 0, text.sentences[next - 1].kind == .prose else { return false }
    let start = text.sentences[next - 1].tokens.lowerBound
    guard (2...Self.datelineReach).contains(date - start),
      text.tokens[start].end - text.tokens[start].start >= Self.shortestTown
    else { return false }
    let mark = text.folded[text.tokens[date - 1].start]
    return (mark == UInt8(ascii: "(") || mark == UInt8(ascii: ","))
      && (start..<date).allSatisfy { text.tokens[$0].kind == .punctuation || text.tokens[$0].shape == .upper }
  }

  /// The most tokens before the date of a dateline, and the least bytes of its first word.
  private static let datelineReach = 6
  private static let shortestTown = 3

  /// Whether a verb of speech precedes the token, with no other verb between the two: `told reporters in Nairobi`,
  /// `said in a statement on Tuesday`; not `said gunmen attacked a post near Kayes`, `said that on Tuesday` or `was
  /// reported on Tuesday`.
  private func isOfSpeech(_ token: Int) -> Bool {
    let done: WordForms = [.past, .participle]
    for word in wordsBefore(token, atMost: Self.occasionReach) {
      if has(word, knowledge.grammar.complementiser) { return false }
      if isSpeech(word) { return word == 0 || !has(word - 1, knowledge.grammar.be) }
      if !knowledge.rules.vocabulary.forms[Int(words[word])].isDisjoint(with: done) { return false }
    }
    return false
  }

  /// Whether the date before the token belongs to a noun: `Tuesday's bombing`.
  private func isPossessive(_ end: Int) -> Bool {
    end + 1 < text.tokens.count && text.tokens[end].kind == .punctuation && !text.tokens[end].isSpaced
      && !text.tokens[end + 1].isSpaced
  }

  /// Whether the source of a statement or of a reaction ends before the token `end`, in the sentence of the token
  /// `first`: `the embassy in Islamabad strongly condemned`.
  private func speaks(after end: Int, of first: Int) -> Bool {
    let verb = (end..<min(text.tokens.count, end + Self.mostAdverbs + 1)).first { !has($0, knowledge.grammar.adverb) }
    return verb.map {
      has($0, knowledge.grammar.speech | knowledge.grammar.reaction) && isInSentence($0, of: first)
    } ?? false
  }

  private func isInSentence(_ token: Int, of other: Int) -> Bool { sentence(at: other).contains(token) }

  /// The tokens of the sentence that contains the token.
  private func sentence(at token: Int) -> Range<Int> {
    let next = text.sentences.partitioningIndex { $0.tokens.lowerBound > token }
    return next > 0 ? text.sentences[next - 1].tokens : 0..<0
  }

  /// The words before the token in its sentence up to the nearest punctuation, the last one first; a hyphen joins
  /// words.
  private func wordsBefore(_ token: Int, atMost count: Int) -> some Sequence<Int> {
    (max(sentence(at: token).lowerBound, token - count)..<token).reversed().prefix {
      text.tokens[$0].kind == .word || !text.tokens[$0].isSpaced && !text.tokens[$0 + 1].isSpaced
    }
  }

  private func isSpeech(_ token: Int) -> Bool { has(token, knowledge.grammar.speech) }

  private func has(_ token: Int, _ classes: ClassSet) -> Bool {
    words.indices.contains(token) && knowledge.rules.vocabulary.classes[Int(words[token])] & classes != 0
  }
}
