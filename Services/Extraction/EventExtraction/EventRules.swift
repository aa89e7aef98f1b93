import ReferenceData
import TextAnalysis

/// The event lexicon, compiled for matching: every pattern is indexed by its rarest word.
struct EventRules: Sendable {
  enum Step: Sendable {
    /// One of these words, as a range of `words`.
    case words(Range<Int>)
    case classes(ClassSet)
    case any
    case gap
  }

  enum Meaning: Sendable {
    case trigger(Int), modifier(Int), idiom(Int)
  }

  struct Pattern: Sendable {
    let steps: Range<Int>
    /// The index of the step, within the pattern, that the search starts from.
    let anchor: Int
    /// How specific it is: two points for each word, one for each class.
    let specificity: Int
    /// It contains a modal or a negation (`will not accept`), which then changes nothing.
    let saysItself: Bool
    /// What its rarest word has to be, where the word can be verb and noun.
    let inflection: EventPattern.Inflection
    let meaning: Meaning
  }

  /// A pattern in the index of a word, with what it requires of the sentence and of the items beside the word, by which
  /// most candidates are ruled out.
  struct Candidate: Sendable {
    let pattern: Int32
    let before: Neighbour
    let after: Neighbour
    /// Bits of the words that the sentence must have.
    let words: WordBits
    /// The position in `classSets` of classes of which the sentence must have one; -1 for no such condition.
    let classes: Int32
  }

  /// Words of a sentence as one bit each, which several words share: a bit that is not there rules a word out.
  struct WordBits: OptionSet, Sendable {
    let rawValue: UInt64
    init(rawValue: UInt64) { self.rawValue = rawValue }
    @inline(__always)
    init(word: Int) { rawValue = 1 << UInt64(word & 63) }
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

  struct Condition: Sendable {
    let region: EventLexicon.Condition.Region
    let isForbidden: Bool
    let classes: ClassSet
  }

  struct Modifier: Sendable {
    let effect: EventLexicon.Effect
    let scope: EventLexicon.Scope
    /// The kinds of event that it applies to; all where it is empty.
    let kinds: [Int]
  }

  struct Trigger: Sendable {
    let type: Int
    let frame: EventLexicon.Frame
    let conditions: [Condition]
    let confidence: Double
  }

  private(set) var vocabulary: EventVocabulary
  private(set) var steps: [Step] = []
  private(set) var words: [UInt16] = []
  private(set) var patterns: [Pattern] = []
  /// The row of the table that each pattern was read from.
  private(set) var rows: [String] = []
  let triggers: [Trigger]
  let modifiers: [Modifier]
  let idiomReasons: [String]
  /// Finds the vocabulary's words in a text.
  private(set) var wordIndex = WordIndex([])
  /// By word: a trigger's pattern is indexed by it, or a phrase that applies to the whole article.
  private(set) var startsReading: [Bool] = []
  /// `candidates[starts[word]..<starts[word + 1]]` are the patterns that are indexed by a word.
  private(set) var starts: [Int32] = []
  private(set) var candidates: [Candidate] = []
  /// The classes that candidates ask for, each set once.
  private(set) var classSets: [ClassSet] = []

  /// `typeIndex` numbers the lexicon's types.
  init(_ lexicon: EventLexicon, typeIndex: [String: Int]) {
    let names = EventLexicon.entityClasses + GrammarClasses.names + lexicon.classes.map(\.name)
    var vocabulary = EventVocabulary(classNames: names)
    for wordClass in lexicon.classes {
      for choice in wordClass.words {
        Self.add(choice, of: lexicon, to: &vocabulary, classes: vocabulary.set(wordClass.name))
      }
    }
    for word in lexicon.numbers.keys.sorted() {
      vocabulary.add(word, classes: vocabulary.set("number"), count: lexicon.numbers[word])
    }
    self.vocabulary = vocabulary
    modifiers = lexicon.modifiers.map {
      Modifier(effect: $0.effect, scope: $0.scope, kinds: $0.types.compactMap { typeIndex[$0] })
    }
    idiomReasons = lexicon.idioms.map(\.reason)
    var triggers: [Trigger] = []
    for trigger in lexicon.triggers {
      let type = typeIndex[trigger.type, default: 0]
      let conditions = trigger.conditions.map {
        Condition(region: $0.region, isForbidden: $0.isForbidden, classes: vocabulary.set($0.classes))
      }
      triggers.append(
        Trigger(type: type, frame: trigger.frame, conditions: conditions, confidence: trigger.confidence))
    }
    self.triggers = triggers
    var anchors: [(word: Int, pattern: Int)] = []
    for (index, trigger) in lexicon.triggers.enumerated() {
      for pattern in trigger.patterns { add(pattern, .trigger(index), trigger.row, of: lexicon, to: &anchors) }
    }
    for (index, modifier) in lexicon.modifiers.enumerated() {
      for pattern in modifier.patterns { add(pattern, .modifier(index), modifier.row, of: lexicon, to: &anchors) }
    }
    for (index, idiom) in lexicon.idioms.enumerated() {
      for pattern in idiom.patterns { add(pattern, .idiom(index), idiom.row, of: lexicon, to: &anchors) }
    }
    index(anchors)
  }

