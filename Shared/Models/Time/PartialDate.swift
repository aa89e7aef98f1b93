/// A date no more exact than its source. The forms of `value`: `202X` (decade), `2024` (year), `2024-H2` (half),
/// `2024-Q4` (quarter), `2024-11` (month), `2024-W48` (ISO 8601 week), `2024-11-30` (day), `2021/2025` (from, through).
package struct PartialDate: Hashable, Sendable {
  package enum Precision: String, Sendable, CaseIterable, Comparable {
    case day, week, month, quarter, half, year, decade

    package static func < (left: Precision, right: Precision) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The date as text, in ISO 8601 where that has a form: `2024-11`, but `2024-Q4`, `2024-H2` and `202X`.
  package let value: String
  package let precision: Precision
  package let firstDay: CivilDate
  /// The last day that the date may mean.
  package let lastDay: CivilDate

  private init(value: String, precision: Precision, firstDay: CivilDate, lastDay: CivilDate) {
    self.value = value
    self.precision = precision
    self.firstDay = firstDay
    self.lastDay = lastDay
  }

  package init(day: CivilDate) {
    self.init(value: day.description, precision: .day, firstDay: day, lastDay: day)
  }

  /// The ISO 8601 week, from Monday to Sunday, that contains `day`; nil where part of it is outside the years 1 to
  /// 9999.
  package init?(weekOf day: CivilDate) {
    let monday = day.adding(days: -day.weekday)
    let thursday = monday.adding(days: 3)
    guard monday.year >= 1, monday.adding(days: 6).year <= 9999,
      let newYear = CivilDate(year: thursday.year, month: 1, day: 1)
    else { return nil }
    let week = (thursday.dayNumber - newYear.dayNumber) / 7 + 1
    self.init(
      value: "\(thursday.description.prefix(4))-W\(week < 10 ? "0" : "")\(week)", precision: .week, firstDay: monday,
      lastDay: monday.adding(days: 6))
  }

  /// Nil where the month is not from 1 to 12, or the year not from 1 to 9999.
  package init?(year: Int, month: Int) {
    self.init(
      "\(fourDigits(year))-\(month < 10 ? "0" : "")\(month)", .month, year: year, firstMonth: month, months: 1)
  }

  /// `quarter` is 1 to 4; nil for any other.
  package init?(year: Int, quarter: Int) {
    self.init("\(fourDigits(year))-Q\(quarter)", .quarter, year: year, firstMonth: quarter * 3 - 2, months: 3)
  }

  /// `half` is 1 or 2; nil for any other.
  package init?(year: Int, half: Int) {
    self.init("\(fourDigits(year))-H\(half)", .half, year: year, firstMonth: half * 6 - 5, months: 6)
  }

  /// Nil outside the years 1 to 9999.
  package init?(year: Int) {
    self.init(fourDigits(year), .year, year: year)
  }

  /// The ten years from `decade`, a multiple of ten from 10 to 9990.
  package init?(decade: Int) {
    guard decade % 10 == 0 else { return nil }
    self.init(iso8601: "\(fourDigits(decade).prefix(3))X")
  }

  /// The interval from the first day of `first` through the last day of `last`, with the coarser of their precisions;
  /// nil where `last` does not begin and end after `first`, or where one of them is itself an interval.
  package init?(from first: PartialDate, through last: PartialDate) {
    guard first.firstDay < last.firstDay, first.lastDay < last.lastDay, !first.isInterval, !last.isInterval else {
      return nil
    }
    self.init(
      value: "\(first.value)/\(last.value)", precision: max(first.precision, last.precision), firstDay: first.firstDay,
      lastDay: last.lastDay)
  }

  private var isInterval: Bool { value.utf8.contains(UInt8(ascii: "/")) }
}

extension PartialDate {
  /// Reads every form that `value` can have; nil for anything else.
  package init?(iso8601 text: String) {
    if let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) {
      guard let first = PartialDate(iso8601: String(text[..<slash])),
        let last = PartialDate(iso8601: String(text[text.utf8.index(after: slash)...].prefix(11)))
      else { return nil }
      self.init(from: first, through: last)
      return
    }
    let bytes = Array(text.utf8.prefix(11))
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    func has(_ byte: Unicode.Scalar, at index: Int) -> Bool { bytes[index] == UInt8(ascii: byte) }
    switch bytes.count {
    case 4 where has("X", at: 3):
      guard let tens = number(0..<3), tens > 0 else { return nil }
      self.init(text, .decade, year: tens * 10, years: 10)
    case 4:
      guard let year = number(0..<4) else { return nil }
      self.init(text, .year, year: year, years: 1)
    case 7 where has("-", at: 4):
      guard let year = number(0..<4), let last = number(6..<7) else { return nil }
      if has("Q", at: 5) {
        self.init(text, .quarter, year: year, firstMonth: last * 3 - 2, months: 3)
      } else if has("H", at: 5) {
        self.init(text, .half, year: year, firstMonth: last * 6 - 5, months: 6)
      } else {
        guard let month = number(5..<7) else { return nil }
        self.init(text, .month, year: year, firstMonth: month, months: 1)
      }
    case 8 where has("-", at: 4) && has("W", at: 5):
      guard let year = number(0..<4), let week = number(6..<8), (1...53).contains(week),
        let inFirstWeek = CivilDate(year: year, month: 1, day: 4)
      else { return nil }
      self.init(weekOf: inFirstWeek.adding(days: (week - 1) * 7))
      guard value == text else { return nil }
    case 10 where has("-", at: 4) && has("-", at: 7):
      guard let year = number(0..<4), let month = number(5..<7), let number = number(8..<10), year > 0,
        let day = CivilDate(year: year, month: month, day: number)
      else { return nil }
      self.init(value: text, precision: .day, firstDay: day, lastDay: day)
    default:
      return nil
    }
  }

  private init?(
    _ value: String, _ precision: Precision, year: Int, years: Int = 1, firstMonth: Int = 1, months: Int = 12
  ) {
    let lastYear = year + years - 1
    let lastMonth = firstMonth + months - 1
    guard year > 0, lastYear <= 9999, (1...12).contains(lastMonth),
      let first = CivilDate(year: year, month: firstMonth, day: 1),
      let last = CivilDate(year: lastYear, month: lastMonth, day: CivilDate.daysIn(month: lastMonth, of: lastYear))
    else { return nil }
    self.init(value: value, precision: precision, firstDay: first, lastDay: last)
  }
}

/// The year in four digits; one that does not fit gets a question mark, so that no reader accepts it.
private func fourDigits(_ year: Int) -> String {
  let digits = String(year)
  return (0...9999).contains(year) ? String(repeating: "0", count: 4 - digits.utf8.count) + digits : digits + "?"
}
