import Models
import TextAnalysis
import TextMatching

/// A Chinese sentence as a run of words, entities, numbers and boundaries; words that no table has are omitted.
///
/// Chinese writes no spaces, so words of the tables overlap in a text: `停工` is in `停工令`. `items` cut the sentence into
/// the leftmost longest of them; patterns also read the shorter ones.
struct ChineseSentence {
  struct Item {
    enum Kind {
      case word, entity, number
      /// A word inside a longer one, or across two; never among a sentence's items.
      case part
    }

    let kind: Kind
    /// Its range in the article's tokens; an ideograph is a separate token.
    let tokens: Range<Int>
    /// An index into the vocabulary's words, -1 for none.
    let word: Int
    let classes: ChineseVocabulary.Classes
    /// An index into the article's entities, -1 for none.
    let entity: Int
    /// The number of commas and stops before it in the sentence.
    let clause: Int
    /// The number of stops (；：) before it in the sentence, each of which ends a main clause.
    let segment: Int
  }

  let index: Int
  let sentence: Sentence
  /// The tokens of the brackets that name who reports: `（德国之声中文网）`, `（记者李平）`.
  var credits: [Range<Int>] = []
  var items: [Item] = []
  /// What the steps of patterns can use: the items and the words inside or across them, other than in brackets that
  /// name who reports, in order of their first tokens, the longest first.
  var occurrences: [Item] = []
  /// The roles of its countries, if they have been read: those of the first sentences are needed several times.
  var mentions: [ChineseLocations.Mention]?

  /// Whether the token belongs to a bracket that names who reports.
  func isInCredit(_ token: Int) -> Bool { credits.contains { $0.contains(token) } }
}

/// Cuts a text's sentences into items.
struct ChineseItemReader {
  let text: ArticleText
  let vocabulary: ChineseVocabulary
  let entities: [ChineseEntities.Entity]
  /// All words that start at each token, the longest first. They overlap, because the names in the text decide which
  /// are read.
  private let matches: [PhraseMatcher.Match]
  private var match = 0
  private var entity = 0

  init(text: ArticleText, vocabulary: ChineseVocabulary, entities: ChineseEntities) {
    self.text = text
    self.vocabulary = vocabulary
    self.entities = entities.all
    matches = text.matches(of: vocabulary.matcher, overlapping: true)
  }

  /// Whether the text contains a word that a pattern names, so that the pattern may match.
  var mayMatch: Bool { matches.contains { vocabulary.words[$0.value].isCore } }

  /// The leftmost longest words of the vocabulary in the text, in order, with the bytes at which they start.
  var words: [(word: Int, start: Int)] {
    var words: [(word: Int, start: Int)] = []
    var end = 0
    for match in matches where match.tokens.lowerBound >= end {
      words.append((match.value, text.tokens[match.tokens.lowerBound].start))
      end = match.tokens.upperBound
    }
    return words
  }

  /// The items of the sentence at `index`; sentences are read in order.
  mutating func read(_ index: Int) -> ChineseSentence {
    let source = text.sentences[index]
    while match < matches.count, matches[match].tokens.lowerBound < source.tokens.lowerBound { match += 1 }
    let first = match
    var sentence = ChineseSentence(index: index, sentence: source, credits: text.credits(of: source, vocabulary))
    var clause = 0
    var segment = 0
    var position = source.tokens.lowerBound
    while position < source.tokens.upperBound {
      let token = text.tokens[position]
      if source.kind == .title, position > source.tokens.lowerBound, token.gap == .space, token.kind == .ideograph,
        text.tokens[position - 1].kind == .ideograph
      {
        clause += 1
      }
      if let end = takeEntity(position, source, clause, segment, &sentence)
        ?? takeWord(
          position, source, clause, segment, &sentence)
      {
        position = end
        continue
      }
      switch token.kind {
      case .number:
        sentence.items.append(
          ChineseSentence.Item(
            kind: .number, tokens: position..<position + 1, word: -1, classes: 0, entity: -1, clause: clause,
            segment: segment))
      case .punctuation:
        switch ChineseMark(text.folded, token) {
        case .comma: clause += 1
        case .stop:
          clause += 1
          segment += 1
        case nil: break
        }
      default: break
      }
      position += 1
    }
    sentence.occurrences = occurrences(in: sentence, from: first)
    return sentence
  }

