import Models

/// Numbers of fixed width in the keys of rows: big-endian with the sign bit flipped, so that keys sort as the numbers
/// do. Stored keys have this layout.
package enum SortableKey {
  /// How many bytes a time takes.
  package static let timeWidth = 8
  /// How many bytes a day takes.
  package static let dayWidth = 4

  package static func append(_ time: Timestamp, to key: inout [UInt8]) {
    append(number: time.milliseconds, to: &key)
  }

  /// Appends a time so that keys sort in reverse, the latest time first.
  package static func appendDescending(_ time: Timestamp, to key: inout [UInt8]) {
    append(number: ~time.milliseconds, to: &key)
  }

  /// The time that `append` wrote at `offset`.
  package static func time(in key: [UInt8], at offset: Int) -> Timestamp {
    Timestamp(milliseconds: number(key[offset..<offset + timeWidth]))
  }

  /// Appends the number of a day since 1970-01-01.
  package static func append(day: Int, to key: inout [UInt8]) {
    append(number: Int32(truncatingIfNeeded: day), to: &key)
  }

  /// The number of the day that `append` wrote at `offset`.
  package static func day(in key: [UInt8], at offset: Int) -> Int {
    Int(number(key[offset..<offset + dayWidth]) as Int32)
  }

  private static func append<Number: FixedWidthInteger & SignedInteger>(number: Number, to key: inout [UInt8]) {
    withUnsafeBytes(of: (number ^ Number.min).bigEndian) { key.append(contentsOf: $0) }
  }

  private static func number<Number: FixedWidthInteger & SignedInteger>(_ bytes: ArraySlice<UInt8>) -> Number {
    var value: Number = 0
    for byte in bytes { value = value << 8 | Number(truncatingIfNeeded: byte) }
    return value ^ Number.min
  }
}
