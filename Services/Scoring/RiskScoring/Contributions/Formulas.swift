import Glibc
import Models
import ReferenceData

/// The formulas of the risk model, as they are written there. All are pure; `RiskModel` holds their constants.
package enum Formulas {
  /// s: the type's severity, raised by deaths and by an amount of money, at most 1.
  package static func severity(
    of type: EventType, deaths: Int, amountUSD: Double, _ constants: RiskModel.Constants
  ) -> Double {
    let deaths = constants.deathsWeight * log10(1 + Double(max(0, deaths)))
    let amount = constants.amountWeight * log10(1 + max(0, amountUSD) / constants.amountUnit)
    return min(1, type.severity + deaths + amount)
  }

  /// c = 1 − Π(1 − r·q) over independent voices; one voice alone gives at most the model's cap, unless it is the acting
  /// authority.
  package static func credibility(
    of voices: [Double], authoritative: Bool, _ constants: RiskModel.Constants
  ) -> Double {
    let doubt = voices.reduce(1) { $0 * (1 - $1) }
    return voices.count == 1 && !authoritative ? min(1 - doubt, constants.singleFamilyCap) : 1 - doubt
  }

  /// n: 1 for what the first report tells, the model's share of what later ones add.
  package static func novelty(first: Double, greatest: Double, _ constants: RiskModel.Constants) -> Double {
    greatest > first ? (first + constants.updateNovelty * (greatest - first)) / greatest : 1
  }

  /// D = 100·(1 − e^(−Σx/scale)).
  package static func categoryScore(sum: Double, _ constants: RiskModel.Constants) -> Double {
    100 * (1 - exp(-max(0, sum) / constants.categoryScale))
  }

  /// R = (Σ w·D^norm)^(1/norm), and each category's share of it, w·D^norm/Σ·R.
  package static func subjectScore(
    _ categories: [(weight: Double, score: Double)], _ constants: RiskModel.Constants
  ) -> (score: Double, shares: [Double]) {
    let powers = categories.map { $0.weight * pow($0.score / 100, constants.subjectNorm) }
    let sum = powers.reduce(0, +)
    guard sum > 0 else { return (0, categories.map { _ in 0 }) }
    let score = 100 * pow(sum, 1 / constants.subjectNorm)
    return (score, powers.map { $0 / sum * score })
  }

  /// B + (100 − B)·R/100, and what is left of each share: (100 − B)/100. Without a baseline the score is R.
  package static func overBaseline(_ baseline: Double?, score: Double) -> (score: Double, factor: Double) {
    guard let baseline else { return (score, 1) }
    let factor = (100 - baseline) / 100
    return (baseline + factor * score, factor)
  }
}

/// A contribution over time: `x0` until `from`, then halved every `halfLife` days.
struct Curve: Hashable, Sendable {
  var x0: Double
  var from: Timestamp
  var halfLife: Double

  func value(at time: Timestamp) -> Double {
    time <= from ? x0 : x0 * exp2(-time.days(since: from) / halfLife)
  }

  /// When it falls to `floor`; `from` where it starts no higher.
  func time(ofFallingTo floor: Double) -> Timestamp {
    guard x0 > floor else { return from }
    let days = min(halfLife * log2(x0 / floor), 1_000_000)
    return from.adding(milliseconds: Int64((days * Double(Timestamp.millisecondsPerDay)).rounded(.up)))
  }
}
