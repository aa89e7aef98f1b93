import Models

extension Scorecard {
  /// Counts the alerts that were first sent in `period`, and what feedback and corrections say of them.
  ///
  /// Each alert counts once, with the status of its last record and the last feedback on it.
  package init(of alerts: [Alert], feedback: [Action], sentIn period: ReportPeriod) {
    var verdicts: [String: Action] = [:]
    for word in feedback.sorted(by: { ($0.at, $0.id) < ($1.at, $1.id) }) { verdicts[word.alert] = word }
    var rows: [Key: Row] = [:]
    let lives = Dictionary(grouping: alerts, by: \.id).mapValues { $0.sorted { $0.sentAt < $1.sentAt } }
    for records in lives.values {
      guard let alert = records.first, period.contains(alert.sentAt) else { continue }
      let key = Key(category: alert.category, lane: alert.lane)
      var row = rows[key] ?? Row(category: alert.category, lane: alert.lane)
      row.alerts += 1
      if records.last?.status == .cancelled { row.cancelled += 1 }
      switch verdicts[alert.id]?.verdict {
      case .confirmed: row.confirmed += 1
      case .refuted: row.refuted += 1
      case .late: row.late += 1
      case .wrongSubject: row.wrongSubject += 1
      case nil: break
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
