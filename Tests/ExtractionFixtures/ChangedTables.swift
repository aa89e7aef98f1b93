import Foundation
import ReferenceData

/// Copies of the tables in which some text is another, for tests that a row moves a result.
package enum ChangedTables {
  /// A change of a table in the folder `mul`, or in the folder that the name begins with: `en/document-milestones.tsv`.
  package typealias Change = (file: String, old: String, new: String)

  /// Loads from the tables of a language with `changes` made; throws where a table lacks the text that is to change.
  static func load<Value>(
    _ changes: [Change], language: String = "en", _ load: (LanguageFolders) throws -> Value
  ) throws -> Value {
    let source = EntityFixture.root.appending(path: "Shared/ReferenceData/Languages")
    let folder = FileManager.default.temporaryDirectory.appending(path: "languages-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in [language, "mul"] {
      try FileManager.default.copyItem(at: source.appending(path: name), to: folder.appending(path: name))
    }
    for change in changes {
      let file = folder.appending(path: change.file.contains("/") ? change.file : "mul/\(change.file)")
      let text = try String(contentsOf: file, encoding: .utf8)
      guard text.contains(change.old) else { throw CocoaError(.fileReadCorruptFile) }
      try Data(text.replacingOccurrences(of: change.old, with: change.new).utf8).write(to: file)
    }
    return try load(LanguageFolders(directory: folder.path, names: [language, "mul"]))
  }

  /// Loads from a copy of the table of that name in the folder `mul` in which one row has another value, and another
  /// name if one is given; throws where the table lacks the row.
  package static func load<Value>(
    _ file: String, changing row: String, to value: String, name: String? = nil,
    _ load: (LanguageFolders) throws -> Value
  ) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "languages-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "mul"), withIntermediateDirectories: true)
    let path = "mul/\(file)"
    let source = EntityFixture.root.appending(path: "Shared/ReferenceData/Languages/\(path)")
    var lines = try String(contentsOf: source, encoding: .utf8).components(separatedBy: "\n")
    guard let line = lines.firstIndex(where: { $0.hasPrefix(row + "\t") }) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    var fields = lines[line].components(separatedBy: "\t")
    fields[0] = name ?? row
    fields[1] = value
    lines[line] = fields.joined(separator: "\t")
    try Data(lines.joined(separator: "\n").utf8).write(to: folder.appending(path: path))
    return try load(LanguageFolders(directory: folder.path, names: ["mul"]))
  }

  /// The names of the rows of a table in the folder `mul`.
  package static func rows(_ file: String) throws -> [String] {
    try LanguageFolders(
      directory: EntityFixture.root.appending(path: "Shared/ReferenceData/Languages").path, names: ["mul"]
    ).rows(file, ["name", "value", "unit", "note"]).map { $0["name"] }
  }
}
