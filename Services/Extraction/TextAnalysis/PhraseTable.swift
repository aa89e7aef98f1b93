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
  /// The second word of each phrase, by which a look-up finds the few that can match; `none` for phrases of one word.
  private var seconds: [Int32] = []
  /// The position of each phrase in the list that the index was built from.
  private var entries: [Int32] = []
  /// For each word id: the range in `phrases` of the phrases that begin with it or, in a backward table, that end with
  /// it, in the order of their second words, phrases of one word last; those of one second word begin with the longest.
  private var byWord: [Range<Int32>]
  private let isBackward: Bool

  /// Greater than all words.
  private static let none = Int32.max

  init(_ list: [[WordID]], wordCount: Int, backward: Bool) {
    isBackward = backward
    byWord = Array(repeating: 0..<0, count: wordCount + 1)
    let sorted = list.enumerated()
      .map { (position: $0.offset, words: backward ? $0.element.reversed() : $0.element) }
      .filter { !$0.words.isEmpty }
      .sorted {
        ($0.words[0], Self.second($0.words), -$0.words.count, $0.position)
          < ($1.words[0], Self.second($1.words), -$1.words.count, $1.position)
      }
    for entry in sorted {
      let first = Int(entry.words[0])
      let position = Int32(phrases.count)
      let begin = byWord[first].isEmpty ? position : byWord[first].lowerBound
      byWord[first] = begin..<position + 1
      phrases.append(Int32(words.count)..<Int32(words.count + entry.words.count))
      seconds.append(Self.second(entry.words))
      words += entry.words
      entries.append(Int32(entry.position))
    }
  }

  private static func second(_ words: [WordID]) -> Int32 { words.count > 1 ? Int32(words[1]) : none }

  @usableFromInline
  func longest(from index: Int, in ids: [WordID], limit: Int) -> (tokens: Range<Int>, entry: Int)? {
    assert(!isBackward)
    guard index < limit else { return nil }
    return longest(ids, at: index, step: 1, room: limit - index).map { (index..<index + $0.length, $0.entry) }
  }

  @usableFromInline
  func longest(before index: Int, in ids: [WordID], limit: Int) -> (tokens: Range<Int>, entry: Int)? {
    assert(isBackward)
    guard index > limit else { return nil }
    return longest(ids, at: index - 1, step: -1, room: index - limit).map { (index - $0.length..<index, $0.entry) }
  }

  /// The longest phrase of at most `room` words, at least one, that `ids` have at `index` and the places after it in
  /// steps of `step`.
  @inline(__always)
  private func longest(_ ids: [WordID], at index: Int, step: Int, room: Int) -> (length: Int, entry: Int)? {
    let range = byWord[Int(ids[index])]
    if range.isEmpty { return nil }
    if room > 1 {
      let second = Int32(ids[index + step])
      var position = Int(first(second, in: range))
      while position < Int(range.upperBound), seconds[position] == second {
        let phrase = phrases[position]
        if phrase.count <= room, matches(phrase, ids, index, step) { return (phrase.count, Int(entries[position])) }
        position += 1
      }
    }
    guard seconds[Int(range.upperBound) - 1] == Self.none else { return nil }
    return (1, Int(entries[Int(first(Self.none, in: range))]))
  }

  /// The first position in `range` of a phrase with that second word or a greater one.
  @inline(__always)
  private func first(_ second: Int32, in range: Range<Int32>) -> Int32 {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if seconds[Int(middle)] < second { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a phrase's words from the third on are those of `ids`.
  @inline(__always)
  private func matches(_ phrase: Range<Int32>, _ ids: [WordID], _ index: Int, _ step: Int) -> Bool {
    var at = index + 2 * step
    for place in Int(phrase.lowerBound) + 2..<Int(phrase.upperBound) {
      if ids[at] != words[place] { return false }
      at += step
    }
    return true
  }
}
