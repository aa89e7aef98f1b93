/// A language with all of its lexicons.
package struct LanguageLexicon: Sendable {
  /// ISO 639-1, `und` or `other`.
  package let code: String
  package let name: String
  /// The country (ISO 3166-1 alpha-2) whose currency an ambiguous currency name (`dollar`) means; nil where none does.
  package let country: String?
  /// Whether places are also found by their names in other languages with Latin letters.
  package let readsForeignNames: Bool
  package let text: TextLexicon
  package let entities: EntityLexicon
  package let measures: MeasureLexicon
  package let documents: DocumentLexicon
  package let events: EventLexicon
  /// The tables for Chinese, which is written without spaces; nil for other languages, whose events `events` describes.
  package let chinese: ChineseLexicon?
  /// Nil for a language without a classifier.
  package let classifier: ClassifierLexicon?
}

/// The languages of `Languages/languages.tsv`, and the choice of one for an article.
///
/// The tables of a language are read when they are asked for: a command that reads English articles needs no others.
package struct LanguageCatalogue: Sendable {
  /// The folders of one set of tables, which several languages may share.
  private struct Entry: Sendable {
    let code: String
    let name: String
    let country: String?
    let readsForeignNames: Bool
    let folders: LanguageFolders
  }

  private enum Choice: String, CaseIterable {
    case yes, no
  }

  /// The columns of `languages.tsv`.
  static let columns = ["code", "name", "folders", "country", "foreign_names"]

  /// In the order of the table; a row that differs from an earlier one by its code and name only shares its entry.
  private let entries: [Entry]
  private let types: EventTypes
  private let indexes: [String: Int]
  private let other: Int

  /// Reads which languages there are, and refuses folders with tables that no language has. `directory` is the
  /// reference data's folder `Languages`.
  init(directory: String, types: EventTypes) throws(TableError) {
    let file = "\(directory)/languages.tsv"
    var entries: [Entry] = []
    var indexes: [String: Int] = [:]
    var byFolders: [String: Int] = [:]
    for row in try Table(path: file, columns: Self.columns).rows {
      let code = try row.text("code")
      guard indexes[code] == nil else { throw row.error("code", expected: "a code that no other row has") }
      let names = row.list("folders")
      guard !names.isEmpty else { throw row.error("folders", expected: "folders with commas between them") }
      let readsForeignNames = try row.word("foreign_names", as: Choice.self) == .yes
      let key = "\(row["folders"]) \(row["country"]) \(readsForeignNames)"
      if let known = byFolders[key] {
        indexes[code] = known
        continue
      }
      byFolders[key] = entries.count
      indexes[code] = entries.count
      let folders = LanguageFolders(directory: directory, names: names)
      try folders.validate()
      entries.append(
        Entry(
          code: code, name: try row.text("name"), country: row.optional("country"),
          readsForeignNames: readsForeignNames, folders: folders))
    }
    guard let other = indexes["other"], indexes["und"] != nil else {
      throw TableError(file: file, line: 0, problem: "lacks the row other or und; expected both")
    }
    self.entries = entries
    self.types = types
    self.indexes = indexes
    self.other = other
  }

  /// The indices of the sets of lexicons, for `lexicon(at:)`.
  package var indices: Range<Int> { entries.indices }

  /// The index of the lexicons for articles with that BCP 47 tag; those of `other` for a language without a row.
  package func index(of tag: String) -> Int {
    let primary = tag.prefix { $0 != "-" }
    return indexes[String(primary)] ?? other
  }

  /// Reads the lexicons for articles with that BCP 47 tag, each time again.
  package func lexicon(for tag: String) throws(TableError) -> LanguageLexicon { try lexicon(at: index(of: tag)) }

  /// Reads the lexicons at that index from their tables, each time again.
  package func lexicon(at index: Int) throws(TableError) -> LanguageLexicon {
    let entry = entries[index]
    let folders = entry.folders
    return LanguageLexicon(
      code: entry.code, name: entry.name, country: entry.country, readsForeignNames: entry.readsForeignNames,
      text: try TextLexicon(folders), entities: try EntityLexicon(folders), measures: try MeasureLexicon(folders),
      documents: try DocumentLexicon(folders), events: try EventLexicon(folders, types: types),
      chinese: try ChineseLexicon(folders, types: types), classifier: try ClassifierLexicon(folders, types: types))
  }
}
