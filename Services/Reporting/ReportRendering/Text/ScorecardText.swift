import Models

/// The scorecard of past alerts as a sentence and table cells.
struct ScorecardText {
  static let headings: [ReportText] = [
    .columnCategory, .columnLane, .columnAlerts, .columnConfirmed, .columnRefuted, .columnLate, .columnWrongSubject,
    .columnCancelled,
  ]

  let summary: String
  let rows: [[String]]

  init(_ card: Scorecard, _ language: ReportLanguage) {
    let sum = { (value: (Scorecard.Row) -> Int) in card.rows.reduce(0) { $0 + value($1) } }
    let judged = sum { $0.confirmed + $0.refuted + $0.late + $0.wrongSubject + $0.cancelled }
    summary = language(
      .accuracySummary, "\(sum(\.alerts))", "\(sum(\.confirmed))", "\(sum(\.refuted))", "\(sum(\.cancelled))",
      "\(sum(\.alerts) - judged)")
    rows = card.rows.map { row in
      [language.category(row.category), language.term("lane", row.lane.rawValue)]
        + [row.alerts, row.confirmed, row.refuted, row.late, row.wrongSubject, row.cancelled].map(String.init)
    }
  }
}
