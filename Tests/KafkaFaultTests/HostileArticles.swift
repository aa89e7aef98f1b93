import ArticleIntake
import Foundation
import Messaging
import Models

/// What a publisher that is broken or hostile may write to the topic of articles (faults.md, rows 9 and 10): each
/// either becomes a dead letter with a stable code, or is accepted as an article.
enum HostileArticles {
  static var entries: [ArticleStream.Entry] { bad + odd }

  private static let bad: [ArticleStream.Entry] = [
    refused("no value", nil, "null_value"),
    // Compressed these are a few kilobytes, so the topic takes them.
    refused("20 MB", text("{\"body\":\"" + String(repeating: "a", count: 20_000_000) + "\"}"), "article_too_large"),
    refused("20 MB of brackets", [UInt8](repeating: UInt8(ascii: "["), count: 20_000_000), "article_too_large"),
    refused("depth", text(String(repeating: "[", count: 100_000)), "json_depth"),
    refused("depth of objects", text("{\"x\":" + String(repeating: "{\"a\":", count: 100_000)), "json_depth"),
    refused("NaN", text(#"{"body": "a", "x": NaN}"#), "json_syntax"),
    refused("huge number", text(#"{"body": "a", "x": 1e400}"#), "json_number_range"),
    refused("duplicate keys", text(#"{"body": "a", "body": "b"}"#), "json_duplicate_key"),
    refused("invalid UTF-8", text("{\"body\": \"") + [0xC0, 0xAF] + text("\"}"), "json_utf8"),
    refused("lone surrogate", text(#"{"body": "\ud800"}"#), "json_utf8"),
    refused("escaped null", text(#"{"body": "a\u0000b"}"#), "article_null_byte"),
    refused("null byte", text("{\"body\": \"a\u{0}b\"}"), "json_control_character"),
    refused("wrong type", text(#"{"title": true, "body": [1]}"#), "wrong_type"),
    refused("several articles", text(#"[{"body": "a"}, {"body": "b"}]"#), "articles_many"),
    refused("broken gzip", [0x1F, 0x8B, 8, 0, 1, 2, 3], "gzip_invalid"),
    refused(
      "deep markup", text("{\"html\": \"" + String(repeating: "<div>", count: 100_000) + "\"}"), "html_depth"),
  ]

  private static let odd: [ArticleStream.Entry] = [
    accepted("headers", #""body": "The port is open.""#, headers: (0..<10_000).map { Header("h\($0)", "x") }),
    accepted("nameless header", #""body": "The port is open.""#, headers: [Header("", bytes: [0xFF, 0])]),
    accepted("next version", #""schema": "beacon.article/2", "next": {"major": [1, 2]}, "body": "A new field.""#),
    accepted("far future", #""publishedAt": "9999-12-31T23:59:59Z", "body": "The port will be open.""#),
    accepted("no time", #""publishedAt": "yesterday", "title": 7, "body": "The port was open.""#),
    accepted("entities", ##""html": "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><p>&b;&b; The port is open.""##),
    accepted("script", ##""body": "<script>alert(1)</script> \u202Eevil\u202C", "url": "javascript:alert(1)""##),
    accepted("long word", "\"body\": \"\(String(repeating: "é", count: 400_000))\""),
  ]

  private static func refused(_ name: String, _ value: [UInt8]?, _ code: String) -> ArticleStream.Entry {
    .init(key: "bad \(name)", value: value, fate: .deadLetter(code: code))
  }

  /// - Parameter fields: of the article's object, beside its id and its source.
  private static func accepted(_ name: String, _ fields: String, headers: [Header] = []) -> ArticleStream.Entry {
    let source = #""source": {"name": "Meridian Wire", "domain": "meridianwire.example"}"#
    let id = ArticleIdentity.id(name, at: ArticleSource(name: "Meridian Wire", domain: "meridianwire.example"))
    return .init(
      key: "", value: text("{\"id\": \"\(name)\", \(source), \(fields)}"), headers: headers,
      fate: .accepted(.init(articleId: id, revision: 1, text: ArticleStream.anyText)))
  }

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }
}
