import Glibc
import Models
import ReferenceData

/// The formulas of the risk model, as `deploy/docs/risk-model.md` gives them. All are pure; `RiskModel` has their
/// constants.
package enum Formulas {
  /// The magnitude of an event, g(s)·μ, where g(s) = s^power and μ = (1 + a·log10(1 + deaths))·(1 + b·log10(1 +
  /// amount/unit)); power, a, b and unit are constants of the model.
  package static func magnitude(
    severity: Double, deaths: Int, amountUSD: Double, _ constants: RiskModel.Constants
  ) -> Double {
    let deaths = 1 + constants.deathsWeight * log10(1 + Double(max(0, deaths)))
    let amount = 1 + constants.amountWeight * log10(1 + max(0, amountUSD) / constants.amountUnit)
    return pow(severity, constants.severityPower) * deaths * amount
  }

  /// The credibility q of a kind of claim, 0 to 1. An acting or host authority counts less where there are casualties.
  package static func claimValue(_ claim: ClaimKind, hasCasualties: Bool, _ model: RiskModel) -> Double {
    let value = model.claimCredibility[claim] ?? 0
    return claim == .officialParty && hasCasualties ? min(value, model.constants.officialCasualties) : value
  }

  /// c = 1 − Π(1 − r·q) over independent voices, at most the ceiling of the best grade among them; one voice alone
  /// gives at most the model's cap, unless it is the acting authority.
  static func credibility(
    of voices: [Voices.Text], ceilings: [Source.Grade: Double], _ constants: RiskModel.Constants
  ) -> Double {
    let belief = 1 - voices.reduce(1) { $0 * (1 - $1.belief) }
    let ceiling = voices.map { ceilings[$0.grade] ?? 0 }.max() ?? 0
    let cap = voices.count == 1 && !voices[0].isAuthoritative ? constants.singleVoiceCap : 1
    return min(belief, ceiling, cap)
  }

  /// How far sources of these grades are believed together, whomever they quote: 1 − Π(1 − r).
  static func sourceCredibility(_ grades: [Source.Grade], _ model: RiskModel) -> Double {
    1 - grades.reduce(1) { $0 * (1 - (model.gradeCredibility[$1] ?? 0)) }
  }

  /// The novelty factor n, at most 1: what later reports add to the magnitude of the first counts only by the share
  /// `updateNovelty` of the model.
  package static func novelty(first: Double, greatest: Double, _ constants: RiskModel.Constants) -> Double {
    greatest > first ? (first + constants.updateNovelty * (greatest - first)) / greatest : 1
  }

  /// The exposure e = max(floor, (V/V0)^power), where V is the coverage of a country; 1 for other subjects.
  package static func exposure(coverage: Double?, _ constants: RiskModel.Constants) -> Double {
    guard let coverage else { return 1 }
    return max(constants.exposureFloor, pow(coverage / constants.coverageReference, constants.exposurePower))
  }

  /// The score D of a category, 0 to 100: D = 100·(1 − e^(−Σx/(scale·exposure))), where `sum` is Σx over its incidents.
  package static func categoryScore(sum: Double, scale: Double, exposure: Double) -> Double {
    100 * (1 - exp(-max(0, sum) / (scale * exposure)))
  }

  /// The power of a category with the score D and the weight w, w·(D/100)^norm, from which the subject's score is
  /// computed.
  package static func power(ofScore score: Double, weight: Double, _ constants: RiskModel.Constants) -> Double {
    weight * pow(score / 100, constants.subjectNorm)
  }

  /// The score R of a subject, R = min(100, 100·(Σ w·(D/100)^norm)^(1/norm)), where `sum` is the sum of its categories'
  /// powers.
  package static func subjectScore(ofPowers sum: Double, _ constants: RiskModel.Constants) -> Double {
    sum > 0 ? min(100, 100 * pow(sum, 1 / constants.subjectNorm)) : 0
  }

  /// A category's share of its subject's score R, R·w·D^norm/Σ(w·D^norm), where `sum` is the sum of all powers.
  package static func share(ofPower power: Double, in sum: Double, score: Double) -> Double {
    sum > 0 ? power / sum * score : 0
  }

  /// The score above a baseline, B + (100 − B)·R/100, and the factor by which every share of R is reduced, (100 −
  /// B)/100. Without a baseline the score is R and the factor 1.
  package static func overBaseline(_ baseline: Double?, score: Double) -> (score: Double, factor: Double) {
    guard let baseline else { return (score, 1) }
    let factor = (100 - baseline) / 100
    return (baseline + factor * score, factor)
  }
}

extension Timestamp {
  /// The instant a number of days later; `days` need not be whole.
  func adding(days: Double) -> Timestamp {
    adding(milliseconds: Int64((days * Double(Timestamp.millisecondsPerDay)).rounded()))
  }
}
