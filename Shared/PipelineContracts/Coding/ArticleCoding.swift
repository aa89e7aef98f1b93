import JSONCoding
import Models

extension Article: JSONCodable {
  /// Refuses an article without any of title, body and html that is no retraction, and one with a null character
  /// anywhere.
  package init(json: inout JSONObject) throws(JSONError) {
    self.init(
      id: try json.articleText("id"), url: try json.articleText("url"), title: try json.articleText("title"),
      body: try json.articleText("body"), html: try json.articleText("html"),
      publishedAt: try json.timestampIfPresent("publishedAt"), language: try json.articleText("language"),
      source: try json.decodeIfPresent("source"), retracts: try json.articleText("retracts"))
    if retracts == nil, [title, body, html].allSatisfy({ $0?.isEmpty ?? true }) {
      throw JSONError(
        .articleEmpty, at: json.path, "the article has no text; expected at least one of title, body, html")
    }
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("id", id)
    json.field("url", url)
    json.field("title", title)
    json.field("body", body)
    json.field("html", html)
    json.field("publishedAt", publishedAt)
    json.field("language", language)
    json.field("source", source)
    json.field("retracts", retracts)
    json.endObject()
  }
}

extension ArticleSource: JSONCodable {
  package init(json: inout JSONObject) throws(JSONError) {
    guard let name = try json.articleText("name") else { throw json.missing("name") }
    self.init(name: name, domain: try json.articleText("domain"), country: try json.articleText("country"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("name", name)
    json.field("domain", domain)
    json.field("country", country)
    json.endObject()
  }
}

extension JSONObject {
  fileprivate mutating func articleText(_ key: StaticString) throws(JSONError) -> String? {
    guard let value = value(key) else { return nil }
    let bytes = try value.utf8()
    if containsNull(bytes) {
      throw JSONError(.articleNullByte, at: value.path, "found a null character; expected text without any")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Looks at eight bytes at a time.
private func containsNull(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let start = UnsafeRawPointer(bytes.baseAddress) else { return false }
  var index = 0
  while index + 8 <= bytes.count {
    let word = start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { return true }
    index += 8
  }
  return bytes[index...].contains(0)
}
