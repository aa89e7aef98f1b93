/// Phrases of a lexicon as runs of word ids, found at one token in a few comparisons.
struct PhraseTable<Value: Sendable>: Sendable {
  struct Match {
    /// The tokens of the phrase.
    var tokens: Range<Int>
    var value: Value
  }

  // Flat arrays, so that trying a phrase touches no reference counts.
  private var words: [WordID] = []
  /// Each phrase's words in `words`, and its value.
  private var phrases: [Range<Int32>] = []
  private var values: [Value] = []
  /// For each word id the phrases that begin with it; those that end with it, in a table that reads backwards.
  private var byWord: [Range<Int32>]
  private let isBackward: Bool

  /// A backward table finds the phrases that end before a token.
  init(_ entries: [(words: [WordID], value: Value)], wordCount: Int, backward: Bool = false) {
    isBackward = backward
    byWord = Array(repeating: 0..<0, count: wordCount + 1)
    let sorted = entries.enumerated()
      .map {
        (position: $0.offset, words: backward ? $0.element.words.reversed() : $0.element.words, value: $0.element.value)
      }
      .filter { !$0.words.isEmpty }
      .sorted { ($0.words[0], -$0.words.count, $0.position) < ($1.words[0], -$1.words.count, $1.position) }
    for entry in sorted {
      let first = Int(entry.words[0])
      let position = Int32(phrases.count)
      let begin = byWord[first].isEmpty ? position : byWord[first].lowerBound
      byWord[first] = begin..<position + 1
      phrases.append(Int32(words.count)..<Int32(words.count + entry.words.count))
      words += entry.words
      values.append(entry.value)
    }
  }

  /// The longest phrase that begins at the token `index` and ends before `limit`.
  func longest(from index: Int, in ids: [WordID], limit: Int) -> Match? {
    assert(!isBackward)
    guard index < limit else { return nil }
    for position in byWord[Int(ids[index])] {
      let phrase = phrases[Int(position)]
      let end = index + phrase.count
      if end <= limit && matches(phrase, ids, index, 1) {
        return Match(tokens: index..<end, value: values[Int(position)])
      }
    }
    return nil
  }

  /// The longest phrase whose last token is just before `index` and whose first is not before `limit`.
  func longest(before index: Int, in ids: [WordID], limit: Int) -> Match? {
    assert(isBackward)
    guard index > limit else { return nil }
    for position in byWord[Int(ids[index - 1])] {
      let phrase = phrases[Int(position)]
      let start = index - phrase.count
      if start >= limit && matches(phrase, ids, index - 1, -1) {
        return Match(tokens: start..<index, value: values[Int(position)])
      }
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
