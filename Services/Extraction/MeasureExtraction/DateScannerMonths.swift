import Models
import TextAnalysis

/// Dates around the name of a month or a weekday.
extension DateScanner {
  /// A date that begins with a month: `March 12, 2024`, `Nov. 24`, `October 25-26, 2016`, `January-March 2024`,
  /// `November`.
  func monthFirst(_ index: Int) -> DateReading? {
    guard let (month, afterMonth) = month(index), text.isDateName(index) else { return nil }
    if let day = text.dayOfMonth(afterMonth), text.isAdjacent(afterMonth), !startsNumber(afterMonth, day.end) {
      return monthDay(index, month, day.day, day.end)
    }
    if let last = lastMonth(afterMonth, after: month) {
      if let year = followingYear(last.end) {
        return DateReading(start: index, end: year.end, date: interval(year.year, month, last.month))
      }
      let year = calendar.month(last.month, tense(at: index))?.firstDay.year
      return DateReading(start: index, end: last.end, date: year.flatMap { interval($0, month, last.month) })
    }
    if let year = followingYear(afterMonth) {
      return DateReading(start: index, end: year.end, date: PartialDate(year: year.year, month: month))
    }
    guard text.has(index, .month), isMonthHere(index) else { return nil }
    return DateReading(
      start: index, end: index + 1, date: calendar.month(month, tense(at: index)), isYearless: true)
  }

  private func monthDay(_ start: Int, _ month: Int, _ day: Int, _ end: Int) -> DateReading? {
    var lastDay = day
    var end = end
    if let range = rangeEnd(end), range.day > day {
      lastDay = range.day
      end = range.end
    }
    if let year = followingYear(end) {
      return DateReading(start: start, end: year.end, date: days(year.year, month, day, lastDay))
    }
    if let year = yearOfPartner(end) {
      return DateReading(start: start, end: end, date: days(year, month, day, lastDay))
    }
    return DateReading(start: start, end: end, date: resolved(month, day, lastDay, at: start))
  }

  /// The year that the end of a span (`to March 5, 2024`) gives for its beginning too.
  private func yearOfPartner(_ index: Int) -> Int? {
    guard text.hasAdjacent([.to, .dash], at: index), text.isAdjacent(index + 1), let (_, afterMonth) = month(index + 1),
      text.isDateName(index + 1), let day = text.dayOfMonth(afterMonth)
    else { return nil }
    return followingYear(day.end)?.year
  }

  /// A date that begins with a day of the month: `12 March 2024`, `12-Mar-24`, `6th of March`, `5-6 April 2016`, `9 and
  /// 10 May`.
  func dayFirst(_ index: Int) -> DateReading? {
    guard let first = text.dayOfMonth(index) else { return nil }
    var lastDay = first.day
    var at = first.end
    if let range = rangeEnd(at), range.day > first.day {
      lastDay = range.day
      at = range.end
    } else if text.hasAdjacent(.and, at: at), let second = text.dayOfMonth(at + 1), second.day == first.day + 1 {
      lastDay = second.day
      at = second.end
    }
    let isDashed = text.has(at, .dash) && text.isJoined(at) && text.isJoined(at + 1) && text.has(at + 1, .anyMonth)
    if isDashed || text.hasAdjacent(.of, at: at) { at += 1 }
    guard text.isAdjacent(at), let (month, afterMonth) = month(at), text.isDateName(at),
      CivilDate(year: 2024, month: month, day: lastDay) != nil
    else { return nil }
    if isDashed, text.has(afterMonth, .dash), text.isJoined(afterMonth), text.isJoined(afterMonth + 1),
      let year = text.year(afterMonth + 1) ?? yearOfTwoDigits(afterMonth + 1)
    {
      return DateReading(start: index, end: afterMonth + 2, date: days(year, month, first.day, lastDay))
    }
    if let year = followingYear(afterMonth) ?? bareShortYear(afterMonth) {
      return DateReading(start: index, end: year.end, date: days(year.year, month, first.day, lastDay))
    }
    return DateReading(start: index, end: afterMonth, date: resolved(month, first.day, lastDay, at: index))
  }

  /// A date that begins with a weekday: `Monday`, `Thursday, Dec. 15`, `Monday 19 December 2016`.
  func weekday(_ index: Int) -> DateReading? {
    guard text.isDateName(index) else { return nil }
    let weekday = text.dateValue(index)
    var next = index + 1
    if text.has(index, .weekdayShort), text.isJoined(next), text.has(next, .dot) { next += 1 }
    if text.has(next, .comma) { next += 1 }
    if text.has(next, .the) { next += 1 }
    if text.isAdjacent(next), text.has(next, .anyMonth), let reading = monthFirst(next),
      reading.date?.precision != .month
    {
      return DateReading(start: index, end: reading.end, date: reading.date)
    }
    if text.isAdjacent(next), let reading = dayFirst(next) {
      return DateReading(start: index, end: reading.end, date: reading.date)
    }
    guard text.has(index, .weekday) else { return nil }
    return DateReading(start: index, end: index + 1, date: calendar.weekday(weekday, weekdayTense(at: index)))
  }

