import FoundationEssentials

/// Where the tables of one language are: its own folder and those that it shares with others, in order.
///
/// A table may be missing from a folder; its rows are those of all folders that have it, in the folders' order.
package struct LanguageFolders: Sendable {
  package let paths: [String]

  /// `names` are folders of `directory`, which is the reference data's folder `Languages`.
  package init(directory: String, names: [String]) {
    paths = names.map { "\(directory)/\($0)" }
  }

  /// The rows of a table of that name in all folders.
  package func rows(_ file: String, _ columns: [String]) throws(TableError) -> [Table.Row] {
    var rows: [Table.Row] = []
    for path in paths where FileManager.default.fileExists(atPath: "\(path)/\(file)") {
      rows += try Table(path: "\(path)/\(file)", columns: columns).rows
    }
    return rows
  }

  /// The table of that name in each folder that has it, to be read row by row.
  func scanners(_ file: String, _ columns: [String]) throws(TableError) -> [TableScanner] {
    var scanners: [TableScanner] = []
    for path in paths where FileManager.default.fileExists(atPath: "\(path)/\(file)") {
      scanners.append(try TableScanner(path: "\(path)/\(file)", columns: columns))
    }
    return scanners
  }

  /// Whether a folder has a table of words that report events.
  var haveEvents: Bool {
    paths.contains { path in
      Self.eventTables.contains { FileManager.default.fileExists(atPath: "\(path)/\($0)") }
    }
  }

  /// The tables that events are found by: of languages written with spaces, and of Chinese.
  private static let eventTables = ["event-triggers.tsv", "event-patterns.tsv"]

  /// Refuses a missing folder, and a table with a name that nothing reads: its rows would be ignored silently.
  func validate() throws(TableError) {
    for path in paths {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        throw TableError(file: path, line: 0, problem: "cannot be read; expected a folder of a language's tables")
      }
      if let unknown = names.sorted().first(where: { $0.hasSuffix(".tsv") && !Self.tables.contains($0) }) {
        throw TableError(
          file: "\(path)/\(unknown)", line: 0,
          problem: "is no table of a language; expected one of \(Self.tables.sorted().joined(separator: ", "))")
      }
    }
  }

  /// The names of all tables that a language may have.
  static let tables: Set<String> = [
    "country-letters.tsv", "event-classes.tsv", "event-guards.tsv", "event-patterns.tsv", "event-signals.tsv",
    "organisation-names.tsv", "places.tsv", "words.tsv",
    "classifier-classes.tsv", "classifier-event.tsv", "classifier-forms.tsv", "classifier-conduct.tsv",
    "classifier-risk.tsv", "classifier-risks.tsv", "classifier-settings.tsv", "classifier-topic.tsv",
    "classifier-topics.tsv",
    "event-locations.tsv", "event-roles.tsv", "function-words.tsv", "government-seats.tsv", "measure-words.tsv",
    "orthography.tsv",
    "plover-classes.tsv", "reading-constants.tsv", "event-weights.tsv", "place-weights.tsv",
    "country-hints.tsv", "date-characters.tsv", "date-holidays.tsv", "date-words.tsv", "event-idioms.tsv",
    "event-modifiers.tsv",
    "event-numbers.tsv", "event-triggers.tsv", "event-verbs.tsv", "event-words.tsv", "government-verbs.tsv",
    "measure-comparators.tsv", "measure-context.tsv", "measure-currencies.tsv", "measure-numbers.tsv",
    "measure-units.tsv", "organisation-heads.tsv", "organisations.tsv", "person-titles.tsv", "place-heads.tsv",
    "project-nouns.tsv", "document-cues.tsv", "document-heads.tsv", "document-milestones.tsv", "document-notices.tsv",
    "document-themes.tsv", "region-abbreviations.tsv", "word-endings.tsv", "word-roles.tsv",
  ]
}
