/// A piece of an article's text with its position, as half-open UTF-8 byte offsets.
package struct TextSpan: Hashable, Sendable {
  package var text: String
  package var start: Int
  package var end: Int

  package init(text: String, start: Int, end: Int) {
    self.text = text
    self.start = start
    self.end = end
  }
}

/// A position in an article's text, as half-open UTF-8 byte offsets.
package struct TextRange: Hashable, Sendable {
  package var start: Int
  package var end: Int

  package init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }
}
