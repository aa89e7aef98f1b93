/// A text in lower case, cut into tokens and lines.
package struct TokenisedText: Sendable {
  /// The text in lower case at the same byte offsets: letters whose lower case has another length stay as they are.
  package let folded: [UInt8]
  package let tokens: [Token]
  /// The lines that contain a token, in order.
  package let lines: [TextLine]

  /// Cuts a text into tokens and lines, in time linear in its length. `bytes` must be valid UTF-8 of less than 4 GiB.
  package init(_ bytes: [UInt8]) {
    var tokens: [Token] = []
    tokens.reserveCapacity(bytes.count / 4 + 8)
    var lines: [TextLine] = []
    lines.reserveCapacity(32)
    folded = [UInt8](unsafeUninitializedCapacity: bytes.count) { folded, count in
      count = bytes.count
      bytes.withUnsafeBufferPointer { bytes in
        ScalarClass.ascii.withUnsafeBufferPointer { classes in
          var tokeniser = Tokeniser(bytes: bytes, folded: folded, classes: classes)
          tokeniser.run(into: &tokens, lines: &lines)
        }
      }
    }
    self.tokens = tokens
    self.lines = lines
  }
}

/// One pass over the bytes. It reads and writes only below `bytes.count`; the buffers outlive it by construction.
private struct Tokeniser {
  let bytes: UnsafeBufferPointer<UInt8>
  let folded: UnsafeMutableBufferPointer<UInt8>
  let classes: UnsafeBufferPointer<ScalarClass>
  var position = 0

  /// A Unicode scalar of the text, with its class and its length in bytes.
  struct Scalar {
    var kind: ScalarClass
    var length: Int
    var value: UInt32
  }

  init(
    bytes: UnsafeBufferPointer<UInt8>, folded: UnsafeMutableBufferPointer<UInt8>,
    classes: UnsafeBufferPointer<ScalarClass>
  ) {
    self.bytes = bytes
    self.folded = folded
    self.classes = classes
  }

  @inline(__always)
  private func scalar(at offset: Int) -> Scalar {
    let byte = bytes[offset]
    if byte < 0x80 {
      let kind = classes[Int(byte)]
      folded[offset] = kind == .upper ? byte | 0x20 : byte
      return Scalar(kind: kind, length: 1, value: UInt32(byte))
    }
    return wideScalar(at: offset)
  }

  @inline(never)
  private func wideScalar(at offset: Int) -> Scalar {
    let first = UInt32(bytes[offset])
    let wanted = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let length = min(wanted, bytes.count - offset)
    guard length == wanted else {
      for index in offset..<offset + length { folded[index] = bytes[index] }
      return Scalar(kind: .symbol, length: length, value: 0xFFFD)
    }
    var value = length == 2 ? first & 0x1F : length == 3 ? first & 0x0F : first & 0x07
    for index in offset + 1..<offset + length { value = value << 6 | UInt32(bytes[index] & 0x3F) }
    let lower =
      length == 3 && value >= 0x4E00 && value < 0xA000 ? HanFolding.simplified(value) : sameLengthLowercase(value)
    var rest = lower
    var index = offset + length - 1
    while index > offset {
      folded[index] = lower == value ? bytes[index] : UInt8(truncatingIfNeeded: rest & 0x3F | 0x80)
      rest >>= 6
      index -= 1
    }
    folded[offset] =
      lower == value ? bytes[offset] : UInt8(truncatingIfNeeded: length == 2 ? rest | 0xC0 : rest | 0xE0)
    let kind = value >= 0x4E00 && value < 0xA000 ? ScalarClass.ideograph : ScalarClass.of(value, folded: lower)
    return Scalar(kind: kind, length: length, value: value)
  }

  mutating func run(into tokens: inout [Token], lines: inout [TextLine]) {
    var newlines = 2
    var spaced = true
    var lineStart = 0
    while position < bytes.count {
      let start = position
      let byte = bytes[start]
      // Most tokens are words of ASCII letters after one space.
      if byte == UInt8(ascii: " ") {
        folded[start] = byte
        position = start + 1
        spaced = true
        continue
      }
      if let word = plainWord(from: start) {
        if newlines > 0 { lines.append(TextLine(firstToken: tokens.count, start: lineStart)) }
        tokens.append(
          Token(
            start: start, end: position, hash: word.hash, kind: .word, shape: word.shape, gap: gap(newlines, spaced)))
        newlines = 0
        spaced = false
        continue
      }
      let first = scalar(at: start)
      position += first.length
      switch first.kind {
      case .space:
        spaced = true
        continue
      case .newline:
        newlines += 1
        lineStart = position
        continue
      default: break
      }
      if newlines > 0 { lines.append(TextLine(firstToken: tokens.count, start: lineStart)) }
      let gap = gap(newlines, spaced)
      newlines = 0
      spaced = false
      tokens.append(token(from: start, first, gap))
    }
  }

  @inline(__always)
  private func gap(_ newlines: Int, _ spaced: Bool) -> Token.Gap {
    newlines > 1 ? .blankLine : newlines == 1 ? .lineBreak : spaced ? .space : .none
  }