  private mutating func index(_ anchors: [(word: Int, pattern: Int)]) {
    wordIndex = vocabulary.index
    startsReading = Array(repeating: false, count: vocabulary.count)
    for anchor in anchors where startsReading(patterns[anchor.pattern].meaning) { startsReading[anchor.word] = true }
    starts = Array(repeating: 0, count: vocabulary.count + 1)
    for anchor in anchors { starts[anchor.word + 1] += 1 }
    for word in 1..<starts.count { starts[word] += starts[word - 1] }
    var next = starts
    candidates = Array(repeating: Self.noCandidate, count: anchors.count)
    var positions: [ClassSet: Int] = [:]
    for anchor in anchors {
      candidates[Int(next[anchor.word])] = candidate(anchor.pattern, &positions)
      next[anchor.word] += 1
    }
  }

  private static let noCandidate = Candidate(pattern: 0, before: .open, after: .open, words: [], classes: -1)

  private mutating func candidate(_ pattern: Int, _ positions: inout [ClassSet: Int]) -> Candidate {
    let range = patterns[pattern].steps
    let anchor = range.lowerBound + patterns[pattern].anchor
    var words: WordBits = []
    var classes: Int32 = -1
    for index in range where index != anchor {
      switch steps[index] {
      case .words(let choices) where choices.count == 1:
        words.insert(WordBits(word: Int(self.words[choices.lowerBound])))
      case .classes(let set): classes = Int32(position(of: set, &positions))
      default: break
      }
    }
    return Candidate(
      pattern: Int32(pattern),
      before: anchor > range.lowerBound ? neighbour(steps[anchor - 1], &positions) : .open,
      after: anchor + 1 < range.upperBound ? neighbour(steps[anchor + 1], &positions) : .open,
      words: words, classes: classes)
  }

  private mutating func neighbour(_ step: Step, _ positions: inout [ClassSet: Int]) -> Neighbour {
    switch step {
    case .words(let range) where range.count == 1: return Neighbour(kind: .word, value: words[range.lowerBound])
    case .classes(let classes):
      return UInt16(exactly: position(of: classes, &positions)).map { Neighbour(kind: .classes, value: $0) } ?? .open
    default: return .open
    }
  }

  /// Where a set of classes is in `classSets`.
  private mutating func position(of classes: ClassSet, _ positions: inout [ClassSet: Int]) -> Int {
    if let known = positions[classes] { return known }
    positions[classes] = classSets.count
    classSets.append(classes)
    return classSets.count - 1
  }

  private func startsReading(_ meaning: Meaning) -> Bool {
    switch meaning {
    case .trigger: true
    case .modifier(let index): modifiers[index].scope == .article || modifiers[index].scope == .label
    case .idiom: false
    }
  }

  private mutating func add(
    _ pattern: EventPattern, _ meaning: Meaning, _ row: String, of lexicon: EventLexicon,
    to anchors: inout [(word: Int, pattern: Int)]
  ) {
    let start = steps.count
    var anchor = 0
    var best = -1
    var inflection = EventPattern.Inflection.none
    var anchorWords: [Int] = []
    var saysItself = false
    let ownSense = vocabulary.set("will", "would", "could", "must", "not")
    for (position, element) in pattern.elements.enumerated() {
      switch element {
      case .any: steps.append(.any)
      case .gap: steps.append(.gap)
      case .classes(let names): steps.append(.classes(vocabulary.set(names)))
      case .words(let choices):
        var ids: [Int] = []
        for choice in choices {
          for id in Self.add(choice, of: lexicon, to: &vocabulary) where !ids.contains(id) { ids.append(id) }
        }
        let first = words.count
        words += ids.map(UInt16.init)
        steps.append(.words(first..<words.count))
        saysItself = saysItself || ids.first.map { vocabulary.classes[$0] & ownSense != 0 } ?? false
        let weight = Self.weight(choices)
        if weight > best {
          (best, anchor, anchorWords, inflection) = (weight, position, ids, choices[0].inflection)
        }
      }
    }
    anchors += anchorWords.map { ($0, patterns.count) }
    rows.append(row)
    patterns.append(
      Pattern(
        steps: start..<steps.count, anchor: anchor, specificity: Self.specificity(pattern),
        saysItself: saysItself, inflection: inflection,
        meaning: meaning))
  }

  private static func specificity(_ pattern: EventPattern) -> Int {
    pattern.elements.reduce(0) { sum, element in
      switch element {
      case .words: sum + 2
      case .classes: sum + 1
      case .any, .gap: sum
      }
    }
  }

  /// Inflected words first, then long ones: they are rarer than function words.
  private static func weight(_ choices: [EventPattern.Choice]) -> Int {
    let isInflected = choices.contains { $0.inflection != .none }
    return (isInflected ? 100 : 0) + (choices.map(\.word.utf8.count).min() ?? 0)
  }

  @discardableResult
  private static func add(
    _ choice: EventPattern.Choice, of lexicon: EventLexicon, to vocabulary: inout EventVocabulary,
    classes: ClassSet = 0
  ) -> [Int] {
    switch choice.inflection {
    case .none: return [vocabulary.add(choice.word, classes: classes)]
    case .noun:
      return [choice.word, VerbForms.plural(of: choice.word)].map {
        vocabulary.add($0, forms: .noun, classes: classes)
      }
    case .verb:
      return lexicon.verbs.forms(of: choice.word).map {
        vocabulary.add($0.word, forms: WordForms($0.kind), classes: classes)
      }
    }
  }
}

extension WordForms {
  init(_ kind: VerbForms.Form.Kind) {
    switch kind {
    case .base: self = .base
    case .present: self = .present
    case .past: self = .past
    case .participle: self = .participle
    case .gerund: self = .gerund
    }
  }
}
