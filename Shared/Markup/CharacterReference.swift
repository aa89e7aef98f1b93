import Glibc

/// Character references of HTML and XML: `&eacute;`, `&#233;`, `&#xE9;`.
///
/// Nothing that a document declares is expanded: only the names of the HTML standard count.
package enum CharacterReference {
  /// The UTF-8 bytes that the reference with its ampersand at `start` stands for, and the index after it; nil if there
  /// is no reference.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (value: [UInt8], end: Int)? {
    let next = start + 1
    guard next < bytes.count else { return nil }
    return bytes[next] == UInt8(ascii: "#") ? numeric(bytes, next + 1) : named(bytes, next)
  }

  /// The text with its references replaced; nil if it has none.
  package static func decoded(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes -> [UInt8]? in
      guard let base = bytes.baseAddress, memchr(base, Int32(UInt8(ascii: "&")), bytes.count) != nil else { return nil }
      var result: [UInt8] = []
      var isChanged = false
      var at = 0
      while at < bytes.count {
        if bytes[at] == UInt8(ascii: "&"), let (value, end) = read(bytes, at: at) {
          result += value
          at = end
          isChanged = true
        } else {
          result.append(bytes[at])
          at += 1
        }
      }
      return isChanged ? result : nil
    }.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func numeric(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (value: [UInt8], end: Int)? {
    var at = start
    let isHexadecimal = at < bytes.count && bytes[at] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { at += 1 }
    let first = at
    var value: UInt32 = 0
    while at < bytes.count, let digit = digit(bytes[at], isHexadecimal) {
      value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
      at += 1
    }
    guard at > first else { return nil }
    if at < bytes.count, bytes[at] == UInt8(ascii: ";") { at += 1 }
    return (Array(String(scalar(value)).utf8), at)
  }

  private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal: UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal: UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// The character of a numeric reference. Numbers from 128 to 159 mean windows-1252 (HTML standard, section
  /// 13.2.5.80); a number that is no character, or a zero, gives U+FFFD.
  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    let mapped = (0x80...0x9F).contains(value) ? Windows1252.high[Int(value - 0x80)] : value
    return mapped == 0 ? "\u{FFFD}" : Unicode.Scalar(mapped) ?? "\u{FFFD}"
  }

  private static func named(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (value: [UInt8], end: Int)? {
    var end = start
    while end < bytes.count, end - start < NamedCharacters.longest, isAlphanumeric(bytes[end]) { end += 1 }
    guard end > start else { return nil }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    if end < bytes.count, bytes[end] == UInt8(ascii: ";") {
      return NamedCharacters.values[name].map { ($0, end + 1) }
    }
    guard NamedCharacters.withoutSemicolon.contains(name), end == bytes.count || bytes[end] != UInt8(ascii: "=") else {
      return nil
    }
    return NamedCharacters.values[name].map { ($0, end) }
  }
}

func isAlphanumeric(_ byte: UInt8) -> Bool {
  isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

/// The characters of windows-1252 from 0x80 to 0x9F; an unassigned byte stands for the control character of Latin-1.
enum Windows1252 {
  static let high: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
    0x178,
  ]
}
