import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("From reports to incidents")
struct IncidentTests {
  private let bench = Bench()

  /// Folds a report of a country's news at the time of its publication, then asks for an assessment.
  private func report(
    _ type: String = "ATTACK_ON_PROJECT", _ article: String, day: Double = 0, place: String? = nil, deaths: Int? = nil,
    grade: Source.Grade = .b, claim: ClaimKind = .media, negated: Bool = false, quote: String = "A bomb went off.",
    isDayStated: Bool = false, actors: [EventActor] = [], published: Double? = nil
  ) throws {
    let time = noon.adding(days: day)
    let publication = noon.adding(days: published ?? day)
    try bench.fold(
      signal(
        type, article: article, subject: pakistan, published: publication, time: time, grade: grade, claim: claim,
        negated: negated, quote: quote, isDayStated: isDayStated, project: nil, place: place, actors: actors,
        deaths: deaths), at: publication)
  }

  private func incidents(after days: Double = 0) throws -> [Contribution] {
    try bench.fold(.tick(asOf: noon.adding(days: days).adding(hours: 1)), at: noon)
    return bench.incidents(pakistan)
  }

  @Test("one bombing told as city, province and country by three outlets counts once")
  func containment() throws {
    for places in [["Quetta", "Balochistan", nil], [nil, "Balochistan", "Quetta"], ["Balochistan", "Quetta", nil]] {
      let bench = Bench()
      for (index, place) in places.enumerated() {
        let time = noon.adding(hours: index)
        try bench.fold(
          signal(article: "a\(index)", subject: pakistan, published: time, time: time, project: nil, place: place),
          at: time)
      }
      try bench.fold(.tick(asOf: noon.adding(hours: 4)), at: noon)
      #expect(bench.incidents(pakistan).map(\.reports) == [3], "\(places)")
    }
  }

  @Test("bombings in two cities or two provinces are two")
  func places() throws {
    try report("ATTACK_ON_PROJECT", "a1", place: "Quetta")
    try report("ATTACK_ON_PROJECT", "a2", day: 0.1, place: "Karachi")
    try report("ATTACK_ON_PROJECT", "a3", day: 0.2, place: "Sindh")
    #expect(try incidents(after: 0.2).map(\.reports).sorted() == [1, 2])
  }

  @Test("two attacks two days apart, 4 dead and then 40, are two, and the second escalates with urgency Immediate")
  func secondAttack() throws {
    try report("ARMED_CLASH", "a1", place: "Quetta", deaths: 4, grade: .a, claim: .media)
    try report("ARMED_CLASH", "b1", day: 0.1, place: "Quetta", deaths: 4, grade: .b, claim: .media)
    try report("ARMED_CLASH", "a2", day: 2, place: "Quetta", deaths: 40, grade: .a, claim: .media)
    try report("ARMED_CLASH", "b2", day: 2.1, place: "Quetta", deaths: 40, grade: .b, claim: .media)
    #expect(try incidents(after: 2.1).count == 2)
    let last = try #require(bench.warnings.last { $0.lane == .severity })
    #expect(last.change == .changed && last.previousLevel != .critical && last.level == .critical)
    #expect(last.urgency == .immediate && last.evidence.first?.eventTime == noon.adding(days: 2))
  }

  @Test("a report that says another attack is of a new incident, one that says another three died is not")
  func another() throws {
    try report("ATTACK_ON_PROJECT", "a1", place: "Quetta")
    try report("ATTACK_ON_PROJECT", "a2", day: 1, place: "Quetta", quote: "Another three people died of their wounds.")
    #expect(try incidents(after: 1).map(\.reports) == [2])
    try report("ATTACK_ON_PROJECT", "a3", day: 2, place: "Quetta", quote: "Another attack hit the city.")
    #expect(try incidents(after: 2).map(\.reports).sorted() == [1, 2])
  }

  @Test("two stated days that differ by two are two incidents, by one a matter of the clock")
  func statedDays() throws {
    try report("ATTACK_ON_PROJECT", "a1", place: "Quetta", isDayStated: true)
    try report("ATTACK_ON_PROJECT", "a2", day: 1, place: "Quetta", isDayStated: true)
    try report("ATTACK_ON_PROJECT", "a3", day: 2, place: "Quetta", isDayStated: true)
    #expect(try incidents(after: 2).map(\.reports).sorted() == [1, 2])
  }

