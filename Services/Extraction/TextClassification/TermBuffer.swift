import TextMatching

/// A term of a text, at its first place.
struct TermHit: Sendable {
  var term: TermID
  /// 1 / (1 + words before it / reach); 1 without a reach.
  var weight: Float
  /// The token that it ends with.
  var token: Int32
}

/// The terms of one sentence or text; reused from one to the next, so that reading allocates nothing.
package struct TermBuffer: Sendable {
  private(set) var hits: [TermHit] = []
  /// By term the reading that it was last seen in.
  private var seen: [UInt32] = []
  private var reading: UInt32 = 0

  package init() {}

  /// Reads the tokens; `reach` is how many words into the text a word counts half of the first, nil where all count
  /// the same.
  mutating func read(
    _ tokens: ArraySlice<Token>, folded: [UInt8], _ vocabulary: ClassifierVocabulary, _ index: TermIndex, reach: Float?
  ) {
    hits.removeAll(keepingCapacity: true)
    if seen.count != index.names.count {
      seen = Array(repeating: 0, count: index.names.count)
      reading = 0
    }
    reading &+= 1
    var previous = ClassifierVocabulary.unknown
    var position: Float = 0
    for place in tokens.indices {
      let token = tokens[place]
      switch token.kind {
      case .word:
        position += 1
        let lemma = vocabulary.lemma(of: token, in: folded)
        if lemma == ClassifierVocabulary.skipped { continue }
        if lemma != ClassifierVocabulary.unknown {
          let weight = reach.map { 1 / (1 + position / $0) } ?? 1
          add(index.term(lemma), weight, place)
          if previous != ClassifierVocabulary.unknown { add(index.term(previous, lemma), weight, place) }
        }
        previous = lemma
      case .punctuation where Self.isSoft(token, folded): continue
      default: previous = ClassifierVocabulary.unknown
      }
    }
  }

  @inline(__always)
  private mutating func add(_ term: TermID, _ weight: Float, _ place: Int) {
    guard term >= 0, seen[Int(term)] != reading else { return }
    seen[Int(term)] = reading
    hits.append(TermHit(term: term, weight: weight, token: Int32(truncatingIfNeeded: place)))
  }

  private static let soft = [TokenHash.of("\""), TokenHash.of("'"), TokenHash.of("-")]

  /// Quotes, apostrophes and dashes, which the tokeniser gives one hash each, part no pair.
  @inline(__always)
  private static func isSoft(_ token: Token, _ folded: [UInt8]) -> Bool { soft.contains(token.hash) }
}
