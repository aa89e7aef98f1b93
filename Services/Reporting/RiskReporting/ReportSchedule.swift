import Models

/// Which reports are due: for each kind of period, the end of the current period.
package struct ReportSchedule: Hashable, Sendable {
  private static let kinds: [ReportPeriod.Kind] = [.daily, .weekly, .monthly]

  /// The most days between the end of a scheduled report's period and the start of the period before it, whose alerts
  /// the report counts.
  package static let daysLookedBack = 2 * (kinds.compactMap(\.longestDays).max() ?? 0)

  /// How long after a period's end its reports are written, in milliseconds, so that they include alerts and feedback
  /// of its last minutes.
  package static let grace: Int64 = 10 * 60_000

  /// The ends of the running day, week and month.
  package private(set) var ends: [Timestamp]

  /// - Parameter time: the time of the first assessment.
  package init(from time: Timestamp) {
    ends = Self.kinds.map { ReportPeriod($0, containing: time).to }
  }

  /// Restores a stored schedule.
  package init(ends: [Timestamp]) { self.ends = ends }

  /// The periods that ended at least `grace` before `time`, earliest first. Later periods without an assessment are
  /// left out.
  package mutating func advance(to time: Timestamp) -> [ReportPeriod] {
    let passed = time.adding(milliseconds: -Self.grace)
    var due: [ReportPeriod] = []
    for (index, kind) in Self.kinds.enumerated() where ends.indices.contains(index) && ends[index] <= passed {
      due.append(ReportPeriod(kind, containing: ends[index].adding(milliseconds: -1)))
      // Assessments within the grace belong to the next period, which may be over as well.
      let next = ReportPeriod(kind, containing: ends[index])
      if next.to <= passed { due.append(next) }
      ends[index] = ReportPeriod(kind, containing: passed).to
    }
    return due.sorted()
  }
}
