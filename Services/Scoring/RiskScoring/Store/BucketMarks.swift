import KeyedState

/// Which buckets of incidents an account may have rows of, as a set of bits by their keys' hashes. A bucket that was
/// given an incident is always among them; one that never was seldom is, while the account has few.
struct BucketMarks: Hashable, Sendable {
  private var bits: (low: UInt64, high: UInt64) = (0, 0)

  static func == (left: Self, right: Self) -> Bool { left.bits == right.bits }

  func hash(into hasher: inout Hasher) {
    hasher.combine(bits.low)
    hasher.combine(bits.high)
  }

  /// Whether the bucket of that key may have had an incident.
  func mayContain(_ key: [UInt8]) -> Bool {
    let place = Self.place(of: key)
    return (place < 64 ? bits.low >> place : bits.high >> (place - 64)) & 1 == 1
  }

  /// Notes that the bucket of that key was given an incident.
  mutating func add(_ key: [UInt8]) {
    let place = Self.place(of: key)
    if place < 64 { bits.low |= 1 << place } else { bits.high |= 1 << (place - 64) }
  }

  /// From 0 to 127.
  private static func place(of key: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return ((hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15) >> 57
  }

  init() {}

  func encode(to row: inout RowWriter) {
    row.put(bits.low)
    row.put(bits.high)
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    bits = (try row.uint64(), try row.uint64())
  }
}
