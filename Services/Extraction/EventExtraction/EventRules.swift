import ReferenceData
import TextAnalysis

/// The event lexicon, compiled for matching: every pattern is indexed by its rarest words.
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
    /// The index in `EventRules.steps` of the step whose item stands for a match.
    let anchor: Int32
    /// The index of the step by whose words the pattern is found: those that are likely to be rarest in texts. In a
    /// pattern without words, which is never found, it is the anchor.
    fileprivate(set) var pivot: Int32
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
  /// By word: the patterns that are indexed by it.
  private(set) var candidateLists: [CandidateList] = []
  /// By word: its bit in a `WordSketch`.
  private(set) var sketchBits: [UInt8] = []
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
    for (index, trigger) in lexicon.triggers.enumerated() {
      for pattern in trigger.patterns { add(pattern, .trigger(index), trigger.row, of: lexicon) }
    }
    for (index, modifier) in lexicon.modifiers.enumerated() {
      for pattern in modifier.patterns { add(pattern, .modifier(index), modifier.row, of: lexicon) }
    }
    for (index, idiom) in lexicon.idioms.enumerated() {
      for pattern in idiom.patterns { add(pattern, .idiom(index), idiom.row, of: lexicon) }
    }
    index()
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

  private mutating func index() {
    precondition(patterns.count <= Int(UInt16.max) + 1, "the event lexicon has more than 65,536 patterns")
    wordIndex = vocabulary.index
    sketchBits = WordSketches(vocabulary, choices: steps.map { choices(of: $0) }.filter { $0.count > 1 }).bits
    choosePivots()
    var lists = [[Int]](repeating: [], count: vocabulary.count)
    for (index, pattern) in patterns.enumerated() {
      for word in choices(of: steps[Int(pattern.pivot)]) { lists[Int(word)].append(index) }
    }
    let tests = patterns.indices.map { self.tests(of: $0) }
    let needed = patterns.indices.map { opening(of: $0) }
    var known: [[Int]: (candidates: CandidateList, openings: Range<Int32>)] = [:]
    for list in lists {
      let places = known[list] ?? add(list, tests, needed)
      known[list] = places
      candidateLists.append(places.candidates)
      openingRanges.append(places.openings)
    }
    indexProfiles()
  }

  private mutating func choosePivots() {
    var uses = [Int](repeating: 0, count: vocabulary.count)
    for step in steps {
      for word in choices(of: step) { uses[Int(word)] += 1 }
    }
    for index in patterns.indices {
      let steps = patterns[index].steps.filter { !choices(of: self.steps[Int($0)]).isEmpty }
      let frequencies = steps.map { (step: $0, frequency: frequency(of: self.steps[Int($0)], uses)) }
      if let rarest = frequencies.min(by: { $0.frequency < $1.frequency }) { patterns[index].pivot = rarest.step }
    }
  }

  /// How often a text is likely to have a step's words: short words are frequent, and so are those of many patterns.
  /// Only speed depends on it.
  private func frequency(of step: Step, _ uses: [Int]) -> Double {
    let byLength = [1, 1, 1, 1, 0.25, 0.1, 0.06, 0.04, 0.02]
    return choices(of: step).reduce(0) { sum, word in
      sum + Double(uses[Int(word)]) * byLength[min(vocabulary.length(of: Int(word)), byLength.count - 1)]
    }
  }

  /// The words of which a step takes one; none if it does not ask for words.
  func choices(of step: Step) -> [UInt16] {
    switch step.kind {
    case .word: [UInt16(step.first)]
    case .words: Array(words[Int(step.first)..<Int(step.end)])
    case .classes, .any, .gap: []
    }
  }

  /// Adds the patterns of a list to `candidates`, and what those that open a reading require to `openings`.
  private mutating func add(
    _ list: [Int], _ tests: [(first: Test, second: Test)], _ needed: [Opening]
  ) -> (candidates: CandidateList, openings: Range<Int32>) {
    let added = CandidateList(list.map { tests[$0] }, at: candidates.count)
    let firstOpening = Int32(openings.count)
    for pattern in list {
      candidates.append(Candidate(pattern, tests[pattern]))
      if opensReading(patterns[pattern].meaning) { openings.append(needed[pattern]) }
    }
    return (added, firstOpening..<Int32(openings.count))
  }

  private mutating func indexProfiles() {
    var positions: [WordProfile: UInt16] = [:]
    for word in 0..<vocabulary.count {
      let profile = WordProfile(
        classes: vocabulary.classes[word], count: vocabulary.counts[word], isPivot: candidateLists[word].count > 0)
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
    _ pattern: EventPattern, _ meaning: Meaning, _ row: String, of lexicon: EventLexicon
  ) {
    let start = steps.count
    var anchor = 0
    var best = -1
    var inflection = EventPattern.Inflection.none
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
          (best, anchor, inflection) = (weight, position, choices[0].inflection)
        }
      }
    }
    rows.append(row)
    patterns.append(
      Pattern(
        steps: Int32(start)..<Int32(steps.count), anchor: Int32(start + anchor), pivot: Int32(start + anchor),
        specificity: Self.specificity(pattern), hasOwnModality: hasOwnModality, inflection: inflection,
        meaning: meaning))
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
