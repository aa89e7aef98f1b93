import CommandLine
import Files
import FoundationEssentials
import Glibc

/// A file that a command reads, or standard input.
enum InputFile: Hashable, Sendable {
  case standardInput
  case file(path: String)

  var name: String {
    switch self {
    case .standardInput: "standard input"
    case .file(let path): path
    }
  }

  /// The files that the words of a command line name.
  struct Selection: Hashable, Sendable {
    var files: [InputFile] = []
    /// The paths of the files in folders that are passed over: not accepted, and not hidden.
    var passedOver: [String] = []
  }

  /// The files that the words of a command line name: `-` is standard input; a folder means the files below it that
  /// `isWanted` accepts, except hidden ones, in byte order of their paths.
  static func expand(_ words: [String], accepting isWanted: (String) -> Bool) throws(CommandFailure) -> Selection {
    var selection = Selection()
    for word in words {
      if word == "-" {
        selection.files.append(.standardInput)
        continue
      }
      var isDirectory = false
      guard FileManager.default.fileExists(atPath: word, isDirectory: &isDirectory) else {
        throw CommandFailure(
          .noInput, "there is no file \(word)", expected: "a file, a folder, or - for standard input",
          remedy: "check the path")
      }
      if isDirectory {
        try add(contentsOf: word, to: &selection, accepting: isWanted)
      } else {
        selection.files.append(.file(path: word))
      }
    }
    return selection
  }

  /// The extensions of the names of files that articles are read from, as `ArticleFormReader.Form` reads them.
  static let extensions = [
    ".json", ".jsonl", ".ndjson", ".jsonld", ".txt", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".rdf",
    ".nitf", ".newsml", ".csv", ".tsv", ".warc",
  ]

  private static func add(
    contentsOf folder: String, to selection: inout Selection, accepting isWanted: (String) -> Bool
  ) throws(CommandFailure) {
    let paths: [String]
    do {
      paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
    } catch {
      throw CommandFailure(
        .noInput, "the folder \(folder) cannot be read: \(fileErrorText(error))", expected: "a readable folder")
    }
    let visible = paths.filter { path in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
    let files = visible.filter(isWanted)
    guard !files.isEmpty else {
      throw CommandFailure(
        .noInput, "the folder \(folder) contains no articles",
        expected: "files that end in \(extensions.joined(separator: ", ")), or in one of these and .gz")
    }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    func inFolder(_ paths: [String]) -> [String] {
      paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { prefix + $0 }
    }
    selection.files += inFolder(files).map { .file(path: $0) }
    selection.passedOver += inFolder(visible.filter { !isWanted($0) }).filter { path in
      var isDirectory = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory
    }
  }

  func open(standardInput: Int32) throws(CommandFailure) -> OpenFile {
    switch self {
    case .standardInput: return OpenFile(borrowing: standardInput, name: name)
    case .file(let path):
      do throws(FileError) {
        return try OpenFile(path, O_RDONLY)
      } catch {
        throw CommandFailure(
          .noInput, "\(path) cannot be opened: \(errorText(error.code))", expected: "a readable file",
          remedy: "check the path and its permissions")
      }
    }
  }

  /// All bytes of the input. Fails with `dataError` where they are more than `limit`.
  ///
  /// - Parameter remedy: what to do about an input that is too large.
  func contents(
    standardInput: Int32, limit: Int = largestInputLine, remedy: String = "split it"
  ) throws(CommandFailure) -> [UInt8] {
    let file = try open(standardInput: standardInput)
    guard let bytes = try readingInput({ () throws(FileError) in try file.rest(limit: limit) }) else {
      throw tooLarge(limit: limit, remedy: remedy)
    }
    return bytes
  }

  func tooLarge(limit: Int, remedy: String) -> CommandFailure {
    CommandFailure(
      .dataError, "\(name) has more than \(limit) bytes", expected: "at most \(limit) bytes", remedy: remedy)
  }
}

/// Runs `body`, which reads an input, and converts its failure to one with the status `inputOutput`.
func readingInput<Result>(_ body: () throws(FileError) -> Result) throws(CommandFailure) -> Result {
  do throws(FileError) {
    return try body()
  } catch {
    throw CommandFailure(.inputOutput, error.description, expected: "a readable input")
  }
}
