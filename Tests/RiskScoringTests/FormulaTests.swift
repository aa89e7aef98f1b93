import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("The formulas of the risk model")
struct FormulaTests {
  private let constants = testModel.constants

  @Test(
    "the weight of an incident is the cube of its severity, raised by deaths and money without a ceiling",
    arguments: [
      (0.40, 0, 0.0, 0.064), (0.40, 9, 0, 0.096), (0.40, 99, 0, 0.128), (0.90, 0, 90_000_000, 0.91125),
      (0.95, 0, 0, 0.857375), (1, 999, 0, 2.5),
    ])
  func magnitude(severity: Double, deaths: Int, amount: Double, expected: Double) {
    let found = Formulas.magnitude(severity: severity, deaths: deaths, amountUSD: amount, constants)
    #expect(abs(found - expected) < 1e-12)
  }

  @Test("a coup weighs about ten protests")
  func convexity() throws {
    func weight(_ type: String) throws -> Double {
      let type = try #require(testModel.types[type])
      return Formulas.magnitude(severity: type.severity, deaths: 0, amountUSD: 0, constants)
    }
    #expect((8.0...11.0).contains(try weight("COUP") / weight("PROTEST")))
  }

  @Test(
    "credibility grows with independent voices up to the ceiling of the best grade, and one alone is capped",
    arguments: [
      ([("A", 0.5)], false, 0.5), ([("A", 0.95)], false, 0.75), ([("A", 0.95)], true, 0.95),
      ([("B", 0.5), ("C", 0.5)], false, 0.75), ([("A", 0.95), ("B", 0.75)], false, 0.98),
      ([("B", 0.9), ("B", 0.9)], false, 0.9), ([("D", 0.6), ("D", 0.6)], false, 0.5), ([("A", 0)], false, 0),
      ([], false, 0),
      (Array(repeating: ("F", 0.21), count: 15), false, 0.55),
    ] as [([(String, Double)], Bool, Double)])
  func credibility(voices: [(String, Double)], authoritative: Bool, expected: Double) throws {
    var all = Voices()
    for (index, voice) in voices.enumerated() {
      guard
        case .event(let event) = signal(
          article: "a\(index)", grade: try #require(Source.Grade(rawValue: voice.0)),
          claim: authoritative ? .officialParty : .media),
        let report = Report(event, reading: ReportReading(model: testModel, regionNames: []), at: noon)
      else { continue }
      var text = Voices.Text(report, severity: 1, realis: 1)
      text.belief = voice.1
      text.fingerprint = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
      all.add(text, testModel)
    }
    let found = Formulas.credibility(of: all.independent(constants), ceilings: testModel.credibilityCeilings, constants)
    #expect(abs(found - expected) < 1e-12)
  }

  @Test("an authority's word on casualties counts less than on its own acts")
  func casualties() {
    #expect(Formulas.claimValue(.officialParty, hasCasualties: false, testModel) == 1)
    #expect(Formulas.claimValue(.officialParty, hasCasualties: true, testModel) == 0.7)
    #expect(Formulas.claimValue(.witness, hasCasualties: true, testModel) == 0.9)
  }

  @Test(
    "exposure grows with coverage from its floor, and other subjects have 1",
    arguments: [(nil, 1.0), (0.0, 1.0), (1.0, 1), (10, 3.1622776601683795)] as [(Double?, Double)])
  func exposure(coverage: Double?, expected: Double) {
    let volume = coverage.map { $0 * constants.coverageReference }
    #expect(abs(Formulas.exposure(coverage: volume, constants) - expected) < 1e-9)
  }

  @Test(
    "what later reports add counts half",
    arguments: [(0.9, 0.9, 1.0), (0.5, 1.0, 0.75), (0.8, 0.9, 0.85 / 0.9)])
  func novelty(first: Double, greatest: Double, expected: Double) {
    #expect(abs(Formulas.novelty(first: first, greatest: greatest, constants) - expected) < 1e-12)
  }

  @Test(
    "a category saturates towards 100, the later the more is written",
    arguments: [(0.0, 1.0, 0.0), (40, 1, 63.212055882855765), (80, 2, 63.212055882855765), (400, 1, 99.99546000702375)])
  func category(sum: Double, exposure: Double, expected: Double) {
    #expect(abs(Formulas.categoryScore(sum: sum, scale: 40, exposure: exposure) - expected) < 1e-9)
  }

