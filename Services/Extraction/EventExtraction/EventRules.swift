import ReferenceData
import TextAnalysis

/// The event lexicon, compiled for matching: every pattern is indexed by its rarest word.
struct EventRules: Sendable {
  /// What a pattern requires of one item. It takes twelve bytes, because a text is compared with tens of thousands of
  /// steps.
  struct Step: Sendable {
    enum Kind: UInt8, Sendable {
      /// The word with the number `first`.
      case word
      /// One of `words[first..<end]`.
      case words
      /// One of the classes of `sets[first]`.
      case classes
      /// Any word or number.
      case any
      /// Up to `PhraseSearch.longestGap` words or numbers.
      case gap
    }

    let kind: Kind
    var first: Int32 = 0
    var end: Int32 = 0
  }

  enum Meaning: Sendable {
    case trigger(Int), modifier(Int), idiom(Int)
  }

  struct Pattern: Sendable {
    /// The range of its steps in `EventRules.steps`.
    let steps: Range<Int32>
    /// The index in `EventRules.steps` of the step that the search starts from.
    let anchor: Int32
    /// How specific it is: two points for each word, one for each class.
    let specificity: Int
    /// Whether it contains a modal or a negation (`will not accept`), which then does not change its reading.
    let hasOwnModality: Bool
    /// Whether its rarest word has to be a verb or a noun, where the word can be both.
    let inflection: EventPattern.Inflection
    let meaning: Meaning
  }

  struct Condition: Sendable {
    let region: EventLexicon.Condition.Region
    let isForbidden: Bool
    let classes: ClassSet
  }

  /// What a modifier's row says of the events near it. Like `Trigger`, it contains no references: all threads use both,
  /// and counting references that threads share is slow.
  struct Modifier: Sendable {
    let effect: EventLexicon.Effect
    let scope: EventLexicon.Scope
    /// The kinds of event that it applies to; all where it is empty.
    let kinds: KindSet
  }

  /// What a trigger's row says of its event.
  struct Trigger: Sendable {
    /// The number of its type in the taxonomy.
    let type: Int
    let frame: EventLexicon.Frame
    /// The range of its conditions in `EventRules.conditions`.
    let conditions: Range<Int>
    /// How many of them require something.
    let requirements: Int
    let confidence: Double
  }

  private(set) var vocabulary: EventVocabulary
  private(set) var steps: [Step] = []
  private(set) var words: [UInt16] = []
  private(set) var patterns: [Pattern] = []
  /// The row of the table that each pattern was read from.
  private(set) var rows: [String] = []
  private(set) var triggers: [Trigger] = []
  private(set) var conditions: [Condition] = []
  let modifiers: [Modifier]
  let idiomReasons: [String]
  /// Finds the vocabulary's words in a text.
  private(set) var wordIndex = WordIndex([])
  /// What each pattern of a trigger, or of a phrase that applies to the whole article, requires of a sentence's words.
  private(set) var openings: [Opening] = []
  /// By word: where in `openings` those of the patterns are that are indexed by it.
  private(set) var openingRanges: [Range<Int32>] = []
  /// The patterns that are indexed by the same words, in the order of the lexicon. Words with the same patterns, most
  /// of them forms of one verb, share them, so that more of them stay in the processor's cache.
  private(set) var candidates: [Candidate] = []
  /// By word: where in `candidates` its patterns are.
  private(set) var candidateRanges: [Range<Int32>] = []
  /// By word: the position of its profile in `profiles`.
  private(set) var profileOfWord: [UInt16] = []
  private(set) var profiles: [WordProfile] = []
  /// The classes and the words that steps and candidates ask for, each set once; the first is `all`.
  private(set) var sets: [BitSet256] = [.all]
  private var setPositions: [BitSet256: UInt16] = [.all: 0]
  /// The classes of words that say by themselves whether something happened.
  private let ownSense: ClassSet

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
    ownSense = vocabulary.set("will", "would", "could", "must", "not", "nobody")
    modifiers = lexicon.modifiers.map {
      Modifier(effect: $0.effect, scope: $0.scope, kinds: KindSet($0.types.compactMap { typeIndex[$0] }))
    }
    idiomReasons = lexicon.idioms.map(\.reason)
    for trigger in lexicon.triggers { add(trigger, typeIndex) }
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

