import DelimitedText
import PipelineContracts

/// Recognises files of registers, for commands that are given one by mistake.
enum RegisterForm {
  /// The register of which an object in JSON is a record, such as `projects`; nil for any other object.
  static func register(ofRecord bytes: [UInt8]) -> String? {
    if (try? TopicCatalogue.projects.decode(bytes)) != nil { return "projects" }
    if (try? TopicCatalogue.sources.decode(bytes)) != nil { return "sources" }
    return (try? TopicCatalogue.parties.decode(bytes)) != nil ? "lists" : nil
  }

  /// The register of which a text is a spreadsheet by its first line: `projects`; nil for any other text. A list of
  /// parties is not recognised: the only column that it must have is a name, which other tables have too.
  static func register(ofSheet bytes: [UInt8]) -> String? {
    let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
    guard let header = try? DelimitedText(Array(first)) else { return nil }
    return ProjectSheet.isSheet(columns: header.columns) ? "projects" : nil
  }
}
