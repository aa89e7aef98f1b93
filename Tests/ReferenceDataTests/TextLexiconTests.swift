import Foundation
import Testing

@testable import ReferenceData

@Suite("The words around sentences and clauses")
struct TextLexiconTests {
  private func endings(_ rows: String) throws -> [WordEnding: [String]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "text-lexicon-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "xx"), withIntermediateDirectories: true)
    try Data("role\tendings\n\(rows)\n".utf8).write(to: folder.appending(path: "xx/word-endings.tsv"))
    return try TextLexicon(LanguageFolders(directory: folder.path, names: ["xx"])).endings
  }

  @Test("the rows of a kind of ending add up")
  func rows() throws {
    #expect(try endings("plural\ts en\nadverb\tly\nplural\ter") == [.plural: ["s", "en", "er"], .adverb: ["ly"]])
  }

  @Test(
    "a capital, a letter outside ASCII, a long ending, more than one letter after an apostrophe are refused",
    arguments: ["plural\tS", "plural\té", "gerund\tendos", "possessive\tss", "other\ts", "plural\t-"])
  func wrong(_ row: String) { #expect(throws: TableError.self) { try endings(row) } }
}