  @Test("twenty weekly reports of one sanction are one state that never fades")
  func state() throws {
    let actors = [
      EventActor(role: .source, text: "US", country: "US", kind: .government),
      EventActor(role: .target, text: "Pakistan", country: "PK", kind: .government),
    ]
    for week in 0..<20 {
      try report("SANCTION", "a\(week)", day: Double(7 * week), grade: .a, claim: .officialParty, actors: actors)
    }
    let found = try incidents(after: 7 * 19)
    #expect(found.map(\.reports) == [20] && found.first?.halfLifeDays == nil && found.first?.d == 1)
    #expect(bench.warnings.filter { $0.lane == .severity && $0.change == .triggered }.count == 1)
  }

  @Test("sanctions on two targets are two states")
  func targets() throws {
    for (index, target) in ["National Bank", "Port Authority"].enumerated() {
      try report(
        "SANCTION", "a\(index)", day: Double(index),
        actors: [EventActor(role: .target, text: target, kind: .company)])
    }
    #expect(try incidents(after: 1).map(\.reports) == [1, 1])
  }

  @Test("sanctions that are lifted end the state, and a new sanction after that is a new state that warns")
  func lifted() throws {
    let target = [EventActor(role: .target, text: "Pakistan", country: "PK", kind: .government)]
    try report("SANCTION", "a1", grade: .a, claim: .officialParty, actors: target)
    try report("SANCTION_EASED", "a2", day: 100, grade: .a, claim: .officialParty, actors: target)
    #expect(try incidents(after: 100).isEmpty)
    #expect(bench.warnings.last { $0.lane == .severity }?.change == .cleared)
    try report("SANCTION", "a3", day: 200, grade: .a, claim: .officialParty, actors: target)
    #expect(try incidents(after: 200).map(\.reports) == [1])
    #expect(bench.warnings.last { $0.lane == .severity }?.change == .triggered)
  }

  @Test("a flat denial by the ministry halves an incident and marks it in the warning")
  func denial() throws {
    try report("ATTACK_ON_PROJECT", "a1", place: "Quetta", grade: .a, claim: .witness)
    let before = try #require(try incidents().first)
    try report("ATTACK_ON_PROJECT", "a2", day: 0.2, place: "Quetta", grade: .b, claim: .officialOther, negated: true)
    let after = try #require(try incidents(after: 0.3).first)
    #expect(after.contested && !before.contested && abs(after.c - before.c / 2) < 1e-12)
    #expect(bench.warnings.last { $0.lane == .severity }?.contested == true)
  }

  @Test("a denial by a worse source changes nothing, and a denial alone is no incident")
  func weakDenial() throws {
    try report("RIOT", "a0", place: "Karachi", grade: .a, negated: true)
    #expect(try incidents().isEmpty)
    try report("ATTACK_ON_PROJECT", "a1", day: 0.1, place: "Quetta", grade: .b, claim: .witness)
    try report("ATTACK_ON_PROJECT", "a2", day: 0.2, place: "Quetta", grade: .d, negated: true)
    #expect(try incidents(after: 0.3).map(\.contested) == [false])
  }

  @Test("fifteen reworded blogs do not confirm")
  func blogs() throws {
    for index in 0..<15 { try report("ATTACK_ON_PROJECT", "a\(index)", place: "Quetta", grade: .f) }
    let found = try #require(try incidents(after: 0).first)
    #expect(found.sources == 15 && found.c == 0.55)
    let warning = try #require(bench.warnings.last { $0.lane == .severity })
    #expect(warning.unconfirmed && warning.level == .advisory)
  }

  @Test("5,000 deaths outrank 10")
  func deaths() throws {
    try report("ARMED_CLASH", "a1", place: "Quetta", deaths: 5000)
    try report("ARMED_CLASH", "a2", place: "Karachi", deaths: 10)
    let found = try incidents()
    #expect(found.count == 2 && found[0].x > 1.7 * found[1].x)
  }

  @Test("a report of an older day that comes late joins its incident, and the score is as if it had come in time")
  func late() throws {
    let inTime = Bench()
    let late = Bench()
    let reports = (0..<6).map { index in
      signal(
        "ARMED_CLASH", article: "a\(index)", subject: pakistan, published: noon.adding(hours: 10 * index),
        time: noon.adding(hours: 10 * index), grade: .b, claim: .media, project: nil, place: "Quetta")
    }
    for report in reports { try inTime.fold(report, at: noon.adding(days: 3)) }
    for index in [5, 0, 3, 1, 4, 2] { try late.fold(reports[index], at: noon.adding(days: 3)) }
    let time = noon.adding(days: 4)
    let (expected, found) = (try inTime.scores([pakistan], at: time), try late.scores([pakistan], at: time))
    #expect(abs((expected[pakistan] ?? 0) - (found[pakistan] ?? -1)) < 1e-9, "\(expected) \(found)")
    try inTime.restart()
    try late.restart()
    #expect(inTime.rows.dump("c").count == late.rows.dump("c").count)
  }
}
