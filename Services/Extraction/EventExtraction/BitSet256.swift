/// A set of word classes, one bit each.
typealias ClassSet = BitSet256

/// A set of words, each in the bit of its number modulo 256. Several words share a bit, so only its absence is certain:
/// it rules a word out.
typealias WordSketch = BitSet256

/// A set of the numbers 0 to 255.
struct BitSet256: Hashable, Sendable, ExpressibleByIntegerLiteral {
  static let capacity = 256

  private var low: UInt128
  private var high: UInt128

  /// All numbers.
  static let all = BitSet256(low: .max, high: .max)

  private init(low: UInt128, high: UInt128) {
    self.low = low
    self.high = high
  }

  /// The empty set is written `0`.
  init(integerLiteral value: UInt8) {
    low = UInt128(value)
    high = 0
  }

  /// The set of one number below `capacity`.
  @inline(__always)
  init(bit: Int) {
    let part = UInt64(1) &<< UInt64(bit & 63)
    low = bit < 128 ? UInt128(_low: bit < 64 ? part : 0, _high: bit < 64 ? 0 : part) : 0
    high = bit < 128 ? 0 : UInt128(_low: bit < 192 ? part : 0, _high: bit < 192 ? 0 : part)
  }

  /// The sketch of one word.
  @inline(__always)
  init(word: Int) { self.init(bit: word & 255) }

  var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

  @inline(__always)
  static func == (left: BitSet256, right: BitSet256) -> Bool { left.low == right.low && left.high == right.high }

  @inline(__always)
  static func | (left: BitSet256, right: BitSet256) -> BitSet256 {
    var set = left
    set |= right
    return set
  }

  @inline(__always)
  static func |= (left: inout BitSet256, right: BitSet256) {
    left.low |= right.low
    left.high |= right.high
  }

  @inline(__always)
  mutating func subtract(_ other: BitSet256) {
    low &= ~other.low
    high &= ~other.high
  }

  @inline(__always)
  static func & (left: BitSet256, right: BitSet256) -> BitSet256 {
    var set = left
    set.low &= right.low
    set.high &= right.high
    return set
  }
}
