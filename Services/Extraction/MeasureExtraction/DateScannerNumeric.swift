import Models
import ReferenceData
import TextAnalysis

/// Dates and times that begin with digits.
extension DateScanner {
  func numeric(_ index: Int) -> DateReading? {
    if index > 0, text.isJoined(index), text.article.tokens[index - 1].kind == .word || isJoin(index - 1) {
      return nil
    }
    if let reading = numericDate(index) ?? chineseDate(index) ?? timeOfDay(index) { return reading }
    if let reading = codeAfterNumber(index) { return reading }
    if let reading = dayFirst(index) { return extendedNumeric(reading) }
    if let reading = decade(index) { return reading }
    if let reading = distance(index) { return reading }
    return yearAlone(index)
  }

  /// Whether the mark binds digits to the text before it: `F-16`, `3/4`, `v2.0`, `=5`.
  private func isJoin(_ index: Int) -> Bool {
    let byte = text.article.bytes[text.article.tokens[index].start]
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: "$"),
      UInt8(ascii: "+"):
      return true
    case UInt8(ascii: "-"), UInt8(ascii: "."):
      return text.isJoined(index) && !text.has(index - 1, [.part, .month])
    default: return false
    }
  }

  private func extendedNumeric(_ reading: DateReading) -> DateReading {
    guard text.hasAdjacent(.deictic, at: reading.end), text.calendarUnit(reading.end + 1) == .year else {
      return reading
    }
    guard let today = calendar.today, let date = reading.date?.firstDay else {
      return DateReading(start: reading.start, end: reading.end + 2, date: nil)
    }
    let day = CivilDate(year: today.year + text.dateValue(reading.end), month: date.month, day: date.day)
    return DateReading(start: reading.start, end: reading.end + 2, date: day.map { PartialDate(day: $0) })
  }

  /// Four digits read as a year, because of the word before them, or because they count nothing after them.
  private func yearAlone(_ index: Int) -> DateReading? {
    if text.year(index) == nil, text.digits(index, atMost: 4) != nil, let era = era(index + 1) {
      return DateReading(start: index, end: era.end, date: nil)
    }
    guard let year = text.year(index), let reading = years(index) else { return nil }
    let end = reading.end
    if end > index + 1 {
      if isChineseCount(end) { return nil }
      return text.isJoined(end) && text.has(end, .dash) && text.isJoined(end + 1) ? nil : reading
    }
    if text.hasAdjacent(.scale, at: end) || text.has(end, .scale) && text.isJoined(end) { return nil }
    if let era = era(end) {
      return DateReading(start: index, end: era.end, date: era.isBefore ? nil : reading.date)
    }
    if end < text.count, text.isJoined(end) {
      let kind = text.article.tokens[end].kind
      let byte = text.article.bytes[text.article.tokens[end].start]
      if kind == .word || kind == .symbol || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "/") { return nil }
      if isChineseCount(end) { return nil }
      if text.has(end, .dash), text.isJoined(end + 1), text.has(end + 1, .digits) { return nil }
    }
    if text.has(index - 1, .label) && !text.has(index - 1, .yearBefore) || isCounted(index) { return nil }
    if let unit = text.vocabulary.units.longest(from: end, in: text.ids, limit: text.count), text.isAdjacent(end),
      !(unit.value.kind == .person && opensYear(index))
    {
      return nil
    }
    if let currency = text.vocabulary.currenciesBefore.longest(before: index, in: text.ids, limit: max(0, index - 2)),
      currency.value.kind != .letter
    {
      return nil
    }
    guard (1900..<2100).contains(year) || text.has(index - 1, .yearBefore) && (1400..<1900).contains(year) else {
      return nil
    }
    return reading
  }

  /// Whether a word before the four digits makes them a year, even before people: `In 2019 gunmen attacked`. After `of`
  /// and `by`, unless this opens the sentence, they may count them (`a force of 1950 soldiers`), and so may a round
  /// number.
  private func opensYear(_ index: Int) -> Bool {
    guard let year = text.year(index), year % 100 != 0, text.has(index - 1, .yearBefore) else { return false }
    if text.article.token(atOrNil: index - 1, is: .by) { return text.isCapital(index - 1) }
    return !text.has(index - 1, [.of, .and, .to])
  }

  /// The token after an era at `index`, after a year, and whether it is before the first year: `B.C.`, `BC`, `AD`; nil
  /// if no era follows.
  private func era(_ index: Int) -> (end: Int, isBefore: Bool)? {
    guard text.isAdjacent(index), text.isCapitalWord(index), text.shape(index) == .upper else { return nil }
    if text.has(index, .era) { return (index + 1, text.dateValue(index) < 0) }
    guard let word = text.dotted(index, .era) else { return nil }
    let end = text.isJoined(index + 3) && text.has(index + 3, .dot) ? index + 4 : index + 3
    return (end, text.vocabulary.dateValues[Int(word)] < 0)
  }

  /// A date in digits: `2024-11-30`, `2024/11/30`, `30.11.2024`, `11/30/2024`. `03/04/2024`, where either number may be
  /// the day, stays unresolved.
  private func numericDate(_ index: Int) -> DateReading? {
    let bytes = text.article.bytes
    let start = text.article.tokens[index].start
    var at = start
    func number(_ most: Int) -> (value: Int, digits: Int)? {
      var value = 0
      let begin = at
      while at < bytes.count, at - begin < most, bytes[at] >= 48, bytes[at] <= 57 {
        value = value * 10 + Int(bytes[at] - 48)
        at += 1
      }
      return at > begin ? (value, at - begin) : nil
    }
    guard let first = number(4), at < bytes.count else { return nil }
    let separator = bytes[at]
    guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: "."),
      first.digits != 3
    else { return nil }
    at += 1
    guard let second = number(2), at < bytes.count, bytes[at] == separator else { return nil }
    at += 1
    guard let third = number(4), third.digits != 3 else { return nil }
    if at < bytes.count, bytes[at] >= 48 && bytes[at] <= 57 || bytes[at] == UInt8(ascii: "-") { return nil }
    if at + 1 < bytes.count, bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: "/"), bytes[at + 1] >= 48,
      bytes[at + 1] <= 57
    {
      return nil
    }
    let date: PartialDate?
    if first.digits == 4, third.digits <= 2 {
      guard let day = CivilDate(year: first.value, month: second.value, day: third.value), first.value >= 1000 else {
        return nil
      }
      date = PartialDate(day: day)
      skipTime(&at)
    } else if first.digits <= 2, let year = writtenYear(third.value, digits: third.digits, separator) {
      let dayFirst = CivilDate(year: year, month: second.value, day: first.value)
      let monthFirst = CivilDate(year: year, month: first.value, day: second.value)
      if dayFirst == nil && monthFirst == nil { return nil }
      let isCertain = dayFirst == nil || monthFirst == nil || dayFirst == monthFirst || separator == UInt8(ascii: ".")
      date = isCertain ? (dayFirst ?? monthFirst).map { PartialDate(day: $0) } : nil
    } else {
      return nil
    }
    let end = text.article.tokenIndex(from: at)
    return DateReading(start: index, end: max(end, index + 1), date: date, endByte: at)
  }

  /// The year that the last number of a numeric date writes: in four digits, or after slashes in two (`18/10/07`).
  private func writtenYear(_ value: Int, digits: Int, _ separator: UInt8) -> Int? {
    if digits == 4 { return (1000..<2200).contains(value) ? value : nil }
    return digits == 2 && separator == UInt8(ascii: "/") ? calendar.yearOfTwoDigits(value) : nil
  }

  /// Moves the byte offset `at` past a time after a day: `T14:30:00Z`.
  private func skipTime(_ at: inout Int) {
    let bytes = text.article.bytes
    guard at + 2 < bytes.count, bytes[at] == UInt8(ascii: "T"), bytes[at + 1] >= 48, bytes[at + 1] <= 57 else { return }
    at += 1
    while at < bytes.count,
      bytes[at] >= 48 && bytes[at] <= 58 || bytes[at] == UInt8(ascii: "Z") || bytes[at] == UInt8(ascii: "+")
    {
      at += 1
    }
  }

  /// A time of day: `10 a.m.`, `5pm`, `14:30`, `10:00 GMT`.
  private func timeOfDay(_ index: Int) -> DateReading? {
    let token = text.article.tokens[index]
    guard text.article.bytes[token.start] <= 57, token.end - token.start <= 5 else { return nil }
    let bytes = text.article.bytes
    var at = token.start
    var hour = 0
    while at < token.end, bytes[at] >= 48, bytes[at] <= 57 { hour = hour * 10 + Int(bytes[at] - 48); at += 1 }
    guard hour <= 24, at - token.start <= 2 else { return nil }
    var hasMinutes = false
    if at + 2 < bytes.count, bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: "."),
      (48...53).contains(bytes[at + 1]), (48...57).contains(bytes[at + 2]),
      at + 3 >= bytes.count || !(48...57).contains(bytes[at + 3])
    {
      hasMinutes = bytes[at] == UInt8(ascii: ":")
      at += 3
    }
    let next = text.article.tokenIndex(from: at)
    if let end = clock(next), text.isAdjacent(next) || text.isJoined(next), hour <= 12 {
      return DateReading(start: index, end: zoned(end), date: nil)
    }
    guard hasMinutes, !(text.has(next, .digits) && text.isJoined(next)) else { return nil }
    let end = zoned(next)
    return DateReading(start: index, end: end, date: nil, endByte: end == next ? at : nil)
  }

  /// The token after `a.m.` or `pm` at `index`.
  private func clock(_ index: Int) -> Int? {
    guard index < text.count else { return nil }
    if text.has(index, .clock) { return index + 1 }
    guard text.dotted(index, .clock) != nil else { return nil }
    return text.isJoined(index + 3) && text.has(index + 3, .dot) ? index + 4 : index + 3
  }

  private func zoned(_ index: Int) -> Int { text.hasAdjacent(.zone, at: index) ? index + 1 : index }
}

extension MeasureText {
  func isCapitalWord(_ index: Int) -> Bool { index < count && article.tokens[index].kind == .word && isCapital(index) }
}
