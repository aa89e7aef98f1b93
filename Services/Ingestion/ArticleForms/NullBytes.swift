import Glibc
import Models

extension Article {
  /// Fails where a text of the article contains a null byte, with the name of the first such field.
  package func refuseNullBytes() throws(ArticleRefusal) {
    let fields = [
      ("id", id), ("url", url), ("title", title), ("body", body), ("html", html), ("retracts", retracts),
      ("language", language), ("source.name", source?.name), ("source.domain", source?.domain),
    ]
    for (name, text) in fields {
      if let text, hasNullByte(text) { throw ArticleRefusal(.nullByte, at: name) }
    }
  }
}

private func hasNullByte(_ text: String) -> Bool {
  var text = text
  return text.withUTF8 { bytes in bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false }
}
