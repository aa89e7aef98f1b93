/// An instant in UTC, in whole milliseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Sendable, Comparable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The first instant of a day.
  package init(startOf day: CivilDate) {
    milliseconds = Int64(day.dayNumber) * Self.millisecondsPerDay
  }

  package static let millisecondsPerHour: Int64 = 3_600_000
  package static let millisecondsPerDay: Int64 = 86_400_000
  /// Earlier than every instant that can be written; the time of a partition before its first record.
  package static let distantPast = Timestamp(milliseconds: .min)

  package var day: CivilDate {
    CivilDate(dayNumber: Int(milliseconds.flooredQuotient(by: Self.millisecondsPerDay)))
  }

  package func adding(milliseconds more: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds + more) }
  package func adding(days: Int) -> Timestamp { adding(milliseconds: Int64(days) * Self.millisecondsPerDay) }
  package func adding(hours: Int) -> Timestamp { adding(milliseconds: Int64(hours) * Self.millisecondsPerHour) }

  /// Days from `earlier` to this instant; negative where this instant comes before `earlier`.
  package func days(since earlier: Timestamp) -> Double {
    Double(milliseconds - earlier.milliseconds) / Double(Self.millisecondsPerDay)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
