/// The bits of words in a `WordSketch`. Words of which a pattern takes any, most of them forms of one verb, share a bit
/// where they can, so that a sketch of them rules out nearly every sentence without them. Short words have bits apart
/// from long ones, because most sentences have many of them.
struct WordSketches: Sendable {
  /// The bit of a word that the lexicon does not have.
  static let unknown: UInt8 = 255

  /// The most letters of a short word.
  private static let shortLength = 4

  /// By word.
  private(set) var bits: [UInt8]

  /// The bits of a vocabulary's words; `choices` are the words of which a pattern takes any.
  init(_ vocabulary: EventVocabulary, choices: [[UInt16]]) {
    bits = Array(repeating: Self.unknown, count: vocabulary.count)
    var short = Rotation(bits: 0..<64)
    var long = Rotation(bits: 64..<Self.unknown)
    func isShort(_ word: Int) -> Bool { vocabulary.length(of: word) <= Self.shortLength }
    for choice in choices {
      let added = choice.map(Int.init).filter { bits[$0] == Self.unknown }
      for (words, bit) in [(added.filter(isShort), short.bit), (added.filter { !isShort($0) }, long.bit)] {
        for word in words { bits[word] = bit }
      }
      if added.contains(where: isShort) { short.advance() }
      if !added.allSatisfy(isShort) { long.advance() }
    }
    for word in 1..<max(1, vocabulary.count) where bits[word] == Self.unknown {
      if isShort(word) {
        bits[word] = short.bit
        short.advance()
      } else {
        bits[word] = long.bit
        long.advance()
      }
    }
  }
}

/// Bits in turn.
private struct Rotation {
  private let bits: Range<UInt8>
  private(set) var bit: UInt8

  init(bits: Range<UInt8>) {
    self.bits = bits
    bit = bits.lowerBound
  }

  mutating func advance() { bit = bit + 1 < bits.upperBound ? bit + 1 : bits.lowerBound }
}
