import Models
import Testing

@testable import RiskScoring

@Suite("Which milestones are reached")
struct MilestoneTests {
  private let bench = Bench()

  private func register(_ expected: [String]) throws {
    let milestones = try expected.map { text in
      ExpectedMilestone(type: "COMMISSIONED", expected: PartialDate(day: try #require(CivilDate(iso8601: text))))
    }
    let port = Project(
      id: "gwadar-port", name: "Gwadar Port", countries: ["PK"], sector: "port", milestones: milestones)
    try bench.fold(.registration(Registration(project: port)), at: noon)
  }

  /// Folds a report, `hours` after noon, that the port is commissioned.
  private func tell(
    _ article: String, by owner: String, after hours: Int, isCorrection: Bool = false, isDenial: Bool = false
  ) throws {
    let time = noon.adding(hours: hours)
    let made = signal(
      "COMMISSIONING", article: article, published: time, time: time, owner: owner, claim: .media, negated: isDenial)
    guard case .event(var report) = made else { return }
    if isCorrection { report.article.title = "Correction: port not in operation" }
    try bench.fold(.event(report), at: noon.adding(days: 20))
  }

  private func withdraw(_ article: String) throws {
    try bench.fold(.withdrawn(Withdrawal(articleId: article, revision: 2, keeps: [])), at: noon.adding(days: 20))
  }

  private func reachedBy() throws -> [String?] {
    try bench.scorer.store.subject(project).milestones.map(\.reachedBy)
  }

  @Test(
    "a milestone that two articles report stays reached without one of them, whichever came first and is withdrawn",
    arguments: [["a", "b"], ["b", "a"]], ["a", "b"])
  func anotherReport(order: [String], withdrawn: String) throws {
    try register(["2026-03-20"])
    // Ten days apart they are two incidents.
    for article in order { try tell(article, by: article, after: article == "a" ? 0 : 240) }
    try withdraw(withdrawn)
    #expect(try reachedBy().allSatisfy { $0 != nil && $0 != withdrawn })
    try withdraw(withdrawn == "a" ? "b" : "a")
    #expect(try reachedBy() == [nil])
  }

  @Test(
    "a milestone is not reached where its outlet takes the report back, whichever comes first, until that is withdrawn",
    arguments: [false, true])
  func corrected(isCorrectionFirst: Bool) throws {
    try register(["2026-03-20"])
    if !isCorrectionFirst { try tell("a", by: "wire", after: 0) }
    try tell("c", by: "wire", after: 5, isCorrection: true, isDenial: true)
    if isCorrectionFirst { try tell("a", by: "wire", after: 0) }
    #expect(try reachedBy() == [nil])
    try withdraw("c")
    #expect(try reachedBy() == ["a"])
  }

  @Test("a milestone stays reached by an article that reports one of another type as well")
  func otherType() throws {
    let day = PartialDate(day: try #require(CivilDate(iso8601: "2026-03-20")))
    let port = Project(
      id: "gwadar-port", name: "Gwadar Port", countries: ["PK"], sector: "port",
      milestones: ["CONTRACT_AWARDED", "COMMISSIONED"].map { ExpectedMilestone(type: $0, expected: day) })
    try bench.fold(.registration(Registration(project: port)), at: noon)
    let award = signal(
      "CONTRACT_AWARD", article: "b", published: noon, time: noon, owner: "b", claim: .media, negated: false)
    try bench.fold(award, at: noon.adding(days: 20))
    try tell("a", by: "a", after: 1)
    try tell("b", by: "b", after: 2)
    func reached() throws -> [String: String] {
      let milestones = try bench.scorer.store.subject(project).milestones
      return Dictionary(uniqueKeysWithValues: milestones.map { ($0.type, $0.reachedBy ?? "nobody") })
    }
    #expect(try reached() == ["CONTRACT_AWARDED": "b", "COMMISSIONED": "a"])
    try withdraw("a")
    #expect(try reached() == ["CONTRACT_AWARDED": "b", "COMMISSIONED": "b"])
  }

  @Test("the report of earlier phases does not stand in for that of a later one")
  func phases() throws {
    try register(["2026-03-20", "2026-06-20"])
    try tell("a", by: "wire", after: 0)
    try register(["2026-03-20", "2026-06-20", "2026-09-20"])
    try tell("b", by: "wire", after: 240)
    #expect(try reachedBy() == ["a", "a", "b"])
    try withdraw("b")
    #expect(try reachedBy() == ["a", "a", nil])
  }
}
