import Models
import ReferenceData
import TextAnalysis

/// Chinese dates: `2024年11月30日`, `二〇二四年十一月`, `11月`, `30日`, `2024年第四季度`, `今年三季度`, `去年`, `昨天`, `三天前`,
/// `上个月`, `上周三`.
extension DateScanner {
  func chineseDate(_ index: Int) -> DateReading? {
    guard text.isJoined(index + 1) || text.isAdjacent(index + 1) else { return nil }
    if let (year, next) = chineseYearNumber(index), let at = end(.year, next) {
      if let (month, next) = chineseNumber(at), let end = end(.month, next) {
        return chineseMonth(index, year, month, end)
      }
      if let part = chinesePart(at, year) { return DateReading(start: index, end: part.end, date: part.date) }
      return end(.decade, at) == nil ? DateReading(start: index, end: at, date: PartialDate(year: year)) : nil
    }
    guard let (number, next) = chineseNumber(index) else { return nil }
    if let reading = chineseAgo(index, number, next) { return reading }
    if (1...31).contains(number), let at = end(.day, next) {
      // `三日` alone may be a duration, `二十三日` is a day of the month, `第18号` counts.
      guard end(.notDay, at) == nil, next > index + 1 || text.has(index, .digits), !isNumbered(index) else {
        return nil
      }
      return DateReading(start: index, end: at, date: calendar.dayOfMonth(number, chineseTense(index)))
    }
    guard (1...12).contains(number), let at = end(.month, next) else { return nil }
    if let (day, next) = chineseNumber(at), let end = end(.day, next) {
      guard CivilDate(year: 2024, month: number, day: day) != nil else { return nil }
      return DateReading(
        start: index, end: end, date: calendar.day(day, month: number, chineseTense(index)), isYearless: true)
    }
    return DateReading(
      start: index, end: end(.edge, at) ?? at, date: calendar.month(number, chineseTense(index)), isYearless: true)
  }

  /// A number of days or weeks before the day on which the text was written: `三天前`, `2周前`; not `三天前往`.
  private func chineseAgo(_ index: Int, _ number: Int, _ next: Int) -> DateReading? {
    guard !isNumbered(index) else { return nil }
    let days = end(.daysAgo, next)
    guard let at = days ?? end(.weeksAgo, next), end(.notAgo, at) == nil else { return nil }
    let date = writtenOn.flatMap { Calendar.unit(days == nil ? .week : .day, offset: -number, from: $0) }
    return DateReading(start: index, end: at, date: date)
  }

  /// The day from which relative days count: that of the dateline, else that of publication.
  private var writtenOn: CivilDate? { dateline ?? calendar.today }

  /// Whether the number at the token is an ordinal: `第18号`.
  private func isNumbered(_ index: Int) -> Bool { text.isAdjacent(index) && end(.ordinal, index - 1) == index }

  /// Future where a word for the future is right before the token (`将于`, `拟于`, `预计`), unless it names an earlier
  /// plan (`原定于`); otherwise past.
  private func chineseTense(_ index: Int) -> Tense {
    guard let words = text.vocabulary.dateCharacters[.ahead] else { return .past }
    for (words, value) in words where text.ends(words, before: index) { return value == 1 ? .future : .past }
    return .past
  }

  /// Whether a dateline ends with the words from the token on, after its day: `电` of `1月6日电`, `讯` of `6日讯`.
  func isDateline(_ index: Int) -> Bool {
    guard index < text.count, text.article.tokens[index].kind == .ideograph, let at = end(.dateline, index) else {
      return false
    }
    return !text.isJoined(at) || text.article.tokens[at].kind != .ideograph
  }

  /// The day of the dateline that ends with the reading, from a day after publication, since clocks differ, to a week
  /// before it; nil for other readings.
  func datelineDay(_ reading: DateReading) -> CivilDate? {
    guard let today = calendar.today, let date = reading.date, date.precision == .day, isDateline(reading.end) else {
      return nil
    }
    return (-1...7).contains(today.dayNumber - date.firstDay.dayNumber) ? date.firstDay : nil
  }

