/// Words numbered from 1 in the order in which they were added, found by the hash that tokens carry.
///
/// A look-up reads one slot of four bytes, which rules out nearly all absent words, and then the word itself.
struct WordSet: Sendable {
  /// A word as it is compared with a token.
  fileprivate struct Entry {
    /// The word's first eight bytes, or all of a shorter one and zeros, the first byte lowest.
    var head: UInt64
    /// The position in `letters` at which the word begins.
    var start: Int32
    var length: Int32
  }

  fileprivate static let headLength = 8
  /// How many bits of a slot are the word's number; the others are bits of its hash.
  fileprivate static let numberBits: UInt32 = 20
  fileprivate static let numberMask: UInt32 = 1 << numberBits - 1

  /// By hash: a word's number and the upper bits of its hash; 0 where the slot is free.
  private var slots = [UInt32](repeating: 0, count: 64)
  /// The words by their numbers, which begin with 1; the first entry is no word.
  private var entries = [Entry(head: 0, start: 0, length: 0)]
  /// By number: the hash of a word that can be found, 0 for one that cannot.
  private var hashes: [UInt32] = [0]
  /// The letters of all words, in lower case.
  private(set) var letters: [UInt8] = []

  /// The number that the next word gets.
  var nextNumber: Int { entries.count }

  /// Gives words the next numbers, in order; one that is not a single token, or equals an earlier one, is never found
  /// by its number.
  mutating func add(_ words: some Collection<String>) {
    let text = TokenisedLines(words)
    entries.reserveCapacity(entries.count + words.count)
    hashes.reserveCapacity(hashes.count + words.count)
    letters.reserveCapacity(letters.count + text.folded.count)
    reserveSlots(entries.count + words.count)
    for line in 0..<text.count {
      let tokens = text.tokens(line)
      if tokens.count == 1, let token = tokens.first {
        add(token, of: text.folded)
      } else {
        append(text.folded[text.bytes(line)], hash: 0)
      }
    }
  }

  /// Adds a token as the word with the next number. `folded` is the text in lower case.
  mutating func add(_ token: Token, of folded: [UInt8]) {
    let isNew = number(of: token, in: folded) == 0
    append(folded[token.start..<token.end], hash: isNew ? token.hash : 0)
    guard isNew else { return }
    precondition(entries.count <= Int(Self.numberMask), "a set has at most a million words")
    if entries.count * 2 > slots.count { grow() }
    place(UInt32(entries.count - 1))
  }

  private mutating func append(_ word: ArraySlice<UInt8>, hash: UInt32) {
    let start = Int32(letters.count)
    letters += word
    let head = letters.withUnsafeBufferPointer { Self.head($0, Int(start), word.count) }
    entries.append(Entry(head: head, start: start, length: Int32(word.count)))
    hashes.append(hash)
  }

  /// The words that can be found, each with its number, as tokens of `letters`.
  var tokens: [(number: Int, token: Token)] {
    entries.indices.dropFirst().filter { isFound(UInt32($0)) }.map { number in
      let start = Int(entries[number].start)
      let token = Token(
        start: start, end: start + Int(entries[number].length), hash: hashes[number], kind: .word, shape: .none,
        gap: .none)
      return (number, token)
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
      entries.withUnsafeBufferPointer { entries in
        letters.withUnsafeBufferPointer { body(View(slots: slots, entries: entries, letters: $0)) }
      }
    }
  }

  /// A view of the set whose look-ups change no reference counts.
  struct View {
    fileprivate let slots: UnsafeBufferPointer<UInt32>
    fileprivate let entries: UnsafeBufferPointer<Entry>
    fileprivate let letters: UnsafeBufferPointer<UInt8>

    @inline(__always)
    func number(of token: Token, in folded: UnsafeBufferPointer<UInt8>) -> UInt32 {
      number(of: token, in: folded, slot: slot(of: token))
    }

    /// The content of the first slot in which a token may be; 0 where the slot is free.
    @inline(__always)
    func slot(of token: Token) -> UInt32 { slots[WordSet.spread(token.hash) & (slots.count - 1)] }

    /// The number of a token whose first slot has the content `slot`; 0 for a token that is not in the set.
    @inline(__always)
    func number(of token: Token, in folded: UnsafeBufferPointer<UInt8>, slot: UInt32) -> UInt32 {
      let tag = token.hash & ~WordSet.numberMask
      var slot = slot
      var place = 0
      while slot != 0 {
        if slot & ~WordSet.numberMask == tag, isWord(slot & WordSet.numberMask, token, folded) {
          return slot & WordSet.numberMask
        }
        place += 1
        slot = slots[(WordSet.spread(token.hash) + place) & (slots.count - 1)]
      }
      return 0
    }

    @inline(__always)
    private func isWord(_ number: UInt32, _ token: Token, _ folded: UnsafeBufferPointer<UInt8>) -> Bool {
      let entry = entries[Int(number)]
      guard Int(entry.length) == token.length, entry.head == WordSet.head(folded, token.start, token.length) else {
        return false
      }
      let start = Int(entry.start)
      var offset = WordSet.headLength
      while offset < token.length {
        if letters[start + offset] != folded[token.start + offset] { return false }
        offset += 1
      }
      return true
    }
  }

  private func isFound(_ number: UInt32) -> Bool {
    let mask = slots.count - 1
    var index = Self.spread(hashes[Int(number)]) & mask
    while slots[index] != 0 {
      if slots[index] & Self.numberMask == number { return true }
      index = (index + 1) & mask
    }
    return false
  }

  private mutating func place(_ number: UInt32) {
    let hash = hashes[Int(number)]
    let mask = slots.count - 1
    var index = Self.spread(hash) & mask
    while slots[index] != 0 { index = (index + 1) & mask }
    slots[index] = hash & ~Self.numberMask | number
  }

  private mutating func grow() { reserveSlots(slots.count) }

  /// Makes room for that many words, with at most half of the slots taken.
  private mutating func reserveSlots(_ count: Int) {
    guard count * 2 > slots.count else { return }
    let old = slots
    var size = old.count
    while count * 2 > size { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for slot in old where slot != 0 { place(slot & Self.numberMask) }
  }

  /// The hash with its upper bits mixed into the lower ones, which vary less in the FNV hashes of short words.
  @inline(__always)
  fileprivate static func spread(_ hash: UInt32) -> Int { Int(hash ^ hash >> 15) }

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
