/// The words of sentences in which a publisher repeats what it had wrong, ready to be found in one pass over the bytes.
///
/// The text is looked at four bytes at a time, with steps as large as the shortest word allows: only where the four
/// bytes are in the beginning of a word are the words compared (after Wu and Manber, A Fast Algorithm for Multi-Pattern
/// Searching, 1994, with steps that do not depend on what was read).
struct NoticeWords: Sendable {
  private static let blockLength = 4
  private static let hashBits = 14

  private let patterns: [[UInt8]]
  /// From one block to the next; a block of each word begins within so many bytes of the word's first.
  private let step: Int
  /// A bit for each hash of such a block.
  private let blocks: [UInt64]

  /// `words` are in lower case as far as ASCII goes, and at least four bytes long.
  init(_ words: [String]) {
    let patterns = words.map { Array($0.utf8) }
    let shortest = patterns.map(\.count).min() ?? Self.blockLength
    precondition(shortest >= Self.blockLength, "a notice's word has at least four bytes")
    step = shortest - Self.blockLength + 1
    var blocks = [UInt64](repeating: 0, count: 1 << (Self.hashBits - 6))
    for pattern in patterns {
      for offset in 0..<step {
        let hash = pattern.withUnsafeBufferPointer { Self.hash($0, offset) }
        blocks[hash >> 6] |= 1 << UInt64(hash & 63)
      }
    }
    self.patterns = patterns
    self.blocks = blocks
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
    blocks.withUnsafeBufferPointer { blocks in
      // A word that begins in the step before a block, or with it, has the block.
      var block = start + step - 1
      while block + Self.blockLength <= bytes.count {
        let hash = Self.hash(bytes, block)
        if blocks[hash >> 6] & 1 << UInt64(hash & 63) != 0 {
          for place in block - step + 1...block where patterns.contains(where: { $0.isFound(bytes, place) }) {
            return place
          }
        }
        block += step
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