  /// Whether what touches four digits, from the token on, shows that they are an amount and no year: `万`, `多名`,
  /// `美元`, `至2100万`.
  func isChineseCount(_ index: Int) -> Bool {
    guard text.isJoined(index), text.article.tokens[index].kind == .ideograph else { return false }
    guard let next = end(.range, index), text.isJoined(next), text.has(next, .digits) else {
      return isChineseAmount(index)
    }
    return isChineseAmount(next + 1)
  }

  /// As `isChineseCount`, for a single number.
  ///
  /// - Parameter isCompared: whether a word like `多` may precede what counts.
  private func isChineseAmount(_ index: Int, isCompared: Bool = true) -> Bool {
    guard text.isJoined(index), text.article.tokens[index].kind == .ideograph else { return false }
    if let word = word(.notYear, index) { return word.value == 0 }
    if text.has(index, .chineseScale) { return text.vocabulary.numberValues[Int(text.ids[index])] >= 10_000 }
    let (ids, count) = (text.ids, text.count)
    if text.vocabulary.currenciesAfter.longest(from: index, in: ids, limit: count) != nil { return true }
    if let unit = text.vocabulary.units.longest(from: index, in: ids, limit: count) { return unit.value.kind != .time }
    guard isCompared, let more = text.vocabulary.comparatorsAfter.longest(from: index, in: ids, limit: count) else {
      return false
    }
    return isChineseAmount(more.tokens.upperBound, isCompared: false)
  }

  /// A number of a month or a day in digits (`12`) or characters (`十二`, `三十一`), and the token after it.
  private func chineseNumber(_ index: Int) -> (value: Int, end: Int)? {
    if let value = text.digits(index, atMost: 2) { return (value, index + 1) }
    guard text.has(index, [.chineseDigit, .chineseTen]) else { return nil }
    // The end of a longer number is not a number: `一百二十日`.
    if text.isJoined(index), text.has(index - 1, [.chineseDigit, .chineseTen, .chineseScale]) { return nil }
    var at = index
    var value = chineseDigit(at) ?? 1
    if text.has(at, .chineseDigit) { at += 1 }
    guard text.has(at, .chineseTen), at == index || text.isJoined(at) else { return (value, at) }
    value *= 10
    at += 1
    if at < text.count, text.isJoined(at), let unit = chineseDigit(at) {
      value += unit
      at += 1
    }
    return (value, at)
  }

  /// A year in four digits or four characters (`二〇二六`), and the token after it.
  private func chineseYearNumber(_ index: Int) -> (value: Int, end: Int)? {
    if let year = text.year(index) { return (year, index + 1) }
    var value = 0
    for at in index..<index + 4 {
      guard let digit = chineseDigit(at), at == index || text.isJoined(at) else { return nil }
      value = value * 10 + digit
    }
    return (1000..<2200).contains(value) ? (value, index + 4) : nil
  }

  private func chineseMonth(_ index: Int, _ year: Int, _ month: Int, _ at: Int) -> DateReading? {
    guard let date = PartialDate(year: year, month: month) else { return nil }
    if let (day, next) = chineseNumber(at), let end = end(.day, next),
      let date = CivilDate(year: year, month: month, day: day)
    {
      return DateReading(start: index, end: end, date: PartialDate(day: date))
    }
    return DateReading(start: index, end: end(.edge, at) ?? at, date: date)
  }

  /// The part of a year that follows it (its beginning or end, a half, a quarter), and the token after it.
  private func chinesePart(_ at: Int, _ year: Int) -> (date: PartialDate?, end: Int)? {
    if let end = end(.edge, at) { return (PartialDate(year: year), end) }
    if let half = word(.halfYear, at) { return (PartialDate(year: year, half: half.value), half.end) }
    let number = end(.ordinal, at) ?? at
    guard let end = end(.quarter, number + 1) else { return nil }
    let quarter = text.digits(number, atMost: 1) ?? chineseDigit(number)
    return quarter.flatMap { PartialDate(year: year, quarter: $0) }.map { ($0, end) }
  }

