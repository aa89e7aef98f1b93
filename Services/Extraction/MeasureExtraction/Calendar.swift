import Models
import TextAnalysis

/// On which side of the day of publication an incomplete date is sought.
enum Tense: Sendable {
  case past, future
  /// A scheduled event in the present tense (`the code takes force on March 3`): soon, or a few days ago.
  case present
}

/// Resolves dates that leave something out against the day of publication.
///
/// A date without a year is the latest one up to publication (up to `Calendar.slack` days after it, since news
/// announces dates without a word of the future), or the next one where the sentence looks ahead.
struct Calendar: Sendable {
  /// The day of publication; if nil, dates that depend on it stay unresolved.
  let today: CivilDate?

  private static let slack = 45
  /// How many days ago a scheduled event in the present tense may be.
  private static let recent = 14

  func day(_ day: Int, month: Int, _ tense: Tense) -> PartialDate? {
    guard let today else { return nil }
    let dates = (-4...4).compactMap { CivilDate(year: today.year + $0, month: month, day: day) }
    switch tense {
    case .past: return dates.last { $0 <= today.adding(days: Self.slack) }.map { PartialDate(day: $0) }
    case .future: return dates.first { $0 >= today }.map { PartialDate(day: $0) }
    case .present: return dates.first { $0 >= today.adding(days: -Self.recent) }.map { PartialDate(day: $0) }
    }
  }

  /// The year that ends in the two digits, of the hundred years up to the year after publication.
  func yearOfTwoDigits(_ short: Int) -> Int? {
    guard let today, (0...99).contains(short) else { return nil }
    let year = today.year / 100 * 100 + short
    return year <= today.year + 1 ? year : year - 100
  }

  /// The latest date with that day of the month, up to a week after publication: a report names a day of the last month
  /// together with the month. Where the sentence looks ahead, the next one.
  func dayOfMonth(_ day: Int, _ tense: Tense) -> PartialDate? {
    guard let today else { return nil }
    let dates = (-2...2).compactMap {
      let months = today.year * 12 + today.month - 1 + $0
      return CivilDate(year: months / 12, month: months % 12 + 1, day: day)
    }
    let date = tense == .future ? dates.first { $0 >= today } : dates.last { $0 <= today.adding(days: 7) }
    return date.map { PartialDate(day: $0) }
  }

  func month(_ month: Int, _ tense: Tense) -> PartialDate? {
    guard let today else { return nil }
    switch tense {
    case .past: return PartialDate(year: today.month >= month ? today.year : today.year - 1, month: month)
    case .future, .present: return PartialDate(year: today.month <= month ? today.year : today.year + 1, month: month)
    }
  }

  /// The month of that name before publication (`last June`), in the year of publication (`this June`) or after it
  /// (`next June`).
  func month(_ month: Int, deictic: Int) -> PartialDate? {
    guard let today else { return nil }
    switch deictic {
    case ..<0: return PartialDate(year: today.month > month ? today.year : today.year - 1, month: month)
    case 0: return PartialDate(year: today.year, month: month)
    default: return PartialDate(year: today.month < month ? today.year : today.year + 1, month: month)
    }
  }

  /// The weekday on or before publication, on or after it where the sentence looks ahead.
  func weekday(_ weekday: Int, _ tense: Tense) -> PartialDate? {
    guard let today else { return nil }
    switch tense {
    case .past, .present: return PartialDate(day: today.adding(days: -((today.weekday - weekday + 7) % 7)))
    case .future: return PartialDate(day: today.adding(days: (weekday - today.weekday + 7) % 7))
    }
  }

  /// The weekday strictly before, in the week of, or strictly after publication.
  func weekday(_ weekday: Int, deictic: Int) -> PartialDate? {
    guard let today else { return nil }
    switch deictic {
    case ..<0: return PartialDate(day: today.adding(days: -((today.weekday - weekday + 6) % 7 + 1)))
    case 0: return PartialDate(day: today.adding(days: weekday - today.weekday))
    default: return PartialDate(day: today.adding(days: (weekday - today.weekday + 6) % 7 + 1))
    }
  }

  /// The last weekend that has begun by publication, or the one on or after it where the sentence looks ahead.
  func weekend(_ tense: Tense) -> PartialDate? {
    guard let today else { return nil }
    return unit(.weekend, offset: tense == .past && today.weekday < 5 ? -1 : 0)
  }

  /// `count` units from publication: -1 is the last one, 0 the current, 1 the next.
  func unit(_ unit: CalendarUnit, offset count: Int) -> PartialDate? {
    today.flatMap { Self.unit(unit, offset: count, from: $0) }
  }

  static func unit(_ unit: CalendarUnit, offset count: Int, from day: CivilDate) -> PartialDate? {
    guard abs(count) <= 10_000 else { return nil }
    switch unit {
    case .minute, .hour: return PartialDate(day: day)
    case .day: return checked(day.adding(days: count))
    case .week: return PartialDate(weekOf: day.adding(days: 7 * count))
    case .fortnight: return PartialDate(weekOf: day.adding(days: 14 * count))
    case .weekend:
      let saturday = day.adding(days: 5 - day.weekday + 7 * count)
      guard let first = checked(saturday), let last = checked(saturday.adding(days: 1)) else { return nil }
      return PartialDate(from: first, through: last)
    case .month:
      let months = day.year * 12 + day.month - 1 + count
      guard months > 0 else { return nil }
      return PartialDate(year: months / 12, month: months % 12 + 1)
    case .quarter:
      let quarters = day.year * 4 + (day.month - 1) / 3 + count
      guard quarters > 0 else { return nil }
      return PartialDate(year: quarters / 4, quarter: quarters % 4 + 1)
    case .half:
      let halves = day.year * 2 + (day.month - 1) / 6 + count
      guard halves > 0 else { return nil }
      return PartialDate(year: halves / 2, half: halves % 2 + 1)
    case .year: return PartialDate(year: day.year + count)
    case .decade: return PartialDate(decade: day.year / 10 * 10 + 10 * count)
    case .century: return nil
    }
  }

  private static func checked(_ day: CivilDate) -> PartialDate? {
    (1...9999).contains(day.year) ? PartialDate(day: day) : nil
  }
}
