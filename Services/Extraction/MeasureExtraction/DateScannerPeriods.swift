import Models
import ReferenceData
import TextAnalysis

/// Quarters, halves, seasons, decades and years.
extension DateScanner {
  /// A part of a year or month by its number: `first half of 2024`, `third quarter`, `first nine months of 2024`,
  /// `first week of March`.
  func fractionOfYear(_ index: Int) -> DateReading? {
    let number = text.has(index, .half) ? 0 : text.dateValue(index)
    var at = text.has(index, .half) ? index : index + 1
    guard text.isAdjacent(at) else { return nil }
    if text.has(at, .dash), text.isJoined(at) { at += 1 }
    let isQuarter = text.article.token(atOrNil: at, is: .quarter)
    let isHalf = text.has(at, .half)
    if number > 0, number <= 4, isQuarter || isHalf && number <= 2 {
      let year = yearAfter(at + 1)
      guard year != nil || isQuarter else { return nil }
      let value = year?.year ?? calendar.today.map { $0.month > number * 3 - 3 ? $0.year : $0.year - 1 }
      let date = value.flatMap {
        isQuarter ? PartialDate(year: $0, quarter: number) : PartialDate(year: $0, half: number)
      }
      return DateReading(start: index, end: year?.end ?? at + 1, date: date)
    }
    if number == 1, let (count, afterCount) = self.count(at), let count, (2...11).contains(count),
      text.article.token(atOrNil: afterCount, is: .months), let year = yearAfter(afterCount + 1)
    {
      let date = year.year.flatMap { year in
        PartialDate(year: year, month: 1).flatMap { first in
          PartialDate(year: year, month: count).flatMap { PartialDate(from: first, through: $0) }
        }
      }
      return DateReading(start: index, end: year.end, date: date)
    }
    if let unit = text.calendarUnit(at), unit == .week || unit == .day || unit == .weekend,
      text.hasAdjacent(.of, at: at + 1)
    {
      let next = text.hasAdjacent(.the, at: at + 2) ? at + 3 : at + 2
      guard text.has(next, .month), text.isDateName(next), let month = monthFirst(next) else { return nil }
      return DateReading(start: index, end: month.end, date: month.date)
    }
    return nil
  }

  /// The year in ` of 2024`, ` 2024`, ` of last year`, ` this year`, and the token after it.
  func yearAfter(_ index: Int) -> (year: Int?, end: Int)? {
    var at = text.hasAdjacent(.of, at: index) ? index + 1 : index
    if text.hasAdjacent(.the, at: at) { at += 1 }
    if text.hasAdjacent(.fiscal, at: at) { at += 1 }
    if text.isAdjacent(at), let year = text.year(at) { return (year, at + 1) }
    if text.hasAdjacent(.deictic, at: at), text.calendarUnit(at + 1) == .year {
      return (calendar.today.map { $0.year + text.dateValue(at) }, at + 2)
    }
    if at > index + 1, text.calendarUnit(at) == .year, text.has(at, .unit) { return (calendar.today?.year, at + 1) }
    return nil
  }

  /// A season, resolved to its year: `summer 2024`, `the spring of 2017`, `in spring`. `isAfterThe`: `the` precedes
  /// it.
  func season(_ index: Int, afterArticle isAfterThe: Bool = false) -> DateReading? {
    if text.article.token(index, is: .fall), !isAfterThe, text.year(index + 1) == nil { return nil }
    var at = index + 1
    if text.hasAdjacent(.of, at: at) { at += 1 }
    if text.isAdjacent(at), let year = text.year(at) {
      return DateReading(start: index, end: at + 1, date: PartialDate(year: year))
    }
    if text.isAdjacent(at), let short = shortYear(at) {
      return DateReading(start: index, end: short.end, date: PartialDate(year: short.year))
    }
    if text.hasAdjacent(.deictic, at: index + 1), text.calendarUnit(index + 2) == .year {
      let year = calendar.today.map { $0.year + text.dateValue(index + 1) }
      return DateReading(start: index, end: index + 3, date: year.flatMap { PartialDate(year: $0) })
    }
    if text.article.token(index, is: .fall) { return nil }
    let isAfterPreposition =
      text.has(index - 1, .yearBefore) && !text.has(index - 1, [.of, .and, .to]) && text.isAdjacent(index)
    let isAtEnd = index + 1 >= text.count || text.has(index + 1, [.dot, .comma]) || !text.isAdjacent(index + 1)
    let isAfterArticle = isAfterThe && text.has(index - 2, .yearBefore) && !text.has(index - 2, [.of, .and, .to])
    guard isAfterPreposition && isAtEnd || isAfterArticle && (isAtEnd || text.has(index + 1, .stop)) else { return nil }
    return DateReading(start: index, end: index + 1, date: calendar.today.flatMap { PartialDate(year: $0.year) })
  }

