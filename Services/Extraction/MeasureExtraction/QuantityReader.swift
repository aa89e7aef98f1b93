import Models
import ReferenceData
import TextAnalysis

/// Reads what a number counts or measures, and its comparator, such as `at least`.
extension QuantityScanner {
  /// The quantity around a number.
  func quantity(_ number: NumberReading) -> QuantityReading? {
    guard
      var reading = money(number) ?? measured(number) ?? counted(number.inWholes) ?? bare(number)
    else { return nil }
    compare(&reading, number)
    return reading
  }

  // MARK: Units

  /// The longest unit that begins at a token, and the token after it.
  func unit(_ index: Int) -> (end: Int, meaning: MeasureVocabulary.UnitMeaning)? {
    guard index < text.count, text.isAdjacent(index) || text.isJoined(index),
      let match = text.vocabulary.units.longest(from: index, in: text.ids, limit: text.count)
    else { return nil }
    return (match.tokens.upperBound, match.value)
  }

  private func measured(_ number: NumberReading) -> QuantityReading? {
    var at = number.end
    let isJoined = text.has(at, .dash) && text.isJoined(at) && text.isJoined(at + 1)
    if isJoined { at += 1 }
    if text.hasAdjacent(.scale, at: at) { return nil }
    guard let (end, meaning) = unit(at) else { return nil }
    let number = meaning.kind == .person ? number.inWholes : number
    switch meaning.kind {
    case .percent:
      var reading = QuantityReading(
        start: number.start, end: end, startNumber: number.start, value: number.value, unit: meaning.unit,
        comparator: .eq, kind: .percent)
      reading.subject = share(end)
      return reading
    case .physical:
      if text.isJoined(at), !isJoined, text.article.tokens[at].kind == .word, !text.article.tokens[at].isSpaced,
        number.isWords
      {
        return nil
      }
    case .time:
      if isJoined || number.isWords && number.value == 1 { return nil }
      if text.has(number.start - 1, .label), !number.isWords { return nil }
      if text.has(end, .dash), text.isJoined(end) { return nil }
    case .person:
      if isJoined { return nil }
      if text.article.tokens[at].kind == .ideograph { break }
      if text.has(at, .plural) || number.value != 1 { return nil }
      if text.has(number.start - 1, [.definite, .stop]) && !text.has(number.start - 1, [.bare, .kills, .of]) {
        return nil
      }
    }
    return QuantityReading(
      start: number.start, end: end, startNumber: number.start, value: number.value, unit: meaning.unit,
      comparator: .eq, subject: at..<end, kind: .measured)
  }

  /// The subject of a percentage or fraction: the tokens of `enterprises` in `of the enterprises` at `index`; nil
  /// without one.
  func share(_ index: Int) -> Range<Int>? {
    guard text.hasAdjacent(.of, at: index) else { return nil }
    let start = text.hasAdjacent(.the, at: index + 1) ? index + 2 : index + 1
    var at = start
    while at < min(text.count, start + 9), text.isAdjacent(at) || text.isJoined(at), isNominal(at) { at += 1 }
    while at > start, text.article.tokens[at - 1].kind != .word { at -= 1 }
    return at > start ? start..<at : nil
  }

  private func isNominal(_ index: Int) -> Bool {
    if text.has(index, [.of, .the, .quote]) { return true }
    return text.article.tokens[index].kind == .word && !text.has(index, .stop)
      || text.has(index, .dash) && text.isJoined(index)
  }

  // MARK: Counted things

  func counted(_ number: NumberReading) -> QuantityReading? {
    if number.isFraction {
      var reading = QuantityReading(
        start: number.start, end: number.end, startNumber: number.start, value: number.value, unit: "fraction",
        comparator: .eq, kind: .percent)
      reading.subject = share(number.end) ?? share(number.end - 1)
      return reading
    }
    if number.isWords {
      guard number.value != 1, !(number.value == 2 && text.has(number.start - 1, .definite)) else { return nil }
      if text.isCapital(number.start), text.isAdjacent(number.start), !text.has(number.start - 1, [.dot, .quote]) {
        return nil
      }
      if text.isCapital(number.start), number.end < text.count, text.isCapital(number.end) { return nil }
    } else if text.has(number.start - 1, .label), text.isAdjacent(number.start), !number.isDeliberate {
      return nil
    }
    if text.has(number.end, .dash), text.isJoined(number.end), text.isJoined(number.end + 1) { return nil }
    if let noun = noun(afterComparator(number.end)) {
      return QuantityReading(
        start: number.start, end: noun.subject.upperBound, startNumber: number.start, value: number.value,
        unit: noun.unit, comparator: .eq, subject: noun.subject, kind: .counted)
    }
    return victims(number)
  }

  /// The token after a comparator such as `or more`, which may occur between a number and its noun; `index` itself
  /// without one.
  private func afterComparator(_ index: Int) -> Int {
    guard text.isAdjacent(index),
      let match = text.vocabulary.comparatorsAfter.longest(from: index, in: text.ids, limit: text.count)
    else { return index }
    return match.tokens.upperBound
  }

