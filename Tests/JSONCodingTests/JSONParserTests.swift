import Testing

@testable import JSONCoding

/// The code with which a text is refused, nil where it is read.
func refusal(of bytes: [UInt8], limits: JSONParser.Limits = .init()) -> String? {
  do {
    try JSONParser().parse(bytes, limits: limits) { _ in }
    return nil
  } catch {
    return error.code.rawValue
  }
}

@Suite struct JSONParserTests {
  @Test(
    "What is not JSON by RFC 8259 is refused with the code of its fault",
    arguments: [
      ("", "json_syntax"), (" ", "json_syntax"), ("{", "json_syntax"), ("[1,]", "json_syntax"),
      ("{\"a\":1,}", "json_syntax"), ("[1] x", "json_syntax"), ("{}{}", "json_syntax"), ("\u{FEFF}{}", "json_syntax"),
      ("{'a':1}", "json_syntax"), ("{a:1}", "json_syntax"), ("[NaN]", "json_syntax"), ("[Infinity]", "json_syntax"),
      ("[01]", "json_syntax"), ("[+1]", "json_syntax"), ("[.5]", "json_syntax"), ("[1.]", "json_syntax"),
      ("[\"\\x\"]", "json_syntax"), ("[\"\\u12\"]", "json_syntax"), ("[\"a", "json_syntax"), ("[tru]", "json_syntax"),
      ("// c\n1", "json_syntax"), ("[1 2]", "json_syntax"), ("[\u{0}]", "json_syntax"), ("[-]", "json_syntax"),
      ("[\"\u{1}\"]", "json_control_character"), ("[\"\u{0}\"]", "json_control_character"),
      ("[\"a\nb\"]", "json_control_character"),
      ("[1e400]", "json_number_range"), ("[-1e400]", "json_number_range"),
      ("[18446744073709551616]", "json_number_range"), ("[-9223372036854775809]", "json_number_range"),
      ("[\"\\ud800\"]", "json_utf8"), ("[\"\\udc00\"]", "json_utf8"), ("[\"\\ud800\\ud800\"]", "json_utf8"),
      ("[\"\\ud800\\ue000\"]", "json_utf8"), ("[\"\\ud800x\"]", "json_utf8"),
      ("{\"a\":1,\"a\":2}", "json_duplicate_key"), ("[{\"x\":[{\"a\":1,\"\\u0061\":2}]}]", "json_duplicate_key"),
      ("{\"abcdefgh1\":1,\"b\":0,\"abcdefgh1\":2}", "json_duplicate_key"),
    ])
  func refuses(text: String, code: String) {
    #expect(refusal(of: Array(text.utf8)) == code)
  }

  @Test(
    "Bytes that are not UTF-8 are refused",
    arguments: [
      [0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3], [0x80],
    ] as [[UInt8]])
  func refusesBadUTF8(bad: [UInt8]) {
    #expect(refusal(of: Array("[\"".utf8) + bad + Array("\"]".utf8)) == "json_utf8")
  }

  @Test("A document nested to the limit is read, and one level more is not")
  func depth() {
    let limits = JSONParser.Limits()
    func nested(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
      Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
    }
    #expect(refusal(of: nested(64, "[", "]"), limits: limits) == nil)
    #expect(refusal(of: nested(65, "[", "]"), limits: limits) == "json_depth")
    #expect(refusal(of: nested(64, "{\"a\":", "}"), limits: limits) == nil)
    #expect(refusal(of: nested(65, "{\"a\":", "}"), limits: limits) == "json_depth")
  }

  @Test(
    "A JSON of a hundred thousand levels is refused by its depth, closed or not",
    arguments: ["[", "{\"a\":", "[{\"a\":"])
  func veryDeep(open: String) {
    let opening = Array(String(repeating: open, count: 100_000).utf8)
    #expect(refusal(of: opening) == "json_depth")
    let closing = open.contains("[{") ? "}]" : open.contains("{") ? "}" : "]"
    #expect(
      refusal(of: opening + Array("1".utf8) + Array(String(repeating: closing, count: 100_000).utf8)) == "json_depth")
  }

  @Test("A document over the size limit is refused before anything of it is read")
  func tooLarge() {
    let large = Array("[\"".utf8) + [UInt8](repeating: 0x61, count: 20_000_000) + Array("\"]".utf8)
    #expect(refusal(of: large) == "json_too_large")
    #expect(refusal(of: [UInt8](repeating: 0xFF, count: 20_000_000)) == "json_too_large")
    #expect(refusal(of: Array("[1,2]".utf8), limits: .init(bytes: 5)) == nil)
    #expect(refusal(of: Array("[1,2]".utf8), limits: .init(bytes: 4)) == "json_too_large")
    #expect(refusal(of: large, limits: .init(bytes: 32_000_000)) == nil)
  }

  @Test("One parser reads small documents after large and after bad ones")
  func reuse() throws {
    let parser = JSONParser()
    for size in [10, 3_000_000, 20, 100_000, 5] {
      let text = String(repeating: "x", count: size)
      let read = try parser.parse(Array("[\"\(text)\"]".utf8)) { (root) throws(JSONError) in
        var texts: [String] = []
        for value in try root.array() { texts.append(try value.string()) }
        return texts
      }
      #expect(read == [text])
      #expect(throws: JSONError.self) { try parser.parse(Array("[".utf8)) { _ in } }
    }
  }

  @Test("A key given twice is found among few and among thousands", arguments: [2, 31, 32, 33, 34, 2000])
  func duplicates(count: Int) {
    let fields = (0..<count).map { "\"key\($0)\":{}" }
    let unique = "{" + fields.joined(separator: ",") + "}"
    #expect(refusal(of: Array(unique.utf8)) == nil)
    for number in [0, count / 2, count - 1] {
      let doubled = "{" + (fields + ["\"key\(number)\":1"]).joined(separator: ",") + "}"
      #expect(refusal(of: Array(doubled.utf8)) == "json_duplicate_key")
    }
  }
}
