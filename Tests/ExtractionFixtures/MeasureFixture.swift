import MeasureExtraction
import TextAnalysis
import Foundation
import Models
import ReferenceData

/// The committed lexicon, and what the measure recogniser reads with it.
package enum MeasureFixture {
  package static let recognisers = EntityFixture.languages.map {
    MeasureRecogniser(lexicon: $0.measures, country: $0.country)
  }

  package static func findings(
    _ text: String, published: String? = nil, language: String? = nil, countries: [String] = [],
    changing changes: [ChangedTables.Change] = []
  ) throws -> Findings {
    let language = language ?? EntityFixture.language(of: text)
    var findings = Findings()
    findings.countries = countries.map { CountryMention(code: $0, salience: 1, mentions: 1) }
    let metadata = ArticleMetadata(
      articleId: "a", publishedAt: published.flatMap { Timestamp(rfc3339: $0) }, language: language)
    let index = EntityFixture.reference.languages.index(of: language)
    let recogniser =
      try changes.isEmpty
      ? recognisers[index]
      : ChangedTables.load(changes, language: language) {
        MeasureRecogniser(lexicon: try MeasureLexicon($0), country: EntityFixture.languages[index].country)
      }
    let article = try EntityFixture.article(text, language: language, changing: changes)
    recogniser.recognise(article, metadata, into: &findings)
    return findings
  }

  /// `text=value` of every date, with ` | ` between them.
  package static func dates(
    _ text: String, published: String?, language: String? = nil, changing changes: [ChangedTables.Change] = []
  ) throws -> String {
    try findings(text, published: published, language: language, changing: changes).dates.map {
      "\($0.span.text)=\($0.date?.value ?? "?")"
    }
    .joined(separator: " | ")
  }

  /// `text=value unit comparator` of every quantity; the currency in place of the unit, `eq` omitted.
  package static func quantities(
    _ text: String, language: String? = nil, countries: [String] = [], changing changes: [ChangedTables.Change] = []
  ) throws -> String {
    try findings(
      text, published: "2024-11-24", language: language, countries: countries, changing: changes
    ).quantities.map {
      let value = $0.value == $0.value.rounded() ? "\(Int64($0.value))" : "\($0.value)"
      let comparator = $0.comparator == .eq ? "" : " \($0.comparator.rawValue)"
      return "\($0.span.text)=\(value) \($0.currency ?? $0.unit)\(comparator)"
    }
    .joined(separator: " | ")
  }
}
