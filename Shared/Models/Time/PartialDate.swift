/// A date no more exact than its source. Its `value` says everything: `202X` (decade), `2024` (year), `2024-H2` (half),
/// `2024-Q4` (quarter), `2024-11` (month), `2024-W48` (ISO 8601 week), `2024-11-30` (day), `2021/2025` (from, through).
package struct PartialDate: Hashable, Sendable {
  package enum Precision: String, Sendable, CaseIterable, Comparable {
    case day, week, month, quarter, half, year, decade

    package static func < (left: Precision, right: Precision) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// ISO 8601 at its own precision; decades, halves and quarters as above.
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

  /// The ISO 8601 week, from Monday to Sunday, that `day` lies in; nil where it reaches out of the years 1 to 9999.
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

  /// Nil where there is no such month.
  package init?(year: Int, month: Int) {
    self.init(year: year, firstMonth: month, months: 1, precision: .month) {
      "\($0)\($1.description.dropFirst(4).prefix(3))"
    }
  }

  /// `quarter` is 1 to 4.
  package init?(year: Int, quarter: Int) {
    self.init(year: year, firstMonth: quarter * 3 - 2, months: 3, precision: .quarter) { year, _ in
      "\(year)-Q\(quarter)"
    }
  }

  /// `half` is 1 or 2.
  package init?(year: Int, half: Int) {
    self.init(year: year, firstMonth: half * 6 - 5, months: 6, precision: .half) { year, _ in "\(year)-H\(half)" }
  }

  /// Nil outside the years 1 to 9999.
  package init?(year: Int) {
    self.init(year: year, firstMonth: 1, months: 12, precision: .year) { year, _ in "\(year)" }
  }

  /// The ten years from `decade`, a multiple of ten from 10 to 9990.
  package init?(decade: Int) {
    guard decade % 10 == 0, (10...9990).contains(decade), let first = CivilDate(year: decade, month: 1, day: 1),
      let last = CivilDate(year: decade + 9, month: 12, day: 31)
    else { return nil }
    self.init(value: "\(first.description.prefix(3))X", precision: .decade, firstDay: first, lastDay: last)
  }

  /// The interval from the first day of `first` through the last day of `last`, with the coarser of their precisions;
  /// nil where it would run backwards or one of them is itself an interval.
  package init?(from first: PartialDate, through last: PartialDate) {
    guard first.firstDay < last.firstDay, first.lastDay < last.lastDay, !first.isInterval, !last.isInterval else {
      return nil
    }
    self.init(
      value: "\(first.value)/\(last.value)", precision: max(first.precision, last.precision), firstDay: first.firstDay,
      lastDay: last.lastDay)
  }

  private var isInterval: Bool { value.utf8.contains(UInt8(ascii: "/")) }

  private init?(
    year: Int, firstMonth: Int, months: Int, precision: Precision, value: (Substring, CivilDate) -> String
  ) {
    let lastMonth = firstMonth &+ months - 1
    guard (1...9999).contains(year), let first = CivilDate(year: year, month: firstMonth, day: 1),
      (1...12).contains(lastMonth),
      let last = CivilDate(year: year, month: lastMonth, day: CivilDate.daysIn(month: lastMonth, of: year))
    else { return nil }
    self.init(
      value: value(first.description.prefix(4), first), precision: precision, firstDay: first, lastDay: last)
  }
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
    switch bytes.count {
    case 4 where bytes[3] == UInt8(ascii: "X"):
      guard let tens = number(0..<3) else { return nil }
      self.init(decade: tens * 10)
    case 4:
      guard let year = number(0..<4) else { return nil }
      self.init(year: year)
    case 7 where bytes[4] == UInt8(ascii: "-"):
      guard let year = number(0..<4), let last = number(6..<7) else { return nil }
      switch bytes[5] {
      case UInt8(ascii: "Q"): self.init(year: year, quarter: last)
      case UInt8(ascii: "H"): self.init(year: year, half: last)
      default:
        guard let month = number(5..<7) else { return nil }
        self.init(year: year, month: month)
      }
    case 8 where bytes[4] == UInt8(ascii: "-") && bytes[5] == UInt8(ascii: "W"):
      guard let year = number(0..<4), let week = number(6..<8), (1...53).contains(week),
        let inFirstWeek = CivilDate(year: year, month: 1, day: 4)
      else { return nil }
      self.init(weekOf: inFirstWeek.adding(days: (week - 1) * 7))
      guard value == text else { return nil }
    case 10:
      guard let day = CivilDate(iso8601: text), day.year >= 1 else { return nil }
      self.init(day: day)
    default:
      return nil
    }
  }
}
