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
  /// One bit for each term id: whether the term is among the hits.
  private var seen: [UInt64] = []

  package init() { hits.reserveCapacity(256) }

  /// Reads the terms of the tokens in `range`. `lemmas` has the lemma of each token; all term ids are below
  /// `termBound`. The word at position `reach`, from 1, has the weight 1/2; nil gives all words the weight 1.
  mutating func read(
    _ range: Range<Int>, of tokens: [Token], lemmas: [LemmaID], _ index: TermIndex, termBound: Int, reach: Float?
  ) {
    clear(termBound)
    tokens.withUnsafeBufferPointer { tokens in
      lemmas.withUnsafeBufferPointer { lemmas in
        index.withView { index in
          seen.withUnsafeMutableBufferPointer { seen in
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
    let seen: UnsafeMutableBufferPointer<UInt64>

    func read(_ range: Range<Int>, into hits: inout [TermHit]) {
      var previous = ClassifierVocabulary.unknown
      var position: Float = 0
      for place in range {
        let token = tokens[place]
        switch token.kind {
        case .word:
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
      guard term >= 0 else { return }
      let bit: UInt64 = 1 << UInt64(term & 63)
      guard seen[Int(term) >> 6] & bit == 0 else { return }
      seen[Int(term) >> 6] |= bit
      hits.append(TermHit(term: term, weight: weight, token: Int32(truncatingIfNeeded: place)))
    }
  }

  private mutating func clear(_ termBound: Int) {
    if seen.count != (termBound + 63) / 64 {
      seen = Array(repeating: 0, count: (termBound + 63) / 64)
    } else {
      for hit in hits { seen[Int(hit.term) >> 6] = 0 }
    }
    hits.removeAll(keepingCapacity: true)
  }

  private static let quote = TokenHash.of("\"")
  private static let apostrophe = TokenHash.of("'")
  private static let dash = TokenHash.of("-")

  /// Whether a token is a quotation mark, apostrophe or dash: the words on both sides still form a pair.
  @inline(__always)
  fileprivate static func isSoft(_ token: Token) -> Bool {
    token.hash == quote || token.hash == apostrophe || token.hash == dash
  }
}
