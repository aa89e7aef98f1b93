import Foundation
import Models
import ReferenceData
import TestSupport
import Testing

@testable import RiskScoring

@Suite("The five lanes")
struct LaneTests {
  @Test("eight peaceful protests stay below a coup")
  func protests() throws {
    let protests = Bench()
    for index in 0..<8 {
      let time = noon.adding(hours: index)
      try protests.fold(
        signal(
          "PROTEST", article: "a\(index)", subject: pakistan, published: time, time: time, project: nil,
          place: "City \(index)"), at: time)
    }
    let coup = Bench()
    try coup.fold(signal("COUP", subject: pakistan, project: nil, place: "Islamabad"), at: noon)
    let time = noon.adding(hours: 8)
    let (mild, grave) = (
      try protests.scores([pakistan], at: time)[pakistan], try coup.scores([pakistan], at: time)[pakistan]
    )
    #expect(try #require(mild) < #require(grave))
    #expect(protests.warnings.allSatisfy { $0.level < .warning })
    #expect(coup.warnings.contains { $0.level >= .warning })
  }

  @Test("cable thefts every second day for 20 days stay below warning")
  func thefts() throws {
    let bench = Bench()
    for index in 0..<10 {
      let time = noon.adding(days: 2 * index)
      try bench.fold(
        signal(
          "CRIME", article: "a\(index)", subject: pakistan, published: time, time: time, grade: .b, project: nil,
          place: "Town \(index % 4)"), at: time)
    }
    #expect(bench.warnings.allSatisfy { $0.level < .warning })
  }

  @Test(
    "deaths make an incident of a milder type warn by itself, ten times as many make it critical, fewer do not",
    arguments: [
      ("NATURAL_DISASTER", 49, nil), ("NATURAL_DISASTER", 50, .warning), ("NATURAL_DISASTER", 500, .critical),
      ("VIOLENCE", 9, nil), ("VIOLENCE", 10, .warning), ("VIOLENCE", 100, .critical), ("EPIDEMIC", 500, nil),
    ] as [(String, Int, AlertLevel?)])
  func deaths(type: String, deaths: Int, level: AlertLevel?) throws {
    let bench = Bench()
    for article in ["a", "b"] {
      try bench.fold(
        signal(type, article: article, subject: pakistan, project: nil, place: "Quetta", deaths: deaths), at: noon)
    }
    #expect(bench.warnings.last { $0.lane == .severity }?.level == level)
  }

  @Test("2,000 trivial articles raise nothing critical")
  func trivial() throws {
    let bench = Bench()
    var random = SeededGenerator(seed: 7)
    let types = ["CRIME", "PROTEST", "STRIKE", "DELAY", "LITIGATION", "TARIFF"]
    for index in 0..<2000 {
      let time = noon.adding(hours: index / 4)
      try bench.fold(
        signal(
          types[index % 6], article: "a\(index)", subject: pakistan, published: time, time: time,
          grade: random.pick([.b, .c, .f]), claim: .media, project: nil, place: "Town \(index % 50)"), at: time)
    }
    #expect(bench.warnings.allSatisfy { $0.level < .critical })
    #expect(bench.warnings.allSatisfy { $0.lane != .severity })
  }

  @Test("one incident alone makes no level higher than its severity")
  func single() throws {
    let bench = Bench()
    try bench.fold(
      signal(
        "EPIDEMIC", subject: pakistan, grade: .a, claim: .officialParty, project: nil, place: "Sindh",
        deaths: 5000), at: noon)
    #expect(bench.warnings.map(\.level) == [.watch])
  }

  @Test("a country with three harmless articles is monitored, and without any for long it is not")
  func coverage() throws {
    let bench = Bench()
    for index in 0..<3 {
      let time = noon.adding(days: index)
      try bench.fold(.coverage(CoverageSignal(subject: pakistan, publishedAt: time)), at: time)
    }
    let last = try #require(bench.latest(pakistan))
    #expect(last.coverage == .monitored && last.categories.isEmpty)
    #expect(abs((last.exposure?.volume ?? 0) - (1 + exp2(-1 / 90.0) + exp2(-2 / 90.0))) < 0.05)
    for (days, coverage) in [(16, Coverage.monitored), (17, .stale), (63, .unmonitored)] {
      try bench.fold(.tick(asOf: noon.adding(days: days)), at: noon)
      #expect(bench.latest(pakistan)?.coverage == coverage, "after \(days) days")
    }
  }

  @Test("the same incidents weigh less where more is written")
  func exposure() throws {
    func score(articles: Int) throws -> Double {
      let bench = Bench()
      for _ in 0..<articles {
        try bench.fold(.coverage(CoverageSignal(subject: pakistan, publishedAt: noon)), at: noon)
      }
      try bench.fold(signal("RIOT", subject: pakistan, project: nil), at: noon)
      let scores = try bench.scores([pakistan], at: noon)
      return try #require(scores[pakistan])
    }
    #expect(try score(articles: 100) < score(articles: 10))
  }