  /// A part of a day, perhaps with its date: `the morning`, `midnight`, `the evening of 5 May`. `isAfterThe`: `the`
  /// precedes it.
  func daypart(_ index: Int, afterArticle isAfterThe: Bool = false) -> DateReading? {
    if text.hasAdjacent(.of, at: index + 1) {
      let at = index + 2
      let reading =
        text.has(at, .digits)
        ? dayFirst(at) : text.has(at, .anyMonth) ? monthFirst(at) : text.has(at, .weekday) ? weekday(at) : nil
      if let reading { return DateReading(start: index, end: reading.end, date: reading.date) }
    }
    let isPoint = text.vocabulary.pointsOfDay.contains(text.ids[index])
    guard
      isAfterThe && !isPoint && text.has(index - 2, .yearBefore)
        || isPoint && text.has(index - 1, [.yearBefore, .stop])
    else { return nil }
    if text.isAdjacent(index + 1), text.article.tokens[index + 1].kind == .word,
      !text.has(index + 1, [.stop, .and, .yearBefore, .to, .of])
    {
      return nil
    }
    return DateReading(start: index, end: index + 1, date: nil)
  }

  /// A financial year, from the word for it on: `fiscal 2024`, `financial year 2023-24`, `FY2024`.
  func fiscal(_ index: Int) -> DateReading? {
    var at = index + 1
    if text.calendarUnit(at) == .year { at += 1 }
    guard text.isAdjacent(at) || text.isJoined(at) else { return nil }
    if let reading = years(at) { return DateReading(start: index, end: reading.end, date: reading.date) }
    return nil
  }

  /// A decade, from its digits on: `1990s`, `1990's`, the `1980s` of `mid-1980s`.
  func decade(_ index: Int) -> DateReading? {
    guard let year = text.year(index), year % 10 == 0 else { return nil }
    let isApostrophe = text.isJoined(index + 1) && text.has(index + 1, .quote)
    let at = isApostrophe ? index + 2 : index + 1
    guard text.isJoined(at), text.has(at, .ending) else { return nil }
    return DateReading(start: index, end: at + 1, date: PartialDate(decade: year))
  }

  /// A year in words, after a preposition: `nineteen eighty-four`, `twenty twenty-four`, `two thousand and eight`.
  func spelledYear(_ index: Int) -> DateReading? {
    guard index > 0, text.has(index - 1, .yearBefore), text.isAdjacent(index) else { return nil }
    func value(_ at: Int) -> Int { Int(text.vocabulary.numberValues[Int(text.ids[at])]) }
    if value(index) == 2, text.hasAdjacent(.scale, at: index + 1), value(index + 1) == 1000 {
      let at = text.hasAdjacent(.and, at: index + 2) ? index + 3 : index + 2
      guard let (rest, end) = belowHundred(at) else { return nil }
      return DateReading(start: index, end: end, date: PartialDate(year: 2000 + rest))
    }
    guard value(index) == 19 || value(index) == 20 && text.has(index, .tens),
      text.hasAdjacent([.tens, .cardinal], at: index + 1),
      let (rest, end) = belowHundred(index + 1), rest >= 10
    else { return nil }
    return DateReading(start: index, end: end, date: PartialDate(year: value(index) * 100 + rest))
  }

  private func belowHundred(_ index: Int) -> (value: Int, end: Int)? {
    guard text.hasAdjacent([.tens, .cardinal], at: index) else { return nil }
    let value = Int(text.vocabulary.numberValues[Int(text.ids[index])])
    guard text.has(index, .tens) else { return value > 0 ? (value, index + 1) : nil }
    let at = text.has(index + 1, .dash) && text.isJoined(index + 1) ? index + 2 : index + 1
    guard text.isAdjacent(at), text.has(at, .cardinal) else { return (value, index + 1) }
    let unit = Int(text.vocabulary.numberValues[Int(text.ids[at])])
    return unit < 10 && unit > 0 ? (value + unit, at + 1) : (value, index + 1)
  }

