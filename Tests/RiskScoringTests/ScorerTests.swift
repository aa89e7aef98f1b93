import Foundation
import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("From signals to warnings and assessments")
struct ScorerTests {
  private let bench = Bench()

  @Test("an attack on a registered project that its authority confirms warns at once, critical, with its sentence")
  func attack() throws {
    let outputs = try bench.fold(signal(), at: noon)
    let warning = try #require(outputs.warnings.first { $0.lane == .severity })
    #expect(warning.change == .triggered && warning.level == .critical && !warning.unconfirmed)
    #expect(warning.certainty == .observed && warning.urgency == .immediate && warning.category == "SEC")
    #expect(warning.evidence.map(\.quote.text) == ["Gunmen attacked the port."])
    #expect(warning.evidence.first?.url == "https://example.org/a1")
    #expect(warning.evidence.first?.subjects.count == 2)
    let assessment = try #require(outputs.assessments.first)
    #expect(assessment.categories.map(\.category) == ["SEC"] && assessment.coverage == .monitored)
    #expect(abs(assessment.confidence - 0.95) < 1e-12)
  }

  @Test(
    "what a single doubtful source reports is unconfirmed; what is not believed at all raises nothing",
    arguments: [
      (Source.Grade.f, ClaimKind.media, AlertLevel.advisory as AlertLevel?), (.d, .anonymous, nil), (.e, .media, nil),
      (.a, .witness, .warning), (.b, .media, .advisory), (.a, .media, .advisory), (.a, .officialParty, .critical),
    ])
  func unconfirmed(grade: Source.Grade, claim: ClaimKind, level: AlertLevel?) throws {
    let warning = try bench.fold(signal(grade: grade, claim: claim), at: noon).warnings.first { $0.lane == .severity }
    #expect(warning?.level == level)
    #expect(warning?.unconfirmed == level.map { $0 == .advisory })
  }

  @Test(
    "one source below grade A gives at most warning until a second confirms, unless it is known who did it",
    arguments: [
      (Source.Grade.b, [EventActor](), AlertLevel.warning),
      (.a, [], .critical),
      (.b, [EventActor(role: .source, text: "gunmen", kind: .other)], .warning),
      (.b, [EventActor(role: .target, text: "Coast Builders", kind: .company)], .warning),
      (.b, [EventActor(role: .source, text: "Harbour Front", kind: .military)], .critical),
    ])
  func alone(grade: Source.Grade, actors: [EventActor], level: AlertLevel) throws {
    let first = try bench.fold(signal(grade: grade, actors: actors), at: noon).warnings.first { $0.lane == .severity }
    #expect(first?.level == level)
    let later = noon.adding(hours: 1)
    try bench.fold(signal(article: "a2", published: later, grade: .b, claim: .media, actors: actors), at: later)
    #expect(bench.warnings.last { $0.lane == .severity }?.level == .critical)
  }

  @Test("a record that comes again later, as after a jump of the clock, gives its warnings ids of their own")
  func repeatedCause() throws {
    for day in 0..<60 { try bench.fold(signal(), at: noon.adding(days: day), cause: "the same") }
    #expect(bench.warnings.filter { $0.lane == .level && $0.change == .changed }.count > 1)
    #expect(Set(bench.warnings.map(\.id)).count == bench.warnings.count)
  }

  @Test("a second independent voice confirms, which is reported as a change of level")
  func confirmation() throws {
    try bench.fold(signal(article: "a1", grade: .b, claim: .media), at: noon)
    let later = try bench.fold(
      signal(article: "a2", published: noon.adding(hours: 1), grade: .b, claim: .media), at: noon.adding(hours: 1))
    let warning = try #require(later.warnings.first { $0.lane == .severity })
    #expect(warning.change == .changed && warning.previousLevel == .advisory && warning.level == .critical)
    #expect(warning.sourceCount == 2 && !warning.unconfirmed && warning.evidence.count == 2)
  }

  @Test(
    "what is not real, denied, undated or only generic weighs nothing and is not kept",
    arguments: [
      signal(undated: true), signal(realis: .generic), signal(realis: .prescriptive),
      signal(realis: .historical), signal("STATEMENT"), signal("NO_SUCH_TYPE"),
    ])
  func weightless(signal: Signal) throws {
    let outputs = try bench.fold(signal, at: noon)
    try bench.restart()
    #expect(outputs.warnings.isEmpty)
    #expect(outputs.assessments.map(\.score) == [0])
    #expect(bench.rows.dump("apk").isEmpty)
  }

