import TextMatching

/// The words of a lexicon with their ids, found by the hash that tokens carry.
package struct WordIndex: Sendable {
  private struct Slot {
    var hash: UInt32 = 0
    var length: UInt32 = 0
    /// The first eight bytes of the word, or all of a shorter one, the first byte lowest.
    var head: UInt64 = 0
    /// 0 where the slot is free.
    var id: WordID = 0
  }

  private var slots: [Slot]
  private let mask: Int
  /// The bytes of all words, by id.
  private var words: [[UInt8]] = [[]]

  /// The words, single tokens in lower case, have the ids 1, 2 and so on; there are no two of one.
  package init(_ words: [String]) {
    var size = 64
    while size < words.count * 4 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: Slot(), count: size)
    for word in words {
      let text = TokenisedText(Array(word.utf8))
      self.words.append(text.folded)
      guard text.tokens.count == 1, let token = text.tokens.first else { continue }
      let head = text.folded.withUnsafeBufferPointer { Self.head($0, token.start, token.length) }
      var index = Int(token.hash) & mask
      while slots[index].id != 0 { index = (index + 1) & mask }
      slots[index] = Slot(
        hash: token.hash, length: UInt32(token.length), head: head, id: WordID(self.words.count - 1))
    }
  }

  /// The ids of all tokens of `text`, in their order; 0 for a word that the lexicon lacks.
  package func ids(of text: ArticleText) -> [WordID] {
    let tokens = text.tokens
    return text.folded.withUnsafeBufferPointer { bytes in
      slots.withUnsafeBufferPointer { slots in
        [WordID](unsafeUninitializedCapacity: tokens.count) { buffer, count in
          for index in 0..<tokens.count {
            buffer.initializeElement(at: index, to: id(tokens[index], bytes, slots))
          }
          count = tokens.count
        }
      }
    }
  }

  /// The id of one word in lower case; 0 where it is none of the lexicon's.
  package func id(of word: String) -> WordID {
    let text = TokenisedText(Array(word.utf8))
    guard text.tokens.count == 1 else { return 0 }
    return text.folded.withUnsafeBufferPointer { bytes in
      slots.withUnsafeBufferPointer { id(text.tokens[0], bytes, $0) }
    }
  }

  @inline(__always)
  private func id(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>, _ slots: UnsafeBufferPointer<Slot>) -> WordID {
    var index = Int(token.hash) & mask
    while slots[index].id != 0 {
      let slot = slots[index]
      if slot.hash == token.hash, slot.length == UInt32(token.length),
        slot.head == Self.head(bytes, token.start, token.length),
        token.length <= 8 || words[Int(slot.id)].elementsEqual(bytes[token.start..<token.end])
      {
        return slot.id
      }
      index = (index + 1) & mask
    }
    return 0
  }

  @inline(__always)
  private static func head(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int) -> UInt64 {
    let count = min(length, 8)
    if start + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt64.self))
      return count == 8 ? word : word & ((1 << UInt64(count * 8)) - 1)
    }
    var word: UInt64 = 0
    for offset in 0..<count { word |= UInt64(bytes[start + offset]) << UInt64(offset * 8) }
    return word
  }
}
