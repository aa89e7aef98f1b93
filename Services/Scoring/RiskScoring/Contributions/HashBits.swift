import KeyedState
import Models

/// The 128 bits of a content hash, which sort as its text does.
struct HashBits: Hashable, Comparable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// `hash` has 32 hexadecimal digits, in lower case.
  init(_ hash: String) {
    var bits: (UInt64, UInt64) = (0, 0)
    for digit in hash.utf8 {
      let value = UInt64(HexDigit.value(of: digit) ?? 0)
      bits = (bits.0 << 4 | bits.1 >> 60, bits.1 << 4 | value)
    }
    (high, low) = bits
  }

  static func < (left: Self, right: Self) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }

  var text: String {
    String(unsafeUninitializedCapacity: 32) { digits in
      for index in 0..<32 {
        let part = index < 16 ? high : low
        digits[index] = HexDigit.digit(of: UInt8(truncatingIfNeeded: part >> (60 - 4 * (index % 16))) & 15)
      }
      return 32
    }
  }

  /// The 16 bytes, which sort as the text does.
  var bytes: [UInt8] {
    var row = RowWriter()
    encode(to: &row)
    return row.bytes
  }

  func encode(to row: inout RowWriter) {
    row.put(high)
    row.put(low)
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    high = try row.uint64()
    low = try row.uint64()
  }
}
