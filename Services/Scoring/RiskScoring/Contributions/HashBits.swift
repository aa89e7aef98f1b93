import KeyedState
import Models

/// The 128 bits of a content hash, which sort as its text does.
struct HashBits: Hashable, Comparable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// `hash` has 32 hexadecimal digits, in lower case.
  init(_ hash: String) {
    let digits = hash.utf8.span
    func number(_ places: Range<Int>) -> UInt64 {
      var number: UInt64 = 0
      for place in places { number = number << 4 | UInt64(HexDigit.value(of: digits[place]) ?? 0) }
      return number
    }
    let middle = max(0, digits.count - 16)
    high = number(0..<middle)
    low = number(middle..<digits.count)
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

  /// Appends the 16 bytes, which sort as the text does, to a key.
  func append(to key: inout [UInt8]) {
    for half in [high, low] { withUnsafeBytes(of: half.bigEndian) { key.append(contentsOf: $0) } }
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
