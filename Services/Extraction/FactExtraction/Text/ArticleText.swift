/// An article's text as all recognisers read it: bytes, the same bytes in lower case, tokens and sentences.
package struct ArticleText: Sendable {
  package let bytes: [UInt8]
  /// `bytes` in lower case, byte for byte at the same offsets: letters whose lower case has another length stay.
  package let folded: [UInt8]
  package let tokens: [Token]
  package let sentences: [Sentence]
  /// The offset at which the body begins: after the title and its blank line, else 0.
  package let bodyStart: Int

  package init(
    bytes: [UInt8], folded: [UInt8], tokens: [Token], sentences: [Sentence], bodyStart: Int
  ) {
    self.bytes = bytes
    self.folded = folded
    self.tokens = tokens
    self.sentences = sentences
    self.bodyStart = bodyStart
  }
}
