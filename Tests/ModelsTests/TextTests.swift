import Models
import Testing

@Suite("Text and hashes") struct TextTests {
  @Test(
    "FNV-1a gives the published values",
    arguments: [("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8)]
      as [(String, UInt64)])
  func hash(text: String, expected: UInt64) { #expect(FNV1a(text.utf8).value == expected) }

  @Test("a hexadecimal digit is one of sixteen, in lower case")
  func hexadecimalDigits() {
    let digits = Array("0123456789abcdef".utf8)
    let values = [UInt8](0..<16)
    #expect(values.map { HexDigit.digit(of: $0) } == digits)
    #expect(digits.compactMap { HexDigit.value(of: $0) } == values)
    let others = (0...UInt8.max).filter { !digits.contains($0) }
    #expect(others.allSatisfy { HexDigit.value(of: $0) == nil })
  }

  @Test("only capitals of ASCII are put in lower case")
  func lowercase() { #expect("AZ[@É Ы".lowercasedASCII == "az[@É Ы") }

  @Test(
    "the first character is put in upper case, whatever its script",
    arguments: [("lima", "Lima"), ("", ""), ("éa", "Éa")])
  func capitals(text: String, expected: String) { #expect(text.capitalisedFirst == expected) }

  @Test("a day is written as people write it")
  func day() { #expect(CivilDate(iso8601: "2026-03-10")?.englishText == "10 March 2026") }

  @Test(
    "numbers in braces are replaced by arguments; what is no argument is left as it is",
    arguments: [
      ("{1} of {0}", "b of a"), ("{0}{0}", "aa"), ("{2} {x} {}", "{2} {x} {}"), ("{0} {1", "a {1"), ("", ""),
    ])
  func filling(text: String, expected: String) { #expect(text.filled(with: ["a", "b"]) == expected) }

  @Test("names in braces are those that are filled, and an argument's own braces are not")
  func namesInBraces() {
    #expect("{0} and {name}, {1".namesInBraces == ["0", "name"])
    #expect("{0}".filled(with: ["{0}"]) == "{0}" && "{0}{1}".filled(with: ["{1}", "b"]) == "{1}b")
    #expect("{0} {1}".hasInBraces(just: ["0", "1"]) && "none".hasInBraces(just: []))
    for wrong in ["{0} {1", "{0} {1} {2}", "{0}", "{0} {1}}"] { #expect(!wrong.hasInBraces(just: ["0", "1"])) }
  }

  @Test(
    "a text is blank where it shows nothing: white space of Unicode and invisible characters",
    arguments: [
      ("", true), (" \t\r\n\u{B}\u{C}", true), ("\u{A0}\u{3000}\u{2028}\u{85}", true), ("\u{FEFF}\u{200B} ", true),
      ("\u{2060}\u{200C}\u{200D}\u{AD}", true), ("\u{AD}a", false),
      ("a", false), ("\u{A0}a", false), (" .", false), ("\u{0}", false), ("港", false), ("\u{1F}", false),
    ])
  func blank(text: String, isBlank: Bool) { #expect(text.isBlank == isBlank) }

  @Test("marks of direction are told from other characters")
  func direction() {
    let found = "a\u{200B}\u{200E}\u{200F}\u{202A}\u{202E}\u{202F}\u{2065}\u{2066}\u{2069}".unicodeScalars
      .filter { $0.isDirectionMark }
    #expect(found.map(\.value) == [0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069])
  }
}
