/// Defects that hide the words of a text.
enum TextDefect {
  /// The replacement for the defect at `start`, and the defect's length in bytes; nil if no defect begins there.
  /// `bytes` is valid UTF-8, and `start` the first byte of a character above ASCII.
  static func replacement(
    in bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (value: [UInt8], length: Int)? {
    guard start + 1 < bytes.count else { return nil }
    switch bytes[start] {
    case 0xC2: return bytes[start + 1] == 0xAD ? ([], 2) : nil
    case 0xC3: return misread(bytes, start)
    case 0xE1, 0xE2, 0xEF:
      guard start + 2 < bytes.count else { return nil }
      let code = UInt32(bytes[start] & 15) << 12 | UInt32(bytes[start + 1] & 63) << 6 | UInt32(bytes[start + 2] & 63)
      return spelled(code, bytes, start).map { ($0, 3) }
    default: return nil
    }
  }

  private static func spelled(_ code: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> [UInt8]? {
    switch code {
    case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0x180E: return []
    // Joiners shape Persian, Indic scripts and emoji; between Latin letters they are noise.
    case 0x200C, 0x200D:
      return start > 0 && bytes[start - 1] < 0x80 && start + 3 < bytes.count && bytes[start + 3] < 0x80 ? [] : nil
    case 0xFB00...0xFB06: return ligatures[Int(code - 0xFB00)]
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: return [UInt8(code - 0xFEE0)]
    default: return nil
    }
  }

  /// The spellings of the ligatures U+FB00 to U+FB06, in order.
  private static let ligatures: [[UInt8]] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"].map { Array($0.utf8) }

  /// The character whose UTF-8 bytes were read as windows-1252 characters from `start` on (`Ã©` for `é`), and the
  /// length of these in bytes; nil if no such character begins there.
  private static func misread(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (value: [UInt8], length: Int)? {
    let lead = bytes[start + 1] | 0x40
    guard lead >= 0xC2, lead <= 0xF4, let first = sequence(bytes, start, lead) else { return nil }
    // Two accented capitals and a sign may be meant; two such pairs in a row are not.
    guard lead == 0xC2 || lead == 0xC3 || lead >= 0xE0 else {
      let next = start + first.length
      let isFollowed =
        next + 1 < bytes.count && bytes[next] == 0xC3 && sequence(bytes, next, bytes[next + 1] | 0x40) != nil
      return isFollowed || isWithinRun(bytes, start) ? first : nil
    }
    return first
  }

  /// Whether the characters that end at `start` are also one misread character.
  private static func isWithinRun(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    for length in 4...5 where start >= length && bytes[start - length] == 0xC3 {
      if let before = sequence(bytes, start - length, bytes[start - length + 1] | 0x40), before.length == length {
        return true
      }
    }
    return false
  }

  /// The UTF-8 character whose lead byte is `lead` and whose other bytes were read as the windows-1252 characters after
  /// the first, and the length of these characters in bytes; nil where they form none.
  private static func sequence(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ lead: UInt8
  ) -> (value: [UInt8], length: Int)? {
    let count = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
    var value = [lead]
    var at = start + 2
    for _ in 0..<count {
      guard let (byte, length) = latinByte(bytes, at), (0x80...0xBF).contains(byte) else { return nil }
      value.append(byte)
      at += length
    }
    guard let text = String(validating: value, as: UTF8.self), let scalar = text.unicodeScalars.first,
      scalar.value >= 0xA0
    else { return nil }
    return (value, at - start)
  }

  /// The windows-1252 byte of the character at `at`, and the character's length in UTF-8 bytes; nil where there is no
  /// such byte.
  private static func latinByte(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (byte: UInt8, length: Int)? {
    guard at + 1 < bytes.count else { return nil }
    if bytes[at] == 0xC2 { return (bytes[at + 1], 2) }
    if bytes[at] == 0xC5 || bytes[at] == 0xC6 || bytes[at] == 0xCB {
      return specials[UInt32(bytes[at] & 31) << 6 | UInt32(bytes[at + 1] & 63)].map { ($0, 2) }
    }
    guard bytes[at] == 0xE2, at + 2 < bytes.count else { return nil }
    let code = UInt32(bytes[at] & 15) << 12 | UInt32(bytes[at + 1] & 63) << 6 | UInt32(bytes[at + 2] & 63)
    return specials[code].map { ($0, 3) }
  }

  /// The characters that windows-1252 has from 0x80 to 0x9F. Source: the encoding standard's index.
  private static let specials: [UInt32: UInt8] = [
    0x20AC: 0x80, 0x201A: 0x82, 0x192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x2C6: 0x88,
    0x2030: 0x89, 0x160: 0x8A, 0x2039: 0x8B, 0x152: 0x8C, 0x17D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93,
    0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x2DC: 0x98, 0x2122: 0x99, 0x161: 0x9A, 0x203A: 0x9B,
    0x153: 0x9C, 0x17E: 0x9E, 0x178: 0x9F,
  ]
}
