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
    /// `upper` has no lower-case letter, a single capital included; `none` has no letters with case.
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

  /// In 32 bits each, so that a token is 16 bytes.
  @usableFromInline let firstByte: UInt32
  @usableFromInline let endByte: UInt32
  /// A hash of the token's text in lower case; quotation marks and dashes of all shapes hash as `'`, `"` and `-`.
  public let hash: UInt32
  public let kind: Kind
  public let shape: Shape
  public let gap: Gap

  /// Half-open byte offsets into the text.
  @inlinable public var start: Int { Int(firstByte) }
  @inlinable public var end: Int { Int(endByte) }
  @inlinable public var length: Int { end - start }
  /// A word of more than three small letters.
  @inline(__always) var isPlainWord: Bool { shape == .lower && length > 3 }
  /// White space precedes it.
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
  /// The byte offset just after the line break before it.
  package let start: Int
}
