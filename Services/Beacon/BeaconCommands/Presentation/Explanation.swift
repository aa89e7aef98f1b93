import Glibc
import JSONCoding
import Models

/// A score taken apart: every contribution with its factors, and whether they make up the score.
///
/// x = 100·s·c·m·n·p·2^(−age/half-life); a contribution's share of its category's score D is D·x/Σx.
struct Explanation: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    let ledger: Ledger
    let category: CategoryScore
    /// The sum of all shares.
    let sum: Double
    /// Whether each share is its x's part of D, and the shares sum to D.
    let addsUp: Bool
  }

  let assessment: Assessment
  let parts: [Part]
  /// The points of the categories and of the baseline.
  let sum: Double
  /// Whether every part adds up and the points sum to the score.
  let addsUp: Bool

  /// - Parameter category: nil explains all.
  init(_ assessment: Assessment, category: String? = nil) {
    self.assessment = assessment
    let isWanted = { (score: CategoryScore) in category.map { $0 == score.category } ?? (score.score > 0) }
    parts =
      assessment.categories.filter(isWanted).map { Part($0, ledger: .risk) }
      + assessment.opportunity.categories.filter(isWanted).map { Part($0, ledger: .opportunity) }
    let points = assessment.categories.reduce(0) { $0 + $1.share }
    sum = points + (assessment.baseline?.value ?? 0)
    addsUp = parts.allSatisfy(\.addsUp) && isNear(sum, assessment.score)
  }
}

extension Explanation.Part {
  init(_ category: CategoryScore, ledger: Ledger) {
    self.ledger = ledger
    self.category = category
    let total = category.contributions.reduce(category.others.x + category.older.x) { $0 + $1.x }
    let sum = category.contributions.reduce(category.others.share + category.older.share) { $0 + $1.share }
    self.sum = sum
    let isPart = category.contributions.allSatisfy { total == 0 || isNear($0.share, category.score * $0.x / total) }
    addsUp = isPart && isNear(sum, category.score)
  }
}

extension Contribution {
  /// 2^(−age/half-life); 1 for a state that has not ended.
  var decay: Double { halfLifeDays.map { exp2(-ageDays / $0) } ?? 1 }
}

/// Equal but for what the order of a sum of doubles may do.
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
    json.field("sum", sum)
    json.field("addsUp", addsUp)
    json.list("parts", parts)
    json.endObject()
  }
}

extension Explanation.Part: JSONEncodable {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("ledger", ledger)
    json.field("category", category.category)
    json.field("score", category.score)
    json.field("points", category.share)
    json.field("sum", sum)
    json.field("addsUp", addsUp)
    json.list("contributions", category.contributions)
    json.field("others", category.others)
    json.field("older", category.older)
    json.endObject()
  }
}
