/// Words numbered from 1 in the order in which they were added, found by the hash that tokens carry.
///
/// A look-up reads one slot, and the letters of a word of eight bytes or more.
struct WordSet: Sendable {
  /// Sixteen bytes, so that it lies in one cache line.
  fileprivate struct Slot {
    var hash: UInt32 = 0
    /// 0 where the slot is free.
    var number: UInt32 = 0
    /// The word's first eight bytes, or all of a shorter one and zeros, the first byte lowest.
    var head: UInt64 = 0
  }

  fileprivate static let headLength = 8

  private var slots: [Slot] = Array(repeating: Slot(), count: 64)
  /// By number, where the word's letters lie in `letters`; the first is no word.
  private var words: [Range<Int32>] = [0..<0]
  /// The letters of all words, in lower case.
  private(set) var letters: [UInt8] = []

  /// The number that the next word gets.
  var nextNumber: Int { words.count }

  /// Gives a word the next number; one that is not a single token, or equals an earlier one, is never found by it.
  mutating func add(_ word: String) {
    let text = TokenisedText(Array(word.utf8))
    guard text.tokens.count == 1, let token = text.tokens.first else { return add(text.folded[...]) }
    add(token, of: text.folded)
  }

  /// Adds a token as the word with the next number. `folded` is the text in lower case.
  mutating func add(_ token: Token, of folded: [UInt8]) {
    let isNew = number(of: token, in: folded) == 0
    add(folded[token.start..<token.end])
    guard isNew else { return }
    if words.count * 2 > slots.count { grow() }
    let head = folded.withUnsafeBufferPointer { Self.head($0, token.start, token.length) }
    place(Slot(hash: token.hash, number: UInt32(words.count - 1), head: head))
  }

  private mutating func add(_ word: ArraySlice<UInt8>) {
    let start = Int32(letters.count)
    letters += word
    words.append(start..<Int32(letters.count))
  }

  /// The words that can be found, each with its number, as tokens of `letters`.
  var tokens: [(number: Int, token: Token)] {
    slots.filter { $0.number != 0 }.sorted { $0.number < $1.number }.map { slot in
      let word = words[Int(slot.number)]
      let token = Token(
        start: Int(word.lowerBound), end: Int(word.upperBound), hash: slot.hash, kind: .word, shape: .none, gap: .none)
      return (Int(slot.number), token)
    }
  }

  /// The number of a token; 0 for one that is not in the set. `folded` is the text in lower case.
  func number(of token: Token, in folded: [UInt8]) -> Int {
    folded.withUnsafeBufferPointer { folded in withView { Int($0.number(of: token, in: folded)) } }
  }

  /// Runs `body` with a view of the set that is valid until it returns.
  @inline(__always)
  func withView<Result>(_ body: (View) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      words.withUnsafeBufferPointer { words in
        letters.withUnsafeBufferPointer { body(View(slots: slots, words: words, letters: $0)) }
      }
    }
  }

  /// The set without reference counts.
  struct View {
    fileprivate let slots: UnsafeBufferPointer<Slot>
    fileprivate let words: UnsafeBufferPointer<Range<Int32>>
    fileprivate let letters: UnsafeBufferPointer<UInt8>

    @inline(__always)
    func number(of token: Token, in folded: UnsafeBufferPointer<UInt8>) -> UInt32 {
      let mask = slots.count - 1
      let head = WordSet.head(folded, token.start, token.length)
      var index = WordSet.spread(token.hash) & mask
      while slots[index].number != 0 {
        let slot = slots[index]
        if slot.hash == token.hash, slot.head == head,
          token.length < WordSet.headLength || spells(words[Int(slot.number)], token, folded)
        {
          return slot.number
        }
        index = (index + 1) & mask
      }
      return 0
    }

    @inline(__always)
    private func spells(_ word: Range<Int32>, _ token: Token, _ folded: UnsafeBufferPointer<UInt8>) -> Bool {
      guard word.count == token.length else { return false }
      let start = Int(word.lowerBound)
      for offset in WordSet.headLength..<token.length where letters[start + offset] != folded[token.start + offset] {
        return false
      }
      return true
    }
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var index = Self.spread(slot.hash) & mask
    while slots[index].number != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.number != 0 { place(slot) }
  }

  /// FNV's upper bits vary more than its lower ones in short words.
  @inline(__always)
  fileprivate static func spread(_ hash: UInt32) -> Int { Int(hash ^ hash >> 15) }

  /// No byte of a token is zero, so that a head with a zero in it is a whole word.
  @inline(__always)
  fileprivate static func head(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int) -> UInt64 {
    if start + headLength <= bytes.count {
      let word = UInt64(
        littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt64.self))
      return length >= headLength ? word : word & ((1 << UInt64(length * 8)) - 1)
    }
    var word: UInt64 = 0
    for offset in 0..<min(length, headLength) { word |= UInt64(bytes[start + offset]) << UInt64(offset * 8) }
    return word
  }
}
