/// Phrases of a lexicon as sequences of word ids, each with a value; a look-up at a token takes a few comparisons.
///
/// Public, so that the look-ups are compiled for the values of the module that uses them.
public struct PhraseTable<Value: Sendable>: Sendable {
  public struct Match {
    public let tokens: Range<Int>
    public let value: Value

    @inlinable init(tokens: Range<Int>, value: Value) {
      self.tokens = tokens
      self.value = value
    }
  }

  @usableFromInline let phrases: PhraseIndex
  @usableFromInline let values: [Value]

  /// Creates a table of phrases; those without words are ignored. A `backward` table finds phrases by their last word,
  /// others by their first.
  package init(_ entries: [(words: [WordID], value: Value)], wordCount: Int, backward: Bool = false) {
    phrases = PhraseIndex(entries.map(\.words), wordCount: wordCount, backward: backward)
    values = entries.map(\.value)
  }

  /// The longest phrase that begins at the token `index` and ends before `limit`.
  @inlinable
  public func longest(from index: Int, in ids: [WordID], limit: Int) -> Match? {
    phrases.longest(from: index, in: ids, limit: limit).map { Match(tokens: $0.tokens, value: values[$0.entry]) }
  }

  /// The longest phrase whose last token is just before `index` and whose first is not before `limit`.
  @inlinable
  public func longest(before index: Int, in ids: [WordID], limit: Int) -> Match? {
    phrases.longest(before: index, in: ids, limit: limit).map { Match(tokens: $0.tokens, value: values[$0.entry]) }
  }
}

/// The part of a phrase table that is the same for values of any type.
@usableFromInline
struct PhraseIndex: Sendable {
  // Flat arrays, so that a look-up changes no reference counts.
  private var words: [WordID] = []
  /// The range in `words` of each phrase's words.
  private var phrases: [Range<Int32>] = []
  /// The position of each phrase in the list that the index was built from.
  private var entries: [Int32] = []
  /// For each word id: the range in `phrases` of the phrases that begin with it or, in a backward table, that end with
  /// it.
  private var byWord: [Range<Int32>]
  private let isBackward: Bool

  init(_ list: [[WordID]], wordCount: Int, backward: Bool) {
    isBackward = backward
    byWord = Array(repeating: 0..<0, count: wordCount + 1)
    let sorted = list.enumerated()
      .map { (position: $0.offset, words: backward ? $0.element.reversed() : $0.element) }
      .filter { !$0.words.isEmpty }
      .sorted { ($0.words[0], -$0.words.count, $0.position) < ($1.words[0], -$1.words.count, $1.position) }
    for entry in sorted {
      let first = Int(entry.words[0])
      let position = Int32(phrases.count)
      let begin = byWord[first].isEmpty ? position : byWord[first].lowerBound
      byWord[first] = begin..<position + 1
      phrases.append(Int32(words.count)..<Int32(words.count + entry.words.count))
      words += entry.words
      entries.append(Int32(entry.position))
    }
  }

  @usableFromInline
  func longest(from index: Int, in ids: [WordID], limit: Int) -> (tokens: Range<Int>, entry: Int)? {
    assert(!isBackward)
    guard index < limit else { return nil }
    for position in byWord[Int(ids[index])] {
      let phrase = phrases[Int(position)]
      let end = index + phrase.count
      if end <= limit && matches(phrase, ids, index, 1) { return (index..<end, Int(entries[Int(position)])) }
    }
    return nil
  }

  @usableFromInline
  func longest(before index: Int, in ids: [WordID], limit: Int) -> (tokens: Range<Int>, entry: Int)? {
    assert(isBackward)
    guard index > limit else { return nil }
    for position in byWord[Int(ids[index - 1])] {
      let phrase = phrases[Int(position)]
      let start = index - phrase.count
      if start >= limit && matches(phrase, ids, index - 1, -1) { return (start..<index, Int(entries[Int(position)])) }
    }
    return nil
  }

  @inline(__always)
  private func matches(_ phrase: Range<Int32>, _ ids: [WordID], _ index: Int, _ step: Int) -> Bool {
    var at = index
    for place in Int(phrase.lowerBound)..<Int(phrase.upperBound) {
      if ids[at] != words[place] { return false }
      at += step
    }
    return true
  }
}
