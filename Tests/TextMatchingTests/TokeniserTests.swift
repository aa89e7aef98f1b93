import Testing

@testable import TextMatching
import TestSupport

struct TokeniserTests {
  @Test(
    "words, numbers, marks and ideographs are tokens of their own",
    arguments: [
      ("well-known", "well|-|known"), ("Jordan's", "Jordan|'|s"), ("48,000 at 44.2%", "48,000|at|44.2|%"),
      ("US$78.46bn", "US|$|78.46|bn"), ("G20, 20th.", "G|20|,|20|th|."), ("10,", "10|,"),
      ("Côte d’Ivoire", "Côte|d|’|Ivoire"), ("秘鲁钱凯港2024年", "秘|鲁|钱|凯|港|2024|年"), ("Россия—Москва", "Россия|—|Москва"),
      ("a\u{00A0}b\u{200B}c", "a|b|c"), ("한국 서울", "한국|서울"), ("e\u{301}tude", "e\u{301}tude"), ("", ""),
    ])
  func tokens(text: String, expected: String) {
    #expect(pieces(text).joined(separator: "|") == expected)
  }

  @Test(
    "lower case and simplified characters keep every offset",
    arguments: [
      ("ABC", "abc"), ("ÀÞ×ß", "àþ×ß"), ("ŁŹŸ", "łźÿ"), ("ΑΘΉΏ", "αθήώ"), ("ЖЯЁЇ", "жяёї"), ("ẠỸ", "ạỹ"), ("İ", "İ"),
      ("ẞ", "ẞ"), ("ＡＺ", "ａｚ"), ("ȘȚ", "șț"), ("ƠƯ", "ơư"), ("漢字", "汉字"), ("萬里長城", "万里长城"), ("汉字", "汉字"), ("😀", "😀"),
    ])
  func folding(text: String, expected: String) {
    #expect(String(decoding: TokenisedText(Array(text.utf8)).folded, as: UTF8.self) == expected)
  }

  @Test(
    "a word's shape follows from its letters",
    arguments: [
      ("word", Token.Shape.lower), ("Word", .capitalised), ("UN", .upper), ("A", .upper), ("McKay", .mixed),
      ("eBay", .mixed), ("ABc", .mixed), ("façade", .lower), ("Façade", .capitalised), ("FAÇADE", .upper),
      ("UN’s", .upper),
      ("Éire", .capitalised), ("МИД", .upper), ("ملف", .none), ("42", .none),
    ])
  func shapes(text: String, shape: Token.Shape) {
    #expect(TokenisedText(Array(text.utf8)).tokens.first?.shape == shape)
  }

  @Test("gaps tell spaces, line breaks and blank lines apart; a line of non-breaking spaces is blank")
  func gaps() {
    let text = TokenisedText(Array("a b\nc\n\u{00A0}\u{00A0}\nd-e".utf8))
    #expect(text.tokens.map(\.gap) == [.blankLine, .space, .lineBreak, .blankLine, .none, .none])
    #expect(text.lines.map(\.firstToken) == [0, 2, 3])
  }

  @Test("the line breaks of Unicode break lines as a line feed does", arguments: ["\u{85}", "\u{2028}", "\u{2029}"])
  func lineBreaks(mark: String) {
    let text = TokenisedText(Array("a\(mark)b\(mark)\(mark)c".utf8))
    #expect(text.tokens.map(\.gap) == [.blankLine, .lineBreak, .blankLine])
  }

  @Test("tokens of any text are in order, not empty, and cover all but white space", arguments: UInt64(1)...40)
  func hostileText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = Array(random.text(length: 400).utf8)
    let text = TokenisedText(bytes)
    #expect(text.folded.count == bytes.count)
    #expect(String(validating: text.folded, as: UTF8.self) != nil)
    var end = 0
    for token in text.tokens {
      #expect(token.start >= end && token.end > token.start && token.end <= bytes.count)
      #expect(String(validating: bytes[token.start..<token.end], as: UTF8.self) != nil)
      end = token.end
    }
  }

  private func pieces(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return TokenisedText(bytes).tokens.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
  }
}
