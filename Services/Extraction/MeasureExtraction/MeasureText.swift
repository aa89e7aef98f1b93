import Models
import ReferenceData
import TextAnalysis

/// An article's tokens with what each can do in a number or a date.
final class MeasureText: Sendable {
  let article: ArticleText
  let vocabulary: MeasureVocabulary
  let ids: [WordID]
  let roles: [MeasureRoles]

  init(_ text: ArticleText, _ vocabulary: MeasureVocabulary) {
    article = text
    self.vocabulary = vocabulary
    ids = text.ids(in: vocabulary.words)
    let tokens = text.tokens
    let ids = ids
    roles = [MeasureRoles](unsafeUninitializedCapacity: tokens.count) { buffer, count in
      for index in 0..<tokens.count {
        buffer.initializeElement(
          at: index,
          to: tokens[index].kind == .number ? .digits : vocabulary.roles[Int(ids[index])])
      }
      count = tokens.count
    }
  }

  var count: Int { roles.count }

  @inline(__always)
  func has(_ index: Int, _ role: MeasureRoles) -> Bool {
    index >= 0 && index < roles.count && !roles[index].isDisjoint(with: role)
  }

  func dateValue(_ index: Int) -> Int { Int(vocabulary.dateValues[Int(ids[index])]) }
  func calendarUnit(_ index: Int) -> CalendarUnit? {
    index < ids.count ? vocabulary.calendarUnits[Int(ids[index])] : nil
  }

  /// Whether the token is a word of the future of that kind.
  func isFuture(_ index: Int, _ cue: MeasureLexicon.FutureCue) -> Bool {
    has(index, .future) && vocabulary.futureCues[Int(ids[index])] == cue
  }

  /// Whether nothing is between the token and the one before it.
  func isJoined(_ index: Int) -> Bool {
    index > 0 && index < roles.count && article.tokens[index].start == article.tokens[index - 1].end
  }

  /// Whether the token and the one before it are on one line, at most four bytes apart.
  func isAdjacent(_ index: Int) -> Bool {
    guard index > 0, index < roles.count else { return false }
    let start = article.tokens[index - 1].end
    let end = article.tokens[index].start
    guard end - start <= 4 else { return false }
    for at in start..<end where article.bytes[at] == UInt8(ascii: "\n") { return false }
    return true
  }

  /// Whether the token has the role and is adjacent to the one before it.
  @inline(__always)
  func hasAdjacent(_ role: MeasureRoles, at index: Int) -> Bool { has(index, role) && isAdjacent(index) }

  func shape(_ index: Int) -> Token.Shape { article.tokens[index].shape }

  /// Whether a month or weekday is written as its language does: with a capital, unless its row says otherwise.
  func isDateName(_ index: Int) -> Bool { isCapital(index) || has(index, .small) }

  func isCapital(_ index: Int) -> Bool {
    let first = article.bytes[article.tokens[index].start]
    return first >= UInt8(ascii: "A") && first <= UInt8(ascii: "Z")
  }

  /// The value of a token of one to `most` digits and nothing else.
  func digits(_ index: Int, atMost most: Int) -> Int? {
    guard index >= 0, index < count, roles[index].contains(.digits) else { return nil }
    let token = article.tokens[index]
    guard token.end - token.start <= most else { return nil }
    var value = 0
    for at in token.start..<token.end {
      let byte = article.bytes[at]
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }

  /// The value of four bare digits that may be a year, from 1000 to 2199.
  func year(_ index: Int) -> Int? {
    guard index >= 0, index < count, article.tokens[index].end - article.tokens[index].start == 4,
      let value = digits(index, atMost: 4), (1000..<2200).contains(value)
    else { return nil }
    return value
  }

  /// The day of the month at the token, perhaps with a suffix (`6th`), and the token after it.
  func dayOfMonth(_ index: Int) -> (day: Int, end: Int)? {
    guard let day = digits(index, atMost: 2), (1...31).contains(day) else { return nil }
    if isJoined(index + 1), has(index + 1, .ordinalSuffix) { return (day, index + 2) }
    if isJoined(index + 1), article.tokens[index + 1].kind == .word { return nil }
    return (day, index + 1)
  }

  /// The word that two letters with a full stop between them make from `index` on, if it has that role: `p.m`, `B.C`;
  /// nil for anything else.
  func dotted(_ index: Int, _ role: MeasureRoles) -> WordID? {
    guard has(index + 1, .dot), index + 2 < count else { return nil }
    let (first, last) = (article.tokens[index], article.tokens[index + 2])
    guard first.length == 1, last.length == 1 else { return nil }
    let letters = article.string(folded: first.start..<first.end) + article.string(folded: last.start..<last.end)
    let word = vocabulary.words.id(of: letters)
    return vocabulary.roles[Int(word)].isSuperset(of: role) ? word : nil
  }
}
