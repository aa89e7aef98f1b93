/// A set of word classes, one bit each.
typealias ClassSet = BitSet256

/// A set of words, each in the bit that `WordSketches` gives it. Several words share a bit, so only its absence is
/// certain: it rules a word out.
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

  /// The numbers that were added to `members`.
  @inline(__always)
  init(_ members: Members) {
    low = UInt128(_low: members.lanes[0], _high: members.lanes[1])
    high = UInt128(_low: members.lanes[2], _high: members.lanes[3])
  }

  /// Numbers that are added one by one, which is faster than to join sets of one number.
  struct Members {
    fileprivate var lanes = InlineArray<4, UInt64>(repeating: 0)

    @inline(__always)
    mutating func add(_ number: UInt8) { lanes[Int(number >> 6)] |= 1 &<< UInt64(number & 63) }
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

  // MARK: Lanes

  /// How many lanes of 64 bits it has.
  static let laneCount = 4

  /// The numbers from 64 × `index` on, 64 of them.
  func lane(_ index: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: (index < 2 ? low : high) >> UInt128(index % 2 * 64))
  }

  /// The lane that all its numbers are in, if there is such a lane.
  var onlyLane: Int? {
    let used = (0..<Self.laneCount).filter { lane($0) != 0 }
    return used.count == 1 ? used[0] : nil
  }

  /// All lanes, one upon the other.
  @inline(__always)
  var folded: UInt64 {
    let half = low | high
    return UInt64(truncatingIfNeeded: half) | UInt64(truncatingIfNeeded: half >> 64)
  }
}
