extension CivilDate {
  package static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// The day as people write it: `10 March 2026`.
  package var englishText: String { "\(day) \(Self.englishMonths[month - 1]) \(year)" }
}

extension PartialDate {
  /// A day or a month as people write it, `10 March 2026` or `March 2026`; other dates as their `value`.
  package var englishText: String {
    switch precision {
    case .day: firstDay == lastDay ? firstDay.englishText : value
    case .month: "\(CivilDate.englishMonths[firstDay.month - 1]) \(firstDay.year)"
    case .week, .quarter, .half, .year, .decade: value
    }
  }
}
