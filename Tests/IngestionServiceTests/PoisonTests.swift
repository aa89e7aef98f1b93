import IngestionService
import Models
import PipelineContracts
import Testing

@Suite("Bad articles")
struct PoisonTests {
  @Test("each bad article has its own stable code, and the stream continues", arguments: poison)
  func refused(_ poison: Poison) throws {
    let ingestion = try Ingestion()
    #expect(try ingestion.publish(poison.value) == .deadLetter(poison.code))
    #expect(ErrorCode(rawValue: poison.code) != nil)
    #expect(try ingestion.publish(#"{"body": "The port is open."}"#) == .accepted(revision: 1))
  }

  @Test("hostile texts that are valid articles are accepted as text", arguments: hostile)
  func takenIn(_ json: String) throws {
    let ingestion = try Ingestion()
    #expect(try ingestion.publish(json) == .accepted(revision: 1))
  }

  private static let poison: [Poison] = [
    Poison("no value", nil, "null_value"),
    Poison("empty", [], "json_syntax"),
    Poison("cut", text("{\"body\": \"a"), "json_syntax"),
    Poison("trailing comma", text("{\"body\": \"a\",}"), "json_syntax"),
    Poison("not an object", text("[1]"), "wrong_type"),
    Poison("depth", text(String(repeating: "[", count: 100_000)), "json_depth"),
    Poison("depth in a field", text("{\"x\":" + String(repeating: "{\"a\":", count: 100_000)), "json_depth"),
    Poison("20 MB", text("{\"body\":\"" + String(repeating: "a", count: 20_000_000) + "\"}"), "article_too_large"),
    Poison("duplicate key", text(#"{"body": "a", "body": "b"}"#), "json_duplicate_key"),
    Poison("huge number", text(#"{"body": "a", "x": 1e400}"#), "json_number_range"),
    Poison("NaN", text(#"{"body": "a", "x": NaN}"#), "json_syntax"),
    Poison("invalid UTF-8", text("{\"body\": \"") + [0xC0, 0xAF] + text("\"}"), "json_utf8"),
    Poison("lone surrogate", text(#"{"body": "\ud800"}"#), "json_utf8"),
    Poison("raw control character", text("{\"body\": \"a\u{1}b\"}"), "json_control_character"),
    Poison("escaped null", text(#"{"body": "a\u0000b"}"#), "article_null_byte"),
    Poison("null in the id", text(#"{"id": "\u0000", "body": "a"}"#), "article_null_byte"),
    Poison("truth for a title", text(#"{"title": true}"#), "wrong_type"),
    Poison("two articles", text(#"[{"body": "a"}, {"body": "b"}]"#), "articles_many"),
    Poison("no articles", text("[]"), "articles_many"),
    Poison("broken gzip", [0x1F, 0x8B, 8, 0, 1, 2, 3], "gzip_invalid"),
    Poison("gzip bomb", bomb, "article_too_large"),
    Poison("broken archive", text("WARC/1.0\r\nno end"), "form_unreadable"),
    Poison("empty feed", text("<rss><channel><title>a</title></channel></rss>"), "article_empty"),
    Poison("nothing", text("{}"), "article_empty"),
    Poison("white space", text(#"{"title": " ", "body": "\n\u3000\u00a0"}"#), "article_empty"),
    Poison("markup only", text(#"{"html": "<p> <script>x</script></p>"}"#), "article_empty"),
    Poison("deep markup", text("{\"html\": \"" + String(repeating: "<div>", count: 100_000) + "\"}"), "html_depth"),
    Poison(
      "attributes",
      text("{\"html\": \"<p " + (0..<100_000).map { "a\($0)" }.joined(separator: " ") + ">x\"}"), "html_tag_too_long"
    ),
  ]

  private static let hostile: [String] = [
    "\u{FEFF}{\"body\": \"byte order mark\"}",
    #"{"title": 7, "publishedAt": "yesterday"}"#,
    #"{"body": "a", "x": {"y": 1, "y": 2}}"#,
    ##"{"body": "<script>alert(1)</script> \u202Eevil\u202C", "url": "javascript:alert(1)"}"##,
    ##"{"html": "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><p>&b;&b; text"}"##,
    ##"{"body": "far future", "publishedAt": "9999-12-31T23:59:59Z"}"##,
    ##"{"body": "unknown fields", "next": {"major": [1, 2]}, "x": null}"##,
    ##"{"id": "", "url": "", "title": "", "body": "empty strings", "language": "", "source": {"name": ""}}"##,
  ]

  /// 65 MiB of zero bytes in 65 members of gzip, each of 1 MiB.
  private static let bomb: [UInt8] = {
    let head: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0xED, 0xC1, 0x31, 1, 0, 0, 0, 0xC2, 0xA0, 0xF5, 0x4F, 0x6D, 8, 0x5F, 0xA0,
    ]
    let tail: [UInt8] = [0x3E, 3, 0x1C, 0xEA, 0x38, 0xA7, 0, 0, 0x10, 0]
    let member = head + [UInt8](repeating: 0, count: 1016) + tail
    return Array(repeating: member, count: 65).flatMap { $0 }
  }()

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }
}

/// Named, so that a run does not print 20 MB.
struct Poison: Sendable, CustomTestStringConvertible {
  let name: String
  let value: [UInt8]?
  let code: String

  init(_ name: String, _ value: [UInt8]?, _ code: String) {
    self.name = name
    self.value = value
    self.code = code
  }

  var testDescription: String { name }
}
