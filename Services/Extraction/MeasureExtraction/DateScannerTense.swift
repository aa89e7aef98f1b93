import ReferenceData
import TextAnalysis

/// On which side of publication a sentence puts a date that leaves something out, and whether it is a new deadline.
extension DateScanner {
  /// The tense of the sentence at the token: that of a word of the future near it, with no verb of saying between the
  /// two, or the date is one `beyond` which something lasts; otherwise past.
  func tense(at index: Int) -> Tense {
    if isReachedPast(index) { return .future }
    var at = index - 1
    let limit = max(0, index - 14)
    var steps = 0
    while at >= limit {
      if text.has(at, .dot) || !text.isAdjacent(at + 1) { break }
      if text.has(at, .saying) && steps <= 2 { return .past }
      if let tense = statedTense(at) { return tense }
      at -= 1
      steps += 1
    }
    guard steps <= 3 else { return .past }
    at = index + 1
    while at < min(text.count, index + 14), !text.has(at, .dot), text.isAdjacent(at) {
      if text.has(at, .saying) { return .past }
      if let tense = statedTense(at) { return tense }
      at += 1
    }
    return .past
  }

  /// Whether the date is one beyond which something may last (`short of fuel beyond mid-December`), and no word says
  /// that it did.
  private func isReachedPast(_ index: Int) -> Bool {
    var before = index - 1
    while before >= max(0, index - Self.partReach), text.has(before, [.dash, .part, .of, .the]) { before -= 1 }
    return before >= 0 && text.isFuture(before, .aheadBeforeDate) && text.isAdjacent(before + 1)
      && !isOver(until: before)
  }

  /// The most tokens before a month that name a part of it: `the end of`.
  private static let partReach = 4

  /// The tense of a weekday. It is also future right after `for` or `until` (`a strike called for Monday`), unless it
  /// belongs to a noun (`for Monday's attack`), and right after a scheduled event with `on` (`closes on Friday`).
  func weekdayTense(at index: Int) -> Tense {
    let stated = tense(at: index)
    guard stated != .future, index > 1, text.isAdjacent(index) else { return stated }
    if text.article.token(index - 1, is: .on), text.isAdjacent(index - 1), text.isFuture(index - 2, .fixture) {
      return .future
    }
    guard text.isFuture(index - 1, .aheadBeforeWeekday), !isOfNoun(index + 1) else { return stated }
    return text.article.token(index - 1, is: .for) || !isOver(until: index - 1) ? .future : stated
  }

  /// The tense that a word of the future states: `set` looks ahead only before `to` or `for`, `starts` announces a
  /// scheduled event, `fell due` and `was due` are past; nil for other words.
  private func statedTense(_ index: Int) -> Tense? {
    guard text.has(index, .future) else { return nil }
    switch text.vocabulary.futureCues[Int(text.ids[index])] {
    case nil: return .future
    case .aheadBeforeTo: return text.hasAdjacent(.to, at: index + 1) ? .future : nil
    case .aheadBeforeToOrFor:
      let isFor = text.isAdjacent(index + 1) && text.article.token(index + 1, is: .for)
      return isFor || text.hasAdjacent(.to, at: index + 1) ? .future : nil
    case .toComeOpener: return isToCome(index) ? .future : nil
    case .fixture: return .present
    case .due: return isPast(due: index) ? .past : .future
    case .aheadBeforeDate, .aheadBeforeWeekday, .pastBeforeDue, .pastBeforeUntil, .toCome: return nil
    }
  }

  /// Whether `is` at the token begins a statement about the future: `is to be opened`, `are to begin`; not `is to
  /// blame`.
  private func isToCome(_ index: Int) -> Bool {
    text.hasAdjacent(.to, at: index + 1) && text.isFuture(index + 2, .toCome) && text.isAdjacent(index + 2)
  }

  /// Whether `due` at the token refers to the past: `fell due`, `was only due`; but not `was due to`.
  private func isPast(due index: Int) -> Bool {
    guard !text.hasAdjacent(.to, at: index + 1) else { return false }
    return (index - 2..<index).contains {
      text.isFuture($0, .pastBeforeDue) && text.isAdjacent($0 + 1)
    }
  }

  /// Whether something that lasts until a weekday has ended: `lasted until Monday`, `did not learn until Friday`,
  /// `from Monday until Friday`.
  private func isOver(until index: Int) -> Bool {
    if text.has(index - 1, .weekday) { return true }
    var at = index - 1
    while at >= max(0, index - 8), text.isAdjacent(at + 1), !text.has(at, [.dot, .comma]) {
      if text.isFuture(at, .pastBeforeUntil) { return true }
      at -= 1
    }
    return false
  }

  /// Whether the weekday before the token only describes a noun: `for Monday's attack`, `for Friday prayers`.
  private func isOfNoun(_ index: Int) -> Bool {
    let at = text.hasAdjacent(.daypart, at: index) ? index + 1 : index
    guard text.isAdjacent(at) else { return false }
    if text.isJoined(at), text.has(at, .quote), text.isJoined(at + 1) { return true }
    return text.article.tokens[at].kind == .word && !text.has(at, [.stop, .and, .to, .of, .saying, .yearBefore])
  }

  /// Whether the date that begins at the token is a new or an old deadline, not the day of the event: `pushed back to
  /// 2043`, `moved from 2033 to 2036`.
  func isNewDeadline(_ start: Int) -> Bool {
    guard text.isAdjacent(start), text.has(start - 1, .to) || text.article.token(start - 1, is: .from) else {
      return false
    }
    var at = start - 2
    while at >= max(0, start - 8), text.isAdjacent(at + 1), !text.has(at, [.dot, .comma]) {
      if text.has(at, .moved) { return true }
      at -= 1
    }
    return false
  }
}
