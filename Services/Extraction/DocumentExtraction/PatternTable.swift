import ReferenceData
import TextAnalysis
import TextMatching

/// Phrase patterns with alternative words and gaps, looked up by their first word. A gap never crosses an ASCII
/// full stop, semicolon, colon or bracket.
struct PatternTable<Value: Sendable>: Sendable {
  struct Match {
    var tokens: Range<Int>
    var value: Value
  }

  private struct Part: Sendable {
    /// The range of its alternative words in `words`.
    var words: Range<Int32>
    var gap: Int32
    var isOptional: Bool
  }

  private struct Pattern: Sendable {
    /// The range of its parts in `parts`, without the first part.
    var rest: Range<Int32>
    var first: Range<Int32>
    var value: Int32
    /// The words of its second part, where it must have one; else all words.
    var opening: WordBits
    /// Whether a word of the second part must be the next word, with no gap before it.
    var isNext: Bool
  }

  // Flat arrays, so that matching a pattern changes no reference counts.
  private var words: [WordID] = []
  private var parts: [Part] = []
  private var patterns: [Pattern] = []
  private let values: [Value]
  /// Positions in `patterns`, grouped by first word: those of `word` are `order[starts[word]..<starts[word + 1]]`.
  private var order: [Int32] = []
  private var starts: [Int32] = []

  init(_ entries: [(pattern: WordPattern, value: Value)], _ collector: inout WordCollector) {
    values = entries.map(\.value)
    for (position, entry) in entries.enumerated() {
      for variant in Self.variants(entry.pattern.parts[...], &collector) {
        let firstWords = append(variant[0].words)
        let begin = Int32(parts.count)
        for part in variant.dropFirst() {
          parts.append(Part(words: append(part.words), gap: Int32(part.gap), isOptional: part.isOptional))
        }
        var pattern = Pattern(
          rest: begin..<Int32(parts.count), first: firstWords, value: Int32(position), opening: .all, isNext: false)
        if let second = variant.dropFirst().first, !second.isOptional {
          pattern.opening = second.words.reduce(into: []) { $0.insert(WordBits(word: Int($1))) }
          pattern.isNext = second.gap == 0
        }
        patterns.append(pattern)
      }
    }
  }

  private mutating func append(_ choices: [WordID]) -> Range<Int32> {
    let begin = Int32(words.count)
    words += choices
    return begin..<Int32(words.count)
  }

  /// Builds the index by first word. Call it once all words of the lexicon are collected; `wordCount` is their number.
  mutating func index(wordCount: Int) {
    var byWord: [[Int32]] = Array(repeating: [], count: wordCount + 1)
    for (position, pattern) in patterns.enumerated() {
      let choices = words[Int(pattern.first.lowerBound)..<Int(pattern.first.upperBound)]
      for word in Set(choices).sorted() { byWord[Int(word)].append(Int32(position)) }
    }
    starts = [0]
    for list in byWord {
      order += list
      starts.append(Int32(order.count))
    }
  }

  func begins(with word: WordID) -> Bool { starts[Int(word)] < starts[Int(word) + 1] }

  /// The first pattern of the table that matches from token `index` on and ends at or before token `limit`. `words`
  /// are those of the tokens before `limit`, or more.
  func first(from index: Int, in ids: [WordID], _ text: ArticleText, limit: Int, words: WordBits) -> Match? {
    let word = Int(ids[index])
    let next = index + 1 < limit ? WordBits(word: Int(ids[index + 1])) : []
    for place in Int(starts[word])..<Int(starts[word + 1]) {
      let pattern = patterns[Int(order[place])]
      if pattern.opening.isDisjoint(with: pattern.isNext ? next : words) { continue }
      if let end = end(of: pattern.rest, index + 1, ids, text, limit) {
        return Match(tokens: index..<end, value: values[Int(pattern.value)])
      }
    }
    return nil
  }

  private func end(of rest: Range<Int32>, _ at: Int, _ ids: [WordID], _ text: ArticleText, _ limit: Int) -> Int? {
    guard !rest.isEmpty else { return at }
    let part = parts[Int(rest.lowerBound)]
    let following = rest.lowerBound + 1..<rest.upperBound
    let last = min(limit, at + Int(part.gap) + 1)
    var index = at
    while index < last {
      if isChoice(ids[index], of: part), let end = end(of: following, index + 1, ids, text, limit) { return end }
      if part.gap > 0, Self.closesClause(index, text) { break }
      index += 1
    }
    return part.isOptional ? end(of: following, at, ids, text, limit) : nil
  }

  @inline(__always)
  private func isChoice(_ word: WordID, of part: Part) -> Bool {
    guard word != 0 else { return false }
    for place in Int(part.words.lowerBound)..<Int(part.words.upperBound) where words[place] == word { return true }
    return false
  }

  private static func closesClause(_ index: Int, _ text: ArticleText) -> Bool {
    guard text.tokens[index].kind == .punctuation else { return false }
    switch text.bytes[text.tokens[index].start] {
    case UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"): return true
    default: return false
    }
  }

  private struct Variant {
    var words: [WordID]
    var gap: Int
    var isOptional: Bool
  }

  /// The pattern's variants: an alternative of several tokens gets a separate variant, with one part per token.
  private static func variants(
    _ parts: ArraySlice<WordPattern.Part>, _ collector: inout WordCollector
  ) -> [[Variant]] {
    guard let first = parts.first else { return [[]] }
    var heads: [[Variant]] = []
    var single: [WordID] = []
    for choice in first.choices {
      let ids = collector.ids(choice)
      if ids.count == 1 {
        single.append(ids[0])
      } else if !ids.isEmpty {
        heads.append(
          ids.enumerated().map { Variant(words: [$0.element], gap: $0.offset == 0 ? first.gap : 0, isOptional: false) })
      }
    }
    if !single.isEmpty { heads.insert([Variant(words: single, gap: first.gap, isOptional: first.isOptional)], at: 0) }
    let rest = variants(parts.dropFirst(), &collector)
    return heads.flatMap { head in rest.map { head + $0 } }
  }
}