  @Test("shares sum to the score, the heaviest category alone gives its own score, and nothing gives more than 100")
  func subject() {
    func score(_ categories: [(weight: Double, score: Double)]) -> (whole: Double, shares: [Double]) {
      let powers = categories.map { Formulas.power(ofScore: $0.score, weight: $0.weight, constants) }
      let sum = powers.reduce(0, +)
      let whole = Formulas.subjectScore(ofPowers: sum, constants)
      return (whole, powers.map { Formulas.share(ofPower: $0, in: sum, score: whole) })
    }
    let many = score((1...13).map { (1.0 / Double($0), Double($0) * 7) })
    #expect(abs(many.shares.reduce(0, +) - many.whole) < 1e-9)
    #expect(abs(score([(1, 80), (0.3, 0)]).whole - 80) < 1e-9)
    let full = score(Array(repeating: (1.0, 99.0), count: 13))
    #expect(full.whole == 100 && abs(full.shares.reduce(0, +) - 100) < 1e-9)
    let none = score([(1, 0)])
    #expect(none.whole == 0 && none.shares == [0] && score([]).whole == 0)
  }

  @Test(
    "a baseline lifts the score, and none leaves it", arguments: [(nil, 40.0, 40.0), (50.0, 40, 70), (0.0, 40, 40)])
  func baseline(baseline: Double?, score: Double, expected: Double) {
    #expect(abs(Formulas.overBaseline(baseline, score: score).score - expected) < 1e-12)
  }

  @Test(
    "a contribution halves with every half-life after its event, and is whole before",
    arguments: [(-2.0, 80.0), (0, 80), (7, 40), (14, 20), (70, 0.078125)])
  func decay(days: Double, expected: Double) {
    #expect(
      abs(Decay(x0: 80, from: noon, halfLife: 7, slowHalfLife: 180).value(at: noon.adding(days: days)) - expected)
        < 1e-9)
  }

  @Test(
    "at two speeds a share of it stays for months",
    arguments: [(0.0, 100.0), (7.0, 64.202), (180.0, 15.0), (360.0, 7.5)])
  func twoSpeeds(days: Double, expected: Double) {
    let decay = Decay(x0: 100, from: noon, halfLife: 7, fastShare: 0.7, slowHalfLife: 180)
    #expect(abs(decay.value(at: noon.adding(days: days)) - expected) < 1e-3)
  }

  @Test("running sums equal the sum of the contributions, however far apart their times lie")
  func sums() {
    var sums = ContributionSums()
    var booked: [BookedContribution] = []
    for step in 0..<2000 {
      let decay = Decay(
        x0: Double(step % 97) + 1, from: noon.adding(days: step), halfLife: 5, fastShare: step % 2 == 0 ? 0.7 : 1,
        slowHalfLife: 180)
      booked.append(BookedContribution(decay: decay, credibility: 0.5, isFresh: true, phase: .falling))
      sums.book(booked[step], sign: 1)
    }
    let time = noon.adding(days: 2003)
    let expected = booked.reduce(0) { $0 + $1.decay.value(at: time) }
    #expect(abs(sums.totals(at: time).x - expected) < 1e-9)
    for contribution in booked { sums.book(contribution, sign: -1) }
    #expect(sums.totals(at: time) == ContributionSums.Totals())
  }
}

@Suite("The level lane")
struct LevelLaneTests {
  @Test(
    "up is immediate, down waits for the lower threshold and the hold",
    arguments: [
      (nil, 0, 19.9, false, nil), (nil, 0, 20, false, .watch), (nil, 0, 90, false, .critical),
      (.watch, 0, 40, false, .advisory), (.watch, 20, 16, false, .watch), (.watch, 11, 15, false, .watch),
      (.watch, 12, 15, false, nil), (.watch, 1, 15, true, nil), (.warning, 24, 52, false, .warning),
      (.warning, 24, 50, false, .advisory), (.warning, 23, 0, false, .warning), (.warning, 24, 17, false, .watch),
      (.critical, 48, 67, false, .warning), (.critical, 47, 67, false, .critical), (.critical, 48, 0, false, nil),
    ] as [(AlertLevel?, Int, Double, Bool, AlertLevel?)])
  func steps(from level: AlertLevel?, hours: Int, score: Double, ignoringHold: Bool, expected: AlertLevel?) {
    var model = testModel
    model.categories[0].thresholds = [20, 40, 60, 80]
    let state = level.map { LevelState(level: $0, since: noon) }
    let found = LevelLane.step(
      from: state, score: score, at: noon.adding(hours: hours), ignoringHold: ignoringHold, category: "SEC",
      model: model)
    #expect(found == expected)
  }
}