  /// The hash and shape of the word at `start`, and moves `position` after it; nil, with nothing changed, unless it
  /// consists of ASCII letters.
  @inline(__always)
  private mutating func plainWord(from start: Int) -> (hash: UInt32, shape: Token.Shape)? {
    var hash = TokenHash.seed
    var capitals = 0
    // A local variable stays in a register.
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      let lower = byte | 0x20
      guard lower &- UInt8(ascii: "a") < 26 else {
        guard byte >= 0x80, end > start else { break }
        if wideScalar(at: end).kind.isLetter { return nil }
        break
      }
      folded[end] = lower
      hash = TokenHash.add(lower, to: hash)
      capitals += byte == lower ? 0 : 1
      end += 1
    }
    if end == start { return nil }
    position = end
    if capitals == 0 { return (hash, .lower) }
    if capitals == end - start { return (hash, .upper) }
    return (hash, capitals == 1 && bytes[start] & 0x20 == 0 ? .capitalised : .mixed)
  }

  @inline(__always)
  private mutating func token(from start: Int, _ first: Scalar, _ gap: Token.Gap) -> Token {
    switch first.kind {
    case .lower, .upper, .caseless: return word(from: start, first, gap)
    case .digit: return number(from: start, gap)
    case .quote: return mark(start, UInt8(ascii: "\""), gap)
    case .apostrophe: return mark(start, UInt8(ascii: "'"), gap)
    case .dash: return mark(start, UInt8(ascii: "-"), gap)
    case .symbol: return Token(start: start, end: position, hash: hash(start), kind: .symbol, shape: .none, gap: gap)
    case .ideograph:
      return Token(start: start, end: position, hash: hash(start), kind: .ideograph, shape: .none, gap: gap)
    default:
      return Token(start: start, end: position, hash: hash(start), kind: .punctuation, shape: .none, gap: gap)
    }
  }

  private mutating func word(from start: Int, _ first: Scalar, _ gap: Token.Gap) -> Token {
    var hash = TokenHash.seed
    for index in start..<position { hash = TokenHash.add(folded[index], to: hash) }
    var lowers = first.kind == .lower ? 1 : 0
    var uppers = first.kind == .upper ? 1 : 0
    // A local variable stays in a register.
    var end = position
    while end < bytes.count {
      let byte = bytes[end]
      let lower = byte | 0x20
      if lower &- UInt8(ascii: "a") < 26 {
        folded[end] = lower
        hash = TokenHash.add(lower, to: hash)
        if byte == lower { lowers += 1 } else { uppers += 1 }
        end += 1
        continue
      }
      guard byte >= 0x80 else { break }
      let next = wideScalar(at: end)
      guard next.kind.isLetter else { break }
      if next.kind == .lower { lowers += 1 } else if next.kind == .upper { uppers += 1 }
      for index in end..<end + next.length { hash = TokenHash.add(folded[index], to: hash) }
      end += next.length
    }
    position = end
    let shape: Token.Shape =
      uppers == 0
      ? (lowers == 0 ? .none : .lower)
      : lowers == 0 ? .upper : uppers == 1 && first.kind == .upper ? .capitalised : .mixed
    return Token(start: start, end: position, hash: hash, kind: .word, shape: shape, gap: gap)
  }

  private mutating func number(from start: Int, _ gap: Token.Gap) -> Token {
    while position < bytes.count {
      let next = scalar(at: position)
      if next.kind == .digit {
        position += next.length
        continue
      }
      let isSeparator = next.value == 0x2C || next.value == 0x2E
      guard isSeparator, position + 1 < bytes.count, scalar(at: position + 1).kind == .digit else { break }
      position += 1
    }
    return Token(start: start, end: position, hash: hash(start), kind: .number, shape: .none, gap: gap)
  }

  /// A mark with the hash of its canonical form, which all marks of its kind share.
  private func mark(_ start: Int, _ canonical: UInt8, _ gap: Token.Gap) -> Token {
    let hash = TokenHash.add(canonical, to: TokenHash.seed)
    return Token(start: start, end: position, hash: hash, kind: .punctuation, shape: .none, gap: gap)
  }

  private func hash(_ start: Int) -> UInt32 {
    var hash = TokenHash.seed
    for index in start..<position { hash = TokenHash.add(folded[index], to: hash) }
    return hash
  }
}

/// FNV-1a over 32 bits (http://www.isthe.com/chongo/tech/comp/fnv).
///
/// Public, so that the hashes of marks are constants in the loops of other modules.
public enum TokenHash {
  @inlinable @inline(__always) static var seed: UInt32 { 0x811C_9DC5 }

  @inlinable @inline(__always)
  static func add(_ byte: UInt8, to hash: UInt32) -> UInt32 { (hash ^ UInt32(byte)) &* 0x0100_0193 }

  /// The hash of an ASCII character, as a token that consists of it carries it.
  @inlinable @inline(__always)
  public static func ascii(_ character: Unicode.Scalar) -> UInt32 {
    add(UInt8(truncatingIfNeeded: character.value), to: seed)
  }

  /// The hash of a word in lower case, as tokens carry it.
  package static func of(_ word: some Sequence<UInt8>) -> UInt32 { word.reduce(seed) { add($1, to: $0) } }

  /// The hash of a word in lower case, as tokens carry it.
  package static func of(_ word: StaticString) -> UInt32 {
    var hash = seed
    for index in 0..<word.utf8CodeUnitCount { hash = add(word.utf8Start[index], to: hash) }
    return hash
  }
}
