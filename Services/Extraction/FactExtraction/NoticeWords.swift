/// The words that mark sentences in which a publisher repeats an error that it corrects, compiled so that one pass over
/// the bytes finds them.
///
/// The search reads blocks of four bytes, with steps as large as the shortest word allows. It compares the words only
/// where the block is in the beginning of one (after Wu and Manber, A Fast Algorithm for Multi-Pattern Searching, 1994,
/// but with a constant step).
struct NoticeWords: Sendable {
  private static let blockLength = 4
  private static let hashBits = 14

  private let patterns: [[UInt8]]
  /// The distance in bytes between the blocks that are read: one block begins in the first `step` bytes of each word.
  private let step: Int
  /// A bit for each possible hash of a block, set where a block in the first `step` positions of a word has that hash.
  private let blocks: [UInt64]

  /// ASCII letters of `words` are in lower case, and each word has at least four bytes.
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

  /// The text with spaces in place of each sentence that contains such a word, of the same length in bytes; nil if no
  /// sentence does. Time is linear in the text.
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

  /// The byte at which the first word from `start` on begins; nil if no word follows.
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

  /// A hash of the four bytes at `place`, the same for small letters and capitals of ASCII.
  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    let four = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: place, as: UInt32.self) | 0x2020_2020
    return Int((four &* 0x9E37_79B1) >> (32 - UInt32(hashBits)))
  }

  /// The bytes of the sentence around `place`, with the stop and its closing marks or the line break that ends it.
  private static func sentence(around place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = place
    while start > 0, !isEnd(bytes, start - 1) { start -= 1 }
    if start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start = min(place, endOfClosers(bytes, start)) }
    var end = place
    while end < bytes.count, !isEnd(bytes, end) { end += 1 }
    guard end < bytes.count, bytes[end] != UInt8(ascii: "\n") else { return start..<min(end + 1, bytes.count) }
    return start..<endOfClosers(bytes, end + 1)
  }

  /// Whether the byte is a line break or the last one of a stop that ends a sentence.
  private static func isEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "\n"): return true
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      let next = endOfClosers(bytes, index + 1)
      if next == bytes.count { return true }
      guard bytes[next] <= 0x20 else { return false }
      // A quotation inside a sentence: `asked "why?" and left`.
      let isInside = next > index + 1 && next + 1 < bytes.count && bytes[next + 1] &- UInt8(ascii: "a") < 26
      return !isInside
    // 。
    case 0x82: return index >= 2 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE3
    // ！ and ？
    case 0x81, 0x9F: return index >= 2 && bytes[index - 1] == 0xBC && bytes[index - 2] == 0xEF
    default: return false
    }
  }

  /// The index after the closing quotation marks and brackets that begin at `start`.
  private static func endOfClosers(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"): end += 1
      case 0xE2, 0xE3, 0xEF:
        guard end + 2 < bytes.count else { return end }
        switch (bytes[end], bytes[end + 1], bytes[end + 2]) {
        // ’ ” 」 』 】 》 ）
        case (0xE2, 0x80, 0x99), (0xE2, 0x80, 0x9D), (0xE3, 0x80, 0x8D), (0xE3, 0x80, 0x8F), (0xE3, 0x80, 0x91),
          (0xE3, 0x80, 0x8B), (0xEF, 0xBC, 0x89):
          end += 3
        default: return end
        }
      default: return end
      }
    }
    return end
  }
}

extension [UInt8] {
  /// Whether `bytes` contain this word at `start`; capitals of ASCII count as small letters.
  fileprivate func isFound(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard start + count <= bytes.count else { return false }
    for offset in indices {
      let byte = bytes[start + offset]
      guard (byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte) == self[offset] else { return false }
    }
    return true
  }
}
