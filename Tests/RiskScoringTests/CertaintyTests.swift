import Models
import ReferenceData
import Testing

@testable import RiskScoring

struct CertaintyTests {
  @Test(
    "certainty follows credibility, and only what is denied is unlikely",
    arguments: [
      (0.85, false, Certainty.observed), (0.84, false, .likely), (0.5, false, .likely), (0.49, false, .possible),
      (0.21, false, .possible), (0, false, .possible), (0.85, true, .observed), (0.5, true, .likely),
      (0.49, true, .possible), (0.25, true, .possible), (0.24, true, .unlikely), (0, true, .unlikely),
    ])
  func table(credibility: Double, isContested: Bool, expected: Certainty) {
    let constants = Bench().model.constants
    #expect(constants.certainty(of: credibility, isContested: isContested) == expected)
  }

  @Test(
    "a grave report by one outlet is possible, however little is known of the outlet, and unlikely once it is denied",
    arguments: [
      (Source.Grade.f, [Certainty.possible]), (.d, [.possible]), (.b, [.possible, .unlikely]),
      (.a, [.likely, .possible]),
    ])
  func oneOutlet(grade: Source.Grade, expected: [Certainty]) throws {
    let bench = Bench()
    let reports: [DatedSignal] = [
      .report("ATTACK_ON_PROJECT", grade: grade),
      .report("ATTACK_ON_PROJECT", article: "b", day: 0.1, claim: .officialOther, isDenial: true),
    ]
    for report in reports { try bench.fold(report.signal, at: noon.adding(days: report.day)) }
    let raised = bench.warnings.filter { $0.lane == .severity && ($0.change == .triggered || $0.change == .changed) }
    #expect(raised.map(\.certainty) == expected)
  }
}
