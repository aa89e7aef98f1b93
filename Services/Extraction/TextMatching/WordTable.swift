/// A look-up from single words, in lower case, to small numbers.
package struct WordTable: Sendable {
  private struct Slot {
    var hash: UInt32 = 0
    /// 0 where the slot is free; else the word's place in `words` plus 1.
    var word: Int32 = 0
    var value: Int32 = 0
  }

  private var slots: [Slot]
  private var mask: Int
  private var words: [UInt8] = []

  /// A word that stands there twice has the value of its first.
  package init(_ entries: [(word: String, value: Int)]) {
    var size = 16
    while size < entries.count * 3 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
    mask = size - 1
    for entry in entries {
      let text = TokenisedText(Array(entry.word.utf8))
      guard let token = text.tokens.first, text.tokens.count == 1, token.length < 256 else { continue }
      insert(token, Int32(truncatingIfNeeded: entry.value), text.folded)
    }
  }

  package init(_ words: [String]) { self.init(words.map { ($0, 0) }) }

  /// The value of a token of a text whose lower case is `folded`; nil where it is none of the words.
  @inline(__always)
  package func value(of token: Token, in folded: [UInt8]) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      var index = Int(token.hash) & mask
      while slots[index].word != 0 {
        if slots[index].hash == token.hash, spells(slots[index], token, folded) { return Int(slots[index].value) }
        index = (index + 1) & mask
      }
      return nil
    }
  }

  @inline(__always)
  package func contains(_ token: Token, in folded: [UInt8]) -> Bool { value(of: token, in: folded) != nil }

  private mutating func insert(_ token: Token, _ value: Int32, _ folded: [UInt8]) {
    guard self.value(of: token, in: folded) == nil else { return }
    var index = Int(token.hash) & mask
    while slots[index].word != 0 { index = (index + 1) & mask }
    slots[index] = Slot(hash: token.hash, word: Int32(words.count + 1), value: value)
    words.append(UInt8(token.length))
    words += folded[token.start..<token.end]
  }

  private func spells(_ slot: Slot, _ token: Token, _ folded: [UInt8]) -> Bool {
    let word = Int(slot.word) - 1
    guard Int(words[word]) == token.length else { return false }
    for offset in 0..<token.length where words[word + 1 + offset] != folded[token.start + offset] { return false }
    return true
  }
}
