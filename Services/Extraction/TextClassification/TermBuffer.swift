import TextMatching

/// A term of a text, where it first occurs.
struct TermHit: Sendable {
  var term: TermID
  /// 1 / (1 + p / reach), where p is the position of the term's last word, from 1; 1 without a reach.
  var weight: Float
  /// The position of the term's last token.
  var token: Int32
}

/// The terms of one sentence or text. A buffer is reused for the next one, so that reading allocates no memory.
package struct TermBuffer: Sendable {
  private(set) var hits: [TermHit] = []
  /// The terms among the hits, as a hash table whose size fits the range that is read.
  private var seen = SeenTerms()

  package init() {}

  /// Reads the terms of the tokens in `range`. `lemmas` has the lemma of each token. The word at position `reach`, from
  /// 1, has the weight 1/2; nil gives all words the weight 1.
  mutating func read(
    _ range: Range<Int>, of tokens: [Token], lemmas: [LemmaID], _ index: TermIndex, reach: Float?
  ) {
    hits.removeAll(keepingCapacity: true)
    hits.reserveCapacity(range.count)
    // A word adds at most itself and a pair.
    seen.clear(forAtMost: 2 * range.count)
    tokens.withUnsafeBufferPointer { tokens in
      lemmas.withUnsafeBufferPointer { lemmas in
        index.withView { index in
          seen.withView { seen in
            let reading = Reading(tokens: tokens, lemmas: lemmas, index: index, reach: reach, seen: seen)
            reading.read(range, into: &hits)
          }
        }
      }
    }
  }

  /// One reading, over buffers that outlive it by construction.
  private struct Reading {
    let tokens: UnsafeBufferPointer<Token>
    /// The lemma of each token.
    let lemmas: UnsafeBufferPointer<LemmaID>
    let index: TermIndex.View
    let reach: Float?
    let seen: SeenTerms.View

    func read(_ range: Range<Int>, into hits: inout [TermHit]) {
      var previous = ClassifierVocabulary.unknown
      var position: Float = 0
      for place in range {
        let token = tokens[place]
        switch token.kind {
        case .word, .ideograph:
          position += 1
          let lemma = lemmas[place]
          if lemma == ClassifierVocabulary.skipped { continue }
          if lemma != ClassifierVocabulary.unknown {
            let weight = reach.map { 1 / (1 + position / $0) } ?? 1
            add(index.term(lemma), weight, place, &hits)
            if previous != ClassifierVocabulary.unknown { add(index.term(previous, lemma), weight, place, &hits) }
          }
          previous = lemma
        case .punctuation where TermBuffer.isSoft(token): continue
        default: previous = ClassifierVocabulary.unknown
        }
      }
    }

    @inline(__always)
    private func add(_ term: TermID, _ weight: Float, _ place: Int, _ hits: inout [TermHit]) {
      guard term >= 0, seen.insert(term) else { return }
      hits.append(TermHit(term: term, weight: weight, token: Int32(truncatingIfNeeded: place)))
    }
  }

  /// Whether a token is a quotation mark, apostrophe or dash: the words on both sides still form a pair.
  @inline(__always)
  fileprivate static func isSoft(_ token: Token) -> Bool {
    token.hash == TokenHash.ascii("\"") || token.hash == TokenHash.ascii("'")
      || token.hash == TokenHash.ascii("-")
  }
}

/// A set of term ids: a hash table with open addressing, of which each text uses as much as it needs. So a short text
/// costs little, however many terms the tables have.
private struct SeenTerms: Sendable {
  private static let free: TermID = -1
  private static let leastBits = 6

  private var slots: [TermID] = []
  private var bits = leastBits

  /// Removes all terms and makes room for `count`, with at most half of the slots taken.
  mutating func clear(forAtMost count: Int) {
    bits = Self.leastBits
    while 1 << bits < 2 * count { bits += 1 }
    let size = 1 << bits
    if slots.count < size {
      slots = Array(repeating: Self.free, count: size)
    } else {
      for index in 0..<size { slots[index] = Self.free }
    }
  }

  /// Runs `body` with a view of the set that is valid until it returns.
  @inline(__always)
  mutating func withView(_ body: (View) -> Void) {
    let bits = bits
    slots.withUnsafeMutableBufferPointer { body(View(slots: $0, bits: bits)) }
  }

  struct View {
    fileprivate let slots: UnsafeMutableBufferPointer<TermID>
    fileprivate let bits: Int

    /// Adds a term; returns whether it was missing.
    @inline(__always)
    func insert(_ term: TermID) -> Bool {
      let mask = 1 << bits - 1
      // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
      var index = Int((UInt32(bitPattern: term) &* 0x9E37_79B9) >> UInt32(32 - bits))
      while slots[index] != SeenTerms.free {
        if slots[index] == term { return false }
        index = (index + 1) & mask
      }
      slots[index] = term
      return true
    }
  }
}
