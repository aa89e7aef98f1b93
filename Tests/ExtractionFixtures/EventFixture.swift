import EventExtraction
import TextAnalysis
import Models
import ReferenceData

/// The event recogniser over sentences, with the few names that the tests use found by spelling.
package enum EventFixture {
  private static let recognisers = EntityFixture.languages.map {
    EventRecogniser(lexicon: $0.events, chinese: $0.chinese)
  }

  package static let countries: [String: String] = [
    "Pakistan": "PK", "Peru": "PE", "Zambia": "ZM", "Kenya": "KE", "Indonesia": "ID", "Chile": "CL", "Iran": "IR",
    "China": "CN", "India": "IN", "Ghana": "GH", "Norway": "NO", "Mali": "ML", "Niger": "NE", "Laos": "LA",
  ]
  package static let demonyms: [String: String] = [
    "Pakistani": "PK", "Peruvian": "PE", "Zambian": "ZM", "Kenyan": "KE", "Indonesian": "ID", "Chilean": "CL",
    "Iranian": "IR", "Chinese": "CN", "Indian": "IN", "Norwegian": "NO", "Malian": "ML",
  ]
  package static let cities: [String: String] = ["Lahore": "PK", "Lima": "PE", "Nairobi": "KE", "Bamako": "ML"]

  package static let chineseCountries: [String: String] = ["\u{79D8}\u{9C81}": "PE", "\u{667A}\u{5229}": "CL"]
  package static let chineseRegions: [String: String] = ["浙江": "CN"]

  private static func recogniser(changing changes: [ChangedTables.Change]) throws -> EventRecogniser {
    try ChangedTables.load(changes) { folders in
      EventRecogniser(lexicon: try EventLexicon(folders, types: EntityFixture.reference.riskModel.types))
    }
  }

  private static func recogniser(
    _ language: LanguageLexicon, changing row: String, to value: String
  ) throws -> EventRecogniser {
    var lexicon = language.events
    lexicon.semantics.weights = try ChangedTables.load("event-weights.tsv", changing: row, to: value) {
      try EventWeights($0)
    }
    return EventRecogniser(lexicon: lexicon, chinese: language.chinese)
  }

  /// The findings of an article; `project` is the name of a registered one, `weight` a row of `event-weights.tsv` that
  /// has another value.
  package static func findings(
    _ text: String, title: String? = nil, published: String? = "2026-03-10T12:00:00Z", project: String? = nil,
    mostlyAbout country: (code: String, salience: Double)? = nil, dates: [String: String] = [:],
    sums: [String: Double] = [:], language: String? = nil,
    changing changes: [ChangedTables.Change] = [], weight: (row: String, value: String)? = nil
  ) throws -> Findings {
    let language = language ?? EntityFixture.language(of: text)
    let whole = title.map { $0 + "\n\n" + text } ?? text
    let article = EntityFixture.article(whole, bodyStart: title.map { $0.utf8.count + 2 } ?? 0, language: language)
    var findings = Findings()
    if let country {
      findings.countries = [CountryMention(code: country.code, salience: country.salience, mentions: 1)]
    }
    for token in article.tokens {
      let word = article.string(token.start, token.end)
      let span = TextSpan(text: word, start: token.start, end: token.end)
      if let code = countries[word] { findings.places.append(Place(span: span, country: code, kind: .country)) }
      if let code = cities[word] { findings.places.append(Place(span: span, country: code, kind: .city)) }
      if let code = demonyms[word] { findings.demonyms.append(Demonym(span: span, country: code)) }
    }
    for (name, code) in chineseCountries.sorted(by: { $0.key < $1.key }) {
      findings.places += spans(of: name, in: whole).map { Place(span: $0, country: code, kind: .country) }
    }
    for (name, code) in chineseRegions.sorted(by: { $0.key < $1.key }) {
      findings.places += spans(of: name, in: whole).map { Place(span: $0, country: code, kind: .region) }
    }
    findings.places.sort { $0.span.start < $1.span.start }
    if let project {
      for span in spans(of: project, in: whole) {
        findings.projects.append(
          ProjectMention(span: span, id: "test-project", canonical: project, sector: "port", countries: ["PE"]))
      }
    }
    for (words, value) in dates.sorted(by: { $0.key < $1.key }) {
      for span in spans(of: words, in: whole) {
        findings.dates.append(DateMention(span: span, date: PartialDate(iso8601: value)))
      }
    }
    for (words, value) in sums.sorted(by: { $0.key < $1.key }) {
      for span in spans(of: words, in: whole) {
        findings.quantities.append(Quantity(span: span, value: value, unit: "USD", currency: "USD"))
      }
    }
    findings.dates.sort { $0.span.start < $1.span.start }
    findings.quantities.sort { $0.span.start < $1.span.start }
    let metadata = ArticleMetadata(
      articleId: "article", publishedAt: published.flatMap { Timestamp(rfc3339: $0) }, language: language)
    let tables = EntityFixture.reference.languages.index(of: language)
    let recogniser =
      if let weight {
        try self.recogniser(EntityFixture.languages[tables], changing: weight.row, to: weight.value)
      } else if changes.isEmpty {
        recognisers[tables]
      } else {
        try self.recogniser(changing: changes)
      }
    recogniser.recognise(article, metadata, into: &findings)
    return findings
  }

  package static func spans(of words: String, in text: String) -> [TextSpan] {
    let text = Array(text.utf8)
    let words = Array(words.utf8)
    guard words.count <= text.count else { return [] }
    return (0...(text.count - words.count)).filter { Array(text[$0..<$0 + words.count]) == words }.map {
      TextSpan(text: String(decoding: words, as: UTF8.self), start: $0, end: $0 + words.count)
    }
  }
}

extension Event {
  /// It can warn: a risk that happened or is about to.
  package var isLiveRisk: Bool { ledger == .risk && !negated && (realis == .actual || realis == .imminent) }
}