  private mutating func takeEntity(
    _ position: Int, _ source: Sentence, _ clause: Int, _ segment: Int, _ sentence: inout ChineseSentence
  ) -> Int? {
    let start = text.tokens[position].start
    while entity < entities.count, entities[entity].end <= start { entity += 1 }
    guard entity < entities.count, entities[entity].start == start else { return nil }
    var end = position + 1
    while end < source.tokens.upperBound, text.tokens[end].start < entities[entity].end { end += 1 }
    let found = entities[entity]
    var classes: ChineseVocabulary.Classes = 0
    if found.country != nil, found.project == nil { classes |= ChineseVocabulary.country }
    if found.project != nil { classes |= ChineseVocabulary.projectName | vocabulary.named.project }
    if case .organisation(let kind) = found.kind { classes |= organisationClass(kind) }
    // A name that a pattern names: 世界银行.
    while match < matches.count, matches[match].tokens.lowerBound < position { match += 1 }
    var word = -1
    if match < matches.count, matches[match].tokens.lowerBound == position, matches[match].tokens.upperBound <= end,
      vocabulary.words[matches[match].value].isMeaningful
    {
      word = matches[match].value
      classes |= vocabulary.words[word].classes
    }
    while match < matches.count, matches[match].tokens.lowerBound < end {
      // An organisation is also what its last word says: 乌克兰反贪局.
      if word < 0, case .organisation = found.kind, matches[match].tokens.upperBound == end {
        word = matches[match].value
        classes |= vocabulary.words[word].classes
      }
      match += 1
    }
    sentence.items.append(
      ChineseSentence.Item(
        kind: .entity, tokens: position..<end, word: word, classes: classes, entity: entity, clause: clause,
        segment: segment))
    return end
  }

  private func organisationClass(_ kind: ActorKind) -> ChineseVocabulary.Classes {
    switch kind {
    case .government, .military: vocabulary.named.authority
    case .company: vocabulary.named.company
    default: 0
    }
  }

  private mutating func takeWord(
    _ position: Int, _ source: Sentence, _ clause: Int, _ segment: Int, _ sentence: inout ChineseSentence
  ) -> Int? {
    while match < matches.count, matches[match].tokens.lowerBound < position { match += 1 }
    // A name that begins inside the word goes before it, but not before a shorter word that marks an object: `对` in
    // `对白俄罗斯`, not `对白`.
    let name = entity < entities.count ? entities[entity].start : Int.max
    let fitting = matches[match...].prefix { $0.tokens.lowerBound == position }.first { word in
      text.tokens[word.tokens.upperBound - 1].end <= name
        && (word.tokens == matches[match].tokens
          || vocabulary.words[word.value].classes & vocabulary.named.objectMark != 0)
    }
    guard let found = fitting, !isAcrossOwnerMark(found, sentence),
      found.tokens.upperBound <= source.tokens.upperBound
    else { return nil }
    sentence.items.append(
      ChineseSentence.Item(
        kind: .word, tokens: found.tokens, word: found.value, classes: vocabulary.words[found.value].classes,
        entity: -1, clause: clause, segment: segment))
    return found.tokens.upperBound
  }
}

extension ChineseItemReader {
  /// Whether a word begins with the mark of an owner after a country and hides the word for what is owned: `资金` in
  /// `中资金矿`.
  private func isAcrossOwnerMark(_ found: PhraseMatcher.Match, _ sentence: ChineseSentence) -> Bool {
    let start = found.tokens.lowerBound
    guard let before = sentence.items.last, before.entity >= 0, before.tokens.upperBound == start,
      entities[before.entity].isCountry, text.contains(vocabulary.ownerMarks, start),
      let owned = matches[match...].first(where: { $0.tokens.lowerBound > start }),
      owned.tokens.lowerBound == start + 1
    else { return false }
    return vocabulary.words[owned.value].isMeaningful
  }
}

