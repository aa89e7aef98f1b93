/// The words of a lexicon, each with an id from 1; 0 is every other word.
///
/// Words are the folded bytes of single tokens. A look-up hashes the first and the last eight bytes, which are the
/// whole word up to 16 bytes; of longer words the rest is compared too.
struct WordTable: Sendable {
  typealias ID = UInt16

  private struct Key: Equatable {
    var head: UInt64
    var tail: UInt64
    var length: Int
  }

  private var slots: [ID]
  private var keys: [Key]
  private let words: [[UInt8]]
  private let mask: Int

  /// The number of words; ids run from 1 to it.
  var count: Int { words.count }

  /// `words` without repetition, fewer than 65,536.
  init(_ words: [String]) {
    precondition(words.count < Int(ID.max), "a word table holds at most 65,534 words")
    self.words = words.map { Array($0.utf8) }
    var size = 64
    while size < words.count * 4 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: 0, count: size)
    keys = [Key(head: 0, tail: 0, length: 0)]
    for (position, word) in self.words.enumerated() {
      let key = word.withUnsafeBufferPointer { Self.key($0, 0, $0.count) }
      keys.append(key)
      var slot = Self.hash(key) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = ID(position + 1)
    }
  }

  /// The ids of all tokens of `text`, in their order.
  func ids(of text: ArticleText) -> [ID] {
    let tokens = text.tokens
    return text.folded.withUnsafeBufferPointer { bytes in
      slots.withUnsafeBufferPointer { slots in
        keys.withUnsafeBufferPointer { keys in
          [ID](unsafeUninitializedCapacity: tokens.count) { buffer, count in
            for (index, token) in tokens.enumerated() {
              buffer[index] = id(bytes, token.start, token.end, slots, keys)
            }
            count = tokens.count
          }
        }
      }
    }
  }

  /// The id of one word, 0 where the table has it not.
  func id(of word: String) -> ID {
    let bytes = Array(word.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      slots.withUnsafeBufferPointer { slots in
        keys.withUnsafeBufferPointer { keys in id(bytes, 0, bytes.count, slots, keys) }
      }
    }
  }

  @inline(__always)
  private func id(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ slots: UnsafeBufferPointer<ID>,
    _ keys: UnsafeBufferPointer<Key>
  ) -> ID {
    guard end > start else { return 0 }
    let key = Self.key(bytes, start, end)
    var slot = Self.hash(key) & mask
    while true {
      let id = slots[slot]
      if id == 0 { return 0 }
      if keys[Int(id)] == key && (key.length <= 16 || equal(Int(id) - 1, bytes, start, end)) { return id }
      slot = (slot + 1) & mask
    }
  }

  private func equal(_ word: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    words[word].elementsEqual(bytes[start..<end])
  }

  @inline(__always)
  private static func key(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Key {
    let length = end - start
    if length <= 8 { return Key(head: load(bytes, start, length), tail: 0, length: length) }
    return Key(head: load(bytes, start, 8), tail: load(bytes, end - 8, 8), length: length)
  }

  /// `count` bytes, at most 8, from `start`, the first one lowest.
  @inline(__always)
  private static func load(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
    if start + 8 <= bytes.count {
      let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt64.self)
      return count == 8 ? UInt64(littleEndian: word) : UInt64(littleEndian: word) & ((1 << UInt64(count * 8)) - 1)
    }
    var word: UInt64 = 0
    for offset in 0..<count { word |= UInt64(bytes[start + offset]) << UInt64(offset * 8) }
    return word
  }

  @inline(__always)
  private static func hash(_ key: Key) -> Int {
    var hash = key.head &* 0x9E37_79B9_7F4A_7C15
    hash ^= key.tail &* 0xC2B2_AE3D_27D4_EB4F &+ UInt64(key.length) &* 0x1656_67B1_9E37_79F9
    hash ^= hash >> 29
    hash = hash &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
  }
}
