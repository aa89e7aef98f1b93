/// A date no more exact than its source: `2024` (year), `2024-Q4`, `2024-11` (month), `2024-11-30` (day).
package struct PartialDate: Hashable, Sendable {
  package enum Precision: String, Sendable, CaseIterable, Comparable {
    case day, week, month, quarter, half, year, decade

    package static func < (left: Precision, right: Precision) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// ISO 8601 at its own precision.
  package let value: String
  package let precision: Precision
  package let firstDay: CivilDate
  /// The last day that the date may mean.
  package let lastDay: CivilDate

  package init(value: String, precision: Precision, firstDay: CivilDate, lastDay: CivilDate) {
    self.value = value
    self.precision = precision
    self.firstDay = firstDay
    self.lastDay = lastDay
  }

  package init(day: CivilDate) {
    self.init(value: day.description, precision: .day, firstDay: day, lastDay: day)
  }

  /// Nil where there is no such month.
  package init?(year: Int, month: Int) {
    guard let first = CivilDate(year: year, month: month, day: 1),
      let last = CivilDate(year: year, month: month, day: CivilDate.daysIn(month: month, of: year))
    else { return nil }
    self.init(value: String(first.description.prefix(7)), precision: .month, firstDay: first, lastDay: last)
  }

  /// Nil outside the years 1 to 9999.
  package init?(year: Int) {
    guard (1...9999).contains(year), let first = CivilDate(year: year, month: 1, day: 1),
      let last = CivilDate(year: year, month: 12, day: 31)
    else { return nil }
    self.init(value: String(first.description.prefix(4)), precision: .year, firstDay: first, lastDay: last)
  }

  /// Reads `2024`, `2024-11` or `2024-11-30`; nil for anything else.
  package init?(iso8601 text: String) {
    switch text.utf8.count {
    case 4:
      guard let year = Int(text) else { return nil }
      self.init(year: year)
    case 7:
      guard let first = CivilDate(iso8601: text + "-01") else { return nil }
      self.init(year: first.year, month: first.month)
    default:
      guard let day = CivilDate(iso8601: text) else { return nil }
      self.init(day: day)
    }
  }
}
