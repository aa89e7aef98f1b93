import Models
import TextAnalysis

/// A date found in a text: its tokens and their meaning.
struct DateReading {
  /// The index of its first token.
  var start: Int
  /// The index after its last token.
  var end: Int
  /// The date; nil where the words cannot be resolved.
  var date: PartialDate?
  /// The byte after the date, where it may end inside a token; nil where it ends with its last token.
  var endByte: Int?
  /// Whether it is a month, or a day of a month in a Chinese text, without a year, whose year was inferred.
  var isYearless = false
}

/// Finds the dates of a text from left to right, each as long as the grammar allows.
struct DateScanner {
  let text: MeasureText
  let calendar: Calendar
  /// The date that `the next day` and `two weeks later` count from: the last one read with a day or a month.
  var anchor: PartialDate?
  /// The index after the last token of the date read last.
  private(set) var lastEnd = 0
  /// The day that a Chinese dateline names (`孟买6日讯`), from which `今日` and `昨天` count; nil for that of publication.
  var dateline: CivilDate?

  /// Within how many tokens of the beginning a dateline is sought that the words before it count from, too.
  private static let datelineReach = 120

  init(_ text: MeasureText, today: CivilDate?) {
    self.text = text
    calendar = Calendar(today: today)
  }

  mutating func dates() -> [DateReading] {
    var readings: [DateReading] = []
    dateline = firstDateline()
    var index = 0
    while index < text.count {
      guard text.has(index, .dateStart), let reading = reading(at: index), reading.end > index else {
        index += 1
        continue
      }
      readings.append(reading)
      if let date = reading.date, date.precision <= .month { anchor = date }
      if let day = datelineDay(reading) { dateline = day }
      index = reading.end
      lastEnd = reading.date == nil ? 0 : index
    }
    return readings
  }

  /// The day of the dateline near the beginning.
  private func firstDateline() -> CivilDate? {
    guard !text.vocabulary.dateCharacters.isEmpty else { return nil }
    for end in 1..<max(1, min(text.count, Self.datelineReach)) where isDateline(end) {
      for start in max(0, end - Self.longestDateline)..<end where text.has(start, .dateStart) {
        if let reading = reading(at: start), reading.end == end, let day = datelineDay(reading) { return day }
      }
    }
    return nil
  }

  /// How many tokens the date of a dateline has at most: `二〇二四年十一月二十三日`.
  private static let longestDateline = 12

  /// The longest date that begins at the token.
  private func reading(at index: Int) -> DateReading? {
    let roles = text.roles[index]
    if roles.contains(.digits) { return numeric(index) }
    if !roles.isDisjoint(with: [.chineseDigit, .chineseTen]), let reading = chineseDate(index) { return reading }
    if roles.contains(.the) { return afterArticle(index) }
    if !roles.isDisjoint(with: .anyMonth), let reading = monthFirst(index) { return extended(reading) }
    if !roles.isDisjoint(with: [.weekday, .weekdayShort]), let reading = weekday(index) { return extended(reading) }
    if roles.contains(.holiday), let reading = holiday(index) { return extended(reading) }
    if roles.contains(.today) { return today(index) }
    if roles.contains(.deictic), let reading = deictic(index) { return reading }
    if roles.contains(.part), let reading = part(index) { return reading }
    if !roles.isDisjoint(with: [.ordinal, .half]), let reading = fractionOfYear(index) { return reading }
    if roles.contains(.season), let reading = season(index) { return reading }
    if roles.contains(.daypart), let reading = daypart(index) { return reading }
    if !roles.isDisjoint(with: [.cardinal, .tens]), let reading = spelledYear(index) { return reading }
    if !roles.isDisjoint(with: [.article, .cardinal, .tens, .few]), let reading = distance(index) { return reading }
    if roles.contains(.fiscal), let reading = fiscal(index) { return reading }
    return roles.contains(.inner) ? code(index) ?? chineseRelative(index) : nil
  }

  /// The date that begins with the article `the` at `index`, which belongs to its span.
  private func afterArticle(_ index: Int) -> DateReading? {
    let next = index + 1
    if text.isAdjacent(next), var further = twoUnitsAway(next) {
      further.start = index
      return further
    }
    if text.isAdjacent(next), text.calendarUnit(next) == .weekend, !text.hasAdjacent(.of, at: next + 1) {
      return DateReading(start: index, end: next + 1, date: calendar.weekend(tense(at: index)))
    }
    guard text.isAdjacent(next),
      text.has(next, [.deictic, .part, .ordinal, .half, .season, .daypart, .digits, .units, .cardinal])
    else { return nil }
    var reading: DateReading?
    let roles = text.roles[next]
    if roles.contains(.digits) {
      reading = decade(next)
      guard reading != nil else { return nil }
    }
    if reading == nil, roles.contains(.deictic) { reading = deictic(next, afterArticle: true) }
    if reading == nil, roles.contains(.part) { reading = part(next) }
    if reading == nil, !roles.isDisjoint(with: [.ordinal, .half]) { reading = fractionOfYear(next) }
    if reading == nil, roles.contains(.season) { reading = season(next, afterArticle: true) }
    if reading == nil, roles.contains(.daypart) { reading = daypart(next, afterArticle: true) }
    reading?.start = index
    return reading
  }

  /// The date extended by what follows it: a relative year, month or week (`in March last year`), or a part of the day.
  private func extended(_ reading: DateReading) -> DateReading {
    var reading = reading
    if text.hasAdjacent(.deictic, at: reading.end), let more = text.calendarUnit(reading.end + 1),
      text.isAdjacent(reading.end + 1),
      more == .year || more == .week || more == .month
    {
      let offset = text.dateValue(reading.end)
      if let date = reading.date, let today = calendar.today {
        reading.date = moved(date, into: more, offset, today)
      }
      reading.isYearless = false
      reading.end += 2
      return reading
    }
    if text.hasAdjacent(.daypart, at: reading.end), reading.date?.precision == .day || reading.date == nil {
      reading.end += 1
    }
    return reading
  }

  /// The date moved into another year (the same month and day) or another week (the same weekday).
  private func moved(_ date: PartialDate, into unit: CalendarUnit, _ offset: Int, _ today: CivilDate) -> PartialDate? {
    switch (unit, date.precision) {
    case (.year, .day):
      return CivilDate(year: today.year + offset, month: date.firstDay.month, day: date.firstDay.day)
        .map { PartialDate(day: $0) }
    case (.year, .month): return PartialDate(year: today.year + offset, month: date.firstDay.month)
    case (.week, .day):
      return PartialDate(day: today.adding(days: date.firstDay.weekday - today.weekday + 7 * offset))
    default: return date
    }
  }
}