extension ChineseItemReader {
  /// The items of the sentence and the words inside or across them that satisfy a step of a pattern; `first` is the
  /// sentence's first match. Names, guard words and the words of signals hide what shares tokens with them.
  private func occurrences(in sentence: ChineseSentence, from first: Int) -> [ChineseSentence.Item] {
    let end = sentence.sentence.tokens.upperBound
    var hidden: [ChineseSentence.Item] = []
    // The first item that ends after the start of the word.
    var item = 0
    // The end of the guard words that have begun.
    var guarded = 0
    var next = first
    while next < matches.count, matches[next].tokens.lowerBound < end {
      let match = matches[next]
      let tokens = match.tokens
      let isLongest = next == first || matches[next - 1].tokens.lowerBound < tokens.lowerBound
      next += 1
      while item < sentence.items.count, sentence.items[item].tokens.upperBound <= tokens.lowerBound { item += 1 }
      guard item < sentence.items.count else { break }
      let isInside = tokens.upperBound <= guarded
      if vocabulary.words[match.value].hides { guarded = max(guarded, tokens.upperBound) }
      let around = sentence.items[item]
      guard !isInside, vocabulary.words[match.value].isStep, tokens.upperBound <= end,
        around.tokens != tokens, !isLongest || around.tokens.lowerBound <= tokens.lowerBound,
        !isHidden(tokens, match.value, by: sentence.items[item...]), !isSplit(tokens)
      else { continue }
      hidden.append(
        ChineseSentence.Item(
          kind: .part, tokens: tokens, word: match.value, classes: vocabulary.words[match.value].classes, entity: -1,
          clause: around.clause, segment: around.segment))
    }
    let found = hidden.isEmpty ? sentence.items : merged(sentence.items, hidden)
    return sentence.credits.isEmpty ? found : found.filter { !sentence.isInCredit($0.tokens.lowerBound) }
  }

  /// Whether a space divides the tokens: `冠军 队长`.
  private func isSplit(_ tokens: Range<Int>) -> Bool {
    tokens.dropFirst().contains { text.tokens[$0].isSpaced }
  }

  /// Whether one of the items that share tokens with a word is a word that hides others, or a name whose kind the word
  /// does not say.
  private func isHidden(_ tokens: Range<Int>, _ word: Int, by items: ArraySlice<ChineseSentence.Item>) -> Bool {
    for item in items {
      guard item.tokens.lowerBound < tokens.upperBound else { break }
      if item.entity >= 0 {
        guard namesKind(tokens, word, of: item) else { return true }
      } else if item.word >= 0, vocabulary.words[item.word].hides {
        return true
      }
    }
    return false
  }

  /// Whether a word at the end of a name says what it names: `开发银行` and `银行` in `非洲开发银行`, `海峡` in
  /// `霍尔木兹海峡`, `电站` in the registered `阿尔瓦电站`. A town called after its port means the port only where its clause
  /// ends: `封锁哈科特港。`, but not `关闭驻太子港使馆`.
  private func namesKind(_ tokens: Range<Int>, _ word: Int, of item: ChineseSentence.Item) -> Bool {
    guard item.tokens.upperBound == tokens.upperBound, item.tokens.lowerBound < tokens.lowerBound else { return false }
    switch entities[item.entity].kind {
    case .organisation, .project: return true
    case .place(.country): return false
    case .place(let kind):
      guard vocabulary.words[word].classes & vocabulary.named.route != 0 else { return false }
      let end = tokens.upperBound
      return kind == .physical || kind == .facility || end == text.tokens.count
        || text.tokens[end].kind == .punctuation || text.tokens[end].isSpaced
    default: return false
    }
  }

  /// Both runs in order of their first tokens, the longest first.
  private func merged(
    _ items: [ChineseSentence.Item], _ hidden: [ChineseSentence.Item]
  ) -> [ChineseSentence.Item] {
    var merged: [ChineseSentence.Item] = []
    merged.reserveCapacity(items.count + hidden.count)
    var next = 0
    for item in items {
      while next < hidden.count, hidden[next].tokens.lowerBound < item.tokens.lowerBound {
        merged.append(hidden[next])
        next += 1
      }
      merged.append(item)
    }
    return merged + hidden[next...]
  }
}

/// A mark that divides a Chinese sentence.
enum ChineseMark {
  case comma, stop

  /// Nil for marks that divide nothing: the enumeration comma, quotation marks.
  init?(_ folded: [UInt8], _ token: Token) {
    switch token.end - token.start {
    case 1:
      switch folded[token.start] {
      case UInt8(ascii: ","): self = .comma
      case UInt8(ascii: ";"), UInt8(ascii: ":"): self = .stop
      default: return nil
      }
    case 3:
      switch (folded[token.start], folded[token.start + 1], folded[token.start + 2]) {
      case (0xEF, 0xBC, 0x8C), (0xE2, 0x80, 0x93...0x95): self = .comma
      case (0xEF, 0xBC, 0x9B), (0xEF, 0xBC, 0x9A): self = .stop
      default: return nil
      }
    default: return nil
    }
  }
}
