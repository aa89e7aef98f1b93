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
  func bounded(_ range: Range<Int>, around core: Range<Int>, most: Int) -> Range<Int> {
    guard range.count > most else { return range }
    let start = max(range.lowerBound, min(core.lowerBound - most / 4, range.upperBound - most))
    return trimmed(start..<min(range.upperBound, start + most))
  }

  /// The number of words in the range, separated by white space.
  func words(_ range: Range<Int>) -> Int {
    var count = 1
    for index in range.dropFirst() where text.tokens[index].isSpaced { count += 1 }
    return count
  }

  /// The range without punctuation at its ends; it keeps at least one token.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while end - start > 1, text.tokens[start].kind == .punctuation { start += 1 }
    while end - start > 1, text.tokens[end - 1].kind == .punctuation { end -= 1 }
    return start..<end
  }

  func isMark(_ index: Int) -> Bool {
    guard text.tokens[index].kind == .punctuation else { return false }
    switch text.bytes[text.tokens[index].start] {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"): return true
    default: return false
    }
  }
}
