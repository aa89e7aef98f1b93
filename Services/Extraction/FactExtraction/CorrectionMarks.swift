/// The words by which a publisher says that a sentence corrects an error, which it usually repeats.
///
/// They are found in one pass over the bytes, after Wu and Manber, A Fast Algorithm for Multi-Pattern Searching, 1994:
/// it reads a block of four bytes every `step` bytes and compares the words only where the block's hash is known.
struct CorrectionMarks: Sendable {
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
    precondition(shortest >= Self.blockLength, "a correction mark has at least four bytes")
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

  /// The byte offsets at which marks begin, in order. Time is linear in the text.
  func places(in text: String) -> [Int] {
    var text = text
    return text.withUTF8 { bytes in
      var places: [Int] = []
      while let place = next(in: bytes, from: places.last.map { $0 + 1 } ?? 0) { places.append(place) }
      return places
    }
  }

  /// The byte at which the first mark from `start` on begins; nil if none follows.
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
