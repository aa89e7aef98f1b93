import TextAnalysis

/// What rules a pattern out before its steps are compared with a sentence.
extension EventRules {
  /// A pattern in the index of a word, with what it requires of the sentence and of the items on both sides of the
  /// word, by which most candidates are ruled out. It is small, because a text is compared with thousands of candidates
  /// that are far apart in memory.
  struct Candidate: Sendable {
    let pattern: UInt16
    let after: Test
    let before: Test
    /// A word that the sentence must have, or words of which it must have one.
    let word: Test
    /// Classes of which an item of the sentence must have one.
    let classes: Test
  }

  /// That a set of the sentence's words or classes has one of some words or classes. All requirements have this one
  /// form, because a choice among several forms would be one that the processor cannot foresee.
  struct Test: Sendable {
    let subject: TestSubject
    /// A position in `sets`.
    let set: UInt16

    /// Passed by any sentence.
    static let open = Test(subject: .anything, set: 0)
  }

  /// The set of which a test asks.
  enum TestSubject: UInt8, Sendable {
    /// A set with everything in it.
    case anything
    case sentenceWords, sentenceClasses
    /// Of the item after the anchor, or before it.
    case nextWord, nextClasses, previousWord, previousClasses
    /// Of the items after the anchor, or before it, that a step beyond a gap may match.
    case wordsAhead, classesAhead, wordsBefore, classesBefore
  }

  /// What a pattern requires of the words of a sentence besides the one that it is indexed by.
  struct Opening: Sendable {
    /// The position in `sets` of the words that the sentence must have, which may be none.
    let needs: UInt16
    /// The position in `sets` of words of which the sentence must have one.
    let choice: UInt16
  }

  struct Requirements {
    let candidate: Candidate
    let opening: Opening
  }

  /// Whether a sentence of these words may have a trigger, or a phrase that applies to the whole article: false only if
  /// its words rule out every such pattern. Nothing else of a sentence gives an event.
  func mayReport(_ sentence: ArraySlice<WordID>) -> Bool {
    openings.withUnsafeBufferPointer { openings in
      openingRanges.withUnsafeBufferPointer { ranges in
        sets.withUnsafeBufferPointer { sets in
          sentence.withUnsafeBufferPointer { sentence in
            var isOpened = false
            var words: WordSketch = 0
            for word in sentence {
              words |= WordSketch(word: Int(word))
              isOpened = isOpened || !ranges[Int(word)].isEmpty
            }
            guard isOpened else { return false }
            for word in sentence {
              for place in ranges[Int(word)] {
                let opening = openings[Int(place)]
                let needs = sets[Int(opening.needs)]
                if words & needs == needs, words & sets[Int(opening.choice)] != 0 { return true }
              }
            }
            return false
          }
        }
      }
    }
  }

  /// What a pattern requires of a sentence besides its anchor, as far as single comparisons can decide it.
  mutating func requirements(of pattern: Int) -> Requirements {
    let range = patterns[pattern].steps
    let anchor = patterns[pattern].anchor
    var needs: [Int] = []
    var choice: WordSketch?
    var classes = Test.open
    for index in range where index != anchor {
      let step = steps[Int(index)]
      switch step.kind {
      case .word: needs.append(Int(step.first))
      case .words: choice = Self.rarer(choice, sketch(of: step))
      case .classes: classes = Test(subject: .sentenceClasses, set: UInt16(step.first))
      case .any, .gap: break
      }
    }
    let word = longest(of: needs).map { WordSketch(word: $0) } ?? choice
    let candidate = Candidate(
      pattern: UInt16(pattern), after: side(of: anchor, towards: 1, in: range),
      before: side(of: anchor, towards: -1, in: range),
      word: word.map { Test(subject: .sentenceWords, set: position(of: $0)) } ?? .open, classes: classes)
    let all = needs.reduce(into: 0 as WordSketch) { $0 |= WordSketch(word: $1) }
    let opening = Opening(needs: position(of: all), choice: choice.map { position(of: $0) } ?? 0)
    return Requirements(candidate: candidate, opening: opening)
  }

  /// The longest of some words, which is likely to be the rarest.
  private func longest(of words: [Int]) -> Int? {
    words.max { vocabulary.length(of: $0) < vocabulary.length(of: $1) }
  }

  /// The one of two sets with fewer words, which rules out more sentences.
  private static func rarer(_ one: WordSketch?, _ other: WordSketch) -> WordSketch {
    guard let one, one.count <= other.count else { return other }
    return one
  }

  private func sketch(of step: Step) -> WordSketch {
    words[Int(step.first)..<Int(step.end)].reduce(into: 0) { $0 |= WordSketch(word: Int($1)) }
  }

  /// What the step beside the anchor asks for, or the one beyond the gap beside it; `direction` is 1 or -1.
  private mutating func side(of anchor: Int32, towards direction: Int32, in range: Range<Int32>) -> Test {
    var index = anchor + direction
    guard range.contains(index) else { return .open }
    let isGap = steps[Int(index)].kind == .gap
    if isGap { index += direction }
    guard range.contains(index) else { return .open }
    let step = steps[Int(index)]
    let words: TestSubject
    let classes: TestSubject
    switch (direction > 0, isGap) {
    case (true, false): (words, classes) = (.nextWord, .nextClasses)
    case (true, true): (words, classes) = (.wordsAhead, .classesAhead)
    case (false, false): (words, classes) = (.previousWord, .previousClasses)
    case (false, true): (words, classes) = (.wordsBefore, .classesBefore)
    }
    switch step.kind {
    case .word: return Test(subject: words, set: position(of: WordSketch(word: Int(step.first))))
    case .words: return Test(subject: words, set: position(of: sketch(of: step)))
    case .classes: return Test(subject: classes, set: UInt16(step.first))
    case .any, .gap: return .open
    }
  }
}
