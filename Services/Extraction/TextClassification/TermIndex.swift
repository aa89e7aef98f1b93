/// The id of a term: the position in a `WeightTable` at which the term's part begins.
typealias TermID = Int32

/// The terms of all tables of a classifier: lemmas, and pairs of lemmas that are neighbours.
struct TermIndex: Sendable {
  fileprivate struct Slot {
    var key: UInt32 = 0
    /// -1 where the slot is free.
    var term: TermID = -1
  }

  /// The term of each lemma alone; -1 where it has none.
  private var single: [TermID]
  private var pairs: [Slot]
  /// A filter of one bit for each hash value, set for pairs that are terms: most neighbours in a text are not, and need
  /// no further look-up.
  private var pairBits = [UInt64](repeating: 0, count: 1 << (Self.filterBits - 6))
  private static let filterBits = 18

  /// Each term's name is a lemma of the vocabulary, or two with a space between them.
  init(_ terms: [(name: String, id: TermID)], _ vocabulary: ClassifierVocabulary) {
    single = Array(repeating: -1, count: vocabulary.lemmas.count + 1)
    let pairCount = terms.count { $0.name.utf8.contains(UInt8(ascii: " ")) }
    var size = 64
    while size < pairCount * 2 { size *= 2 }
    pairs = Array(repeating: Slot(), count: size)
    let mask = size - 1
    for (term, id) in terms {
      let space = term.utf8.firstIndex(of: UInt8(ascii: " "))
      let first = vocabulary.number(of: space.map { term[..<$0] } ?? term[...])
      let second = space.flatMap { vocabulary.number(of: term[term.utf8.index(after: $0)...]) }
      switch (first, second) {
      case (let lemma?, nil) where space == nil: single[Int(lemma)] = id
      case (let first?, let second?):
        let key = Self.key(first, second)
        var index = Self.hash(key) & mask
        while pairs[index].term >= 0 { index = (index + 1) & mask }
        pairs[index] = Slot(key: key, term: id)
        let bit = Self.filterBit(key)
        pairBits[bit >> 6] |= 1 << UInt64(bit & 63)
      default: preconditionFailure("\(term) is neither a lemma of the vocabulary nor a pair of them")
      }
    }
  }

  /// Runs `body` with a view of the index that is valid until it returns.
  @inline(__always)
  func withView(_ body: (View) -> Void) {
    single.withUnsafeBufferPointer { single in
      pairs.withUnsafeBufferPointer { pairs in
        pairBits.withUnsafeBufferPointer { body(View(single: single, pairs: pairs, pairBits: $0)) }
      }
    }
  }

  /// A view of the index whose look-ups change no reference counts.
  struct View {
    fileprivate let single: UnsafeBufferPointer<TermID>
    fileprivate let pairs: UnsafeBufferPointer<Slot>
    fileprivate let pairBits: UnsafeBufferPointer<UInt64>

    /// The term of a lemma alone; -1 if it has none.
    @inline(__always)
    func term(_ lemma: LemmaID) -> TermID { single[Int(lemma)] }

    /// The term of a pair of neighbouring lemmas; -1 if it has none.
    @inline(__always)
    func term(_ first: LemmaID, _ second: LemmaID) -> TermID {
      let key = TermIndex.key(first, second)
      let bit = TermIndex.filterBit(key)
      guard pairBits[bit >> 6] & 1 << UInt64(bit & 63) != 0 else { return -1 }
      let mask = pairs.count - 1
      var index = TermIndex.hash(key) & mask
      while pairs[index].term >= 0 {
        if pairs[index].key == key { return pairs[index].term }
        index = (index + 1) & mask
      }
      return -1
    }
  }

  @inline(__always)
  fileprivate static func key(_ first: LemmaID, _ second: LemmaID) -> UInt32 {
    UInt32(first) << 16 | UInt32(second)
  }

  @inline(__always)
  fileprivate static func filterBit(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &* 0xC2B2_AE3D_27D4_EB4F) >> UInt64(64 - filterBits))
  }

  /// Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
  @inline(__always)
  fileprivate static func hash(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}
