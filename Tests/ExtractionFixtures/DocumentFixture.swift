import DocumentExtraction
import TextAnalysis
import Models
import ReferenceData

/// The recogniser of documents with the committed lexicon, over sentences whose names are marked by hand.
package enum DocumentFixture {
  private static let recognisers = EntityFixture.languages.map {
    DocumentRecogniser(lexicon: $0.documents)
  }

  /// `[Chancay Port]` marks a project, `{Ministry of Energy}` an organisation, `<Peru:PE>` a country; the marks are
  /// taken out of the text.
  package static func findings(
    _ marked: String, published: String? = nil, language: String = "en",
    mostlyAbout country: (code: String, salience: Double)? = nil, changing changes: [ChangedTables.Change] = []
  ) throws -> Findings {
    var text = ""
    var found = Findings()
    if let country {
      found.countries = [CountryMention(code: country.code, salience: country.salience, mentions: 1)]
    }
    var open: (mark: Character, start: Int)?
    for character in marked {
      switch (character, open?.mark) {
      case ("[", nil), ("{", nil), ("<", nil): open = (character, text.utf8.count)
      case ("]", "["), ("}", "{"), (">", "<"):
        guard let start = open?.start else { continue }
        open = nil
        let name = String(decoding: Array(text.utf8)[start...], as: UTF8.self)
        switch character {
        case "]":
          let span = TextSpan(text: name, start: start, end: text.utf8.count)
          found.projects.append(ProjectMention(span: span, sector: "port"))
        case "}":
          let span = TextSpan(text: name, start: start, end: text.utf8.count)
          found.organisations.append(Organisation(span: span, kind: .government))
        default:
          text.removeLast(3)
          let span = TextSpan(text: String(name.dropLast(3)), start: start, end: text.utf8.count)
          found.places.append(Place(span: span, country: String(name.suffix(2)), kind: .country))
        }
      default: text.append(character)
      }
    }
    let metadata = ArticleMetadata(
      articleId: "a", publishedAt: published.flatMap { Timestamp(rfc3339: $0) }, language: language)
    let article = try EntityFixture.article(text, language: language, changing: changes)
    let index = EntityFixture.reference.languages.index(of: language)
    MeasureFixture.recognisers[index].recognise(article, metadata, into: &found)
    let recogniser =
      try changes.isEmpty
      ? recognisers[index]
      : ChangedTables.load(changes) { DocumentRecogniser(lexicon: try DocumentLexicon($0)) }
    recogniser.recognise(article, metadata, into: &found)
    return found
  }

  /// `TYPE date flags project` of every milestone.
  package static func milestones(_ marked: String, published: String? = "2024-11-24") throws -> String {
    try findings(marked, published: published).milestones.map { milestone in
      ([milestone.type, milestone.date?.value ?? "-"] + milestone.flags.map(\.rawValue) + [milestone.project])
        .joined(separator: " ")
    }
    .joined(separator: " | ")
  }
}
