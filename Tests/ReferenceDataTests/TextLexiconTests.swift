import TestSupport
import Testing

@testable import ReferenceData

@Suite("The words around sentences and clauses")
struct TextLexiconTests {
  private func endings(_ rows: String) throws -> [WordEnding: [String]] {
    try withFiles(["xx/word-endings.tsv": "role\tendings\n\(rows)\n"]) { folder in
      try TextLexicon(LanguageFolders(directory: folder, names: ["xx"])).endings
    }
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
