import ReferenceData
import TextMatching

/// Wordings with choices and gaps, tried where their first word stands. A match lies within one clause: a gap never
/// passes a full stop, a semicolon, a colon or a bracket.
struct PatternTable<Value: Sendable>: Sendable {
  struct Match {
    var tokens: Range<Int>
    var value: Value
  }

  private struct Part: Sendable {
    var words: [WordID]
    var gap: Int
    var isOptional: Bool
  }

  private struct Pattern: Sendable {
    var parts: [Part]
    var value: Value
  }

  private var patterns: [Pattern] = []
  private var byWord: [[Int32]]

  init(_ entries: [(pattern: WordPattern, value: Value)], _ collector: inout WordCollector) {
    var compiled: [Pattern] = []
    for entry in entries {
      for parts in Self.variants(entry.pattern.parts[...], &collector) {
        compiled.append(Pattern(parts: parts, value: entry.value))
      }
    }
    patterns = compiled
    byWord = []
  }

  /// To be called once all words of the lexicon are collected.
  mutating func index(wordCount: Int) {
    byWord = Array(repeating: [], count: wordCount + 1)
    for (position, pattern) in patterns.enumerated() {
      for word in Set(pattern.parts[0].words).sorted() { byWord[Int(word)].append(Int32(position)) }
    }
  }

  func begins(with word: WordID) -> Bool { !byWord[Int(word)].isEmpty }

  /// The first pattern of the table that matches from the token on and ends before `limit`.
  func first(from index: Int, in ids: [WordID], _ text: ArticleText, limit: Int) -> Match? {
    for position in byWord[Int(ids[index])] {
      let pattern = patterns[Int(position)]
      if let end = Self.end(of: pattern.parts, 1, index + 1, ids, text, limit) {
        return Match(tokens: index..<end, value: pattern.value)
      }
    }
    return nil
  }

  private static func end(
    of parts: [Part], _ part: Int, _ at: Int, _ ids: [WordID], _ text: ArticleText, _ limit: Int
  ) -> Int? {
    guard part < parts.count else { return at }
    let current = parts[part]
    var index = at
    while index < limit, index - at <= current.gap {
      if current.words.contains(ids[index]), let end = end(of: parts, part + 1, index + 1, ids, text, limit) {
        return end
      }
      if closesClause(index, text) { break }
      index += 1
    }
    return current.isOptional ? end(of: parts, part + 1, at, ids, text, limit) : nil
  }

  private static func closesClause(_ index: Int, _ text: ArticleText) -> Bool {
    guard text.tokens[index].kind == .punctuation else { return false }
    switch text.bytes[text.tokens[index].start] {
    case UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"): return true
    default: return false
    }
  }

  /// A choice of several tokens makes a variant of its own.
  private static func variants(_ parts: ArraySlice<WordPattern.Part>, _ collector: inout WordCollector) -> [[Part]] {
    guard let first = parts.first else { return [[]] }
    var heads: [[Part]] = []
    var single: [WordID] = []
    for choice in first.choices {
      let ids = collector.ids(choice)
      if ids.count == 1 {
        single.append(ids[0])
      } else if !ids.isEmpty {
        heads.append(
          ids.enumerated().map { Part(words: [$0.element], gap: $0.offset == 0 ? first.gap : 0, isOptional: false) })
      }
    }
    if !single.isEmpty { heads.insert([Part(words: single, gap: first.gap, isOptional: first.isOptional)], at: 0) }
    let rest = variants(parts.dropFirst(), &collector)
    return heads.flatMap { head in rest.map { head + $0 } }
  }
}
