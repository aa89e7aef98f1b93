import TextAnalysis

/// A sentence as the event recogniser reads it: words, numbers and boundaries, with entities as single items.
struct EventSentence: Sendable {
  enum Kind: UInt8, Sendable {
    case word, number, comma
    /// A semicolon, colon, dash or parenthesis.
    case stop
  }

  /// A word, number or boundary. It takes 64 bytes, one cache line, because items are read far more often than made.
  struct Item: Sendable {
    var classes: ClassSet
    /// The value of a number or number word, else -1.
    var count = -1
    private var word32: Int32
    private var start32: Int32
    private var end32: Int32
    private var entity32: Int32
    var kind: Kind
    /// Whether an apostrophe that marks a possessor follows.
    var isPossessive = false
    /// Whether a hyphen joins the next item to it.
    var isHyphenated = false
    var isCapitalised = false
    /// Whether it is a character of a script without spaces.
    var isIdeograph = false
    /// Whether patterns of the lexicon are indexed by its word.
    var isPivot = false
    /// The bit of its word in a `WordSketch`.
    var sketchBit = WordSketches.unknown
    /// What its letters say by their ending, for words that the lexicon does not have.
    var ending: Ending = .other

    init(
      kind: Kind, word: Int, classes: ClassSet, start: Int, end: Int, entity: Int, isCapitalised: Bool = false,
      ending: Ending = .other, count: Int = -1
    ) {
      self.kind = kind
      word32 = Int32(truncatingIfNeeded: word)
      self.classes = classes
      start32 = Int32(truncatingIfNeeded: start)
      end32 = Int32(truncatingIfNeeded: end)
      entity32 = Int32(truncatingIfNeeded: entity)
      self.isCapitalised = isCapitalised
      self.ending = ending
      self.count = count
    }

    /// The word's number in `EventVocabulary`; 0 for words that it does not have.
    var word: Int {
      get { Int(word32) }
      set { word32 = Int32(truncatingIfNeeded: newValue) }
    }
    /// The byte at which it starts.
    var start: Int { Int(start32) }
    /// The byte after it.
    var end: Int {
      get { Int(end32) }
      set { end32 = Int32(truncatingIfNeeded: newValue) }
    }
    /// The index in `EntitySpans.entities`, or -1.
    var entity: Int {
      get { Int(entity32) }
      set { entity32 = Int32(truncatingIfNeeded: newValue) }
    }
  }

  enum Ending: UInt8, Sendable {
    case adverb, past, gerund, plural, other

    init(_ kinds: WordEndings.Kinds) {
      if kinds.isEmpty {
        self = .other
      } else if kinds.contains(.adverb) {
        self = .adverb
      } else if kinds.contains(.past) {
        self = .past
      } else if kinds.contains(.gerund) {
        self = .gerund
      } else {
        let isPlural = kinds.contains(.plural) && !kinds.contains(.singular) || kinds.contains(.pluralOfPeople)
        self = isPlural ? .plural : .other
      }
    }
  }

  /// The fewest letters of a word that has an ending.
  static let shortestWithEnding = 3

  var items: [Item] = []
  var index = 0
  var kind: Sentence.Kind = .prose
  var start = 0
  var end = 0
  /// Whether it is a question, which reports no event.
  var isQuestion = false

  /// The number that two number words make, as `twenty` and `two`; nil unless they are tens and a unit.
  static func wholeNumber(tens: Int, unit: Int) -> Int? {
    guard (20...90).contains(tens), tens % 10 == 0, (1...9).contains(unit) else { return nil }
    return tens + unit
  }
}

