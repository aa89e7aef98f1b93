import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("The formulas of the risk model")
struct FormulaTests {
  private let constants = testModel.constants

  @Test(
    "severity is the table's, raised by deaths and money, at most 1",
    arguments: [
      ("CRIME", 0, 0.0, 0.40), ("CRIME", 9, 0, 0.50), ("CRIME", 99, 0, 0.60), ("DEFAULT", 0, 90_000_000, 0.95),
      ("DEFAULT", 0, 990_000_000, 1), ("COUP", 999, 0, 1), ("CRIME", 9, 90_000_000, 0.55),
    ])
  func severity(type: String, deaths: Int, amount: Double, expected: Double) throws {
    let type = try #require(testModel.types[type])
    let found = Formulas.severity(of: type, deaths: deaths, amountUSD: amount, constants)
    #expect(abs(found - expected) < 1e-12)
  }

  @Test(
    "credibility grows with independent voices, and one alone is capped unless it acts itself",
    arguments: [
      ([0.5], false, 0.5), ([0.95], false, 0.75), ([0.95], true, 0.95), ([0.5, 0.5], false, 0.75),
      ([0.95, 0.75], false, 0.9875), ([0.3, 0.3, 0.3], false, 0.657), ([0], false, 0), ([], false, 0),
    ])
  func credibility(voices: [Double], authoritative: Bool, expected: Double) {
    let found = Formulas.credibility(of: voices, authoritative: authoritative, constants)
    #expect(abs(found - expected) < 1e-12)
  }

  @Test(
    "what later reports add counts half",
    arguments: [(0.9, 0.9, 1.0), (0.5, 1.0, 0.75), (0.8, 0.9, 0.85 / 0.9)])
  func novelty(first: Double, greatest: Double, expected: Double) {
    #expect(abs(Formulas.novelty(first: first, greatest: greatest, constants) - expected) < 1e-12)
  }

  @Test(
    "a category saturates towards 100", arguments: [(0.0, 0.0), (40, 63.212055882855765), (400, 99.99546000702375)])
  func category(sum: Double, expected: Double) {
    #expect(abs(Formulas.categoryScore(sum: sum, constants) - expected) < 1e-9)
  }

  @Test("one saturated category of thirteen gives about 65, and shares sum to the score")
  func subject() {
    let weight = 1.0 / 13
    let one = Formulas.subjectScore([(weight, 100.0)] + Array(repeating: (weight, 0.0), count: 12), constants)
    #expect((65.0...65.5).contains(one.score))
    let many = Formulas.subjectScore((1...13).map { (weight, Double($0) * 7) }, constants)
    #expect(abs(many.shares.reduce(0, +) - many.score) < 1e-9)
    #expect(Formulas.subjectScore([], constants).score == 0)
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
    let curve = Curve(x0: 80, from: noon, halfLife: 7)
    #expect(abs(curve.value(at: noon.adding(days: days)) - expected) < 1e-9)
    let end = curve.time(ofFallingTo: 0.01)
    #expect(curve.value(at: end) <= 0.01)
    #expect(curve.value(at: end.adding(milliseconds: -1000)) > 0.0099)
  }

  @Test("running sums equal the sum of the contributions, however far apart their times lie")
  func courses() {
    var course = DecayingSum(halfLife: 5)
    var curves: [Curve] = []
    for step in 0..<2000 {
      let curve = Curve(x0: Double(step % 97) + 1, from: noon.adding(days: step), halfLife: 5)
      curves.append(curve)
      course.add(BookedContribution(curve: curve, credibility: 0.5, isFresh: true, course: .falling), sign: 1)
    }
    let time = noon.adding(days: 2003)
    let expected = curves.reduce(0) { $0 + $1.value(at: time) }
    #expect(abs(course.parts(at: time).live.x - expected) < 1e-9)
    for curve in curves {
      course.add(BookedContribution(curve: curve, credibility: 0.5, isFresh: true, course: .falling), sign: -1)
    }
    #expect(course.parts(at: time).live == DecayingSum.Parts())
  }
}

@Suite("The level lane")
struct LevelLaneTests {
  @Test(
    "up is immediate, down waits for the lower threshold and the hold",
    arguments: [
      (nil, 0, 24.9, false, nil), (nil, 0, 25, false, .watch), (nil, 0, 90, false, .critical),
      (.watch, 0, 45, false, .advisory), (.watch, 20, 18, false, .watch), (.watch, 11, 17, false, .watch),
      (.watch, 12, 17, false, nil), (.watch, 1, 17, true, nil), (.warning, 24, 57, false, .warning),
      (.warning, 24, 55, false, .advisory), (.warning, 23, 0, false, .warning), (.warning, 24, 20, false, .watch),
      (.critical, 48, 74, false, .warning), (.critical, 47, 74, false, .critical), (.critical, 48, 0, false, nil),
    ] as [(AlertLevel?, Int, Double, Bool, AlertLevel?)])
  func steps(from level: AlertLevel?, hours: Int, score: Double, ignoringHold: Bool, expected: AlertLevel?) {
    let state = level.map { LevelState(level: $0, since: noon) }
    let found = LevelLane.step(
      from: state, score: score, at: noon.adding(hours: hours), ignoringHold: ignoringHold, rules: testModel.levels)
    #expect(found == expected)
  }
}
