import Foundation
import Testing

@testable import ReferenceData

private let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Shared/ReferenceData").path

@Suite("The catalogue of languages")
struct LanguageCatalogueTests {
  private static let loaded = Result {
    let types = try RiskModelLoader(directory: directory).load().types
    return (types: types, languages: try LanguageCatalogue(directory: directory + "/Languages", types: types))
  }
  private let types: EventTypes
  private let languages: LanguageCatalogue

  private let header = LanguageCatalogue.columns.joined(separator: "\t") + "\n"

  init() throws { (types, languages) = try Self.loaded.get() }

  @Test(
    "a tag is read by its primary language; one without a row by the tables that all languages share",
    arguments: [("en", "en"), ("en-GB", "en"), ("zh-Hant-TW", "zh"), ("und", "en"), ("xx", "other")])
  func choice(tag: String, code: String) throws {
    #expect(try languages.lexicon(for: tag).code == code)
  }

  @Test("English triggers belong to English, Chinese ones to Chinese, and neither to other languages")
  func separation() throws {
    func isHan(_ trigger: EventLexicon.Trigger) -> Bool {
      trigger.patterns.allSatisfy { pattern in
        pattern.elements.allSatisfy { element in
          guard case .words(let choices) = element else { return true }
          return choices.allSatisfy { $0.word.unicodeScalars.allSatisfy { $0.value > 0x2E80 } }
        }
      }
    }
    #expect(try !languages.lexicon(for: "en").events.triggers.contains(where: isHan))
    #expect(try languages.lexicon(for: "zh").events.triggers.allSatisfy(isHan))
    #expect(try languages.lexicon(for: "other").events.triggers.isEmpty)
  }

  @Test("every folder of a language is registered")
  func registered() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: directory + "/Languages")
      .filter { !$0.hasSuffix(".tsv") }
    let table = try Table(path: directory + "/Languages/languages.tsv", columns: LanguageCatalogue.columns)
    #expect(Set(table.rows.flatMap { $0.list("folders") }) == Set(folders))
  }

  @Test("a language reads foreign names of places or not; any other word is refused, with its line")
  func foreignNames() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "languages-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("\(header)en\tEnglish\ten,mul\t-\tmaybe\n".utf8).write(to: folder.appending(path: "languages.tsv"))
    let error = #expect(throws: TableError.self) { try LanguageCatalogue(directory: folder.path, types: types) }
    #expect(error?.problem == "foreign_names is \"maybe\"; expected one of yes, no")
    #expect(error?.line == 2)
  }

  @Test("a table whose name no reader asks for is refused, and so is a folder that is missing")
  func unknownTable() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "languages-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "xx"), withIntermediateDirectories: true)
    try Data("a\tb\n".utf8).write(to: folder.appending(path: "xx/event-trigers.tsv"))
    try Data("\(header)xx\tTest\txx\t-\tno\n".utf8).write(
      to: folder.appending(path: "languages.tsv"))
    let unknown = #expect(throws: TableError.self) { try LanguageCatalogue(directory: folder.path, types: types) }
    #expect(unknown?.file.hasSuffix("xx/event-trigers.tsv") == true)
    try Data("\(header)yy\tTest\tyy\t-\tno\n".utf8).write(
      to: folder.appending(path: "languages.tsv"))
    let missing = #expect(throws: TableError.self) { try LanguageCatalogue(directory: folder.path, types: types) }
    #expect(missing?.file.hasSuffix("/yy") == true)
  }
}
