import Models

extension Scorecard {
  /// Counts the alerts that were first sent in `period`, and what feedback and corrections say of them.
  ///
  /// Each alert counts once: by the last feedback on it; without feedback as cancelled if its last record cancels it.
  /// Of several records at one time, the last in `alerts` is the last.
  package init(of alerts: [Alert], feedback: [Action], sentIn period: ReportPeriod) {
    var verdicts: [String: Action] = [:]
    for word in feedback.sorted(by: { ($0.at, $0.id) < ($1.at, $1.id) }) { verdicts[word.alert] = word }
    var rows: [Key: Row] = [:]
    let lives = Dictionary(grouping: alerts.enumerated()) { $0.element.id }
    for life in lives.values {
      let records = life.sorted { ($0.element.sentAt, $0.offset) < ($1.element.sentAt, $1.offset) }.map(\.element)
      guard let alert = records.first, period.contains(alert.sentAt) else { continue }
      let key = Key(category: alert.category, lane: alert.lane)
      var row = rows[key] ?? Row(category: alert.category, lane: alert.lane)
      row.alerts += 1
      switch verdicts[alert.id]?.verdict {
      case .confirmed: row.confirmed += 1
      case .refuted: row.refuted += 1
      case .late: row.late += 1
      case .wrongSubject: row.wrongSubject += 1
      case nil: if records.last?.status == .cancelled { row.cancelled += 1 }
      }
      rows[key] = row
    }
    self.init(
      period: period,
      rows: rows.values.sorted { ($0.category, $0.lane.rawValue) < ($1.category, $1.lane.rawValue) })
  }

  private struct Key: Hashable {
    let category: String
    let lane: Warning.Lane
  }
}
