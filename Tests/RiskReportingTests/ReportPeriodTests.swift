import Models
import ReportSamples
import RiskReporting
import Testing

struct ReportPeriodTests {
  @Test(
    "a day, week or month contains its time and borders on the one before",
    arguments: [
      (ReportPeriod.Kind.daily, "2026-03-05", "2026-03-05", "2026-03-06"),
      (.weekly, "2026-03-05", "2026-03-02", "2026-03-09"), (.weekly, "2026-03-02", "2026-03-02", "2026-03-09"),
      (.weekly, "2026-03-08", "2026-03-02", "2026-03-09"), (.monthly, "2024-02-29", "2024-02-01", "2024-03-01"),
      (.monthly, "2026-12-31", "2026-12-01", "2027-01-01"),
    ])
  func calendar(_ kind: ReportPeriod.Kind, _ time: String, _ from: String, _ to: String) {
    let period = ReportPeriod(kind, containing: ReportSamples.day(time).adding(hours: 12))
    #expect(period.from == ReportSamples.day(from) && period.to == ReportSamples.day(to))
    #expect(period.previous.to == period.from)
    #expect(period.previous.kind == kind)
  }

  @Test("no scheduled report looks back farther than the schedule says, and one looks back as far")
  func lookBack() {
    var farthest = 0.0
    for kind in [ReportPeriod.Kind.daily, .weekly, .monthly] {
      for day in 0..<1500 {
        let period = ReportPeriod(kind, containing: ReportSamples.day("2024-01-01").adding(days: day))
        farthest = max(farthest, period.to.days(since: period.previous.from))
      }
    }
    #expect(farthest == Double(ReportSchedule.daysLookedBack))
  }

  @Test("a custom period has a previous one of the same length, and needs a length")
  func custom() {
    let (from, to) = (ReportSamples.day("2026-03-01"), ReportSamples.day("2026-03-11"))
    #expect(ReportPeriod(custom: from, to: to)?.previous.from == ReportSamples.day("2026-02-19"))
    #expect(ReportPeriod(custom: to, to: from) == nil)
  }
}
