import CommandLine
import PipelineContracts

/// The command `beacon topics documents`.
enum DocumentsCommand {
  private static let folder = Positional<String>(
    "DIR", help: "An existing folder; files of the same names are replaced.")

  static let command = Command(
    "documents", summary: "write the JSON Schemas and the AsyncAPI document of the topics",
    discussion: """
      One JSON Schema for the values of each topic, what they share, and an AsyncAPI 3 document of all topics: the \
      contract of this version of Beacon, for consumers and for code generators.
      """,
    positionals: [PositionalEntry(folder, .one)], examples: ["beacon topics documents contract"]
  ) { (arguments, console) throws(CommandFailure) in
    let folder = arguments[folder] ?? "."
    for document in ContractDocuments.all() {
      try writeFile(document.text, to: "\(folder)/\(document.file)")
    }
    return .success
  }
}