  /// The month named at the token, and the token after the name and the dot of an abbreviation.
  func month(_ index: Int) -> (month: Int, end: Int)? {
    guard text.has(index, .anyMonth) else { return nil }
    let end =
      text.has(index, .monthShort) && text.isJoined(index + 1) && text.has(index + 1, .dot) ? index + 2 : index + 1
    return (text.dateValue(index), end)
  }

  /// The last month of a span that begins with the month `first`, and the token after it: `-March`, ` to March`.
  private func lastMonth(_ index: Int, after first: Int) -> (month: Int, end: Int)? {
    guard text.has(index, [.dash, .to]), text.isAdjacent(index), text.isAdjacent(index + 1),
      let last = month(index + 1),
      last.month > first, text.isDateName(index + 1)
    else { return nil }
    return last
  }

  /// The last day of a span after its first day, and the token after it: `-26`, ` - 17`, ` to 14`.
  private func rangeEnd(_ index: Int) -> (day: Int, end: Int)? {
    guard text.has(index, [.dash, .to]), text.isAdjacent(index), text.isAdjacent(index + 1) else { return nil }
    return text.dayOfMonth(index + 1)
  }

  /// The year after a month or a day, and the token after it: `2024`, `, 2024`, ` of 2024`.
  private func followingYear(_ index: Int) -> (year: Int, end: Int)? {
    var at = index
    if text.has(at, [.comma, .of]) { at += 1 }
    guard text.isAdjacent(at) else { return nil }
    if let short = shortYear(at) { return short }
    guard let year = text.year(at), !text.isJoined(at + 1) || isPunctuation(at + 1) else { return nil }
    return (year, at + 1)
  }

  /// A year written as an apostrophe and its last two digits (`'14`), and the token after it.
  func shortYear(_ index: Int) -> (year: Int, end: Int)? {
    guard text.has(index, .quote), text.isJoined(index + 1), let year = yearOfTwoDigits(index + 1) else { return nil }
    return (year, index + 2)
  }

  /// A year of two digits after a day and a month (`12 Jul 14`), with nothing after it that the digits could count.
  private func bareShortYear(_ index: Int) -> (year: Int, end: Int)? {
    guard text.isAdjacent(index), let year = yearOfTwoDigits(index),
      !text.isJoined(index + 1) || isPunctuation(index + 1)
    else { return nil }
    let isZeroed = text.article.bytes[text.article.tokens[index].start] == UInt8(ascii: "0")
    let isLast = !text.isAdjacent(index + 1) || isPunctuation(index + 1) && !text.has(index + 1, .dash)
    return isZeroed || isLast ? (year, index + 1) : nil
  }

  /// The year that ends in the two digits, of the hundred up to the year after publication; nil without a publication
  /// day.
  private func yearOfTwoDigits(_ index: Int) -> Int? {
    guard let short = text.digits(index, atMost: 2),
      text.article.tokens[index].end - text.article.tokens[index].start == 2
    else { return nil }
    return calendar.yearOfTwoDigits(short)
  }

  private func isPunctuation(_ index: Int) -> Bool { text.article.tokens[index].kind == .punctuation }

  /// Whether the digits after a month are not a day but begin another number: `in May 25 million people`.
  private func startsNumber(_ index: Int, _ end: Int) -> Bool {
    text.hasAdjacent(.scale, at: end) || text.has(end, .digits) && text.isJoined(end)
      || text.has(end, .digits) && text.article.tokens[end].end - text.article.tokens[end].start == 3
  }

  /// Whether the word names a month here. One that is an ordinary word too (`May`, `March`) needs a word like `in`
  /// before it, or a full stop or comma after it.
  private func isMonthHere(_ index: Int) -> Bool {
    guard text.vocabulary.ambiguousMonths.contains(text.ids[index]) else { return true }
    if index == 0 || !text.isAdjacent(index) { return false }
    return text.has(index - 1, [.yearBefore, .part, .deictic, .the, .dash, .to])
      || !text.has(index - 1, [.dot, .quote])
        && text.has(index + 1, [.dot, .comma])
  }

  private func interval(_ year: Int, _ first: Int, _ last: Int) -> PartialDate? {
    guard let from = PartialDate(year: year, month: first), let through = PartialDate(year: year, month: last) else {
      return nil
    }
    return PartialDate(from: from, through: through)
  }

  private func days(_ year: Int, _ month: Int, _ first: Int, _ last: Int) -> PartialDate? {
    guard let from = CivilDate(year: year, month: month, day: first) else { return nil }
    guard last > first else { return PartialDate(day: from) }
    guard let through = CivilDate(year: year, month: month, day: last) else { return nil }
    return PartialDate(from: PartialDate(day: from), through: PartialDate(day: through))
  }

  private func resolved(_ month: Int, _ first: Int, _ last: Int, at index: Int) -> PartialDate? {
    guard let date = calendar.day(first, month: month, tense(at: index)) else { return nil }
    return last > first ? days(date.firstDay.year, month, first, last) : date
  }
}