  private mutating func add(_ trigger: EventLexicon.Trigger, _ typeIndex: [String: Int]) {
    let first = conditions.count
    conditions += trigger.conditions.map {
      Condition(region: $0.region, isForbidden: $0.isForbidden, classes: vocabulary.set($0.classes))
    }
    triggers.append(
      Trigger(
        type: typeIndex[trigger.type, default: 0], frame: trigger.frame, conditions: first..<conditions.count,
        requirements: trigger.conditions.count { !$0.isForbidden }, confidence: trigger.confidence))
  }

  private mutating func index(_ anchors: [(word: Int, pattern: Int)]) {
    precondition(patterns.count <= Int(UInt16.max) + 1, "the event lexicon has more than 65,536 patterns")
    wordIndex = vocabulary.index
    var lists = [[Int]](repeating: [], count: vocabulary.count)
    for anchor in anchors { lists[anchor.word].append(anchor.pattern) }
    let required = patterns.indices.map { requirements(of: $0) }
    var known: [[Int]: (candidates: Range<Int32>, openings: Range<Int32>)] = [:]
    for list in lists {
      let ranges = known[list] ?? add(list, required)
      known[list] = ranges
      candidateRanges.append(ranges.candidates)
      openingRanges.append(ranges.openings)
    }
    indexProfiles()
  }

  /// Adds the patterns of a list to `candidates`, and what those that open a reading require to `openings`.
  private mutating func add(
    _ list: [Int], _ requirements: [Requirements]
  ) -> (candidates: Range<Int32>, openings: Range<Int32>) {
    let firstCandidate = Int32(candidates.count)
    let firstOpening = Int32(openings.count)
    for pattern in list {
      candidates.append(requirements[pattern].candidate)
      if opensReading(patterns[pattern].meaning) { openings.append(requirements[pattern].opening) }
    }
    return (firstCandidate..<Int32(candidates.count), firstOpening..<Int32(openings.count))
  }

  private mutating func indexProfiles() {
    var positions: [WordProfile: UInt16] = [:]
    for word in 0..<vocabulary.count {
      let profile = WordProfile(
        classes: vocabulary.classes[word], count: vocabulary.counts[word], isAnchor: !candidateRanges[word].isEmpty)
      if positions[profile] == nil {
        positions[profile] = UInt16(profiles.count)
        profiles.append(profile)
      }
      profileOfWord.append(positions[profile, default: 0])
    }
  }

  /// The position of a set in `sets`, to which a new one is added.
  mutating func position(of set: BitSet256) -> UInt16 {
    if let known = setPositions[set] { return known }
    precondition(sets.count <= Int(UInt16.max), "the event lexicon asks for more than 65,536 sets of words")
    let position = UInt16(sets.count)
    setPositions[set] = position
    sets.append(set)
    return position
  }

  /// Whether a sentence with a match of that meaning is read: a trigger, or a phrase that applies to the whole article.
  func opensReading(_ meaning: Meaning) -> Bool {
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
    var hasOwnModality = false
    for (position, element) in pattern.elements.enumerated() {
      switch element {
      case .any: steps.append(Step(kind: .any))
      case .gap: steps.append(Step(kind: .gap))
      case .classes(let names):
        steps.append(Step(kind: .classes, first: Int32(self.position(of: vocabulary.set(names)))))
      case .words(let choices):
        var ids: [Int] = []
        for choice in choices {
          for id in Self.add(choice, of: lexicon, to: &vocabulary) where !ids.contains(id) { ids.append(id) }
        }
        steps.append(step(ids))
        hasOwnModality = hasOwnModality || ids.first.map { vocabulary.classes[$0] & ownSense != 0 } ?? false
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
        steps: Int32(start)..<Int32(steps.count), anchor: Int32(start + anchor), specificity: Self.specificity(pattern),
        hasOwnModality: hasOwnModality, inflection: inflection, meaning: meaning))
  }

  /// A step that any one of the words with these numbers fulfils.
  private mutating func step(_ ids: [Int]) -> Step {
    if ids.count == 1 { return Step(kind: .word, first: Int32(ids[0])) }
    let first = Int32(words.count)
    words += ids.map(UInt16.init)
    return Step(kind: .words, first: first, end: Int32(words.count))
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

  /// How rare the words are likely to be: inflected words most, then long ones; function words are short.
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
