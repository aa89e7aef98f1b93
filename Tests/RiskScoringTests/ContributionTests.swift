import Models
import Testing

@testable import RiskScoring

struct ContributionTests {
  @Test("a contribution has the most deaths of all reports of its incident, whichever of them it quotes")
  func deaths() throws {
    let bench = Bench()
    let reports: [DatedSignal] = [
      .report(deaths: 3), .report(article: "b", day: 0.1, deaths: 5), .report(article: "c", day: 0.2, deaths: 11),
    ]
    for report in reports { try bench.fold(report.signal, at: noon.adding(days: report.day)) }
    try bench.fold(.tick(asOf: noon.adding(days: 0.3)), at: noon)
    let contribution = try #require(bench.incidents().first)
    #expect(contribution.reports == 3 && contribution.deaths == 11)
    #expect(contribution.evidence.compactMap(\.deaths).max() == 5)
  }

  @Test("a contribution has no deaths where no report gives any")
  func noDeaths() throws {
    let bench = Bench()
    try bench.fold(DatedSignal.report().signal, at: noon)
    let contribution = try #require(bench.incidents().first)
    #expect(contribution.deaths == nil)
  }
}

struct ScoreChangeTests {
  @Test("a change is given only over days before which the subject had a score")
  func earlier() throws {
    let bench = Bench()
    var changes: [ScoreChange] = []
    for (index, day) in [0.0, 8, 35].enumerated() {
      let report = DatedSignal.report(article: "a\(index)", day: day, place: "Town \(index)")
      try bench.fold(report.signal, at: noon.adding(days: day))
      changes.append(try #require(bench.latest()?.change))
    }
    #expect(changes.map(\.isFirstWeek) == [true, false, false])
    #expect(changes.map(\.isFirstMonth) == [true, true, false])
  }
}
