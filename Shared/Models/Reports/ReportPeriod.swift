/// The time that a report covers, from `from` up to but not including `to`, in UTC.
package struct ReportPeriod: Hashable, Sendable, Comparable {
  /// The kinds of periods, in UTC: days begin at midnight, weeks on Monday, months on their first day.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case daily, weekly, monthly, custom

    /// The most days of a period of this kind; nil for `custom`, which may have any length.
    package var longestDays: Int? {
      switch self {
      case .daily: 1
      case .weekly: 7
      case .monthly: 31
      case .custom: nil
      }
    }
  }

  package var kind: Kind
  package var from: Timestamp
  package var to: Timestamp

  /// Nil unless `from` comes before `to`.
  package init?(custom from: Timestamp, to: Timestamp) {
    guard from < to else { return nil }
    self.init(kind: .custom, from: from, to: to)
  }

  package init(kind: Kind, from: Timestamp, to: Timestamp) {
    self.kind = kind
    self.from = from
    self.to = to
  }

  /// The day, week or month that contains `time`; the day for `custom`, which has no calendar.
  package init(_ kind: Kind, containing time: Timestamp) {
    let day = time.day
    let first: CivilDate
    let next: CivilDate
    switch kind {
    case .daily, .custom:
      first = day
      next = day.adding(days: 1)
    case .weekly:
      first = day.adding(days: -day.weekday)
      next = first.adding(days: 7)
    case .monthly:
      first = day.adding(days: 1 - day.day)
      next = first.adding(days: CivilDate.daysIn(month: day.month, of: day.year))
    }
    self.init(kind: kind, from: Timestamp(startOf: first), to: Timestamp(startOf: next))
  }

  /// The period of the same kind and, for a custom one, of the same length that ends where this one begins.
  package var previous: ReportPeriod {
    kind == .custom
      ? ReportPeriod(kind: .custom, from: from.adding(milliseconds: from.milliseconds - to.milliseconds), to: from)
      : ReportPeriod(kind, containing: from.adding(milliseconds: -1))
  }

  package func contains(_ time: Timestamp) -> Bool { from <= time && time < to }

  package static func < (left: ReportPeriod, right: ReportPeriod) -> Bool {
    (left.to, left.from) < (right.to, right.from)
  }
}
