import EntityExtraction
import TextAnalysis
import Foundation
import Models
import ReferenceData

/// What the recogniser of entities finds by itself, over the committed reference data.
package enum EntityFixture {
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  package static let reference: ReferenceData = {
    do {
      return try ReferenceData(directory: root.appending(path: "Shared/ReferenceData").path)
    } catch {
      fatalError("\(error)")
    }
  }()

  /// The lexicons of the catalogue's languages, in its order.
  package static let languages: [LanguageLexicon] = {
    do {
      return try reference.languages.indices.map { try reference.languages.lexicon(at: $0) }
    } catch {
      fatalError("\(error)")
    }
  }()

  /// The lexicons that read articles with that language tag.
  package static func lexicon(_ tag: String) -> LanguageLexicon { languages[reference.languages.index(of: tag)] }

  package static let names = PlaceNames(reference.gazetteer)
  private static let data = languages.map {
    EntityData($0.entities, names: names, readsForeignNames: $0.readsForeignNames, chinese: $0.chinese)
  }

  /// `zh` for a text with Chinese characters, else `en`.
  package static func language(of text: String) -> String {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } ? "zh" : "en"
  }

  private static let texts = languages.map { TextLanguage($0.text) }

  /// The text as articles of that language are read; Chinese by its characters where none is given.
  package static func article(_ text: String, bodyStart: Int = 0, language: String? = nil) -> ArticleText {
    let language = language ?? self.language(of: text)
    return ArticleText(text, bodyStart: bodyStart, language: texts[reference.languages.index(of: language)])
  }

  /// The text as articles of that language are read by changed tables.
  static func article(_ text: String, language: String, changing changes: [ChangedTables.Change]) throws -> ArticleText
  {
    guard !changes.isEmpty else { return article(text, language: language) }
    return ArticleText(
      text, language: TextLanguage(try ChangedTables.load(changes, language: language) { try TextLexicon($0) }))
  }

  package static func findings(_ text: String, language: String? = nil, register: [Project] = []) -> Findings {
    let language = language ?? self.language(of: text)
    return findings(text, language, register, data[reference.languages.index(of: language)])
  }

  /// The findings in an English text by changed tables.
  package static func findings(
    _ text: String, register: [Project], changing changes: [ChangedTables.Change]
  ) throws -> Findings {
    let data = try ChangedTables.load(changes) {
      EntityData(try EntityLexicon($0), names: names, readsForeignNames: false)
    }
    return findings(text, "en", register, data)
  }

  /// The findings in an English text; `placeWeight` is a row of `place-weights.tsv` that has another value.
  package static func findings(
    _ text: String, title: String?, register: [Project], placeWeight: (row: String, value: String)?
  ) throws -> Findings {
    let index = reference.languages.index(of: "en")
    var data = data[index]
    if let placeWeight {
      var lexicon = languages[index].entities
      lexicon.placeWeights = try ChangedTables.load(
        "place-weights.tsv", changing: placeWeight.row, to: placeWeight.value
      ) { try PlaceWeights($0) }
      data = EntityData(lexicon, names: names, readsForeignNames: languages[index].readsForeignNames)
    }
    let whole = title.map { $0 + "\n\n" + text } ?? text
    return findings(whole, "en", register, data, bodyStart: title.map { $0.utf8.count + 2 } ?? 0)
  }

  private static func findings(
    _ text: String, _ language: String, _ register: [Project], _ data: EntityData, bodyStart: Int = 0
  ) -> Findings {
    let recogniser = EntityRecogniser(data, projects: matcher(register))
    var findings = Findings()
    recogniser.recognise(
      article(text, bodyStart: bodyStart, language: language), ArticleMetadata(articleId: "a", language: language),
      into: &findings)
    return findings
  }

  static func matcher(_ register: [Project]) -> ProjectMatcher {
    ProjectMatcher(register: ProjectRegister(register), forms: reference.projectNames)
  }

  package static func countries(_ text: String, language: String? = nil) -> Set<String> {
    Set(findings(text, language: language).countries.map(\.code))
  }
}
