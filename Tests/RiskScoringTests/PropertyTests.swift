import Models
import ReferenceData
import TestSupport
import Testing

@testable import RiskScoring

@Suite("Properties of scoring over random signals")
struct PropertyTests {
  private static let seeds: [UInt64] = Array(1...12)
  private static let subjects = [project, SubjectKey(.country, "PK"), SubjectKey(.portfolio, "all")]
  private static let end = noon.adding(days: 40)

  private static func baseline(_ subject: SubjectKey) -> Double { testModel.baselines[subject]?.value ?? 0 }

  private func randomSignals(_ count: Int, _ random: inout SeededGenerator) -> [Signal] {
    let types = [
      "ATTACK_ON_PROJECT", "ARMED_CLASH", "PROTEST", "RIOT", "STRIKE", "ROUTE_CLOSURE", "REOPENED", "LICENCE_REVOKED",
      "DEFAULT", "COMMISSIONING", "SANCTION", "SANCTION_EASED",
      "PROTEST_ENDED", "RESUMED",
    ]
    var signals: [Signal] = []
    for index in 0..<count {
      let published = noon.adding(milliseconds: .random(in: 0...20 * 24, using: &random) * 3_600_000)
      let time = published.adding(hours: -Int.random(in: 0...200, using: &random))
      let type = types.randomElement(using: &random) ?? "PROTEST"
      let named = Bool.random(using: &random)
      let actor = ["CN", "PK", "US"].randomElement(using: &random)
      let family = "text \(Int.random(in: 0...count, using: &random))"
      let grade = Source.Grade.allCases.randomElement(using: &random) ?? .f
      let realis = [Realis.actual, .actual, .threatened, .imminent].randomElement(using: &random) ?? .actual
      let deaths = Int.random(in: 0...3, using: &random) == 0 ? Int.random(in: 0...50, using: &random) : nil
      let place = ["Gwadar", "Quetta", nil].randomElement(using: &random) ?? nil
      // Seldom unnamed: what names no country may be of any incident.
      let country = index % 50 == 49 ? "" : ["PK", "PK", "IR", "OM"].randomElement(using: &random) ?? "PK"
      for subject in Self.subjects where subject != project || named {
        signals.append(
          signal(
            type, article: "a\(index)", subject: subject, published: published, time: time, family: family,
            owner: "owner \(index % 7)", grade: grade, claim: .media, realis: realis,
            project: named ? "gwadar-port" : nil, place: place, country: country,
            actors: actor.map { [EventActor(role: .source, text: $0, country: $0, kind: .government)] } ?? [],
            deaths: deaths))
      }
    }
    return signals
  }

  private func fold(_ signals: [Signal], into bench: Bench, ticking: Bool = true) throws {
    for signal in signals { try bench.fold(signal, at: noon.adding(days: 20)) }
    if ticking { try bench.fold(.tick(asOf: Self.end), at: noon) }
  }

  @Test("shares sum to the category's score, and the categories' to the subject's", arguments: seeds)
  func sums(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bench = Bench()
    try fold(randomSignals(80, &random), into: bench)
    #expect(!bench.assessments.isEmpty)
    for assessment in bench.assessments {
      for ledger in [
        (assessment.score - (assessment.baseline?.value ?? 0), assessment.categories),
        (assessment.opportunity.score, assessment.opportunity.categories),
      ] {
        #expect(abs(ledger.1.reduce(0) { $0 + $1.share } - ledger.0) < 1e-9)
        for category in ledger.1 {
          let shares = category.contributions.reduce(0) { $0 + $1.share } + category.others.share + category.older.share
          #expect(abs(shares - category.score) < 1e-9)
          for one in category.contributions {
            let x = 100 * (one.g ?? 0) * (one.mu ?? 0) * one.c * one.m * one.n * one.p * (one.d ?? 0)
            #expect(abs(x - one.x) < 1e-6)
          }
        }
      }
    }
  }

  @Test("the order of arrival does not change the scores at rest", arguments: seeds)
  func order(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let signals = randomSignals(80, &random)
    let straight = Bench()
    try fold(signals, into: straight)
    let shuffled = Bench()
    try fold(signals.shuffled(using: &random), into: shuffled)
    let left = try straight.scores(Self.subjects, at: Self.end)
    let right = try shuffled.scores(Self.subjects, at: Self.end)
    for subject in Self.subjects {
      #expect(abs((left[subject] ?? 0) - (right[subject] ?? 0)) < 1e-9, "\(subject)")
    }
    try straight.restart()
    try shuffled.restart()
    #expect(Self.incidentKeys(straight) == Self.incidentKeys(shuffled))
  }

