import Models

extension ReportBuilder {
  /// Sums the registered value and headcount of the projects, by alert level.
  func exposure(_ projects: [ProjectStatus]) -> ProjectExposure {
    let levels: [AlertLevel?] = AlertLevel.allCases.sorted(by: >) + [nil]
    return ProjectExposure(
      total: sum(of: projects, level: nil),
      levels: levels.compactMap { level in
        let rows = projects.filter { $0.level == level }
        return rows.isEmpty ? nil : sum(of: rows, level: level)
      },
      unstated: projects.filter { $0.project.value == nil && $0.project.headcount == nil }.map(\.project.id))
  }

  private func sum(of rows: [ProjectStatus], level: AlertLevel?) -> ExposureSum {
    let values = Dictionary(grouping: rows.compactMap(\.project.value), by: \.currency)
    let people = rows.compactMap(\.project.headcount)
    return ExposureSum(
      level: level, projects: rows.count,
      values: values.keys.sorted().map { currency in
        Money(value: values[currency, default: []].reduce(0) { $0 + $1.value }, currency: currency)
      },
      headcount: people.isEmpty ? nil : people.reduce(0, +))
  }
}

extension AlertLevel {
  /// The highest level of the alerts that are open at `time`, given all records of these alerts; nil if none is open.
  /// An alert is open unless its last record (of several at one time, the last in `records`) resolves or cancels it, or
  /// has expired.
  package static func highestOpen(of records: [Alert], at time: Timestamp) -> AlertLevel? {
    var last: [String: Alert] = [:]
    for record in records where last[record.id].map({ $0.sentAt <= record.sentAt }) ?? true {
      last[record.id] = record
    }
    return last.values
      .filter { !$0.status.isEnd && $0.expiresAt >= time }
      .map(\.level).max()
  }
}