extension ArticleText {
  /// Fills `sentence` with the items of the sentence at `index`; `words` are the tokens' numbers in the vocabulary.
  /// `entity` is a cursor into `spans` that only moves forward: sentences are read in order.
  func read(
    _ index: Int, into sentence: inout EventSentence, _ words: [WordID], _ knowledge: EventKnowledge,
    _ spans: EntitySpans, entity: inout Int
  ) {
    let source = sentences[index]
    sentence.items.removeAll(keepingCapacity: true)
    sentence.index = index
    sentence.kind = source.kind
    sentence.start = source.start
    sentence.end = source.end
    // Room for nearly every later sentence too.
    sentence.items.reserveCapacity(max(source.tokens.count, 80))
    sentence.isQuestion = isQuestion(source)
    folded.withUnsafeBufferPointer { folded in
      tokens.withUnsafeBufferPointer { tokens in
        words.withUnsafeBufferPointer { words in
          knowledge.rules.profileOfWord.withUnsafeBufferPointer { profileOfWord in
            knowledge.rules.profiles.withUnsafeBufferPointer { profiles in
              knowledge.rules.sketchBits.withUnsafeBufferPointer { sketchBits in
                spans.entities.withUnsafeBufferPointer { entities in
                  knowledge.endings.withView { endings in
                    var reader = ItemReader(
                      folded: folded, tokens: tokens, words: words, profileOfWord: profileOfWord, profiles: profiles,
                      sketchBits: sketchBits, grammar: knowledge.grammar, endings: endings, entities: entities,
                      entity: entity)
                    reader.read(source.tokens, into: &sentence.items)
                    entity = reader.entity
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

private struct ItemReader {
  let folded: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let words: UnsafeBufferPointer<WordID>
  let profileOfWord: UnsafeBufferPointer<UInt16>
  let profiles: UnsafeBufferPointer<WordProfile>
  let sketchBits: UnsafeBufferPointer<UInt8>
  let grammar: GrammarClasses
  let endings: WordEndings.View
  let entities: UnsafeBufferPointer<EntitySpans.Entity>
  var entity: Int

  mutating func read(_ range: Range<Int>, into items: inout [EventSentence.Item]) {
    var index = range.lowerBound
    while index < range.upperBound {
      let token = tokens[index]
      while entity < entities.count, entities[entity].end <= token.start { entity += 1 }
      if entity < entities.count, entities[entity].start <= token.start, token.start < entities[entity].end {
        index = readEntity(from: index, range, into: &items)
        continue
      }
      switch token.kind {
      case .word: items.append(word(index))
      case .ideograph:
        var item = word(index)
        item.isIdeograph = true
        items.append(item)
      case .number:
        var item = word(index)
        item.kind = .number
        item.classes |= grammar.number
        item.count = value(token)
        items.append(item)
      case .punctuation: index += readMark(index, range, into: &items)
      case .symbol:
        // `Opinion | Kenya's debt`: the mark ends the label of a headline.
        guard folded[token.start] == UInt8(ascii: "|") else { break }
        items.append(mark(.stop, token))
      }
      index += 1
    }
  }

  private func readEntity(
    from index: Int, _ range: Range<Int>, into items: inout [EventSentence.Item]
  ) -> Int {
    let end = entities[entity].end
    var last = index
    var item = word(index)
    while last + 1 < range.upperBound, tokens[last + 1].start < end {
      last += 1
      if tokens[last].kind == .word { item.classes |= profile(last).classes }
      item.word = 0
      item.sketchBit = WordSketches.unknown
      item.isPivot = false
      item.ending = .other
    }
    // `Houthi rebels attack`: a name that ends in a common noun has its number.
    if last > index, tokens[last].shape == .lower { item.ending = ending(tokens[last]) }
    item.classes.subtract(grammar.outsideNames)
    item.kind = .word
    item.end = tokens[last].end
    item.entity = entity
    item.classes |= entities[entity].classes
    item.isCapitalised = true
    items.append(item)
    return last + 1
  }

  @inline(__always)
  private func profile(_ index: Int) -> WordProfile { profiles[Int(profileOfWord[Int(words[index])])] }

  @inline(__always)
  private func word(_ index: Int) -> EventSentence.Item {
    let token = tokens[index]
    let profile = profile(index)
    var item = EventSentence.Item(
      kind: .word, word: Int(words[index]), classes: profile.classes, start: token.start, end: token.end, entity: -1,
      isCapitalised: token.shape != .lower && token.shape != .none, ending: ending(token), count: profile.count)
    item.isPivot = profile.isPivot
    item.sketchBit = sketchBits[Int(words[index])]
    if profile.classes & grammar.monthName != 0, profile.classes & grammar.modal != 0, isMonth(index) {
      item.classes.subtract(grammar.modal)
    }
    return item
  }

  /// Whether the capitalised word after a preposition is a month and no auxiliary: `opened in May caught fire`.
  private func isMonth(_ index: Int) -> Bool {
    index > 0 && tokens[index].shape == .capitalised && profile(index - 1).classes & grammar.preposition != 0
  }

  @inline(__always)
  private func ending(_ token: Token) -> EventSentence.Ending {
    guard token.length >= EventSentence.shortestWithEnding else { return .other }
    return EventSentence.Ending(endings.kinds(of: token, in: folded))
  }

  private func value(_ token: Token) -> Int {
    var value = 0
    for byte in folded[token.start..<token.end] {
      if byte == UInt8(ascii: ",") { continue }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), value < 100_000_000_000 else { return -1 }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// Reads the punctuation mark at `index`; returns how many of the tokens after it belong to it.
  private func readMark(_ index: Int, _ range: Range<Int>, into items: inout [EventSentence.Item]) -> Int {
    let token = tokens[index]
    let kind: EventSentence.Kind
    switch folded[token.start] {
    case UInt8(ascii: ","): kind = .comma
    case UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"): kind = .stop
    case UInt8(ascii: "-"):
      let isJoined = !token.isSpaced && index + 1 < range.upperBound && !tokens[index + 1].isSpaced
      if isJoined {
        let joined = joinNumber(index, &items)
        if joined == 0, let last = items.indices.last { items[last].isHyphenated = true }
        return joined
      }
      kind = .stop
    case UInt8(ascii: "'"): return apostrophe(index, range, &items)
    default:
      guard token.end - token.start == 3 else { return 0 }
      switch (folded[token.start], folded[token.start + 1], folded[token.start + 2]) {
      // ’
      case (0xE2, 0x80, 0x99): return apostrophe(index, range, &items)
      // Dashes.
      case (0xE2, 0x80, 0x93...0x95): kind = .stop
      // ，、
      case (0xEF, 0xBC, 0x8C), (0xE3, 0x80, 0x81): kind = .comma
      // ；：（）
      case (0xEF, 0xBC, 0x9B), (0xEF, 0xBC, 0x9A), (0xEF, 0xBC, 0x88), (0xEF, 0xBC, 0x89): kind = .stop
      default: return 0
      }
    }
    items.append(mark(kind, token))
    return 0
  }

  /// Makes one number of `twenty` and the `-two` after it; returns 1 if it did, else 0.
  private func joinNumber(_ dash: Int, _ items: inout [EventSentence.Item]) -> Int {
    guard let last = items.indices.last, items[last].kind == .word, items[last].end == tokens[dash].start,
      let whole = EventSentence.wholeNumber(tens: items[last].count, unit: word(dash + 1).count)
    else { return 0 }
    items[last].count = whole
    items[last].end = tokens[dash + 1].end
    return 1
  }

  private func mark(_ kind: EventSentence.Kind, _ token: Token) -> EventSentence.Item {
    EventSentence.Item(kind: kind, word: 0, classes: 0, start: token.start, end: token.end, entity: -1)
  }

  /// Reads the apostrophe of `Israel's`, `rebels'` or `didn't`; returns 1 if the letter after it belongs to it, else 0.
  private func apostrophe(_ index: Int, _ range: Range<Int>, _ items: inout [EventSentence.Item]) -> Int {
    guard let last = items.indices.last, !tokens[index].isSpaced, items[last].end == tokens[index].start else {
      return 0
    }
    let next = index + 1
    let isGlued = next < range.upperBound && !tokens[next].isSpaced && tokens[next].end - tokens[next].start == 1
    let letter = isGlued ? endings.kinds(of: tokens[next], in: folded) : []
    if letter.contains(.negation) {
      items[last].classes |= grammar.not
      return 1
    }
    if isGlued ? letter.contains(.possessive) : items[last].ending == .plural {
      items[last].isPossessive = true
      return isGlued ? 1 : 0
    }
    return 0
  }
}