  @Test("withdrawing everything, in any order, returns to nothing", arguments: seeds)
  func withdrawal(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bench = Bench()
    try fold(randomSignals(60, &random).shuffled(using: &random), into: bench, ticking: false)
    for index in (0..<60).shuffled(using: &random) {
      try bench.fold(.withdrawn(Withdrawal(articleId: "a\(index)", revision: 2, keeps: [])), at: noon.adding(days: 20))
    }
    try bench.fold(.tick(asOf: noon.adding(days: 20).adding(hours: 1)), at: noon)
    for (subject, score) in try bench.scores(Self.subjects, at: Self.end) { #expect(score == Self.baseline(subject)) }
    try bench.restart()
    #expect(bench.rows.dump("alprwn").isEmpty)
    for subject in Self.subjects { #expect(bench.latest(subject)?.score == Self.baseline(subject)) }
  }

  @Test("a replay says the same, wherever batches end and memory is dropped", arguments: seeds)
  func replay(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var signals = randomSignals(60, &random).shuffled(using: &random)
    for index in 0..<10 {
      signals.insert(.withdrawn(Withdrawal(articleId: "a\(index)", revision: 2, keeps: [])), at: signals.count / 2)
      signals.insert(.tick(asOf: noon.adding(days: 20).adding(hours: index * 5)), at: signals.count / 10 * index)
    }
    let straight = Bench()
    try fold(signals, into: straight)
    try straight.restart()
    let broken = Bench()
    for signal in signals {
      try broken.fold(signal, at: noon.adding(days: 20))
      if Int.random(in: 0..<4, using: &random) == 0 { try broken.restart() }
    }
    try broken.fold(.tick(asOf: Self.end), at: noon)
    try broken.restart()
    #expect(straight.outputs == broken.outputs)
    #expect(straight.rows.rows == broken.rows.rows)
  }

  @Test("incidents are those of a plain reading of the rule over the sorted reports", arguments: seeds)
  func incidents(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let signals = randomSignals(120, &random).shuffled(using: &random)
    let bench = Bench()
    for signal in signals { try bench.fold(signal, at: noon.adding(days: 20)) }
    try bench.restart()
    var expected: Set<[UInt8]> = []
    for subject in Self.subjects { expected.formUnion(plainIncidents(signals, subject)) }
    #expect(Self.incidentKeys(bench) == expected)
  }

  private static func incidentKeys(_ bench: Bench) -> Set<[UInt8]> {
    Set(bench.rows.keys(of: "p"))
  }

  /// The keys of the incidents, by the rule as it is written: reports in order, each to the first incident that accepts
  /// it.
  private func plainIncidents(_ signals: [Signal], _ subject: SubjectKey) -> Set<[UInt8]> {
    let reading = ReportReading(model: testModel, regionNames: ["balochistan", "sindh"])
    var groups: [[UInt8]: (IncidentGroup, [Report])] = [:]
    var ends: [Report] = []
    for case .event(let event) in signals where event.subject == subject {
      guard let report = Report(event, reading: reading, at: noon), let type = testModel.types[report.type],
        let category = type.category
      else { continue }
      let group = IncidentGroup(
        subject: subject, account: Account(ledger: type.ledger, category: category), family: type.family,
        isState: type.isState)
      groups[group.prefix, default: (group, [])].1.append(report)
      if report.realis == .actual, !report.isDenial { ends.append(report) }
    }
    var keys: Set<[UInt8]> = []
    for (group, reports) in groups.values {
      var incidents: [Incident] = []
      for report in reports.sorted(by: { $0.order < $1.order }) {
        let accepting = incidents.first { incident in
          incident.accepts(day: report.day, window: 3)
            && incident.summary.matching.isCompatible(with: report, testModel.constants)
            && !(group.isState && hasEnded(incident.summary, before: report, ends))
        }
        if let accepting {
          accepting.insert(report, model: testModel)
        } else {
          incidents.append(Incident(group: group, first: report, model: testModel))
        }
      }
      keys.formUnion(incidents.map(\.key))
    }
    return keys
  }

  private func hasEnded(_ summary: IncidentSummary, before report: Report, _ ends: [Report]) -> Bool {
    guard let type = testModel.types[summary.type], type.isState else { return false }
    let fitting = type.endedBy.flatMap { ender in
      ends.filter { end in
        end.type == ender && end.eventTime >= summary.eventTime
          && end.day >= summary.latestTime.day.dayNumber && end.eventTime < report.eventTime
          && end.location.endsStates(at: summary.location, testModel.constants)
          && end.actors.mayShareTarget(with: summary.actors)
      }.sorted { ($1.eventTime, $0.order.eventId) < ($0.eventTime, $1.order.eventId) }
    }
    func trust(_ voices: [Source.Grade]) -> Double { Formulas.sourceCredibility(voices, testModel) }
    let constants = testModel.constants
    let needed = min(constants.endCredibility, trust(summary.voices.independent(constants).map(\.grade)))
    if fitting.contains(where: { trust([$0.grade]) >= needed }) { return true }
    let sources = Voices(ofEnds: fitting, testModel).independent(constants)
    return !fitting.isEmpty && trust(sources.map(\.grade)) >= needed
  }
}
