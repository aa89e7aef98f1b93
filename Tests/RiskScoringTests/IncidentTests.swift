import Models
import ReferenceData
import TestSupport
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

  @Test("one bombing that three outlets report by city, province and country counts once")
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

  @Test("a translation of the same report is the same incident, and the same day's attack in another city is not")
  func translation() throws {
    let gwadar = Position(latitude: 25.12, longitude: 62.32)
    func attack(_ article: String, _ place: String?, _ position: Position?, _ actor: String, after minutes: Int) throws
    {
      let time = noon.adding(milliseconds: Int64(minutes) * 60_000)
      try bench.fold(
        signal(
          article: article, subject: pakistan, published: time, grade: .b, claim: .media, project: nil, place: place,
          position: position, actors: [EventActor(role: .source, text: actor, kind: .military)]), at: time)
    }
    try attack("country", nil, nil, "Harbour Front", after: 0)
    try attack("en", "Gwadar", gwadar, "Harbour Front", after: 5)
    try attack("zh", "\u{74DC}\u{8FBE}\u{5C14}", gwadar, "\u{6E2F}\u{53E3}\u{9635}\u{7EBF}", after: 10)
    #expect(bench.incidents(pakistan).map(\.sources) == [3])
    try attack(
      "zh2", "\u{5361}\u{62C9}\u{5947}", Position(latitude: 24.86, longitude: 67.01),
      "\u{6E2F}\u{53E3}\u{9635}\u{7EBF}",
      after: 20)
    #expect(bench.incidents(pakistan).count == 2)
  }

  @Test("bombings in two cities or two provinces are two")
  func places() throws {
    try report("ATTACK_ON_PROJECT", "a1", place: "Quetta")
    try report("ATTACK_ON_PROJECT", "a2", day: 0.1, place: "Karachi")
    try report("ATTACK_ON_PROJECT", "a3", day: 0.2, place: "Sindh")
    #expect(try incidents(after: 0.2).map(\.reports).sorted() == [1, 2])
  }

  @Test("an attack on a project and one on a city far from its site are two, in either order; at the site they are one")
  func farFromSite() throws {
    let site = Position(latitude: 25.12, longitude: 62.32)
    let cities = [("Karachi", Position(latitude: 24.86, longitude: 67.01), 2), ("Gwadar", site, 1)]
    for (city, position, count) in cities {
      for isProjectFirst in [true, false] {
        let bench = Bench()
        for isOfProject in [isProjectFirst, !isProjectFirst] {
          let time = noon.adding(hours: isOfProject == isProjectFirst ? 0 : 1)
          try bench.fold(
            signal(
              article: isOfProject ? "p" : "c", subject: pakistan, published: time, time: time, grade: .b,
              claim: .media, project: isOfProject ? "gwadar-port" : nil, place: isOfProject ? nil : city,
              position: isOfProject ? site : position), at: time)
        }
        try bench.fold(.tick(asOf: noon.adding(hours: 2)), at: noon)
        #expect(bench.incidents(pakistan).count == count, "\(city) \(isProjectFirst)")
      }
    }
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
    #expect(after.denials.map(\.articleId) == ["a2"] && before.denials.isEmpty)
    #expect(bench.warnings.last { $0.lane == .severity }?.contested == true)
  }

  @Test("a denial that the article with the claim quotes contests the incident and is listed as what denies it")
  func denialBesideClaim() throws {
    let bench = Bench()
    for (event, isDenial) in [("claim", false), ("denial", true)] {
      try bench.fold(
        signal(
          article: "a1", subject: pakistan, claim: isDenial ? .officialParty : .witness, negated: isDenial,
          project: nil, place: "Quetta", event: event), at: noon)
    }
    try bench.fold(.tick(asOf: noon.adding(hours: 1)), at: noon)
    let incident = try #require(bench.incidents(pakistan).first)
    #expect(incident.contested && incident.denials.map(\.event) == ["denial"])
    #expect(incident.evidence.map(\.event) == ["claim"])
  }

  @Test(
    "a denial of an earlier day contests nothing that happened later, one of the same day or after it does",
    arguments: [(-2.0, false), (-0.2, true), (1, true)])
  func earlierDenial(day: Double, isContested: Bool) throws {
    for isDenialFirst in [true, false] {
      let bench = Bench()
      func tell(_ article: String, day: Double, isDenial: Bool) throws {
        let time = noon.adding(days: day)
        try bench.fold(
          signal(
            article: article, subject: pakistan, published: time, time: time, claim: isDenial ? .officialOther : .media,
            negated: isDenial, project: nil, place: "Quetta"), at: noon.adding(days: 1))
      }
      if isDenialFirst { try tell("d", day: day, isDenial: true) }
      try tell("a", day: 0, isDenial: false)
      if !isDenialFirst { try tell("d", day: day, isDenial: true) }
      try bench.fold(.tick(asOf: noon.adding(days: 1).adding(hours: 1)), at: noon)
      #expect(bench.incidents(pakistan).map(\.contested) == [isContested], "\(isDenialFirst)")
    }
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
    #expect(inTime.rows.keys(of: "p").count == late.rows.keys(of: "p").count)
  }

  // MARK: In passing, elsewhere, corrected

  @Test("what articles mention in passing raises no warning, and does so when one leads with it")
  func inPassing() throws {
    for leads in 0...3 {
      let bench = Bench()
      for index in 0..<3 {
        guard case .event(var report) = signal(article: "a\(index)", grade: .b) else { continue }
        report.isAside = index != leads
        try bench.fold(.event(report), at: noon.adding(hours: index))
        #expect(bench.warnings.isEmpty == (index < leads))
      }
      #expect((bench.latest()?.score ?? 0) > 0)
    }
  }

  @Test("what only happened in the same sector and country counts for the score, and warns in no lane")
  func elsewhere() throws {
    for (proximity, warns) in [(0.5, false), (0.7, true)] {
      let bench = Bench()
      for index in 0..<12 {
        try bench.fold(
          signal(article: "a\(index)", proximity: proximity, project: nil, place: "Town \(index)"), at: noon)
      }
      try bench.fold(.tick(asOf: noon.adding(hours: 1)), at: noon)
      #expect(bench.warnings.isEmpty != warns && (bench.latest()?.score ?? 0) > 20)
      #expect(bench.warnings.flatMap(\.evidence).allSatisfy { $0.proximity == 0.7 })
    }
  }

  private func correction(_ title: String, isDenial: Bool, deaths: Int? = nil) throws -> Signal {
    let made = signal(
      article: "c", published: noon.adding(hours: 5), owner: "wire", claim: .media, negated: isDenial, deaths: deaths)
    guard case .event(var report) = made else { return made }
    report.article.title = title
    return .event(report)
  }

  @Test(
    "a correction takes the place of what its outlet reported, and a denial that is none is a denial",
    arguments: [
      ("Correction: four dead in attack on port", 0), ("CORRECTED - Four dead", 0),
      ("\u{66F4}\u{6B63}\u{FF1A}\u{6B7B}\u{4EA1}4\u{4EBA}", 0), ("Correction facility attacked", 40),
      ("Four dead in attack", 40),
    ])
  func corrected(title: String, excess: Int) throws {
    let bench = Bench()
    try bench.fold(signal(article: "a", owner: "wire", claim: .media, deaths: 44), at: noon)
    try bench.fold(try correction(title, isDenial: false, deaths: 4), at: noon.adding(hours: 5))
    try bench.fold(.tick(asOf: noon.adding(hours: 6)), at: noon)
    let plain = Bench()
    try plain.fold(signal(article: "a", owner: "wire", claim: .media, deaths: 4 + excess), at: noon)
    try plain.fold(.tick(asOf: noon.adding(hours: 6)), at: noon)
    #expect(abs((bench.incidents().first?.mu ?? 0) - (plain.incidents().first?.mu ?? 1)) < 1e-9)
    #expect(bench.incidents().count == 1)
    #expect(bench.warnings.contains { $0.withdraws == ["a"] } == (excess == 0))
  }

  @Test("an outlet that takes its report back withdraws the warning; the reports of others remain")
  func takenBack() throws {
    for others in [false, true] {
      let bench = Bench()
      try bench.fold(signal(article: "a", owner: "wire", claim: .media), at: noon)
      if others { try bench.fold(signal(article: "b", owner: "post", claim: .media), at: noon.adding(hours: 1)) }
      try bench.fold(try correction("RETRACTED: attack on port", isDenial: true), at: noon.adding(hours: 5))
      let last = try #require(bench.warnings.last { $0.lane == .severity })
      #expect(last.change == (others ? .changed : .withdrawn) && last.withdraws == ["a"])
      try bench.restart()
      #expect(try (bench.sum("SEC", at: noon.adding(hours: 6)) > 0) == others)
    }
  }

  @Test("a correction that comes late takes back its own incident, and not that of another place which it moves past")
  func lateCorrection() throws {
    func tell(_ article: String, _ place: String, after hours: Int, isCorrection: Bool = false) throws {
      let made = signal(
        article: article, subject: pakistan, published: noon.adding(hours: hours), owner: "wire", claim: .media,
        project: nil, place: place)
      guard case .event(var report) = made else { return }
      if isCorrection { report.article.title = "Correction: attack in \(place)" }
      try bench.fold(.event(report), at: noon.adding(hours: 8))
    }
    try tell("k1", "Karachi", after: 0)
    try tell("q1", "Quetta", after: 1)
    try tell("k2", "Karachi", after: 6)
    try tell("q2", "Quetta", after: 5, isCorrection: true)
    #expect(Set(bench.warnings.flatMap(\.withdraws)) == ["q1"])
  }

  @Test("the reports of an incident with a correction give one summary in any order, and count again without it")
  func correctedInAnyOrder() {
    let reading = ReportReading(model: testModel, regionNames: [])
    let reports = (0..<150).compactMap { index -> Report? in
      let made = signal(
        article: "a\(index)", published: noon.adding(hours: index), owner: "o\(index % 5)", grade: .c, claim: .media,
        deaths: 150 - index)
      guard case .event(var event) = made else { return nil }
      if index == 100 { event.article.title = "Correction: fifty dead" }
      return Report(event, reading: reading, at: noon)
    }
    guard reports.count == 150 else {
      Issue.record("a signal gives no report")
      return
    }
    var random = SeededGenerator(seed: 5)
    for round in 0..<5 {
      let all = IncidentReports(of: [])
      for report in round == 0 ? reports : reports.shuffled(using: &random) { all.insert(report, model: testModel) }
      let straight = IncidentReports(of: [])
      for report in reports { straight.insert(report, model: testModel) }
      // The outlet had twenty reports before its correction.
      #expect(all.summary.assertions == 130 && all.summary.deaths == 149)
      #expect(all.summary.voices == straight.summary.voices && all.summary.firstValue == straight.summary.firstValue)
      #expect(all.cut(from: reports[100].order, model: testModel).count == 50)
      #expect(all.summary.assertions == 100 && all.summary.deaths == 150)
    }
  }

  // MARK: Many reports

  @Test("a thousand reports of one incident: its row stays small, and a late one counts as if it had come in order")
  func many() throws {
    let reports = (0..<1000).map { index in
      signal(
        article: "a\(index)", published: noon.adding(milliseconds: Int64(index) * 60_000), owner: "o\(index % 50)",
        grade: index == 700 ? .a : .c, claim: .media, deaths: index % 97)
    }
    let straight = Bench()
    for report in reports { try straight.fold(report, at: noon.adding(days: 1)) }
    try straight.restart()
    let late = Bench()
    for report in reports[..<500] + reports[501...] { try late.fold(report, at: noon.adding(days: 1)) }
    try late.restart()
    try late.fold(reports[500], at: noon.adding(days: 1))
    try late.restart()
    let end = noon.adding(days: 2)
    #expect(abs(try straight.sum("SEC", at: end) - late.sum("SEC", at: end)) < 1e-9)
    for bench in [straight, late] {
      let incidents = bench.rows.keys(of: "p")
      #expect(incidents.count == 1 && incidents.allSatisfy { bench.rows.rows[$0].map { $0.count < 8000 } == true })
      #expect(bench.rows.keys(of: "r").count == 1000 - 16)
    }
  }

  @Test("of many voices the most credible are kept: a good one after forty poor ones is heard")
  func crowd() throws {
    let bench = Bench()
    for index in 0..<40 { try bench.fold(signal(article: "a\(index)", grade: .d, claim: .media), at: noon) }
    try bench.fold(.tick(asOf: noon.adding(hours: 1)), at: noon)
    #expect(try #require(bench.incidents().first).c == testModel.credibilityCeilings[.d])
    try bench.fold(
      signal(article: "b", published: noon.adding(hours: 2), grade: .a, claim: .witness), at: noon.adding(hours: 2))
    try bench.fold(.tick(asOf: noon.adding(hours: 3)), at: noon)
    #expect(try #require(bench.incidents().first).c > 0.9)
  }
}