  @Test("a two-year-old attack that comes in today raises no warning")
  func old() throws {
    let outputs = try bench.fold(signal(time: noon.adding(days: -730)), at: noon)
    #expect(outputs.warnings.isEmpty)
  }

  @Test("an old state that comes in today counts, and raises no warning in any lane")
  func oldState() throws {
    let outputs = try bench.fold(signal("LICENCE_REVOKED", time: noon.adding(days: -60)), at: noon)
    #expect(outputs.warnings.isEmpty)
    let contribution = try #require(outputs.assessments.first?.categories.first?.contributions.first)
    #expect(contribution.x > 40 && contribution.halfLifeDays == nil && contribution.ageDays == 60)
  }

  @Test("the same text under 100 addresses changes no score and raises nothing")
  func copies() throws {
    let first = try bench.fold(signal(article: "a", family: "same"), at: noon)
    let score = try #require(first.assessments.last?.score)
    for index in 0..<100 {
      let at = noon.adding(milliseconds: Int64(index) * 1000)
      let copy = try bench.fold(
        signal(article: "b\(index)", published: at, family: "same", grade: index % 2 == 0 ? .f : .a), at: noon)
      #expect(copy.isEmpty)
    }
    #expect(try bench.scores([project], at: noon)[project] == score)
  }

  @Test("of one article's tellings of an event the gravest is quoted")
  func gravest() throws {
    for type in ["ARMED_CLASH", "ATTACK_ON_PROJECT"] {
      for id in ["e0", "e9"] {
        let bench = Bench()
        let other = type == "ARMED_CLASH" ? "ATTACK_ON_PROJECT" : "ARMED_CLASH"
        try bench.fold(signal(type, event: id), at: noon)
        try bench.fold(signal(other, event: "e5"), at: noon)
        try bench.fold(.tick(asOf: noon.adding(hours: 1)), at: noon)
        let contribution = bench.assessments.last?.categories.first?.contributions.first
        #expect(contribution?.evidence.map(\.type) == ["ATTACK_ON_PROJECT"] && contribution?.reports == 2)
      }
    }
  }

  @Test("two outlets of one owner are one voice")
  func owner() throws {
    try bench.fold(signal(article: "a1", owner: "Media House", grade: .c, claim: .media), at: noon)
    let later = try bench.fold(signal(article: "a2", owner: "Media House", grade: .c, claim: .media), at: noon)
    #expect(later.isEmpty)
  }

  @Test("more deaths add half of their weight to one and the same incident")
  func update() throws {
    try bench.fold(signal("ACCIDENT", article: "a1", deaths: 0), at: noon)
    try bench.fold(signal("ACCIDENT", article: "a2", published: noon.adding(hours: 2), deaths: 99), at: noon)
    try bench.fold(.tick(asOf: noon.adding(hours: 3)), at: noon)
    let contribution = try #require(bench.incidents().first)
    #expect(bench.incidents().count == 1 && contribution.reports == 2)
    let mu = try #require(contribution.mu)
    #expect(abs(mu * contribution.n - (1 + 0.5 * 1)) < 1e-12)
  }

  @Test("after three days it is another event, and a war of many days is many events")
  func war() throws {
    for day in 0..<10 {
      let time = noon.adding(days: day)
      try bench.fold(signal("ARMED_CLASH", article: "a\(day)", published: time, time: time), at: time)
    }
    try bench.fold(.tick(asOf: noon.adding(days: 10)), at: noon)
    #expect(bench.assessments.last?.categories.first?.contributions.map(\.reports).sorted() == [2, 4, 4])
  }

  @Test("different actors make different events, unnamed ones do not")
  func actors() throws {
    func tell(_ article: String, _ actor: EventActor) throws {
      try bench.fold(signal("STRIKE", article: article, actors: [actor]), at: noon)
    }
    try tell("a1", EventActor(role: .source, text: "Dock Workers Union", kind: .ngo))
    try tell("a2", EventActor(role: .source, text: "dock workers union", kind: .ngo))
    try tell("a3", EventActor(role: .source, text: "workers", kind: .other))
    try tell("a4", EventActor(role: .source, text: "Teachers League", kind: .ngo))
    try bench.fold(.tick(asOf: noon.adding(hours: 1)), at: noon)
    #expect(bench.assessments.last?.categories.first?.contributions.map(\.reports).sorted() == [1, 3])
  }