  /// The quarter or half after a relative year, and the token after that: `'s second quarter` after `last year`.
  func quarterOfYear(_ index: Int, offset: Int) -> (date: PartialDate?, end: Int)? {
    guard text.isJoined(index), text.has(index, .quote), text.isJoined(index + 1),
      text.has(index + 1, .ending), text.hasAdjacent(.ordinal, at: index + 2), text.isAdjacent(index + 3)
    else { return nil }
    let number = text.dateValue(index + 2)
    let year = calendar.today.map { $0.year + offset }
    if text.calendarUnit(index + 3) == .quarter, (1...4).contains(number) {
      return (year.flatMap { PartialDate(year: $0, quarter: number) }, index + 4)
    }
    guard text.has(index + 3, .half), (1...2).contains(number) else { return nil }
    return (year.flatMap { PartialDate(year: $0, half: number) }, index + 4)
  }

  /// A year or a span of years in digits: `2024`, `2021-2025`, `1980-88`, `2023/24`.
  func years(_ index: Int) -> DateReading? {
    guard let first = text.year(index) else { return nil }
    let at = index + 1
    if text.has(at, .dash) || text.article.token(atOrNil: at, is: "/"), text.isJoined(at), text.isJoined(at + 1) {
      if let last = text.year(at + 1), last > first, last - first < 200 {
        return DateReading(start: index, end: at + 2, date: interval(first, last))
      }
      if let short = text.digits(at + 1, atMost: 2),
        text.article.tokens[at + 1].end - text.article.tokens[at + 1].start == 2
      {
        let last = first / 100 * 100 + short
        if last > first { return DateReading(start: index, end: at + 2, date: interval(first, last)) }
        if (1...12).contains(short) {
          return DateReading(start: index, end: at + 2, date: PartialDate(year: first, month: short))
        }
      }
      return nil
    }
    return DateReading(start: index, end: at, date: PartialDate(year: first))
  }

  private func interval(_ first: Int, _ last: Int) -> PartialDate? {
    guard let from = PartialDate(year: first), let through = PartialDate(year: last) else { return nil }
    return PartialDate(from: from, through: through)
  }

  /// A code for a quarter or half whose letter follows its number: `4Q 2023`, `1H2024`.
  func codeAfterNumber(_ index: Int) -> DateReading? {
    let letter = index + 1
    guard text.isJoined(letter), let number = text.digits(index, atMost: 1), text.isCapital(letter),
      text.article.tokens[letter].end - text.article.tokens[letter].start == 1
    else { return nil }
    let isQuarter = text.vocabulary.quarterLetters.contains(text.ids[letter])
    let isHalf = text.vocabulary.halfLetters.contains(text.ids[letter])
    guard isQuarter && (1...4).contains(number) || isHalf && (1...2).contains(number),
      let year = yearAfter(letter + 1)
    else { return nil }
    let date = year.year.flatMap {
      isQuarter ? PartialDate(year: $0, quarter: number) : PartialDate(year: $0, half: number)
    }
    return DateReading(start: index, end: year.end, date: date)
  }

  /// A code for a quarter or half whose letter is before its number: `Q4 2023`, `Q3`, `H1 2024`.
  func code(_ index: Int) -> DateReading? {
    if text.article.token(index, is: .overnight) { return nil }
    let token = text.article.tokens[index]
    let isQuarter = text.vocabulary.quarterLetters.contains(text.ids[index])
    guard isQuarter || text.vocabulary.halfLetters.contains(text.ids[index]), token.kind == .word, token.length == 1,
      text.isCapital(index), text.isJoined(index + 1), let number = text.digits(index + 1, atMost: 1)
    else { return nil }
    let end = index + 2
    guard (1...(isQuarter ? 4 : 2)).contains(number) else { return nil }
    let year = yearAfter(end) ?? (text.year(index - 1).map { ($0, end) })
    guard year != nil || isQuarter else { return nil }
    let value = year?.year ?? calendar.today.map { $0.month > number * 3 - 3 ? $0.year : $0.year - 1 }
    let date = value.flatMap {
      isQuarter ? PartialDate(year: $0, quarter: number) : PartialDate(year: $0, half: number)
    }
    return DateReading(start: index, end: year?.end ?? end, date: date)
  }
}
