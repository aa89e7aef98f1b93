import Foundation

/// Calls `body` with the path of a copy of `folder` in which some files have another text: for tests that a row of a
/// table moves a result.
///
/// - Parameter changes: by a file's path in the folder, what its text becomes. Throws where there is no such file.
package func withChangedFiles<Value>(
  of folder: String, _ changes: [String: (String) throws -> String], _ body: (String) throws -> Value
) throws -> Value {
  let copy = FileManager.default.temporaryDirectory.appending(path: "beacon-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: copy) }
  try copyFolder(folder, to: copy, changes)
  return try body(copy)
}

/// Calls `body` with the path of a new folder with these texts, by their paths in it.
package func withFiles<Value>(_ files: [String: String], _ body: (String) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "beacon-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  for (path, text) in files {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  return try body(folder.path)
}

extension String {
  /// The text in which a part is another wherever it occurs; throws where it does not occur.
  package func replacingPart(_ part: String, with other: String) throws -> String {
    guard contains(part) else { throw CocoaError(.fileReadCorruptFile) }
    return replacing(part, with: other)
  }
}

/// Files and folders without a change become links.
private func copyFolder(_ folder: String, to copy: String, _ changes: [String: (String) throws -> String]) throws {
  let files = FileManager.default
  try files.createDirectory(atPath: copy, withIntermediateDirectories: true)
  var nested: [String: [String: (String) throws -> String]] = [:]
  for (path, change) in changes {
    if let slash = path.firstIndex(of: "/") {
      nested[String(path[..<slash]), default: [:]][String(path[path.index(after: slash)...])] = change
    } else {
      let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
      try change(text).write(toFile: "\(copy)/\(path)", atomically: true, encoding: .utf8)
    }
  }
  for (name, changes) in nested { try copyFolder("\(folder)/\(name)", to: "\(copy)/\(name)", changes) }
  for name in try files.contentsOfDirectory(atPath: folder) where changes[name] == nil && nested[name] == nil {
    try files.createSymbolicLink(atPath: "\(copy)/\(name)", withDestinationPath: "\(folder)/\(name)")
  }
}
