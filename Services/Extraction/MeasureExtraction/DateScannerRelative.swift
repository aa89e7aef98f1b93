import Models
import ReferenceData
import TextAnalysis

/// Dates relative to the day of publication or to another date.
extension DateScanner {
  /// A day relative to publication, in one word: `today`, `yesterday morning`, `tomorrow`, `tonight`.
  func today(_ index: Int) -> DateReading? {
    let date = calendar.unit(.day, offset: text.dateValue(index))
    let end = text.hasAdjacent(.daypart, at: index + 1) ? index + 2 : index + 1
    return DateReading(start: index, end: end, date: date)
  }

  /// A day or a longer unit two steps away, from its unit on: `day before yesterday`, `day after tomorrow`, `night
  /// before last`, `week after next`.
  func twoUnitsAway(_ index: Int) -> DateReading? {
    let last = index + 2
    guard text.has(index, [.unit, .daypart]), text.hasAdjacent(.distance, at: index + 1),
      text.hasAdjacent([.today, .deictic], at: last)
    else { return nil }
    let unit = text.calendarUnit(index) ?? .day
    let direction = text.dateValue(index + 1)
    guard unit >= .day, direction != 0, direction == text.dateValue(last) else { return nil }
    if text.has(last, .today) {
      guard unit == .day else { return nil }
    } else if text.isAdjacent(last + 1),
      text.article.tokens[last + 1].kind == .number
        || text.article.tokens[last + 1].kind == .word
          && !text.has(last + 1, [.stop, .and, .to, .of, .saying, .yearBefore])
    {
      return nil
    }
    return DateReading(start: index, end: last + 1, date: calendar.unit(unit, offset: 2 * direction))
  }

  /// A date from a word like `last`, `this` or `next` on: `last year`, `last June`, `next Monday`, `this morning`, `the
  /// past two years`, `the following day`. `isAfterThe`: `the` precedes it.
  func deictic(_ index: Int, afterArticle isAfterThe: Bool = false) -> DateReading? {
    let offset = text.dateValue(index)
    let next = index + 1
    guard text.isAdjacent(next) else { return nil }
    let isAnaphoric =
      text.article.token(index, is: .following) || text.article.token(index, is: .preceding)
      || text.article.token(index, is: .previous) || isAfterThe && text.article.token(index, is: .next)
    if text.article.token(index, is: .recent), !text.has(next, .units) { return nil }
    if let unit = text.calendarUnit(next), text.has(next, .unit) {
      guard unit != .minute, unit != .hour, !(unit == .day && !isAnaphoric) else { return nil }
      if text.isJoined(next + 1), text.has(next + 1, .dash) { return nil }
      if unit == .year, let quarter = quarterOfYear(next + 1, offset: offset) {
        return DateReading(start: index, end: quarter.end, date: quarter.date)
      }
      if unit == .quarter, offset == -1, text.hasAdjacent(.of, at: next + 1), let year = yearAfter(next + 1) {
        let date = year.year.flatMap { PartialDate(year: $0, quarter: 4) }
        return DateReading(start: index, end: year.end, date: date)
      }
      let isFar = isAfterThe && text.article.token(index, is: .next) && unit > .day
      let base = isAnaphoric ? anchor?.firstDay : calendar.today
      let date = isFar ? nil : base.flatMap { Calendar.unit(unit, offset: offset, from: $0) }
      return DateReading(start: index, end: next + 1, date: date)
    }
    if text.has(next, .anyMonth), text.isDateName(next), let month = text.has(next, .month) ? month(next) : nil {
      return DateReading(start: index, end: month.end, date: calendar.month(month.month, deictic: offset))
    }
    if text.has(next, .weekday), text.isDateName(next) {
      let date = calendar.weekday(text.dateValue(next), deictic: offset)
      return DateReading(start: index, end: text.hasAdjacent(.daypart, at: next + 1) ? next + 2 : next + 1, date: date)
    }
    if text.has(next, .daypart) {
      guard offset <= 0 else { return nil }
      return DateReading(start: index, end: next + 1, date: calendar.unit(.day, offset: offset))
    }
    if text.has(next, .season), text.has(index, .deictic) {
      let year = calendar.today.map { $0.year + offset }
      return DateReading(start: index, end: next + 1, date: year.flatMap { PartialDate(year: $0) })
    }
    if text.has(next, .holiday), let reading = holiday(next) {
      return DateReading(start: index, end: reading.end, date: reading.date)
    }
    return span(index, offset)
  }

