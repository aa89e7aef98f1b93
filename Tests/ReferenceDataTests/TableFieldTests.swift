import Testing

@testable import ReferenceData

@Suite("Fields of tables")
struct TableFieldTests {
  private func table(_ rows: String) throws(TableError) -> Table {
    try Table(bytes: Array("# a note\n\na\tb\n\(rows)".utf8), file: "folder/t.tsv", columns: ["a", "b"])
  }

  @Test("fields are verbatim; comments and blank lines are no rows but count as lines")
  func fields() throws {
    let rows = try table("1\t x \n\n# 2\t2\n\t\u{4E2D}").rows
    #expect(rows.map { [$0["a"], $0["b"]] } == [["1", " x "], ["", "\u{4E2D}"]])
    #expect(rows.map(\.line) == [4, 7])
    #expect(rows[1].place == "t.tsv:7" && rows[1].optional("a") == nil)
  }

  @Test(
    "a number is what Swift reads from its text, whatever its form",
    arguments: ["0.07", "-12.34", "5", "1e3", "0.1234567890123456789", "123456789012345678", "-.5"])
  func numbers(text: String) throws {
    #expect(try table("\(text)\t-").rows[0].number("a", in: -1e20...1e20) == Double(text))
  }

  @Test("what is no number is refused", arguments: ["", "-", ".", "1.2.3", "x", "nan", "1-"])
  func noNumber(text: String) throws {
    let row = try table("\(text)\t-").rows[0]
    #expect(throws: TableError.self) { try row.number("a", in: -1e20...1e20) }
  }

  @Test(
    "parts lie between separators, empty ones only where asked for",
    arguments: [
      ("a,bc,,d", ["a", "bc", "d"], ["a", "bc", "", "d"]), (",\u{4E2D},", ["\u{4E2D}"], ["", "\u{4E2D}", ""]),
      ("", [], [""]),
    ])
  func parts(text: String, parts: [String], all: [String]) {
    #expect(text.parts(at: UInt8(ascii: ",")) == parts)
    #expect(text.parts(at: UInt8(ascii: ","), omittingEmpty: false) == all)
  }
}
