/// A set of word classes, one bit each: at most 256 of them.
struct ClassSet: Hashable, Sendable, ExpressibleByIntegerLiteral {
  static let capacity = 256

  private var low: UInt128
  private var high: UInt128

  /// The empty set is written `0`.
  init(integerLiteral value: UInt8) {
    low = UInt128(value)
    high = 0
  }

  /// The set of one class, by its position below `capacity`.
  init(bit: Int) {
    low = bit < 128 ? 1 << UInt128(bit) : 0
    high = bit < 128 ? 0 : 1 << UInt128(bit - 128)
  }

  @inline(__always)
  static func == (left: ClassSet, right: ClassSet) -> Bool { left.low == right.low && left.high == right.high }

  @inline(__always)
  static func | (left: ClassSet, right: ClassSet) -> ClassSet {
    var set = left
    set |= right
    return set
  }

  @inline(__always)
  static func |= (left: inout ClassSet, right: ClassSet) {
    left.low |= right.low
    left.high |= right.high
  }

  @inline(__always)
  mutating func subtract(_ other: ClassSet) {
    low &= ~other.low
    high &= ~other.high
  }

  @inline(__always)
  static func & (left: ClassSet, right: ClassSet) -> ClassSet {
    var set = left
    set.low &= right.low
    set.high &= right.high
    return set
  }
}
