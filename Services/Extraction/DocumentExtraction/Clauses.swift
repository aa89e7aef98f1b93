import Models
import TextAnalysis

/// Clauses of sentences, and spans of bounded length around words.
struct Clauses {
  let text: ArticleText

  /// The clause that contains `tokens`: it ends at the nearest comma, semicolon, colon or bracket on either side.
  func clause(around tokens: Range<Int>, in sentence: Range<Int>) -> Range<Int> {
    var start = tokens.lowerBound
    while start > sentence.lowerBound, !isMark(start - 1) { start -= 1 }
    var end = tokens.upperBound
    while end < sentence.upperBound, !isMark(end) { end += 1 }
    return trimmed(start..<max(end, start + 1))
  }

  /// At most `most` tokens of `range`, around `core`.
  func bounded(_ range: Range<Int>, around core: Range<Int>, mostTokens most: Int) -> Range<Int> {
    guard range.count > most else { return range }
    let start = max(range.lowerBound, min(core.lowerBound - most / 4, range.upperBound - most))
    return trimmed(start..<min(range.upperBound, start + most))
  }

  /// At most `most` words of `range`, around `core`.
  func bounded(_ range: Range<Int>, around core: Range<Int>, mostWords most: Int) -> Range<Int> {
    let starts = range.filter { $0 == range.lowerBound || beginsWord($0) }
    guard starts.count > most else { return range }
    let word = starts.partitioningIndex { $0 > core.lowerBound } - 1
    let first = max(0, min(word - most / 4, starts.count - most))
    let end = first + most < starts.count ? starts[first + most] : range.upperBound
    return trimmed(starts[first]..<end)
  }

  /// The number of words in the range.
  func words(_ range: Range<Int>) -> Int {
    var count = 1
    for index in range.dropFirst() where beginsWord(index) { count += 1 }
    return count
  }

  /// Whether a word begins with the token, within a text: white space is before it, or it is a Chinese character.
  private func beginsWord(_ index: Int) -> Bool {
    text.tokens[index].isSpaced || text.tokens[index].kind == .ideograph
  }

  /// The range without punctuation at its ends; it keeps at least one token.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while end - start > 1, text.tokens[start].kind == .punctuation { start += 1 }
    while end - start > 1, text.tokens[end - 1].kind == .punctuation { end -= 1 }
    return start..<end
  }

  /// Whether the token is a comma, a semicolon, a colon or a bracket, also in the width of Chinese characters.
  func isMark(_ index: Int) -> Bool {
    let token = text.tokens[index]
    guard token.kind == .punctuation else { return false }
    switch text.bytes[token.start] {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"): return true
    case 0xEF where token.length == 3 && text.bytes[token.start + 1] == 0xBC:
      // `，`, `；`, `：`, `（`, `）`
      return [0x8C, 0x9B, 0x9A, 0x88, 0x89].contains(text.bytes[token.start + 2])
    default: return false
    }
  }
}
