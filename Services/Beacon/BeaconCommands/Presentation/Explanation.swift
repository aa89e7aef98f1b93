import Glibc
import JSONCoding
import Models
import ReferenceData

/// The derivation of a score: how its categories make up the score, each contribution with its factors, and whether all
/// sums are right.
///
/// x = 100·s^power·μ·c·m·n·p·d; a contribution's share of its category's score D is D·x/Σx; the points of the
/// categories and of the baseline sum to the score.
struct Explanation: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    let ledger: Ledger
    let category: CategoryScore
    /// w: the category's weight in the subject's score, 1 for the heaviest.
    let weight: Double
    /// The sum of the shares of all contributions, others and older ones included.
    let sum: Double
    /// Whether each x is the product of its factors, each share its part of D, and the shares sum to D.
    let addsUp: Bool
  }

  let assessment: Assessment
  let parts: [Part]
  /// The sum of the points of the categories and of the baseline.
  let sum: Double
  /// Whether every part adds up and the points sum to the score.
  let addsUp: Bool
  /// Whether another version of the risk model made the assessment; its factors are then not checked.
  let isOtherModel: Bool
  /// The constants of the risk model that checks it.
  let constants: RiskModel.Constants
  /// The records of the alert that is explained, oldest first; empty where a subject is explained.
  var alertRecords: [Alert] = []

  /// - Parameter category: the category to explain; nil explains all.
  init(_ assessment: Assessment, category: String? = nil, model: RiskModel) {
    self.assessment = assessment
    let isOther = assessment.model != model.version
    isOtherModel = isOther
    constants = model.constants
    let isWanted = { (score: CategoryScore) in category.map { $0 == score.category } ?? (score.score > 0) }
    let part = { (score: CategoryScore, ledger: Ledger) in
      Part(
        score, ledger: ledger, weight: model.weight(of: score.category, for: assessment.subject.kind),
        severityPower: isOther ? nil : model.constants.severityPower)
    }
    parts =
      assessment.categories.filter(isWanted).map { part($0, .risk) }
      + assessment.opportunity.categories.filter(isWanted).map { part($0, .opportunity) }
    let points = assessment.categories.reduce(0) { $0 + $1.share }
    sum = points + (assessment.baseline?.value ?? 0)
    addsUp = parts.allSatisfy(\.addsUp) && isNear(sum, assessment.score)
  }
}

extension Explanation.Part {
  /// - Parameter severityPower: nil leaves the product of the factors unchecked.
  init(_ category: CategoryScore, ledger: Ledger, weight: Double, severityPower: Double?) {
    self.ledger = ledger
    self.category = category
    self.weight = weight
    let total = category.contributions.reduce(category.others.x + category.older.x) { $0 + $1.x }
    let sum = category.contributions.reduce(category.others.share + category.older.share) { $0 + $1.share }
    self.sum = sum
    let isProduct =
      severityPower.map { power in category.contributions.allSatisfy { isNear($0.x, $0.product(power: power)) } }
      ?? true
    let isPart = category.contributions.allSatisfy { total == 0 || isNear($0.share, category.score * $0.x / total) }
    addsUp = isProduct && isPart && isNear(sum, category.score)
  }
}

extension Contribution {
  /// The factors μ, c, m, n, p and d; a missing magnitude μ or decay d, as in records of an earlier version, counts as
  /// 1.
  var factors: [Double] { [mu ?? 1, c, m, n, p, d ?? 1] }

  /// The severity as a factor of x, of which `power` is the exponent.
  func severityFactor(power: Double) -> Double { pow(s, power) }

  func product(power: Double) -> Double { factors.reduce(100 * severityFactor(power: power), *) }

  /// The reason for the credibility c. `contestedFactor` is what the model gives a denied incident, 0 to 1.
  func credibilityReason(contestedFactor: Double) -> String {
    let voices = sources.map { $0 == 1 ? "one source" : "\($0) independent sources" } ?? counted(reports, "report")
    return contested ? "\(voices), times \(fixed(contestedFactor, 2)) for a denial" : voices
  }

  /// The reason for the proximity p, by the highest threshold of `proximities` that p reaches; for a group of projects,
  /// p is a mean.
  func proximityReason(_ proximities: Proximities, for kind: SubjectKey.Kind) -> String {
    if kind.isGroup { return "mean over all its registered projects" }
    switch p {
    case proximities.named...: return "names the subject"
    case proximities.sameSite...: return "within the radius of a site"
    case proximities.sameCompany...: return "concerns its company"
    case proximities.countryWide...: return "concerns the whole country, not the project alone"
    case proximities.partnerAbroad...: return "concerns a partner in another country, not the project"
    default: return "same sector and country: it happened elsewhere"
    }
  }

  /// The reason for the decay d.
  var decayReason: String {
    let age = ageDays < 1 ? "less than a day old" : "\(counted(Int(ageDays.rounded()), "day")) old"
    return halfLifeDays.map { "\(age), half-life \(fixed($0, 0)) days" } ?? "\(age), a state that lasts until it ends"
  }
}

/// Whether the numbers are equal except for the rounding of a sum of doubles.
private func isNear(_ left: Double, _ right: Double) -> Bool {
  abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
}

extension Explanation: JSONEncodable {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("subject", assessment.subject.description)
    json.field("asOf", assessment.asOf.description)
    json.field("model", assessment.model)
    json.field("score", assessment.score)
    if let baseline = assessment.baseline { json.field("baseline", baseline.value) }
    json.field("sum", sum)
    json.field("addsUp", addsUp)
    json.list("parts", parts)
    if !alertRecords.isEmpty { json.list("alertRecords", alertRecords) }
    json.endObject()
  }
}

extension Explanation.Part: JSONEncodable {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("ledger", ledger)
    json.field("category", category.category)
    json.field("score", category.score)
    json.field("weight", weight)
    json.field("points", category.share)
    json.field("sum", sum)
    json.field("addsUp", addsUp)
    json.list("contributions", category.contributions)
    json.field("others", category.others)
    json.field("older", category.older)
    json.endObject()
  }
}
