/// A word, number, punctuation mark or symbol of a text.
///
/// It is public, like the properties that inner loops read, because the compiler inlines only public declarations into
/// other modules.
public struct Token: Hashable, Sendable {
  public enum Kind: UInt8, Sendable {
    /// Letters, with inner apostrophes and hyphens split off: `well-known` is three tokens. Digits are split off too.
    case word
    /// Digits, with inner separators: `48,000`, `44.2`, `2024`.
    case number
    case punctuation
    case symbol
    /// One character of a script written without spaces (Chinese, Japanese, Thai…).
    case ideograph

    // Derived operators are called through a witness table from other modules; these are inlined into their loops.
    @inlinable public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
    @inlinable public static func != (left: Self, right: Self) -> Bool { left.rawValue != right.rawValue }
  }

  public enum Shape: UInt8, Sendable {
    /// `upper` has capitals only, even a single one; `none` has no letters with case.
    case lower, capitalised, upper, mixed, none

    @inlinable public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
    @inlinable public static func != (left: Self, right: Self) -> Bool { left.rawValue != right.rawValue }
  }

  /// What is between this token and the one before it.
  public enum Gap: UInt8, Sendable {
    case none, space, lineBreak
    /// At least one line that is empty or contains only white space. The first token of a text has this gap.
    case blankLine

    @inlinable public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
    @inlinable public static func != (left: Self, right: Self) -> Bool { left.rawValue != right.rawValue }
  }

  /// The byte offset of the token's start, in 32 bits, so that a token takes 16 bytes.
  @usableFromInline let firstByte: UInt32
  /// The byte offset after the token, in 32 bits, so that a token takes 16 bytes.
  @usableFromInline let endByte: UInt32
  /// A hash of the token's text in lower case; all shapes of a quotation mark, apostrophe or dash have the hash of `"`,
  /// `'` or `-`.
  public let hash: UInt32
  public let kind: Kind
  public let shape: Shape
  public let gap: Gap

  /// The byte offset of the token's start in the text.
  @inlinable public var start: Int { Int(firstByte) }
  /// The byte offset after the token.
  @inlinable public var end: Int { Int(endByte) }
  @inlinable public var length: Int { end - start }
  /// Whether the token is a lower-case word of more than three bytes.
  @inline(__always) var isPlainWord: Bool { shape == .lower && length > 3 }
  /// Whether white space precedes the token.
  @inlinable public var isSpaced: Bool { gap != .none }

  @inline(__always)
  init(start: Int, end: Int, hash: UInt32, kind: Kind, shape: Shape, gap: Gap) {
    firstByte = UInt32(truncatingIfNeeded: start)
    endByte = UInt32(truncatingIfNeeded: end)
    self.hash = hash
    self.kind = kind
    self.shape = shape
    self.gap = gap
  }
}

/// A line of a text that contains at least one token.
package struct TextLine: Hashable, Sendable {
  package let firstToken: Int
  /// The byte offset of the line's start, just after the line break before it.
  package let start: Int
}