  /// A span of several units up to or from the day of publication: `past 24 hours`, `last two years`, `next few days`,
  /// `coming days and weeks`.
  private func span(_ index: Int, _ offset: Int) -> DateReading? {
    guard offset != 0, let (count, afterCount) = self.count(index + 1) else { return nil }
    var at = afterCount
    if text.has(at, .dash), text.article.token(atOrNil: at + 1, is: .plus) { at += 2 }
    guard text.isAdjacent(at), text.has(at, count == 1 ? [.units, .unit] : .units), let unit = text.calendarUnit(at)
    else {
      return nil
    }
    var end = at + 1
    if text.hasAdjacent(.and, at: end), text.hasAdjacent(.units, at: end + 1) { end += 2 }
    guard let count, let today = calendar.today, unit != .century else {
      return DateReading(start: index, end: end, date: nil)
    }
    let far = Calendar.unit(unit, offset: offset < 0 ? -count : count, from: today)
    let near = Calendar.unit(unit, offset: 0, from: today)
    let date =
      offset < 0
      ? far.flatMap { first in near.flatMap { PartialDate(from: first, through: $0) } }
      : near.flatMap { first in far.flatMap { PartialDate(from: first, through: $0) } }
    return DateReading(start: index, end: end, date: date ?? near)
  }

  /// A number of units in digits or words, and the token after it; the count is nil for `few`, `several` or a bare
  /// plural.
  func count(_ index: Int) -> (count: Int?, end: Int)? {
    guard text.isAdjacent(index) || index == 0 || text.has(index, [.article, .cardinal, .tens, .digits]) else {
      return nil
    }
    if let digits = text.digits(index, atMost: 4) { return (digits, index + 1) }
    if text.has(index, .tens) {
      let tens = Int(text.vocabulary.numberValues[Int(text.ids[index])])
      if text.has(index + 1, .dash), text.has(index + 2, .cardinal) {
        return (tens + Int(text.vocabulary.numberValues[Int(text.ids[index + 2])]), index + 3)
      }
      return (tens, index + 1)
    }
    if text.has(index, .cardinal) { return (Int(text.vocabulary.numberValues[Int(text.ids[index])]), index + 1) }
    if text.has(index, .article), text.hasAdjacent(.few, at: index + 1) {
      return (nil, text.hasAdjacent(.of, at: index + 2) ? index + 3 : index + 2)
    }
    if text.has(index, .few) { return (nil, text.hasAdjacent(.of, at: index + 1) ? index + 2 : index + 1) }
    if text.has(index, .article) { return (1, index + 1) }
    return text.has(index, .units) ? (nil, index) : nil
  }

  /// A date at a distance: `two months ago`, `a year earlier`, `four days later`. `12 months after` and `12 months
  /// prior to` stay unresolved.
  func distance(_ index: Int) -> DateReading? {
    guard let (count, afterCount) = self.count(index) else { return nil }
    var at = afterCount
    if text.article.token(atOrNil: at, is: .more) { at += 1 }
    guard text.isAdjacent(at), text.has(at, count == 1 ? [.units, .unit] : .units), let unit = text.calendarUnit(at)
    else { return nil }
    if text.hasAdjacent(.of, at: at + 1), text.article.token(atOrNil: index - 1, is: .after), count != nil {
      return DateReading(start: index, end: at + 1, date: nil)
    }
    let word = at + 1
    guard text.hasAdjacent(.distance, at: word) else { return nil }
    let offset = count.map { text.dateValue(word) < 0 ? -$0 : $0 }
    if text.has(word, .ago) {
      return DateReading(start: index, end: word + 1, date: offset.flatMap { calendar.unit(unit, offset: $0) })
    }
    let isAnchored = text.has(word, .later) && !(text.has(word, .unanchored) && text.hasAdjacent(.to, at: word + 1))
    guard isAnchored else {
      if let count, let date = dateBefore(index, word: word, count, unit) {
        return DateReading(start: index, end: word + 1, date: date)
      }
      return DateReading(start: index, end: word, date: nil)
    }
    let date = offset.flatMap { offset in
      anchor.flatMap { Calendar.unit(unit, offset: offset, from: $0.firstDay) }
    }
    return DateReading(start: index, end: word + 1, date: date)
  }

