/// The words of sentences in which a publisher repeats what it had wrong, ready to be found in one pass over the bytes.
///
/// Four bytes at each place are looked up in a small table of what the words begin with (Wu and Manber, A Fast
/// Algorithm for Multi-Pattern Searching, 1994); only where the table has them are the words compared.
struct NoticeWords: Sendable {
  private static let prefixLength = 4
  private static let hashBits = 12

  private let patterns: [[UInt8]]
  /// A bit for each hash of the first four bytes of a word.
  private let beginnings: [UInt64]

  /// `words` are in lower case as far as ASCII goes, and at least four bytes long.
  init(_ words: [String]) {
    patterns = words.map { Array($0.utf8) }
    var beginnings = [UInt64](repeating: 0, count: 1 << (Self.hashBits - 6))
    for pattern in patterns {
      precondition(pattern.count >= Self.prefixLength, "a notice's word has at least four bytes")
      let hash = pattern.withUnsafeBufferPointer { Self.hash($0, 0) }
      beginnings[hash >> 6] |= 1 << UInt64(hash & 63)
    }
    self.beginnings = beginnings
  }

  /// The text with spaces in place of each sentence that has such words, of the same length in bytes; nil where none
  /// has. Linear in the text.
  func blanked(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      guard var place = next(in: bytes, from: 0) else { return nil }
      var blanked = Array(bytes)
      while true {
        let range = Self.sentence(around: place, in: bytes)
        for index in range where bytes[index] != UInt8(ascii: "\n") { blanked[index] = UInt8(ascii: " ") }
        guard let following = next(in: bytes, from: range.upperBound) else { break }
        place = following
      }
      return String(decoding: blanked, as: UTF8.self)
    }
  }

  /// The first place from `start` on where a word is.
  private func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    beginnings.withUnsafeBufferPointer { beginnings in
      var place = start
      while place + Self.prefixLength <= bytes.count {
        let hash = Self.hash(bytes, place)
        if beginnings[hash >> 6] & 1 << UInt64(hash & 63) != 0, patterns.contains(where: { $0.isFound(bytes, place) }) {
          return place
        }
        place += 1
      }
      return nil
    }
  }

  /// A hash of the four bytes at `place` without the bit that tells small letters from capitals.
  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    let four = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: place, as: UInt32.self) | 0x2020_2020
    return Int((four &* 0x9E37_79B1) >> (32 - UInt32(hashBits)))
  }

  /// From after the full stop or line break before to the full stop or line break after.
  private static func sentence(around place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = place
    while start > 0, !isEnd(bytes, start - 1) { start -= 1 }
    var end = place
    while end < bytes.count, !isEnd(bytes, end) { end += 1 }
    return start..<min(end + 1, bytes.count)
  }

  private static func isEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "\n"): true
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): index + 1 == bytes.count || bytes[index + 1] <= 0x20
    // The last byte of the Chinese full stop, U+3002.
    case 0x82: index >= 2 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE3
    default: false
    }
  }
}

extension [UInt8] {
  /// Whether the bytes from `start` on are these, with capitals of ASCII for small letters too.
  fileprivate func isFound(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard start + count <= bytes.count else { return false }
    for offset in indices {
      let byte = bytes[start + offset]
      guard (byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte) == self[offset] else { return false }
    }
    return true
  }
}
