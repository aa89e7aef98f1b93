import Models
import ReportSamples
import RiskReporting
import Testing

struct ScorecardTests {
  private let period = ReportPeriod(.weekly, containing: ReportSamples.day("2026-02-24"))

  @Test("an alert counts once, in the period in which it was first sent, with the last word on it")
  func lastWord() {
    let alerts = [
      ReportSamples.alert("a", .raised, at: ReportSamples.day("2026-02-24")),
      ReportSamples.alert("a", .resolved, at: ReportSamples.day("2026-03-24")),
      ReportSamples.alert("b", .raised, at: ReportSamples.day("2026-02-01")),
      ReportSamples.alert("b", .updated, at: ReportSamples.day("2026-02-25")),
    ]
    let feedback = [
      ReportSamples.feedback("a", .confirmed, at: ReportSamples.day("2026-02-28")),
      ReportSamples.feedback("a", .refuted, at: ReportSamples.day("2026-02-26")),
    ]
    let card = Scorecard(of: alerts, feedback: feedback, sentIn: period)
    #expect(card.rows.map(\.alerts) == [1])
    #expect(card.rows.first?.confirmed == 1 && card.rows.first?.refuted == 0)
  }

  @Test("a cancelled alert is counted as withdrawn by its source")
  func cancelled() {
    let alerts = [
      ReportSamples.alert("a", .raised, at: ReportSamples.day("2026-02-24")),
      ReportSamples.alert("a", .cancelled, at: ReportSamples.day("2026-02-25")),
    ]
    #expect(Scorecard(of: alerts, feedback: [], sentIn: period).rows.first?.cancelled == 1)
  }

  @Test("a cancelled alert with feedback is counted by the feedback alone")
  func cancelledAndJudged() throws {
    let alerts = [
      ReportSamples.alert("a", .raised, at: ReportSamples.day("2026-02-24")),
      ReportSamples.alert("a", .cancelled, at: ReportSamples.day("2026-02-25")),
      ReportSamples.alert("b", .raised, at: ReportSamples.day("2026-02-24")),
      ReportSamples.alert("b", .cancelled, at: ReportSamples.day("2026-02-25")),
    ]
    let feedback = [ReportSamples.feedback("a", .refuted, at: ReportSamples.day("2026-02-26"))]
    let row = try #require(Scorecard(of: alerts, feedback: feedback, sentIn: period).rows.first)
    #expect(row.alerts == 2 && row.refuted == 1 && row.cancelled == 1)
  }

  @Test("of two records at one time the later in the list is the last")
  func oneTime() {
    let raised = ReportSamples.alert("a", .raised, at: ReportSamples.day("2026-02-24"))
    let cancelled = ReportSamples.alert("a", .cancelled, at: ReportSamples.day("2026-02-24"))
    #expect(Scorecard(of: [raised, cancelled], feedback: [], sentIn: period).rows.map(\.cancelled) == [1])
    #expect(Scorecard(of: [cancelled, raised], feedback: [], sentIn: period).rows.map(\.cancelled) == [0])
  }
}
