extension CivilDate {
  package static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// The day as people write it: `10 March 2026`.
  package var englishText: String { "\(day) \(Self.englishMonths[month - 1]) \(year)" }
}
