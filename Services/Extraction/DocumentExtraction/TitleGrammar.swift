import Models
import ReferenceData
import TextAnalysis

/// Finds the extent of a capitalised title around its head noun.
struct TitleGrammar {
  let text: ArticleText
  let vocabulary: DocumentVocabulary
  let ids: [WordID]

  /// The end of a title after cutting off a date such as `on Friday`; a year remains part of the title.
  func end(_ end: Int, before dates: ArraySlice<DateMention>, after head: Int) -> Int {
    let start = text.tokens[head].end
    let stop = text.tokens[end - 1].end
    guard let date = dates.first(where: { $0.span.start >= start && $0.span.start < stop && !isYear($0) }) else {
      return end
    }
    var cut = text.tokenIndex(from: date.span.start)
    while cut > head + 1, isConnector(cut - 1) { cut -= 1 }
    return max(head + 1, cut)
  }

  private func isYear(_ date: DateMention) -> Bool { date.date.map { $0.precision >= .year } ?? false }

  /// The largest number of tokens of a title on either side of its head.
  private static let reach = 60

  /// The index after the title's last token: after `head` and any complement, such as `of the Central Committee on
  /// Further Deepening Reform`.
  func end(after head: Int, limit: Int, isHead: (Int) -> Bool) -> Int {
    let limit = min(limit, head + Self.reach)
    var end = head + 1
    while end < limit {
      var at = end
      var connectors = 0
      while at < limit, connectors < 4, isConnector(at) || isDash(at) {
        at += 1
        connectors += 1
      }
      guard at < limit else { break }
      if connectors == 0 {
        if end > head + 1, isCapital(at) {
          end = at + 1
          continue
        }
        guard isYear(at) else { break }
        end = at + 1
        continue
      }
      if end == head + 1, !opensComplement(end, at, isHead) { break }
      if isJoined(end, at) || isCapital(at) || text.tokens[at].kind == .number && isCapitalAfterNumber(at) {
        end = at + 1
        continue
      }
      break
    }
    return withYears(end, limit)
  }

  /// The index of the title's first token, given its head noun; `head` itself if nothing before it belongs to the
  /// title.
  func start(before head: Int, limit: Int) -> Int {
    let limit = max(limit, head - Self.reach)
    var start = head
    while start > limit {
      let index = start - 1
      if isCapital(index) || isDash(index) && isJoined(index, start) && index > limit {
        start = index
        continue
      }
      if text.tokens[index].kind == .word, index + 1 < text.tokens.count, isDash(index + 1),
        !text.tokens[index + 1].isSpaced
      {
        start = index
        continue
      }
      if text.tokens[index].kind == .number, !text.tokens[start].isSpaced {
        start = index
        continue
      }
      guard let bridge = bridge(index, limit) else { break }
      start = bridge
    }
    while start < head, isConnector(start) || text.tokens[start].kind == .punctuation { start += 1 }
    return start
  }

  /// The capitalised token before one to four small words that end at `index`: `Law` in `Law of the Sea`;
  /// nil if the words are not preceded by such a token.
  private func bridge(_ index: Int, _ limit: Int) -> Int? {
    var at = index
    while at > limit, index - at < 4, isConnector(at) || isAdjective(at) {
      if text.token(at, is: .the), at > limit, !isConnector(at - 1) { return nil }
      at -= 1
      if isCapital(at) { return at }
    }
    return nil
  }

  /// Whether the token after the head noun opens a complement: `of`, `on`, `for`…, a spaced dash, or `and` with another
  /// head.
  private func opensComplement(_ first: Int, _ after: Int, _ isHead: (Int) -> Bool) -> Bool {
    if isDash(first) { return !isJoined(first, after) }
    if text.token(first, is: .and) { return after == first + 1 && isCapital(after) && isHead(after) }
    return text.token(first, is: .of) || text.token(first, is: .on) || text.token(first, is: .for)
      || text.token(first, is: .concerning) || text.token(first, is: .regarding) || text.token(first, is: .against)
  }

  /// The end of a title including years in brackets after it: ` (2021-2025)`.
  private func withYears(_ end: Int, _ limit: Int) -> Int {
    guard end + 2 < limit, text.bytes[text.tokens[end].start] == UInt8(ascii: "("), isYear(end + 1) else { return end }
    var at = end + 2
    if at + 1 < limit, isDash(at), isYear(at + 1) { at += 2 }
    return at < limit && text.bytes[text.tokens[at].start] == UInt8(ascii: ")") ? at + 1 : end
  }

  func isCapital(_ index: Int) -> Bool {
    let shape = text.tokens[index].shape
    return text.tokens[index].kind == .word && shape != .lower && shape != .none
  }

  func isYear(_ index: Int) -> Bool { text.tokens[index].kind == .number && text.tokens[index].length == 4 }

  private func isCapitalAfterNumber(_ index: Int) -> Bool {
    for at in index + 1...index + 2 where at < text.tokens.count && isCapital(at) { return true }
    return false
  }

  func isDash(_ index: Int) -> Bool {
    let byte = text.bytes[text.tokens[index].start]
    guard text.tokens[index].kind == .punctuation else { return false }
    return byte == UInt8(ascii: "-")
      || byte == 0xE2 && text.bytes[text.tokens[index].start + 1] == 0x80
        && (0x90...0x95).contains(text.bytes[text.tokens[index].start + 2])
  }

  /// Whether no token from `from` to `to` has white space before it.
  private func isJoined(_ from: Int, _ to: Int) -> Bool {
    (from...to).allSatisfy { !text.tokens[$0].isSpaced }
  }

  func isConnector(_ index: Int) -> Bool {
    let length = text.tokens[index].length
    guard text.tokens[index].kind == .word, length <= 10 else { return false }
    return text.token(index, is: .of) || text.token(index, is: .the) || text.token(index, is: .and)
      || text.token(index, is: .on) || text.token(index, is: .for) || text.token(index, is: .in)
      || text.token(index, is: .to) || text.token(index, is: .into) || text.token(index, is: .with)
      || text.token(index, is: .against) || text.token(index, is: .concerning) || text.token(index, is: .regarding)
      || text.token(index, is: .a) || text.token(index, is: .an) || text.token(index, is: .by)
  }

  /// Whether the token is a lower-case word that ends like an adjective or is common in titles: `scientific`,
  /// `national`, `action`.
  private func isAdjective(_ index: Int) -> Bool {
    let token = text.tokens[index]
    guard token.kind == .word, token.shape == .lower, token.length > 4 else { return false }
    return text.token(index, is: .action) || text.endings(index).contains(.adjective)
  }
}