  /// The counted phrase, which ends with its first plural within seven tokens, and that plural as the unit; nil without
  /// one.
  private func noun(_ index: Int) -> (unit: String, subject: Range<Int>)? {
    var at = index
    if text.has(at, .quote), text.isJoined(at) { return nil }
    while at < min(text.count, index + 7) {
      guard text.isAdjacent(at) || text.isJoined(at) else { return nil }
      if text.has(at, .dash), text.isJoined(at), text.isJoined(at + 1), at > index {
        at += 1
        continue
      }
      guard text.article.tokens[at].kind == .word, !text.has(at, .stop) || text.has(at, .plural),
        !text.has(at, [.numberWord, .month])
      else { return nil }
      if isPlural(at) {
        if text.hasAdjacent(.and, at: at + 1), text.isAdjacent(at + 2), at + 2 < text.count,
          text.article.tokens[at + 2].kind == .word,
          isPlural(at + 2), !isWord(at + 3)
        {
          return (text.article.string(text.article.tokens[at].start, text.article.tokens[at + 2].end), index..<at + 3)
        }
        return (text.article.lowercased(at), index..<at + 1)
      }
      at += 1
    }
    return nil
  }

  private func isWord(_ index: Int) -> Bool {
    index < text.count && text.isAdjacent(index) && text.article.tokens[index].kind == .word
      && !text.has(index, [.stop, .yearBefore, .and])
  }

  private func isPlural(_ index: Int) -> Bool {
    if text.has(index, [.plural, .units]) { return true }
    let token = text.article.tokens[index]
    guard token.end - token.start > 3, !text.has(index, [.singular, .stop]) else { return false }
    let endings = text.article.endings(index)
    return endings.contains(.plural) && endings.isDisjoint(with: [.singular, .singularCounted])
  }

  /// The people that a number of casualties counts: `three dead`, `nine were killed`, `killed nine`; nil for another
  /// number.
  private func victims(_ number: NumberReading) -> QuantityReading? {
    let at = text.hasAdjacent(.copula, at: number.end) ? number.end + 1 : number.end
    let isAfter = text.hasAdjacent(.casualty, at: at)
    var before = number.start - 1
    if let comparator = text.vocabulary.comparatorsBefore.longest(
      before: number.start, in: text.ids, limit: max(0, number.start - 4))
    {
      before = comparator.tokens.lowerBound - 1
    }
    guard isAfter || text.has(before, .kills) && !isWord(number.end) else { return nil }
    return QuantityReading(
      start: number.start, end: number.end, startNumber: number.start, value: number.value, unit: "people",
      comparator: .eq, kind: .counted)
  }

  // MARK: Bare numbers

  /// Reads a number without a noun, which counts where a change leads to it (`reduced to 29`), where it has groups,
  /// decimals or a scale (`48,000`), or in quotation marks as a word (`"zero"`).
  private func bare(_ number: NumberReading) -> QuantityReading? {
    if number.isLongCode || text.has(number.start - 1, .label) { return nil }
    if text.has(number.end, .dash), text.isJoined(number.end), text.isJoined(number.end + 1) { return nil }
    let before = number.start - 1
    var counts = number.isDeliberate && number.mantissa != 0
    if text.has(before, .bare) {
      counts = counts || text.has(before, .change) || (1...3).contains { text.has(before - $0, .change) }
    }
    var start = number.start
    var end = number.end
    if number.isWords, number.value == 0, text.has(before, .quote), text.isJoined(number.start) {
      counts = true
      start = before
      if text.has(end, .dot) { end += 1 }
      if text.has(end, .quote) { end += 1 }
    }
    if number.isWords, number.value > 0, !number.isDeliberate { return nil }
    if number.isWords, text.has(before, .definite) { return nil }
    guard counts else { return nil }
    return QuantityReading(
      start: start, end: end, startNumber: start, value: number.value, unit: "items", comparator: .eq, kind: .bare)
  }

  // MARK: Comparators

  /// Adds the comparator before or after the number (`more than 5`, `5 or more`) to the reading and its tokens. A
  /// phrase that the table calls equal only ends like a comparator: `续约`.
  func compare(_ reading: inout QuantityReading, _ number: NumberReading) {
    let limit = max(0, reading.start - 5)
    if text.isAdjacent(reading.start) || reading.start > 0 && text.article.tokens[reading.start - 1].kind == .ideograph,
      let before = text.vocabulary.comparatorsBefore.longest(before: reading.start, in: text.ids, limit: limit),
      before.value != .eq
    {
      reading.comparator = before.value
      reading.start = before.tokens.lowerBound
      return
    }
    for end in [reading.end, number.end] where end < text.count && (text.isAdjacent(end) || text.isJoined(end)) {
      guard let after = text.vocabulary.comparatorsAfter.longest(from: end, in: text.ids, limit: text.count) else {
        continue
      }
      if text.article.token(end, is: "+") || text.article.token(end, is: .plus), !text.isJoined(end) { continue }
      reading.comparator = after.value
      reading.end = max(reading.end, after.tokens.upperBound)
      return
    }
  }
}