  /// The date so many units before the day that was read right before a comma: `on Tuesday, two days after the raid`;
  /// nil elsewhere.
  private func dateBefore(_ index: Int, word: Int, _ count: Int, _ unit: CalendarUnit) -> PartialDate? {
    guard text.article.token(word, is: .after), index > 1, text.has(index - 1, .comma), lastEnd == index - 1,
      unit >= .day, let anchor, anchor.precision == .day
    else { return nil }
    return Calendar.unit(unit, offset: -count, from: anchor.firstDay)
  }

  /// A date from a word for a part of it on: `late 2023`, `mid-2022`, `early March`, `the end of last year`, `early
  /// hours of Sunday`. The part does not narrow the date.
  func part(_ index: Int) -> DateReading? {
    var at = index + 1
    if text.has(at, .dash), text.isJoined(at) { at += 1 }
    if text.article.token(atOrNil: at, is: .hours) { at += 1 }
    if text.article.token(index, is: .later) || text.article.token(index, is: .earlier) {
      return later(index, at)
    }
    if text.hasAdjacent(.of, at: at) { at += 1 }
    if text.hasAdjacent([.the, .article], at: at) { at += 1 }
    guard at < text.count, text.isAdjacent(at) || text.isJoined(at), at > index else { return nil }
    if text.has(at, .digits) {
      if let reading = decade(at) { return DateReading(start: index, end: reading.end, date: reading.date) }
      if text.has(index, .part), text.article.token(index, is: .rest) { return nil }
      guard let year = text.year(at), !text.hasAdjacent(.scale, at: at + 1), !isCounted(at) else {
        if at > index + 1, let reading = dayFirst(at) {
          return DateReading(start: index, end: reading.end, date: reading.date)
        }
        return nil
      }
      return DateReading(start: index, end: at + 1, date: PartialDate(year: year))
    }
    if text.has(at, .anyMonth), let reading = monthFirst(at) ?? barePartMonth(at) {
      let end = extendedEnd(reading)
      return DateReading(
        start: index, end: end.end, date: end.date, isYearless: reading.isYearless && end.end == reading.end)
    }
    if text.has(at, .deictic), let reading = deictic(at) {
      return DateReading(start: index, end: reading.end, date: reading.date)
    }
    if text.has(at, [.weekday]), let reading = weekday(at) {
      let end = text.hasAdjacent(.daypart, at: reading.end) ? reading.end + 1 : reading.end
      return DateReading(start: index, end: end, date: reading.date)
    }
    if text.has(at, .holiday), let reading = holiday(at) {
      return DateReading(start: index, end: reading.end, date: reading.date)
    }
    if text.has(at, .today), at > index {
      return today(at).map { DateReading(start: index, end: $0.end, date: $0.date) }
    }
    if text.has(at, .unit), let unit = text.calendarUnit(at), text.has(at - 1, .the), text.has(at - 2, .of) {
      guard unit >= .day else { return nil }
      let date = unit == .century || unit == .day ? nil : calendar.unit(unit, offset: 0)
      return DateReading(start: index, end: at + 1, date: date)
    }
    if text.has(at, .season), at == index + 1 || text.has(at - 1, .of), let reading = season(at, afterArticle: true) {
      return DateReading(start: index, end: reading.end, date: reading.date)
    }
    if text.has(at, [.ordinal, .half]), let reading = fractionOfYear(at) {
      return DateReading(start: index, end: reading.end, date: reading.date)
    }
    if text.has(at, .daypart), at == index + 1, text.has(index, .part),
      text.article.token(atOrNil: at, is: .morning)
        || text.article.token(atOrNil: at, is: .evening) || text.article.token(atOrNil: at, is: .afternoon)
    {
      return DateReading(start: index, end: at + 1, date: nil)
    }
    return nil
  }

