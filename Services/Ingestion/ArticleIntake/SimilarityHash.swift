import Models

/// A 64-bit hash in which near-identical texts differ in few bits: at most 3 for the same story with a word or two
/// changed, rarely under 10 for different stories.
///
/// Source: Charikar, "Similarity Estimation Techniques from Rounding Algorithms" (2002), over the text's words, each
/// weighted by how often it stands there, at most four times. Letters' case (of ASCII), punctuation and white space
/// count for nothing. A character of a script without gaps between words is a word of its own.
package enum SimilarityHash {
  /// 16 hexadecimal digits.
  package static func fingerprint(of text: String) -> String {
    let digits = String(hash(of: text), radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  static func hash(of text: String) -> UInt64 {
    var counts: [UInt64: Int] = [:]
    var text = text
    text.withUTF8 { countWords(of: $0, into: &counts) }
    var sums = [Int](repeating: 0, count: 64)
    for (word, count) in counts {
      let weight = min(count, heaviest)
      for bit in 0..<64 { sums[bit] += word >> bit & 1 == 1 ? weight : -weight }
    }
    return sums.indices.reduce(0) { sums[$1] > 0 ? $0 | 1 << UInt64($1) : $0 }
  }

  private static let heaviest = 4

  private static func countWords(of bytes: UnsafeBufferPointer<UInt8>, into counts: inout [UInt64: Int]) {
    var word = FNV1a()
    var next = 0
    while next < bytes.count {
      let byte = bytes[next]
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.add(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): word.add(byte)
      case 0xC3...0xDF:
        // Letters of two bytes; the signs of Latin-1 before them part words.
        word.add(byte)
        if next + 1 < bytes.count { word.add(bytes[next + 1]) }
        next += 1
      case 0xE0...0xF4:
        word.close(into: &counts)
        let end = min(next + (byte < 0xF0 ? 3 : 4), bytes.count)
        // U+2000 to U+206F and U+3000 to U+303F are punctuation.
        let isPunctuation = byte == 0xE2 && bytes[next + 1] < 0x82 || byte == 0xE3 && bytes[next + 1] == 0x80
        if !isPunctuation {
          for index in next..<end { word.add(bytes[index]) }
          word.close(into: &counts)
        }
        next = end - 1
      default: word.close(into: &counts)
      }
      next += 1
    }
    word.close(into: &counts)
  }

  /// Fowler, Noll and Vo's hash 1a of 64 bits, its bits mixed at the end.
  private struct FNV1a {
    private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
    private var state = basis
    private var isEmpty = true

    mutating func add(_ byte: UInt8) {
      state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
      isEmpty = false
    }

    mutating func close(into counts: inout [UInt64: Int]) {
      guard !isEmpty else { return }
      var mixed = state
      mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
      mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
      counts[mixed ^ (mixed >> 33), default: 0] += 1
      self = FNV1a()
    }
  }
}