  @Test("a withdrawn article takes its warning and its score with it")
  func withdrawal() throws {
    try bench.fold(signal(), at: noon)
    let outputs = try bench.fold(
      .withdrawn(Withdrawal(articleId: "a1", revision: 2, keeps: [])), at: noon.adding(hours: 1))
    #expect(outputs.warnings.map(\.change) == [.withdrawn, .withdrawn])
    #expect(outputs.warnings.map(\.lane) == [.level, .severity])
    #expect(outputs.warnings.allSatisfy { $0.withdraws == ["a1"] })
    #expect(outputs.assessments.map(\.score) == [0])
  }

  @Test("a withdrawal of one of three independent tellings leaves the event standing")
  func partialWithdrawal() throws {
    for article in ["a1", "a2", "a3"] { try bench.fold(signal(article: article), at: noon) }
    let outputs = try bench.fold(
      .withdrawn(Withdrawal(articleId: "a1", revision: 2, keeps: [])), at: noon.adding(hours: 1))
    let warning = try #require(outputs.warnings.first { $0.lane == .severity })
    #expect(warning.change == .changed && warning.withdraws == ["a1"] && warning.level == .critical)
    #expect(warning.evidence.map(\.articleId) == ["a2", "a3"])
  }

  @Test("a small edit keeps the event: no warning, no change of score")
  func revision() throws {
    let first = try bench.fold(signal(), at: noon)
    let kept = try bench.fold(
      .withdrawn(Withdrawal(articleId: "a1", revision: 2, keeps: ["event-a1-ATTACK_ON_PROJECT"])), at: noon)
    let again = try bench.fold(signal(revision: 2), at: noon)
    #expect(kept.isEmpty && again.isEmpty)
    #expect(try bench.scores([project], at: noon)[project] == first.assessments.last?.score)
    #expect(try bench.fold(signal(revision: 1, deaths: 500), at: noon).isEmpty)
  }

  @Test("a state does not decay until it is ended, and its end clears the lanes at once")
  func state() throws {
    try bench.fold(signal("ROUTE_CLOSURE"), at: noon)
    let later = noon.adding(days: 80)
    #expect(try bench.scores([project], at: later) == bench.scores([project], at: noon))
    let outputs = try bench.fold(
      signal("REOPENED", article: "a2", published: later, time: later), at: later)
    #expect(outputs.warnings.map(\.change) == [.cleared])
    #expect(try bench.scores([project], at: later)[project] == 0)
    #expect(outputs.assessments.last?.opportunity.score ?? 0 > 0)
    let reversed = try bench.fold(
      .withdrawn(Withdrawal(articleId: "a2", revision: 2, keeps: [])), at: later.adding(hours: 1))
    #expect(reversed.warnings.map(\.change) == [.triggered])
    #expect(try bench.scores([project], at: later) == bench.scores([project], at: noon))
  }

  @Test("a state that nobody confirms for 90 days fades, each in its time")
  func fading() throws {
    for (index, place) in ["Torkham", "Chaman"].enumerated() {
      let time = noon.adding(days: 2 * index)
      try bench.fold(
        signal(
          "ROUTE_CLOSURE", article: "a\(index)", subject: pakistan, published: time, time: time, project: nil,
          place: place), at: time)
    }
    let whole = 100 * 0.65 * 0.65 * 0.65 * 0.95
    let looks = [(89.0, 0.0, 0.0), (90, 0, 0), (91, 1, 0), (92.5, 2.5, 0.5), (150, 60, 58)]
    for (days, first, second) in looks {
      let time = noon.adding(milliseconds: Int64(days * 86_400_000))
      try bench.fold(.tick(asOf: time), at: time)
      _ = try bench.scores([pakistan], at: time)
      let expected = whole * (exp2(-first / 60) + exp2(-second / 60))
      #expect(abs(try bench.sum("SUP", of: pakistan, at: time) - expected) < 1e-9, "after \(days) days")
    }
  }

