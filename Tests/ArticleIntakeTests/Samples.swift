import ArticleForms
import Models
import ReferenceData
import Testing

@testable import ArticleIntake

/// The committed tables.
let rules: IntakeRules = {
  let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  do {
    return try IntakeRules(tables: "/\(root)/Shared/ReferenceData/Tables")
  } catch {
    fatalError("\(error)")
  }
}()

let tracking = rules.tracking
let similarity = rules.similarity
let normaliser = ArticleNormaliser(rules: rules)

extension ArticleNormaliser {
  func normalise(_ article: Article, at time: Timestamp?) throws(ArticleRefusal) -> NormalisedArticle {
    try normalise(ReadArticle(article), at: time)
  }

  func identify(_ article: Article, at time: Timestamp?) throws(ArticleRefusal) -> IdentifiedArticle {
    try identify(ReadArticle(article), at: time).identified
  }
}
let lima = ArticleSource(name: "Lima Wire", domain: "limawire.example", country: "PE")
let noon = Timestamp(rfc3339: "2026-03-01T12:00:00Z") ?? .distantPast

/// A text of `count` different-looking words, always the same for one seed.
func story(_ seed: Int, words count: Int) -> [String] {
  let pool = ["the", "port", "of", "said", "on", "Monday", "and", "a", "workers", "ministry", "crane", "in", "to"]
  var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let pick = Int(state >> 33)
    return pick % 3 == 0 ? pool[pick / 3 % pool.count] : "w\(pick / 3 % 900)"
  }
}
