/// A word, number, punctuation mark or symbol of an article.
package struct Token: Sendable {
  package enum Kind: UInt8, Sendable {
    /// Letters, with inner apostrophes and hyphens split off: `well-known` is three tokens.
    case word
    /// Digits, with inner separators: `48,000`, `44.2`, `2024`.
    case number
    case punctuation
    case symbol
    /// One character of a script written without spaces (Chinese, Japanese, Thai…).
    case ideograph
  }

  package enum Shape: UInt8, Sendable {
    case lower, capitalised, upper, mixed, none
  }

  /// Half-open byte offsets into the article's text.
  package let start: Int
  package let end: Int
  package let kind: Kind
  package let shape: Shape
  /// White space stands before it.
  package let isSpaced: Bool
}