  func chineseRelative(_ index: Int) -> DateReading? {
    guard text.article.tokens[index].kind == .ideograph, index + 1 < text.count else { return nil }
    if let year = word(.relativeYear, index) { return chineseYear(index, year) }
    if let day = word(.relativeDay, index) {
      let date = writtenOn.flatMap { Calendar.unit(.day, offset: day.value, from: $0) }
      return DateReading(start: index, end: day.end, date: date)
    }
    if let weekday = chineseWeekday(index) {
      return DateReading(start: index, end: weekday.end, date: calendar.weekday(weekday.number, chineseTense(index)))
    }
    if end(.ordinal, index) != nil, let today = calendar.today, let part = chinesePart(index, today.year) {
      return DateReading(start: index, end: part.end, date: part.date)
    }
    if let month = word(.relativeMonth, index) {
      return DateReading(start: index, end: month.end, date: calendar.unit(.month, offset: month.value))
    }
    guard let week = word(.relativeWeek, index) else { return nil }
    guard let day = weekdayNumber(week.end), let today = calendar.today else {
      return DateReading(start: index, end: week.end, date: calendar.unit(.week, offset: week.value))
    }
    let monday = today.adding(days: 7 * week.value - today.weekday)
    return DateReading(start: index, end: day.end, date: PartialDate(day: monday.adding(days: day.number)))
  }

  /// A date that begins with a relative year: `去年`, `去年底`, `今年三季度`, `去年8月3日`.
  private func chineseYear(_ index: Int, _ year: (end: Int, value: Int)) -> DateReading? {
    guard let today = calendar.today else {
      return DateReading(start: index, end: end(.edge, year.end) ?? year.end, date: nil)
    }
    if let part = chinesePart(year.end, today.year + year.value) {
      return DateReading(start: index, end: part.end, date: part.date)
    }
    if let (month, next) = chineseNumber(year.end), let at = end(.month, next) {
      return chineseMonth(index, today.year + year.value, month, at)
    }
    return DateReading(start: index, end: year.end, date: calendar.unit(.year, offset: year.value))
  }

  /// The weekday, from 0 for Monday to 6, and the token after it: `周三`, `星期三`, `礼拜天`.
  private func chineseWeekday(_ index: Int) -> (number: Int, end: Int)? { end(.week, index).flatMap(weekdayNumber) }

  private func weekdayNumber(_ index: Int) -> (number: Int, end: Int)? {
    if let end = end(.sunday, index) { return (6, end) }
    guard let digit = chineseDigit(index), (1...6).contains(digit) else { return nil }
    return (digit - 1, index + 1)
  }

  private func chineseDigit(_ index: Int) -> Int? {
    guard index < text.count, text.has(index, .chineseDigit) else { return nil }
    return Int(text.vocabulary.numberValues[Int(text.ids[index])])
  }

  private func word(_ part: MeasureLexicon.DateCharacter.Part, _ index: Int) -> (end: Int, value: Int)? {
    text.word(part, index)
  }

  private func end(_ part: MeasureLexicon.DateCharacter.Part, _ index: Int) -> Int? { word(part, index)?.end }
}

extension MeasureText {
  /// The longest word of that part of Chinese dates that begins at the token: the token after the word, and its value.
  func word(_ part: MeasureLexicon.DateCharacter.Part, _ index: Int) -> (end: Int, value: Int)? {
    guard index < count, let words = vocabulary.dateCharacters[part] else { return nil }
    for (words, value) in words where index + words.count <= count {
      if ids[index..<index + words.count].elementsEqual(words) { return (index + words.count, value) }
    }
    return nil
  }

  /// Whether a word of that part of Chinese dates ends right before the token.
  func ends(_ part: MeasureLexicon.DateCharacter.Part, before index: Int) -> Bool {
    vocabulary.dateCharacters[part]?.contains { ends($0.words, before: index) } ?? false
  }

  fileprivate func ends(_ words: [WordID], before index: Int) -> Bool {
    index >= words.count && ids[index - words.count..<index].elementsEqual(words)
  }
}