  @Test("an event dated ahead of the log counts whole until its time, and falls from then on")
  func ahead() throws {
    let time = noon.adding(hours: 20)
    try bench.fold(signal("STRIKE", published: time, time: time), at: noon)
    for (hours, fallen) in [(1, 0.0), (20, 0), (44, 1), (188, 7)] {
      let now = noon.adding(hours: hours)
      try bench.fold(.tick(asOf: now), at: now)
      _ = try bench.scores([project], at: now)
      #expect(
        abs(try bench.sum("SOC", at: now) - 100 * 0.125 * 0.95 * exp2(-fallen / 7)) < 1e-9, "after \(hours) hours")
    }
  }

  @Test("the end of another route ends nothing here")
  func otherRoute() throws {
    try bench.fold(
      signal("ROUTE_CLOSURE", subject: SubjectKey(.country, "PK"), project: nil, place: "Torkham"), at: noon)
    let later = noon.adding(days: 2)
    try bench.fold(
      signal(
        "REOPENED", article: "a2", subject: SubjectKey(.country, "PK"), published: later, time: later, project: nil,
        place: "Chaman"), at: later)
    #expect(try bench.scores([SubjectKey(.country, "PK")], at: later)[SubjectKey(.country, "PK")] ?? 0 > 0)
  }

  @Test("a state that one body began may be ended by another, and not where it was done to somebody else")
  func endedByAnother() throws {
    for (target, isEnded) in [("Coast Builders", true), ("Hill Builders", false)] {
      let bench = Bench()
      for (index, type) in ["SUSPENSION", "RESUMED"].enumerated() {
        let time = noon.adding(days: index)
        let actors = [
          EventActor(role: .source, text: index == 0 ? "High Court" : "Harbour Company", kind: .company),
          EventActor(role: .target, text: index == 0 ? "Coast Builders" : target, kind: .company),
        ]
        try bench.fold(
          signal(type, article: "a\(index)", published: time, time: time, actors: actors), at: time)
      }
      #expect(try (bench.scores([project], at: noon.adding(days: 1))[project] == 0) == isEnded, "\(target)")
    }
  }

  @Test("the news that a route is open again ends its closure in another language, by its position")
  func reopenedInTranslation() throws {
    for (latitude, isEnded) in [(24.87, true), (24.99, false)] {
      let bench = Bench()
      for (index, place) in ["Karachi", "\u{5361}\u{62C9}\u{5947}"].enumerated() {
        let time = noon.adding(days: index)
        try bench.fold(
          signal(
            index == 0 ? "ROUTE_CLOSURE" : "REOPENED", article: "a\(index)", subject: pakistan, published: time,
            time: time, project: nil, place: place,
            position: Position(latitude: index == 0 ? 24.86 : latitude, longitude: 67.01)), at: time)
      }
      _ = try bench.scores([pakistan], at: noon.adding(days: 1))
      #expect(try (bench.sum("SUP", of: pakistan, at: noon.adding(days: 1)) < 1e-9) == isEnded, "\(latitude)")
    }
  }

  @Test("a route that closes again after its reopening is closed")
  func closedAgain() throws {
    for (index, type) in ["ROUTE_CLOSURE", "REOPENED", "ROUTE_CLOSURE"].enumerated() {
      let time = noon.adding(days: index)
      try bench.fold(signal(type, article: "a\(index)", published: time, time: time), at: time)
    }
    #expect(try bench.scores([project], at: noon.adding(days: 2))[project] ?? 0 > 0)
  }

  @Test("a score that swings around a threshold gives one warning and one recovery")
  func swing() throws {
    var time = noon
    for (index, kind) in ["PROTEST", "PROTEST", "RIOT"].enumerated() {
      try bench.fold(
        signal(
          kind, article: "a\(index)", published: time, time: time, grade: .b, claim: .witness, proximity: 0.7,
          place: "Place \(index)"), at: time)
      time = time.adding(hours: 30)
    }
    for hour in 0..<3000 { try bench.fold(.tick(asOf: time.adding(hours: hour)), at: time) }
    let level = bench.warnings.filter { $0.lane == .level }
    #expect(level.filter { $0.change == .triggered }.count == 1)
    #expect(level.filter { $0.change == .cleared }.count == 1)
    #expect(level.last?.change == .cleared)
  }

  @Test("without news a live lane is looked at once an hour, and ends when the event is past its half-life")
  func expiry() throws {
    try bench.fold(signal(), at: noon)
    try bench.fold(.tick(asOf: noon.adding(days: 14)), at: noon)
    #expect(!bench.warnings.contains { $0.lane == .severity && $0.change == .cleared })
    try bench.fold(.tick(asOf: noon.adding(days: 14).adding(hours: 1)), at: noon)
    #expect(bench.warnings.contains { $0.lane == .severity && $0.change == .cleared })
  }

  @Test("a registered project without news is unmonitored, never safe, and is assessed every day")
  func registration() throws {
    let registration = Signal.registration(
      Registration(project: Project(id: "gwadar-port", name: "Gwadar Port", countries: ["PK"], sector: "port")))
    let first = try bench.fold(registration, at: noon)
    #expect(
      first.assessments.map(\.coverage) == [.unmonitored] && first.assessments.first?.subjectName == "Gwadar Port")
    #expect(try bench.fold(registration, at: noon).isEmpty)
    #expect(try bench.fold(.tick(asOf: noon.adding(hours: 23)), at: noon).isEmpty)
    #expect(try bench.fold(.tick(asOf: noon.adding(hours: 24)), at: noon).assessments.count == 1)
    #expect(try bench.fold(signal(), at: noon.adding(hours: 25)).warnings.first?.subjectName == "Gwadar Port")
  }

  @Test("news puts the daily assessment off by its own day, and does not lose it")
  func putOff() throws {
    let other = SubjectKey(.country, "PE")
    func assessments(after hours: Int, _ signal: Signal) throws -> Int {
      try bench.fold(signal, at: noon.adding(hours: hours)).assessments.filter { $0.subject == project }.count
    }
    func elsewhere(_ hours: Int) -> Signal {
      .coverage(CoverageSignal(subject: other, publishedAt: noon.adding(hours: hours)))
    }
    #expect(try assessments(after: 0, signal("RIOT")) == 1)
    let later = noon.adding(hours: 10)
    #expect(
      try assessments(after: 10, signal("STRIKE", article: "b", published: later, time: later)) == 1)
    #expect(try assessments(after: 25, elsewhere(25)) == 0)
    #expect(try assessments(after: 33, elsewhere(33)) == 0)
    #expect(try assessments(after: 35, elsewhere(35)) == 1)
  }

  @Test("a project that leaves the register has its warnings cleared")
  func removal() throws {
    let project = Project(id: "gwadar-port", name: "Gwadar Port", countries: ["PK"], sector: "port")
    try bench.fold(.registration(Registration(project: project)), at: noon)
    try bench.fold(signal(), at: noon)
    let outputs = try bench.fold(.registration(Registration(project: project, removed: true)), at: noon)
    #expect(outputs.warnings.map(\.change) == [.cleared, .cleared])
    #expect(try bench.fold(.tick(asOf: noon.adding(days: 5)), at: noon).isEmpty)
  }

  @Test("a tick that is not later than the partition's time is passed over")
  func staleTick() throws {
    try bench.fold(signal(), at: noon)
    #expect(try bench.fold(.tick(asOf: noon), at: noon.adding(days: 3)).isEmpty)
  }

  @Test("opportunity is kept apart: it neither lowers the risk nor warns")
  func opportunity() throws {
    let risk = try bench.fold(signal(), at: noon).assessments.last?.score
    let outputs = try bench.fold(signal("COMMISSIONING", article: "a2"), at: noon)
    #expect(outputs.warnings.isEmpty)
    #expect(outputs.assessments.last?.score == risk)
    #expect(outputs.assessments.last?.opportunity.categories.map(\.category) == ["OPS"])
  }

  @Test(
    "sector, corridor and portfolio are scored and never warn",
    arguments: ["sector/port", "corridor/cpec", "portfolio/all"])
  func laneless(subject: String) throws {
    let outputs = try bench.fold(signal(subject: try #require(SubjectKey(subject))), at: noon)
    #expect(outputs.warnings.isEmpty && outputs.assessments.last?.score ?? 0 > 0)
  }

  @Test("of many contributions the ten greatest are shown, the rest as one row, and the shares sum to the score")
  func many() throws {
    for index in 0..<140 {
      try bench.fold(
        signal(
          "PROTEST", article: "a\(index)", subject: .portfolio, time: noon.adding(hours: -index), project: nil,
          place: "Place \(index)"), at: noon)
    }
    try bench.fold(.tick(asOf: noon.adding(hours: 1)), at: noon)
    let category = try #require(bench.assessments.last?.categories.first)
    #expect(category.contributions.count == 10 && category.others.count == 130)
    let sum = category.contributions.reduce(0) { $0 + $1.share } + category.others.share
    #expect(abs(sum - category.score) < 1e-9)
    #expect(category.contributions.map(\.x) == category.contributions.map(\.x).sorted(by: >))
    for index in 0..<60 {
      try bench.fold(.withdrawn(Withdrawal(articleId: "a\(index)", revision: 2, keeps: [])), at: noon.adding(hours: 2))
    }
    try bench.fold(.tick(asOf: noon.adding(hours: 3)), at: noon)
    let rest = try #require(bench.assessments.last?.categories.first)
    #expect(rest.contributions.count == 10 && rest.others.count == 70)
  }
}
