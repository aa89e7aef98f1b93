import CommandLine
import ReferenceData

extension Arguments {
  /// The category that an option names; nil where it was not given. Fails with `misuse` where the risk model has no
  /// category of that code.
  func category(_ option: Option<String>, _ console: Console) throws(CommandFailure) -> String? {
    guard let code = self[option] else { return nil }
    let model = try ReferenceFolder(try configuration(console)).read { (path) throws(TableError) in
      try RiskModelLoader(directory: path).load()
    }
    let codes = model.categories.map(\.code)
    guard codes.contains(code) else {
      throw CommandFailure(
        .misuse, "--\(option.name) cannot be \"\(code)\"", expected: "one of \(codes.joined(separator: ", "))",
        remedy: "see `\(path.joined(separator: " ")) --help`")
    }
    return code
  }
}
