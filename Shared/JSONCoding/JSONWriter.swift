/// Writes compact JSON into one growing buffer. Keys come out in the order in which they are written.
///
/// Strings escape `"`, `\` and control characters, nothing else. Doubles are the shortest digits that read back as
/// the same value, whole ones below 2^53 without `.0`, and −0 as `0`; a double that is not finite is a defect of the
/// caller and stops the program.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init(reserving capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Forgets what was written and keeps the buffer.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  /// `name` holds no character that needs escaping.
  package mutating func key(_ name: StaticString) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func write(_ value: String) {
    beginValue()
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { appendEscaped($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A string without any character that needs escaping.
  package mutating func write(plain text: UnsafeBufferPointer<UInt8>) {
    beginValue()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: text)
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func write(_ value: Int) {
    beginValue()
    appendDigits(value)
  }

  package mutating func write(_ value: Double) {
    precondition(value.isFinite, "a JSON number must be finite")
    beginValue()
    if value == value.rounded(.towardZero), abs(value) < 9_007_199_254_740_992 {
      appendDigits(Int(value))
    } else {
      var text = value.description
      text.withUTF8 { bytes.append(contentsOf: $0) }
    }
  }

  package mutating func write(_ value: Bool) {
    beginValue()
    bytes.append(contentsOf: value ? [0x74, 0x72, 0x75, 0x65] : [0x66, 0x61, 0x6C, 0x73, 0x65])
  }

  package mutating func write(_ value: some JSONEncodable) {
    value.write(to: &self)
  }

  package mutating func newline() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func beginValue() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func appendDigits(_ value: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = value.magnitude
      var next = 20
      repeat {
        next -= 1
        digits[next] = UInt8(truncatingIfNeeded: 48 + rest % 10)
        rest /= 10
      } while rest > 0
      if value < 0 {
        next -= 1
        digits[next] = UInt8(ascii: "-")
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[next...]))
    }
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while true {
      let stop = firstToEscape(text, from: start)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<stop]))
      if stop == text.count { return }
      appendEscape(text[stop])
      start = stop + 1
    }
  }

  private mutating func appendEscape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      bytes.append(contentsOf: [UInt8(ascii: "u"), 0x30, 0x30, 0x30 + byte >> 4])
      let low = byte & 15
      bytes.append(low < 10 ? 0x30 + low : 0x57 + low)
    }
  }
}

/// The place of the next byte that a JSON string must escape, or the text's end. Looks at eight bytes at a time.
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
