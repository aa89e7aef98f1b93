import TextAnalysis

/// What rules a pattern out before its steps are compared with a sentence.
extension EventRules {
  /// A pattern in the index of a word, with the two of its tests that rule out most sentences: a mask has the bits of
  /// which a lane of `TestSubjects` must have one. It is small, because a sentence is compared with a hundred of them,
  /// far apart in memory.
  struct Candidate: Sendable {
    let firstMask: UInt64
    let secondMask: UInt64
    let pattern: UInt16
    let firstLane: UInt8
    let secondLane: UInt8
  }

  /// That a set of the sentence's words or classes has one of some words or classes. All requirements have this form,
  /// because a choice among several forms would be one that the processor cannot foresee.
  struct Test {
    let subject: TestSubject
    let set: BitSet256

    /// Passed by any sentence.
    static let open = Test(subject: .anything, set: .all)
  }

  /// The set of which a test asks.
  enum TestSubject: UInt8, CaseIterable {
    /// A set with everything in it.
    case anything
    case sentenceWords, sentenceClasses
    /// Of the item after the pivot, or before it.
    case nextWord, nextClasses, previousWord, previousClasses
    /// Of the items after the pivot, or before it, that a step beyond a gap may match.
    case wordsAhead, classesAhead, wordsBefore, classesBefore
  }

  /// Where in `candidates` those of a word are.
  struct CandidateList: Sendable {
    let first: Int32
    let count: UInt16
    /// Whether a test asks of the items after the word that a step beyond a gap may match.
    let looksAhead: Bool
    /// The same of the items before it.
    let looksBack: Bool
  }

  /// What a pattern requires of the words of a sentence besides its pivot.
  struct Opening: Sendable {
    /// The position in `sets` of the words that the sentence must have, which may be none.
    let needs: UInt16
    /// The position in `sets` of words of which the sentence must have one.
    let choice: UInt16
  }

  /// Whether a sentence of these words may have a trigger, or a phrase that applies to the whole article: false only if
  /// its words rule out every such pattern. Nothing else of a sentence gives an event.
  func mayReport(_ sentence: ArraySlice<WordID>) -> Bool {
    openings.withUnsafeBufferPointer { openings in
      openingRanges.withUnsafeBufferPointer { ranges in
        sketchBits.withUnsafeBufferPointer { bits in
          sets.withUnsafeBufferPointer { sets in
            sentence.withUnsafeBufferPointer { sentence in
              var isOpened = false
              var members = WordSketch.Members()
              for word in sentence {
                members.add(bits[Int(word)])
                isOpened = isOpened || !ranges[Int(word)].isEmpty
              }
              guard isOpened else { return false }
              let words = WordSketch(members)
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
  }

  /// The two tests of a pattern that are likely to rule out most sentences, the better one first.
  func tests(of pattern: Int) -> (first: Test, second: Test) {
    let (pivot, steps) = (patterns[pattern].pivot, patterns[pattern].steps)
    let tests = steps.filter { $0 != pivot }.map { test(of: $0, pivot: pivot) }.sorted { $0.share < $1.share }
    return (tests.first ?? .open, tests.dropFirst().first ?? .open)
  }

  /// What a pattern requires of the words of a sentence besides its pivot, as far as single comparisons can decide it.
  mutating func opening(of pattern: Int) -> Opening {
    var needs: [Int] = []
    var choice: WordSketch?
    for index in patterns[pattern].steps where index != patterns[pattern].pivot {
      let step = steps[Int(index)]
      switch step.kind {
      case .word: needs.append(Int(step.first))
      case .words: choice = Self.rarer(choice, sketch(of: step))
      case .classes, .any, .gap: break
      }
    }
    let all = needs.reduce(into: 0 as WordSketch) { $0 |= sketch(of: $1) }
    return Opening(needs: position(of: all), choice: choice.map { position(of: $0) } ?? 0)
  }

  /// The one of two sets with fewer words, which rules out more sentences.
  private static func rarer(_ one: WordSketch?, _ other: WordSketch) -> WordSketch {
    guard let one, one.count <= other.count else { return other }
    return one
  }

  private func sketch(of word: Int) -> WordSketch { WordSketch(bit: Int(sketchBits[word])) }

  private func sketch(of step: Step) -> WordSketch { choices(of: step).reduce(into: 0) { $0 |= sketch(of: Int($1)) } }

  /// What the step at `index` asks for: of the item beside the pivot, of those that a gap beside the pivot may skip, or
  /// of any item of the sentence.
  private func test(of index: Int32, pivot: Int32) -> Test {
    let isAhead = index > pivot
    let words: TestSubject
    let classes: TestSubject
    if abs(index - pivot) == 1 {
      (words, classes) = isAhead ? (.nextWord, .nextClasses) : (.previousWord, .previousClasses)
    } else if abs(index - pivot) == 2, steps[Int(isAhead ? pivot + 1 : pivot - 1)].kind == .gap {
      (words, classes) = isAhead ? (.wordsAhead, .classesAhead) : (.wordsBefore, .classesBefore)
    } else {
      (words, classes) = (.sentenceWords, .sentenceClasses)
    }
    let step = steps[Int(index)]
    switch step.kind {
    case .word, .words: return Test(subject: words, set: sketch(of: step))
    case .classes: return Test(subject: classes, set: sets[Int(step.first)])
    case .any, .gap: return .open
    }
  }
}

extension EventRules.Candidate {
  init(_ pattern: Int, _ tests: (first: EventRules.Test, second: EventRules.Test)) {
    self.pattern = UInt16(pattern)
    (firstLane, firstMask) = tests.first.gate
    (secondLane, secondMask) = tests.second.gate
  }
}

extension EventRules.CandidateList {
  /// The list of candidates with these tests, of which the first is at `position`.
  init(_ tests: [(first: EventRules.Test, second: EventRules.Test)], at position: Int) {
    let subjects = Set(tests.flatMap { [$0.first.subject, $0.second.subject] })
    self.init(
      first: Int32(position), count: UInt16(tests.count),
      looksAhead: !subjects.isDisjoint(with: [.wordsAhead, .classesAhead]),
      looksBack: !subjects.isDisjoint(with: [.wordsBefore, .classesBefore]))
  }
}

extension EventRules.Test {
  /// Where `TestSubjects` has the 64 bits that contain all those that are asked for, and which of them these are. If
  /// the set has bits in several lanes, those of the folded set, by which fewer sentences are ruled out.
  fileprivate var gate: (lane: UInt8, mask: UInt64) {
    let position = Int(subject.rawValue)
    guard let only = set.onlyLane else {
      return (UInt8(EventRules.TestSubject.allCases.count * BitSet256.laneCount + position), set.folded)
    }
    return (UInt8(position * BitSet256.laneCount + only), set.lane(only))
  }

  /// Roughly how many of the sentences with its pivot pass. Only the order of such shares matters, and only to speed.
  fileprivate var share: Double {
    let bits = set.onlyLane == nil ? Double(set.folded.nonzeroBitCount * BitSet256.laneCount) : Double(set.count)
    switch subject {
    case .anything: return .infinity
    case .nextWord, .previousWord: return bits / 256
    case .wordsAhead, .wordsBefore: return bits * 6 / 256
    case .sentenceWords: return bits * 25 / 256
    // A word has a few classes, and some classes have many words.
    case .nextClasses, .previousClasses: return bits * 0.02
    case .classesAhead, .classesBefore: return bits * 0.12
    case .sentenceClasses: return bits * 0.5
    }
  }
}
