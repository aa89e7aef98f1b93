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
  /// Half-open byte offsets of the sentence without the white space around it.
  package let start: Int
  package let end: Int
  package let kind: Kind
}
