import Glibc

/// Distinguishes HTML from plain text in a field that may be either.
package enum HTMLMarks {
  /// Whether a text contains a tag that is common in HTML, such as `<p>`, `</strong>`, `<br/>` or `<script>`.
  ///
  /// The time is linear in the length of the text. A tag counts where a `>` follows anywhere, so that only the last `>`
  /// matters, which is found once.
  package static func isMarkup(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let lastClose = bytes.lastIndex(of: UInt8(ascii: ">")) else { return false }
      var next = 0
      while let at = bytes.first(UInt8(ascii: "<"), from: next), at < lastClose, at + 2 < bytes.count {
        next = at + 1
        let start = bytes[at + 1] == UInt8(ascii: "/") ? at + 2 : at + 1
        var end = start
        while end < bytes.count, end - start < 10, isNameByte(bytes[end]) { end += 1 }
        guard end > start, end <= lastClose, [0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3E].contains(bytes[end]) else {
          continue
        }
        if names.contains(String(decoding: bytes[start..<end], as: UTF8.self).lowercased()) { return true }
      }
      return false
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  private static let names: Set<String> = [
    "a", "article", "aside", "b", "blockquote", "body", "br", "center", "del", "div", "em", "figure", "font", "h1",
    "h2",
    "h3", "h4", "h5", "h6", "hr", "html", "i", "iframe", "img", "ins", "li", "ol", "p", "pre", "script", "section",
    "small",
    "span", "strong", "style", "sub", "sup", "table", "td", "tr", "u", "ul", "video",
  ]
}

extension UnsafeBufferPointer<UInt8> {
  /// The index of the first `byte` at or after `start`, which is at most `count`; nil without one.
  fileprivate func first(_ byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
