import Models
import Testing

@testable import BeaconCommands

@Suite("Drivers that projects share") struct SharedDriverTests {
  private static func assessment(_ project: String, _ shares: [String: Double]) -> Assessment {
    let contributions = shares.sorted { $0.key < $1.key }.map { cluster, share in
      Contribution(
        cluster: cluster, type: "ROUTE_CLOSURE", share: share, x: share, s: 0.65, g: 0.27, mu: 1, c: 0.6, m: 1, n: 1,
        p: 0.8, d: 1, ageDays: 1, halfLifeDays: nil, reports: 1, sources: 1, contested: false,
        evidence: [Evidence(articleId: "a", quote: TextSpan(text: "The pass is closed.", start: 0, end: 19))])
    }
    return Assessment(
      id: project, subject: SubjectKey(.project, project), subjectName: "Project \(project)",
      asOf: Timestamp(milliseconds: 0), score: 10, confidence: 0.5, coverage: .monitored,
      categories: [CategoryScore(category: "SUP", score: 10, share: 10, contributions: contributions)],
      opportunity: LedgerScore(), model: "test")
  }

  @Test(
    "an incident that bears on two projects or more is shown once, with their names; one of a single project is not")
  func shared() {
    let drivers = SharedDriver.all(in: [
      Self.assessment("b", ["pass": 4, "own": 9]), Self.assessment("a", ["pass": 6, "strike": 1]),
      Self.assessment("c", ["pass": 1, "strike": 2]),
    ])
    #expect(drivers.map(\.incident) == ["pass", "strike"])
    #expect(drivers.first?.projects == ["Project a", "Project b", "Project c"] && drivers.first?.points == 6)
    #expect(drivers.text(style: .plain).contains("The pass is closed."))
    #expect([SharedDriver]().text(style: .plain).isEmpty)
  }
}
