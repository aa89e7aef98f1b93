import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("What is news to a warning")
struct WarningNewsTests {
  private let bench = Bench()

  private func news(_ lane: Warning.Lane, _ category: String = "SEC") -> [Warning] {
    bench.warnings.filter { $0.lane == lane && $0.category == category }
  }

  private func attack(
    _ article: String, hours: Int, realis: Realis = .actual, deaths: Int? = nil, owner: String = "Coast Daily"
  ) throws {
    let time = noon.adding(hours: hours)
    try bench.fold(
      signal(
        article: article, published: time, time: time, owner: owner, claim: .media, realis: realis, deaths: deaths),
      at: time)
  }

  @Test("an attack that was imminent and that the same outlet reports as done is news, quoted from the later article")
  func imminentThenActual() throws {
    try attack("a1", hours: 0, realis: .imminent)
    try attack("a2", hours: 20)
    #expect(news(.severity).map(\.change) == [.triggered, .changed])
    #expect(news(.severity).map { $0.evidence.map(\.articleId) } == [["a1"], ["a2"]])
  }

  @Test("a toll that rises is news, quoted from the later article of its outlet; the same toll again is none")
  func toll() throws {
    for (article, hours, deaths) in [("a1", 0, 2), ("a2", 10, 9), ("a3", 20, 9)] {
      try attack(article, hours: hours, deaths: deaths)
    }
    #expect(news(.severity).map { $0.evidence.map(\.articleId) } == [["a1"], ["a2"]])
  }

  @Test("a toll that a further outlet raises is quoted from its article, however many outlets came before")
  func tollOfFurtherOutlet() throws {
    for (index, deaths) in [2, 2, 2, 2, 2, 4].enumerated() {
      try attack("a\(index)", hours: index, deaths: deaths, owner: "Outlet \(index)")
    }
    #expect(news(.severity).last?.evidence.map(\.articleId) == ["a0", "a1", "a2", "a3", "a5"])
  }

  @Test("news of a weaker attack keeps the certainty and the sources of the attack that set the level")
  func weakerNews() throws {
    for (article, owner) in [("a1", "Coast Daily"), ("a2", "Harbour Post")] {
      try bench.fold(signal(article: article, owner: owner, grade: .a, place: "Mount Ruma", deaths: 4), at: noon)
    }
    let sure = try #require(news(.severity).last)
    let later = noon.adding(days: 5)
    try bench.fold(
      signal(
        article: "b1", published: later, time: later, owner: "Blog", grade: .d, claim: .media, isDayStated: true,
        place: "Port Ruma"),
      at: later)
    let last = try #require(news(.severity).last)
    #expect(last.evidence.first?.articleId == "b1" && last.level == sure.level)
    #expect(last.certainty == sure.certainty && last.sourceCount == sure.sourceCount)
  }

  /// Two reports of an attack, of which one alone gives level advisory.
  private func twoReports() throws {
    for article in ["a1", "a2"] {
      try bench.fold(signal(article: article, grade: .b, claim: .media, deaths: 4), at: noon)
    }
  }

  @Test("after a withdrawal the level lane gives what the remaining report would raise, although a level was held")
  func withdrawal() throws {
    try twoReports()
    #expect(news(.level).map(\.level) == [.advisory, .warning])
    try bench.fold(.withdrawn(Withdrawal(articleId: "a2", revision: 2, keeps: [])), at: noon.adding(hours: 2))
    #expect(news(.level).map(\.level) == [.advisory, .warning, .advisory])
    #expect(news(.level).last?.withdraws == ["a2"])
  }

  @Test("the withdrawal of another incident's report lets the level lane keep a level that decay alone has not left")
  func otherWithdrawal() throws {
    try twoReports()
    let later = noon.adding(days: 8)
    for article in ["c1", "c2"] {
      try bench.fold(
        signal(
          "CRIME", article: article, published: later, time: later, grade: .d, claim: .media, place: article), at: later
      )
    }
    try bench.fold(.withdrawn(Withdrawal(articleId: "c2", revision: 2, keeps: [])), at: later.adding(hours: 1))
    #expect(news(.level).map(\.level) == [.advisory, .warning])
  }

  @Test("a denial of the incident that leads a warning of the level lane is news, once")
  func denial() throws {
    try bench.fold(signal("SUSPENSION", grade: .b, claim: .media), at: noon)
    for hours in [2, 3] {
      let time = noon.adding(hours: hours)
      try bench.fold(
        signal(
          "SUSPENSION", article: "d\(hours)", published: time, time: time, claim: .officialOther, negated: true),
        at: time)
      try bench.restart()
    }
    #expect(bench.warnings.map(\.lane) == [.level, .level])
    #expect(bench.warnings.map(\.change) == [.triggered, .changed])
    #expect(bench.warnings.map(\.contested) == [false, true])
    #expect(bench.warnings.map { $0.evidence.map(\.articleId) } == [["a1"], ["a1"]])
  }

  @Test("a graver incident is news although it leaves the level as it was, and leads the warning; a lesser one is none")
  func newIncident() throws {
    let reports: [(String, Source.Grade)] = [("PROTEST", .b), ("EMERGENCY_RULE", .b), ("PROTEST", .d)]
    for (index, (type, grade)) in reports.enumerated() {
      let time = noon.adding(hours: 30 * index)
      try bench.fold(
        signal(
          type, article: "a\(index)", subject: pakistan, published: time, time: time, grade: grade,
          claim: .media, project: nil, place: "City \(index)"), at: time)
      for hour in 1..<30 { try bench.fold(.tick(asOf: time.adding(hours: hour)), at: time) }
      try bench.restart()
    }
    let level = news(.level, "POL")
    #expect(
      level.prefix(2).map(\.level) == [.watch, .watch] && level.prefix(2).map(\.change) == [.triggered, .changed])
    #expect(level.prefix(2).map { $0.evidence.first?.articleId } == ["a0", "a1"])
    #expect(!level.dropFirst(2).contains { $0.evidence.first?.articleId == "a2" })
  }

  @Test("a project that is removed and registered again warns of the attack as before", arguments: [false, true])
  func registeredAgain(isRestarted: Bool) throws {
    let port = Project(id: "gwadar-port", name: "Gwadar Port", countries: ["PK"], sector: "port")
    try bench.fold(.registration(Registration(project: port)), at: noon)
    try bench.fold(signal(), at: noon)
    let before = try #require(news(.severity).last)
    try bench.fold(.registration(Registration(project: port, removed: true)), at: noon.adding(hours: 1))
    #expect(news(.severity).last?.change == .cleared)
    if isRestarted { try bench.restart() }
    try bench.fold(.registration(Registration(project: port)), at: noon.adding(hours: 2))
    let after = try #require(news(.severity).last)
    #expect(after.change == .triggered && after.level == before.level && after.evidence == before.evidence)
    #expect(news(.level).last?.change == .triggered)
  }
}
