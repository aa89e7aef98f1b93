import Models
import Testing

@testable import RiskScoring

/// Groups of projects: extraction gives an event the mean of its proximities to the group's projects.
struct GroupScoreTests {
  private static let types = ["ARMED_CLASH", "COUP", "DEFAULT", "STRIKE", "EPIDEMIC", "CYBER_ATTACK"]

  /// The portfolio after one incident at each of so many of its projects, and one of them alone.
  private func folded(projects: Int, hit: Int) throws -> (portfolio: Assessment, project: Assessment) {
    let bench = Bench()
    for index in 0..<hit {
      let place = "Place \(index)"
      try bench.fold(
        DatedSignal.report(
          "ARMED_CLASH", article: "a\(index)", subject: .portfolio, place: place, proximity: 1 / Double(projects)
        ).signal, at: noon)
      try bench.fold(
        DatedSignal.report(
          "ARMED_CLASH", article: "b\(index)", subject: SubjectKey(.project, "p\(index)"), place: place
        ).signal, at: noon)
    }
    try bench.fold(.tick(asOf: noon.adding(hours: 1)), at: noon)
    return (
      try #require(bench.latest(.portfolio)), try #require(bench.latest(SubjectKey(.project, "p0")))
    )
  }

  @Test(
    "a portfolio scores as its average project: as one of them where all were hit, and less the more were not",
    arguments: [(1, 1), (6, 6), (20, 20), (6, 3), (20, 1)])
  func average(projects: Int, hit: Int) throws {
    let (portfolio, project) = try folded(projects: projects, hit: hit)
    let sum = { (assessment: Assessment) in
      assessment.categories[0].contributions.reduce(assessment.categories[0].others.x) { $0 + $1.x }
    }
    #expect(abs(sum(portfolio) - sum(project) * Double(hit) / Double(projects)) < 1e-9)
    if hit == projects {
      #expect(abs(portfolio.score - project.score) < 1e-9)
    } else {
      #expect(portfolio.score < project.score && portfolio.score > 0)
    }
  }

  @Test("six incidents at six of twenty projects leave the portfolio far from 100, and the shares sum to its score")
  func sum() throws {
    let bench = Bench()
    for (index, type) in Self.types.enumerated() {
      try bench.fold(
        DatedSignal.report(
          type, article: "a\(index)", subject: .portfolio, place: "Place \(index)", claim: .officialParty,
          proximity: 1.0 / 20
        ).signal, at: noon)
    }
    try bench.fold(.tick(asOf: noon.adding(hours: 1)), at: noon)
    let portfolio = try #require(bench.latest(.portfolio))
    #expect(portfolio.score > 0 && portfolio.score < 25)
    #expect(portfolio.subjectName == "All projects")
    for category in portfolio.categories {
      let shares = category.contributions.reduce(category.others.share) { $0 + $1.share }
      #expect(abs(shares - category.score) < 1e-9)
    }
    #expect(abs(portfolio.categories.reduce(0) { $0 + $1.share } - portfolio.score) < 1e-9)
  }
}
