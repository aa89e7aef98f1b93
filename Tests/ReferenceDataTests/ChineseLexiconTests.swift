import Foundation
import Testing

@testable import ReferenceData

private let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Shared/ReferenceData").path

@Suite("The tables of Chinese events")
struct ChineseLexiconTests {
  /// The lexicon with that many classes.
  private func lexicon(classes count: Int) throws -> ChineseLexicon? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "chinese-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "xx"), withIntermediateDirectories: true)
    let classes = (0..<count).map { "class\($0)\t工程\n" }.joined() + "class0\t项目\n"
    for (name, table) in [
      ("event-patterns", "type\tpattern\twith\twithout\tconfidence\tframe\nSUSPENSION\t停工\t-\t-\t0.8\thappen\n"),
      ("event-classes", "class\twords\n\(classes)"),
    ] {
      try Data(table.utf8).write(to: folder.appending(path: "xx/\(name).tsv"))
    }
    return try ChineseLexicon(
      LanguageFolders(directory: folder.path, names: ["xx"]), types: RiskModelLoader(directory: directory).load().types)
  }

  @Test("a table with more classes than fit is refused at the first row too many")
  func mostClasses() throws {
    let full = try #require(try lexicon(classes: ChineseLexicon.mostClasses))
    #expect(full.classes.count == ChineseLexicon.mostClasses && full.classes["class0"] == ["工程", "项目"])
    let error = #expect(throws: TableError.self) { try lexicon(classes: ChineseLexicon.mostClasses + 1) }
    let message = error.map { "\($0)" } ?? ""
    #expect(message.contains("event-classes.tsv:128") && message.contains("126"), "\(message)")
  }
}
