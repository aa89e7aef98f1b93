import Glibc
import Models

extension Article {
  /// The name of the first field that has a null byte; nil where none has.
  package var fieldWithNullByte: String? {
    let fields = [
      ("id", id), ("url", url), ("title", title), ("body", body), ("html", html), ("retracts", retracts),
      ("language", language), ("source.name", source?.name), ("source.domain", source?.domain),
    ]
    for (name, text) in fields { if let text, hasNullByte(text) { return name } }
    return nil
  }
}

private func hasNullByte(_ text: String) -> Bool {
  var text = text
  return text.withUTF8 { bytes in bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false }
}
