/// Writes compact JSON into one growing buffer, with the keys in the order of the calls.
///
/// Strings escape `"`, `\` and control characters, nothing else. Doubles are the shortest digits that read back as
/// the same value, whole ones below 2^53 without `.0`, and −0 as `0`; a double that is not finite is a defect of the
/// caller and stops the program.
package struct JSONWriter: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0
  private var needsComma = false

  package init(reserving capacity: Int = 256) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deallocate()
  }

  /// A copy of everything written so far.
  package var bytes: [UInt8] { withBytes { Array($0) } }

  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: base, count: count))
  }

  /// Removes what was written and keeps the buffer.
  package mutating func removeAll() {
    count = 0
    needsComma = false
  }

  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Writes the key of a field; `name` must not contain a character that needs escaping.
  package mutating func key(_ name: StaticString) {
    let length = name.utf8CodeUnitCount
    reserve(length + 4)
    if needsComma { put(UInt8(ascii: ",")) }
    put(UInt8(ascii: "\""))
    (base + count).update(from: name.utf8Start, count: length)
    count += length
    put(UInt8(ascii: "\""))
    put(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func write(_ value: String) {
    // Nearly all strings are contiguous: nothing is copied, and no reference counted.
    guard value.utf8.withContiguousStorageIfAvailable({ writeEscaped($0) }) == nil else { return }
    var copy = value
    copy.withUTF8 { writeEscaped($0) }
  }

  private mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    reserve(text.count + 3)
    beginValue()
    put(UInt8(ascii: "\""))
    putEscaped(text)
    put(UInt8(ascii: "\""))
  }

  /// Writes a string; `text` must not contain a character that needs escaping.
  package mutating func write(plain text: UnsafeBufferPointer<UInt8>) {
    reserve(text.count + 3)
    beginValue()
    put(UInt8(ascii: "\""))
    put(text)
    put(UInt8(ascii: "\""))
  }

  package mutating func write(_ value: Int) {
    reserve(21)
    beginValue()
    putDigits(value)
  }

  package mutating func write(_ value: Double) {
    precondition(value.isFinite, "a JSON number must be finite")
    reserve(32)
    beginValue()
    if value == value.rounded(.towardZero), abs(value) < 9_007_199_254_740_992 {
      putDigits(Int(value))
    } else if let millionths = Self.millionths(value) {
      putMillionths(millionths)
    } else {
      var text = value.description
      text.withUTF8 { put($0) }
    }
  }

  /// The value in millionths, if it is a decimal number of at most six places and of 15 digits or fewer; else nil.
  ///
  /// No two such numbers are the same double, so its digits are the shortest that read back as it. Values below a
  /// thousandth have an exponent in their shortest form and are left out.
  private static func millionths(_ value: Double) -> Int? {
    guard abs(value) >= 0.001, abs(value) < 100_000_000 else { return nil }
    let millionths = (value * 1_000_000).rounded()
    return millionths / 1_000_000 == value ? Int(millionths) : nil
  }

  package mutating func write(_ value: Bool) {
    reserve(6)
    beginValue()
    let word: StaticString = value ? "true" : "false"
    put(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  package mutating func write(_ value: some JSONEncodable) {
    value.write(to: &self)
  }

  /// Ends the line, in files that contain one JSON value per line.
  package mutating func newline() {
    reserve(1)
    put(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    reserve(2)
    if needsComma { put(UInt8(ascii: ",")) }
    put(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    reserve(1)
    put(bracket)
    needsComma = true
  }

  private mutating func beginValue() {
    if needsComma { put(UInt8(ascii: ",")) }
    needsComma = true
  }
}

// MARK: The buffer. What is put must have been reserved.
extension JSONWriter {
  private mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }

  private mutating func put(_ byte: UInt8) {
    base[count] = byte
    count += 1
  }

  private mutating func put(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    (base + count).update(from: start, count: text.count)
    count += text.count
  }

  private mutating func putDigits(_ value: Int) {
    var rest = value.magnitude
    var digits = 1
    var bound: UInt = 10
    while digits < 19, rest >= bound {
      digits += 1
      bound *= 10
    }
    if value < 0 { put(UInt8(ascii: "-")) }
    for place in stride(from: count + digits - 1, through: count, by: -1) {
      base[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }

  /// Writes a number of millionths, not a multiple of a million, as a decimal number without zeros at its end.
  private mutating func putMillionths(_ value: Int) {
    if value < 0 { put(UInt8(ascii: "-")) }
    let magnitude = Int(value.magnitude)
    putDigits(magnitude / 1_000_000)
    put(UInt8(ascii: "."))
    var rest = magnitude % 1_000_000
    var divisor = 100_000
    while rest > 0 {
      put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  private mutating func putEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while true {
      let stop = firstToEscape(text, from: start)
      put(UnsafeBufferPointer(rebasing: text[start..<stop]))
      if stop == text.count { return }
      reserve(text.count - stop + 7)
      putEscape(text[stop])
      start = stop + 1
    }
  }

  private mutating func putEscape(_ byte: UInt8) {
    put(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): put(byte)
    case 0x0A: put(UInt8(ascii: "n"))
    case 0x0D: put(UInt8(ascii: "r"))
    case 0x09: put(UInt8(ascii: "t"))
    default:
      let low = byte & 15
      put(UInt8(ascii: "u"))
      put(UInt8(ascii: "0"))
      put(UInt8(ascii: "0"))
      put(UInt8(ascii: "0") + byte >> 4)
      put(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") - 10 + low)
    }
  }
}

/// The index of the first byte from `start` on that a JSON string must escape, or `text.count`. Examines eight bytes at
/// a time.
private func firstToEscape(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  guard let base = UnsafeRawPointer(text.baseAddress) else { return text.count }
  let ones: UInt64 = 0x0101_0101_0101_0101
  let highs: UInt64 = 0x8080_8080_8080_8080
  var index = start
  while index + 8 <= text.count {
    let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let hits =
      ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
    if hits & highs != 0 { break }
    index += 8
  }
  while index < text.count {
    let byte = text[index]
    if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
    index += 1
  }
  return text.count
}
