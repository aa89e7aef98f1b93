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
      /// One of the classes of `classSets[first]`.
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
    let saysItself: Bool
    /// Whether its rarest word has to be a verb or a noun, where the word can be both.
    let inflection: EventPattern.Inflection
    let meaning: Meaning
  }

  struct Condition: Sendable {
    let region: EventLexicon.Condition.Region
    let isForbidden: Bool
    let classes: ClassSet
  }

  /// What a modifier's row says of the events near it. Like `Trigger`, it holds no references: all threads use both,
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
  /// `openings[openingStarts[word]..<openingStarts[word + 1]]` belong to the patterns that are indexed by `word`.
  private(set) var openings: [Opening] = []
  private(set) var openingStarts: [Int32] = []
  /// By word: the position in `candidates` where its patterns begin; they end where those of the next word begin.
  private(set) var starts: [Int32] = []
  /// All patterns, in the order of the words that they are indexed by.
  private(set) var candidates: [Candidate] = []
  /// By word: the position of its profile in `profiles`.
  private(set) var profileOfWord: [UInt16] = []
  private(set) var profiles: [WordProfile] = []
  /// By candidate: a word that the sentence must have, 0 where any sentence will do. Most candidates fail here, so that
  /// their other fields are not read.
  private(set) var needs: [UInt16] = []
  /// The choices of words of which candidates require one, each set once; the first is empty.
  private(set) var choiceSets: [WordBits] = [[]]
  private var choicePositions: [WordBits: UInt16] = [[]: 0]
  /// The classes that steps ask for, each set once.
  private(set) var classSets: [ClassSet] = []
  private var classPositions: [ClassSet: Int32] = [:]
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
    starts = Array(repeating: 0, count: vocabulary.count + 1)
    for anchor in anchors { starts[anchor.word + 1] += 1 }
    for word in 1..<starts.count { starts[word] += starts[word - 1] }
    var next = starts
    candidates = Array(repeating: Self.noCandidate, count: anchors.count)
    needs = Array(repeating: 0, count: anchors.count)
    var bits = [WordBits](repeating: [], count: anchors.count)
    for anchor in anchors {
      let place = Int(next[anchor.word])
      let (candidate, words) = candidate(anchor.pattern)
      candidates[place] = candidate
      needs[place] = UInt16(words.max { vocabulary.length(of: $0) < vocabulary.length(of: $1) } ?? 0)
      bits[place] = words.reduce(into: []) { $0.insert(WordBits(word: $1)) }
      next[anchor.word] += 1
    }
    indexOpenings(needs: bits)
    indexProfiles()
  }

  private mutating func indexProfiles() {
    var positions: [WordProfile: UInt16] = [:]
    for word in 0..<vocabulary.count {
      let profile = WordProfile(
        classes: vocabulary.classes[word], count: vocabulary.counts[word], isAnchor: starts[word] < starts[word + 1])
      if positions[profile] == nil {
        positions[profile] = UInt16(profiles.count)
        profiles.append(profile)
      }
      profileOfWord.append(positions[profile, default: 0])
    }
  }

  /// `needs` are the words that each candidate requires.
  private mutating func indexOpenings(needs: [WordBits]) {
    openingStarts = [0]
    for word in 0..<vocabulary.count {
      for place in Int(starts[word])..<Int(starts[word + 1])
      where opensReading(patterns[Int(candidates[place].pattern)].meaning) {
        openings.append(Opening(needs: needs[place], choices: choiceSets[Int(candidates[place].choices)]))
      }
      openingStarts.append(Int32(openings.count))
    }
  }

  /// The position of a set of classes in `classSets`, to which a new set is added.
  private mutating func position(of classes: ClassSet) -> Int32 {
    if let known = classPositions[classes] { return known }
    let position = Int32(classSets.count)
    classPositions[classes] = position
    classSets.append(classes)
    return position
  }

  /// The position of a choice of words in `choiceSets`, to which a new choice is added.
  mutating func position(of choices: WordBits) -> UInt16 {
    if let known = choicePositions[choices] { return known }
    let position = UInt16(choiceSets.count)
    choicePositions[choices] = position
    choiceSets.append(choices)
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
    var saysItself = false
    for (position, element) in pattern.elements.enumerated() {
      switch element {
      case .any: steps.append(Step(kind: .any))
      case .gap: steps.append(Step(kind: .gap))
      case .classes(let names): steps.append(Step(kind: .classes, first: self.position(of: vocabulary.set(names))))
      case .words(let choices):
        var ids: [Int] = []
        for choice in choices {
          for id in Self.add(choice, of: lexicon, to: &vocabulary) where !ids.contains(id) { ids.append(id) }
        }
        steps.append(step(ids))
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
        steps: Int32(start)..<Int32(steps.count), anchor: Int32(start + anchor), specificity: Self.specificity(pattern),
        saysItself: saysItself, inflection: inflection,
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