  /// A date from `later` or `earlier` on: `later this week`, `earlier in the day`.
  private func later(_ index: Int, _ next: Int) -> DateReading? {
    guard text.isAdjacent(next) else { return nil }
    if text.has(next, .today) { return nil }
    if text.has(next, .deictic), !text.has(next + 1, .digits), let reading = deictic(next) {
      return DateReading(start: index, end: reading.end, date: reading.date)
    }
    guard text.article.token(next, is: .in), text.hasAdjacent(.the, at: next + 1),
      text.hasAdjacent(.unit, at: next + 2),
      let unit = text.calendarUnit(next + 2), unit >= .day
    else { return nil }
    let base = anchor?.firstDay ?? calendar.today
    return DateReading(
      start: index, end: next + 3, date: base.flatMap { Calendar.unit(unit, offset: 0, from: $0) })
  }

  private func barePartMonth(_ index: Int) -> DateReading? {
    guard text.has(index, .month), text.isDateName(index), let month = month(index) else { return nil }
    return DateReading(
      start: index, end: month.end, date: calendar.month(month.month, tense(at: index)), isYearless: true)
  }

  private func extendedEnd(_ reading: DateReading) -> (end: Int, date: PartialDate?) {
    guard text.hasAdjacent(.deictic, at: reading.end), text.calendarUnit(reading.end + 1) == .year else {
      return (reading.end, reading.date)
    }
    guard let today = calendar.today, let month = reading.date?.firstDay.month else { return (reading.end + 2, nil) }
    return (reading.end + 2, PartialDate(year: today.year + text.dateValue(reading.end), month: month))
  }

  /// Named days: `Christmas Eve`, `Ramadan`, `Thanksgiving Day 2016`.
  func holiday(_ index: Int) -> DateReading? {
    guard let match = text.vocabulary.holidays.longest(from: index, in: text.ids, limit: text.count),
      text.isDateName(index)
    else { return nil }
    let end = match.tokens.upperBound
    let year = text.isAdjacent(end) ? text.year(end) : nil
    let date: PartialDate? =
      if let day = match.value {
        if let year {
          CivilDate(year: year, month: day.month, day: day.day).map { PartialDate(day: $0) }
        } else {
          calendar.day(day.day, month: day.month, tense(at: index))
        }
      } else {
        year.flatMap { PartialDate(year: $0) }
      }
    return DateReading(start: index, end: year == nil ? end : end + 1, date: date)
  }

  /// Whether the four digits count things, because a plural follows them: `2000 workers`.
  func isCounted(_ index: Int) -> Bool {
    guard text.isAdjacent(index + 1), let year = text.year(index) else { return false }
    let next = text.article.tokens[index + 1]
    guard next.kind == .word, next.shape == .lower, !text.has(index + 1, [.stop, .singular]) else { return false }
    let isPlural = text.has(index + 1, [.plural, .units]) || text.article.endings(index + 1).contains(.plural)
    return isPlural && (year % 100 == 0 || !text.has(index - 1, [.the, .yearBefore]) && !isAfterPart(index))
  }

  /// Whether a word for a part of the year is before it: `late 2019`, `mid-2019`.
  private func isAfterPart(_ index: Int) -> Bool {
    let before = text.has(index - 1, .dash) && text.isJoined(index) ? index - 2 : index - 1
    return text.has(before, .part) && !text.article.token(atOrNil: before, is: .rest)
  }
}

extension ArticleText {
  /// Whether there is a token at `index` and it is `word`.
  func token(atOrNil index: Int, is word: StaticString) -> Bool {
    index >= 0 && index < tokens.count && token(index, is: word)
  }

  func token(atOrNil index: Int, is word: FunctionWord) -> Bool {
    index >= 0 && index < tokens.count && token(index, is: word)
  }
}
