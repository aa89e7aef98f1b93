/// A sentence, a heading or a line that is neither, as a run of tokens.
package struct Sentence: Sendable {
  package enum Kind: UInt8, Sendable {
    case title
    /// A short line without a full stop.
    case heading
    case prose
    /// A credit or dateline: `NEWS`, `Source: …`, `(Reuters)`.
    case credit
  }

  package let tokens: Range<Int>
  /// The byte offset of the first token.
  package let start: Int
  /// The byte offset after the last token.
  package let end: Int
  package let kind: Kind
}