  // MARK: Silence

  private func project(_ milestones: [ExpectedMilestone]) -> Project {
    Project(id: "gwadar-port", name: "Gwadar Port", countries: ["PK"], sector: "port", milestones: milestones)
  }

  private func registration(_ milestones: [ExpectedMilestone]) -> Signal {
    .registration(Registration(project: project(milestones)))
  }

  private func date(_ text: String) throws -> PartialDate {
    PartialDate(day: try #require(CivilDate(iso8601: text)))
  }

  @Test("a milestone overdue since January warns at advisory, in June at warning, and resolves on the news")
  func overdue() throws {
    let bench = Bench()
    let expected = try date("2026-03-20")
    let milestone = ExpectedMilestone(type: "COMMISSIONED", expected: expected)
    try bench.fold(registration([milestone]), at: noon)
    try bench.fold(.tick(asOf: noon.adding(days: 10)), at: noon)
    #expect(bench.warnings.isEmpty)
    try bench.fold(.tick(asOf: noon.adding(days: 11)), at: noon)
    let first = try #require(bench.warnings.last)
    #expect(first.lane == .silence && first.level == .advisory && first.category == "OPS")
    #expect(first.evidence.map(\.quote.text) == ["Expected: Commissioning, 20 March 2026."])
    try bench.fold(.tick(asOf: noon.adding(days: 60)), at: noon)
    #expect(bench.warnings.last?.level == .warning && bench.warnings.last?.change == .changed)
    let news = noon.adding(days: 61)
    try bench.fold(signal("COMMISSIONING", article: "a2", published: news, time: news), at: news)
    #expect(bench.warnings.last?.lane == .silence && bench.warnings.last?.change == .cleared)
    try bench.fold(.withdrawn(Withdrawal(articleId: "a2", revision: 2, keeps: [])), at: news.adding(hours: 1))
    #expect(bench.warnings.last?.lane == .silence && bench.warnings.last?.change == .triggered)
  }

  @Test(
    "a milestone that an article reports twice is reached until both reports are withdrawn; a denial does not count",
    arguments: [false, true])
  func reportedTwice(isDenial: Bool) throws {
    let bench = Bench()
    try bench.fold(registration([ExpectedMilestone(type: "COMMISSIONED", expected: try date("2026-03-20"))]), at: noon)
    let news = noon.adding(days: 11)
    try bench.fold(signal("COMMISSIONING", article: "a2", published: news, time: news, event: "first"), at: news)
    try bench.fold(
      signal("COMMISSIONING", article: "a2", published: news, time: news, negated: isDenial, event: "second"), at: news)
    let subject = SubjectKey(.project, "gwadar-port")
    for (revision, keeps, reachedBy) in [(2, ["second"], isDenial ? nil : "a2"), (3, [], nil)]
      as [(Int, [String], String?)]
    {
      try bench.fold(.withdrawn(Withdrawal(articleId: "a2", revision: revision, keeps: keeps)), at: news)
      #expect(try bench.scorer.store.subject(subject).milestones.map(\.reachedBy) == [reachedBy])
    }
  }

  @Test("a milestone that the register says is reached does not warn")
  func reached() throws {
    let bench = Bench()
    let milestone = ExpectedMilestone(
      type: "COMMISSIONED", expected: try date("2026-01-01"), actual: try date("2026-01-05"))
    try bench.fold(registration([milestone]), at: noon)
    try bench.fold(.tick(asOf: noon.adding(days: 90)), at: noon)
    #expect(bench.warnings.isEmpty)
  }

  @Test("of two milestones of one type each keeps its own news when the project is registered again")
  func phases() throws {
    let phases = [
      ExpectedMilestone(type: "COMMISSIONED", expected: try date("2026-03-20")),
      ExpectedMilestone(type: "COMMISSIONED", expected: try date("2026-09-20")),
    ]
    let known = SilenceLane.milestones(of: project(phases), keeping: []).map {
      MilestoneState(
        type: $0.type, due: $0.due, expected: $0.expected, isRegisteredReached: false,
        reachedBy: $0.expected == "2026-09-20" ? "a2" : nil)
    }
    #expect(SilenceLane.milestones(of: project(phases), keeping: known).map(\.reachedBy) == [nil, "a2"])
    let moved = ExpectedMilestone(type: "COMMISSIONED", expected: try date("2027-01-20"))
    #expect(SilenceLane.milestones(of: project([moved]), keeping: [known[1]]).map(\.reachedBy) == ["a2"])
  }

  // MARK: Counterparty

  private let party = SubjectKey(.counterparty, "harbour-company")

  private func notice(
    _ rule: String, article: String = "notice", revision: Int = 1, published: Timestamp = noon
  ) -> Signal {
    .notice(
      NoticeSignal(
        id: "\(article)-\(revision)", subject: party, articleId: article, revision: revision, publishedAt: published,
        notice: Notice(
          kind: "integrity", rule: rule, subject: "Harbour Company",
          quote: TextSpan(text: "No other person may sign for us.", start: 0, end: 32))))
  }

  private func signing(_ quote: String) -> Signal {
    signal(
      "AGREEMENT_SIGNED", article: "deal", subject: party, published: noon.adding(days: 1), time: noon.adding(days: 1),
      grade: .b, claim: .media, quote: quote, project: nil)
  }

  @Test("a false signatory warns, quotes the notice, and gives the cheated party no opportunity")
  func falseSignatory() throws {
    let bench = Bench()
    try bench.fold(notice("unauthorised_representation"), at: noon)
    try bench.fold(signing("Mr X signed the contract on behalf of Harbour Company."), at: noon.adding(days: 1))
    let warning = try #require(bench.warnings.last { $0.lane == .counterparty })
    #expect(warning.category == "INT" && warning.level == .warning && warning.change == .triggered)
    #expect(warning.evidence.map(\.articleId) == ["deal", "notice"])
    #expect(bench.latest(party)?.opportunity.categories.isEmpty == true)
  }

  @Test("a notice of a later edition that comes before the withdrawal of an earlier one can still be withdrawn")
  func noticeOfLaterEdition() throws {
    let bench = Bench()
    try bench.fold(notice("unauthorised_representation"), at: noon)
    try bench.fold(notice("unauthorised_representation", revision: 2), at: noon)
    for revision in [2, 3] {
      try bench.fold(.withdrawn(Withdrawal(articleId: "notice", revision: revision, keeps: [])), at: noon)
    }
    try bench.fold(signing("Mr X signed the contract on behalf of Harbour Company."), at: noon.adding(days: 1))
    #expect(bench.warnings.isEmpty)
  }

  @Test(
    "an agreement of the party itself, or without a notice, is an opportunity",
    arguments: [(true, "Harbour Company signed the contract."), (false, "Mr X signed on behalf of Harbour Company.")])
  func trueSignatory(hasNotice: Bool, quote: String) throws {
    let bench = Bench()
    if hasNotice { try bench.fold(notice("unauthorised_representation"), at: noon) }
    try bench.fold(signing(quote), at: noon.adding(days: 1))
    #expect(bench.warnings.isEmpty)
    #expect(bench.latest(party)?.opportunity.score ?? 0 > 0)
  }

  private func listing(removed: Bool) throws -> Signal {
    let party = ListedParty(
      list: "Debarred firms", measure: .debarment, name: "HARBOUR COMPANY LTD", date: try date("2025-11-02"))
    return .notice(
      NoticeSignal(
        id: "l1", subject: self.party, articleId: party.id, revision: 1,
        notice: Notice(kind: "list", rule: "listed", subject: "x", quote: TextSpan(text: "", start: 0, end: 0)),
        listing: PartyListing(party: party, match: "Harbour Company", removed: removed)))
  }

  @Test("of sixty notices about a listed party the fifty latest are kept, and the listing, in any order of arrival")
  func manyNotices() throws {
    let notices = (0..<60).map { index in
      notice("unauthorised_representation", article: "n\(index)", published: noon.adding(hours: index))
    }
    for arrived in [notices, Array(notices.reversed())] {
      let bench = Bench()
      try bench.fold(try listing(removed: false), at: noon)
      for notice in arrived { try bench.fold(notice, at: noon) }
      let rules = try bench.scorer.store.subject(party).rules
      let listings = rules.filter { $0.rule == CounterpartyLane.listed }
      let kept = Set(rules.filter { $0.rule != CounterpartyLane.listed }.map(\.articleId))
      #expect(listings.count == 1 && kept == Set((10..<60).map { "n\($0)" }))
      #expect(!bench.warnings.contains { $0.change == .cleared })
    }
  }

  @Test("a counterparty that is put on a list warns with list, date and match, until it is taken off")
  func listed() throws {
    let bench = Bench()
    try bench.fold(listing(removed: false), at: noon)
    let warning = try #require(bench.warnings.last)
    #expect(warning.lane == .counterparty && warning.level == .warning && warning.category == "INT")
    let quote = try #require(warning.evidence.first?.quote.text)
    for part in ["Debarred firms", "HARBOUR COMPANY LTD", "2025-11-02", "Harbour Company"] {
      #expect(quote.contains(part))
    }
    try bench.fold(listing(removed: true), at: noon.adding(days: 30))
    #expect(bench.warnings.last?.change == .cleared)
  }

  // MARK: Anomaly

  @Test("the tail of the prediction is that of the negative binomial distribution")
  func tail() {
    // Poisson with mean 2 in the limit of much past: P(N ≥ 4) = 1 − e^−2·(1 + 2 + 2 + 4/3).
    let limit = AnomalyState.tail(4, shape: 2e6, rate: 1e6, exposure: 1)
    let atMostThree: Double = exp(-2.0) * (5.0 + 4.0 / 3)
    #expect(abs(limit - (1 - atMostThree)) < 1e-4)
    #expect(AnomalyState.tail(0, shape: 1, rate: 1, exposure: 1) == 1)
    #expect(abs(AnomalyState.tail(1, shape: 1, rate: 1, exposure: 1) - 0.5) < 1e-12)
  }

  @Test(
    "where about a thousand incidents are usual, a thousand are likely and a fifth more are not",
    arguments: [(800, 0.999...1), (1000, 0.49...0.52), (1200, 0...1e-6)] as [(Int, ClosedRange<Double>)])
  func tailOfMany(count: Int, chance: ClosedRange<Double>) {
    #expect(chance.contains(AnomalyState.tail(count, shape: 1e6, rate: 1e3, exposure: 1)))
  }

  @Test(
    "Benjamini–Hochberg finds what is small among all tests",
    arguments: [
      (0.003, [0.003, 0.5, 0.9], true), (0.004, [0.004, 0.5, 0.9], false), (0.0076, [0.001, 0.0076], true),
      (0.9, [0.001, 0.9], false),
    ])
  func discoveries(chance: Double, chances: [Double], isFound: Bool) {
    #expect(AnomalyLane.isDiscovery(chance, among: chances, tests: 13, rate: 0.05) == isFound)
  }

  /// Warnings of the anomaly lane and of a rule that calls twice the usual an anomaly, over quiet series.
  private func falseAlarms(seed: UInt64) throws -> (lane: Int, ratio: Int) {
    var random = SeededGenerator(seed: seed)
    let bench = Bench()
    var days: [Int: Int] = [:]
    for day in 0..<400 {
      let time = noon.adding(days: day)
      try bench.fold(.coverage(CoverageSignal(subject: pakistan, publishedAt: time)), at: time)
      for index in 0..<(random.oneIn(3) ? random.int(1...2) : 0) {
        days[day, default: 0] += 1
        try bench.fold(
          signal(
            "CRIME", article: "a\(day)-\(index)", subject: pakistan, published: time, time: time, grade: .b,
            project: nil, place: "Town \(random.int(0...200))"), at: time)
      }
    }
    var ratio = 0
    for day in 60..<400 {
      let week = (day - 6...day).reduce(0) { $0 + days[$1, default: 0] }
      let usual = Double((0..<day - 6).reduce(0) { $0 + days[$1, default: 0] }) / Double(day - 6) * 7
      if week >= 2, Double(week) >= 2 * usual { ratio += 1 }
    }
    return (bench.warnings.filter { $0.lane == .anomaly && $0.level > .watch && $0.change == .triggered }.count, ratio)
  }

  @Test("over quiet years the anomaly lane gives at least fifty times fewer false alarms than twice-the-usual")
  func quiet() throws {
    var (lane, ratio) = (0, 0)
    for seed: UInt64 in 1...6 {
      let one = try falseAlarms(seed: seed)
      lane += one.lane
      ratio += one.ratio
    }
    #expect(ratio >= 50 && lane * 50 <= ratio, "\(lane) against \(ratio)")
  }

  @Test(
    "a burst after a quiet half-year is an anomaly, from two sources at least and of more than conditional incidents",
    arguments: [(3, Realis.actual, true), (1, .actual, false), (3, .threatened, true), (3, .conditional, false)])
  func burst(outlets: Int, realis: Realis, isFound: Bool) throws {
    let bench = Bench()
    for day in 0..<180 {
      let time = noon.adding(days: day)
      try bench.fold(.coverage(CoverageSignal(subject: pakistan, publishedAt: time)), at: time)
      if day % 30 == 0 {
        try bench.fold(
          signal("CRIME", article: "q\(day)", subject: pakistan, published: time, time: time, project: nil), at: time)
      }
    }
    for index in 0..<8 {
      let time = noon.adding(days: 181).adding(hours: 6 * index)
      try bench.fold(
        signal(
          "CRIME", article: "b\(index)", subject: pakistan, published: time, time: time,
          owner: "outlet \(index % outlets)", grade: .b, realis: realis, project: nil, place: "Town \(index)"), at: time
      )
    }
    let found = bench.warnings.contains { $0.lane == .anomaly && $0.level == .advisory && $0.change == .triggered }
    #expect(found == isFound)
  }
}
