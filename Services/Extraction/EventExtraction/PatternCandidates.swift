import TextAnalysis

/// What rules a pattern out before its steps are compared with a sentence.
extension EventRules {
  /// A pattern in the index of a word, with what it requires of the sentence and of the items beside the word, by which
  /// most candidates are ruled out. It takes fourteen bytes, because a text is compared with thousands of candidates
  /// that are far apart in memory.
  struct Candidate: Sendable {
    let pattern: UInt16
    /// The position in `choiceSets` of the words of which the sentence must have one; the set there is empty where the
    /// pattern asks for no such choice.
    let choices: UInt16
    /// The position in `classSets` of classes of which the sentence must have one; -1 for no such condition.
    let classes: Int16
    let before: Neighbour
    let after: Neighbour
  }

  /// What a pattern requires of the words of a sentence besides the one that it is indexed by.
  struct Opening: Sendable {
    let needs: WordBits
    /// The words of which the sentence must have one; empty where the pattern asks for no such choice.
    let choices: WordBits

    /// Whether a sentence of these words may have the pattern.
    @inline(__always)
    func allows(_ words: WordBits) -> Bool {
      words.isSuperset(of: needs) && (choices.isEmpty || !words.isDisjoint(with: choices))
    }
  }

  /// What a pattern requires of one item, as far as a single comparison can decide it.
  struct Neighbour: Sendable {
    enum Kind: UInt8, Sendable {
      /// The pattern ends there, or a single comparison cannot decide it.
      case open
      case word
      case classes
    }

    let kind: Kind
    /// The word's number, or the position of its classes in `classSets`.
    let value: UInt16

    static let open = Neighbour(kind: .open, value: 0)
  }

  /// Whether a sentence of these words may have a trigger, or a phrase that applies to the whole article: false only if
  /// its words rule out every such pattern. Nothing else of a sentence gives an event.
  func mayReport(_ sentence: ArraySlice<WordID>) -> Bool {
    openings.withUnsafeBufferPointer { openings in
      openingStarts.withUnsafeBufferPointer { starts in
        sentence.withUnsafeBufferPointer { sentence in
          var isOpened = false
          var bits: WordBits = []
          for word in sentence {
            bits.insert(WordBits(word: Int(word)))
            isOpened = isOpened || starts[Int(word)] < starts[Int(word) + 1]
          }
          guard isOpened else { return false }
          for word in sentence {
            for place in Int(starts[Int(word)])..<Int(starts[Int(word) + 1]) where openings[place].allows(bits) {
              return true
            }
          }
          return false
        }
      }
    }
  }

  /// A place in `candidates` that is not filled yet.
  static let noCandidate = Candidate(pattern: 0, choices: 0, classes: -1, before: .open, after: .open)

  /// What a pattern requires of a sentence besides its anchor, as far as single comparisons can decide it; `needs` are
  /// the words that the sentence must have.
  mutating func candidate(_ pattern: Int) -> (candidate: Candidate, needs: [Int]) {
    let range = patterns[pattern].steps
    let anchor = patterns[pattern].anchor
    var needs: [Int] = []
    var choices: WordBits?
    var classes: Int32 = -1
    for index in range where index != anchor {
      let step = steps[Int(index)]
      switch step.kind {
      case .word: needs.append(Int(step.first))
      case .words: choices = Self.rarer(choices, bits(of: step))
      case .classes: classes = step.first
      case .any, .gap: break
      }
    }
    let candidate = Candidate(
      pattern: UInt16(pattern), choices: position(of: choices ?? []), classes: Int16(classes),
      before: anchor > range.lowerBound ? neighbour(steps[Int(anchor) - 1]) : .open,
      after: anchor + 1 < range.upperBound ? neighbour(steps[Int(anchor) + 1]) : .open)
    return (candidate, needs)
  }

  /// The one of two sets with fewer bits, which rules out more sentences.
  private static func rarer(_ one: WordBits?, _ other: WordBits) -> WordBits {
    guard let one, one.rawValue.nonzeroBitCount <= other.rawValue.nonzeroBitCount else { return other }
    return one
  }

  private func bits(of step: Step) -> WordBits {
    words[Int(step.first)..<Int(step.end)].reduce(into: []) { $0.insert(WordBits(word: Int($1))) }
  }

  private func neighbour(_ step: Step) -> Neighbour {
    guard let value = UInt16(exactly: step.first) else { return .open }
    switch step.kind {
    case .word: return Neighbour(kind: .word, value: value)
    case .classes: return Neighbour(kind: .classes, value: value)
    case .words, .any, .gap: return .open
    }
  }
}
