import CommandLine
import FoundationEssentials

/// Replaces a file as a whole.
func writeFile(_ text: String, to path: String) throws(CommandFailure) {
  do {
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  } catch {
    throw CommandFailure(
      .cannotCreate, "\(path) cannot be written: \(fileErrorText(error))", expected: "a folder that can be written to")
  }
}
