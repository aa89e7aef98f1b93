import Foundation
import ReferenceData
import TestSupport

/// Copies of the tables in which some text is another, for tests that a row moves a result.
package enum ChangedTables {
  /// A change of a table in the folder `mul`, or in the folder that the name begins with: `en/document-milestones.tsv`.
  package typealias Change = (file: String, old: String, new: String)

  /// Loads from the tables of a language with `changes` made; throws where a table lacks the text that is to change.
  static func load<Value>(
    _ changes: [Change], language: String = "en", _ load: (LanguageFolders) throws -> Value
  ) throws -> Value {
    var edits: [String: (String) throws -> String] = [:]
    for change in changes {
      let file = change.file.contains("/") ? change.file : "mul/\(change.file)"
      let earlier = edits[file] ?? { $0 }
      edits[file] = { try earlier($0).replacingPart(change.old, with: change.new) }
    }
    return try withChangedFiles(of: languages, edits) {
      try load(LanguageFolders(directory: $0, names: [language, "mul"]))
    }
  }

  /// Loads from a copy of the table of that name in the folder `mul` in which one row has another value, and another
  /// name if one is given; throws where the table lacks the row.
  package static func load<Value>(
    _ file: String, changing row: String, to value: String, name: String? = nil,
    _ load: (LanguageFolders) throws -> Value
  ) throws -> Value {
    func moved(_ table: String) throws -> String {
      var lines = table.components(separatedBy: "\n")
      guard let line = lines.firstIndex(where: { $0.hasPrefix(row + "\t") }) else {
        throw CocoaError(.fileReadCorruptFile)
      }
      var fields = lines[line].components(separatedBy: "\t")
      fields[0] = name ?? row
      fields[1] = value
      lines[line] = fields.joined(separator: "\t")
      return lines.joined(separator: "\n")
    }
    return try withChangedFiles(of: languages, ["mul/\(file)": moved]) {
      try load(LanguageFolders(directory: $0, names: ["mul"]))
    }
  }

  /// The names of the rows of a table in the folder `mul`.
  package static func rows(_ file: String) throws -> [String] {
    try LanguageFolders(directory: languages, names: ["mul"]).rows(file, ["name", "value", "unit", "note"])
      .map { $0["name"] }
  }

  private static let languages = EntityFixture.root.appending(path: "Shared/ReferenceData/Languages").path
}
