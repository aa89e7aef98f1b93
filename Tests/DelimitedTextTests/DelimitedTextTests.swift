import DelimitedText
import Testing

struct DelimitedTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let rows: [[String]]
  }

  static let cases: [Case] = [
    Case(testDescription: "fields are trimmed", text: "a,b\n 1 ,\t2\n", rows: [["1", "2"]]),
    Case(testDescription: "the last line needs no line break", text: "a,b\n1,2", rows: [["1", "2"]]),
    Case(
      testDescription: "a row may end in carriage return and line feed", text: "a,b\r\n1,2\r\n", rows: [["1", "2"]]),
    Case(
      testDescription: "a quoted field contains separators, line breaks and quotes",
      text: "a,b\n\"x, \"\"y\"\"\nz\",2\n",
      rows: [["x, \"y\"\nz", "2"]]),
    Case(testDescription: "semicolons separate where the header has them", text: "a;b\n1,5;2\n", rows: [["1,5", "2"]]),
    Case(testDescription: "tabs separate where the header has them", text: "a\tb\n1\t2\n", rows: [["1", "2"]]),
    Case(
      testDescription: "blank rows and rows of empty fields are skipped", text: "a,b\n\n,,\n1,2\n", rows: [["1", "2"]]),
    Case(
      testDescription: "a byte order mark is no part of the first name", text: "\u{FEFF}a,b\n1,2\n", rows: [["1", "2"]]),
    Case(testDescription: "a short row keeps its fields", text: "a,b,c\n1\n", rows: [["1"]]),
  ]

  @Test("rows are read as spreadsheets write them", arguments: cases)
  func rows(_ example: Case) throws {
    let text = try DelimitedText(Array(example.text.utf8))
    #expect(text.rows.map(\.fields) == example.rows)
    #expect(text.columns.first == "a")
  }

  @Test("a row knows the line on which it begins, also below a field of two lines")
  func lines() throws {
    let text = try DelimitedText(Array("a,b\n\"1\n1\",2\n3,4\n".utf8))
    #expect(text.rows.map(\.line) == [2, 4])
  }

  @Test("text that is not UTF-8 is read as GB18030")
  func chinese() throws {
    let bytes: [UInt8] = [0xC3, 0xFB, 0xB3, 0xC6, 0x0A, 0xB8, 0xDB, 0xBF, 0xDA, 0x0A]
    let text = try DelimitedText(bytes)
    #expect(text.columns == ["名称"])
    #expect(text.rows.map(\.fields) == [["港口"]])
  }

  @Test("fields are found by the name of their column, empty ones omitted")
  func names() throws {
    let text = try DelimitedText(Array("id,name\nx,\n".utf8))
    #expect(text.named(text.rows[0]) == ["id": "x"])
  }

  @Test(
    "a file that cannot be read says why",
    arguments: [
      ([UInt8](), DelimitedText.Problem.empty),
      (Array("a,b\n1,\"2\n".utf8), .unclosedQuote(line: 2)),
      ([0x61, 0x0A, 0xFF, 0xFF], .encoding),
    ])
  func problems(_ bytes: [UInt8], _ problem: DelimitedText.Problem) {
    #expect(throws: problem) { try DelimitedText(bytes) }
  }
}

struct DelimitedFieldTests {
  @Test(
    "a written field is read back as it was",
    arguments: ["plain", "a,b", "a;b", "say \"no\"", "two\nlines", "tab\there", "\"", ""])
  func roundTrip(_ text: String) throws {
    let file = "a,b\n" + DelimitedText.field(text) + ",x\n"
    #expect(try DelimitedText(Array(file.utf8)).rows.first?.fields == [text, "x"])
  }

  @Test("a field is quoted only where it has to be")
  func quotes() {
    #expect(DelimitedText.field("plain text") == "plain text")
    #expect(DelimitedText.field("a,b") == "\"a,b\"")
    #expect(DelimitedText.field("\"x\"") == "\"\"\"x\"\"\"")
    #expect(DelimitedText.field(" x") == "\" x\"")
  }
}
