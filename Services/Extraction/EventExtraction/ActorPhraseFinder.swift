import Models
import TextAnalysis

/// A phrase that names somebody who can act: `Egyptian police`, `the government of Sudan`, `President Bush`.
struct ActorPhrase {
  /// The index of the first item of the phrase.
  var start: Int
  /// The index after the last item of the phrase.
  var end: Int
  var country: String?
  var kind: ActorKind
  var classes: ClassSet
  /// The vocabulary id of the preposition before the phrase; 0 for none.
  var preposition: Int
  /// Whether the phrase is the source of a statement (`police said`).
  var isSpeaker = false
  /// Whether it names people of foreigners or of a company (`managers of a Chinese firm`), which are not a state
  /// either.
  var isOfForeigners = false
  /// Whether the phrase ends in the possessive of a name that follows: `Italy's` in `Italy's Saipem`.
  var isOwner = false
  /// The items of the name that the phrase's noun introduces and that no list knows: `Arven Mar` in `the operator Arven
  /// Mar`.
  var name = 0..<0
}

/// Finds the actor phrases of a sentence.
struct ActorPhraseFinder {
  let clauses: ClauseReader
  let spans: EntitySpans
  /// The most words before the noun of an institution that belong to it.
  let institutionReach: Int

  private var items: [EventSentence.Item] { clauses.sentence.items }
  private var grammar: GrammarClasses { clauses.grammar }
  private var words: GrammarWords { clauses.words }

  /// Fills `phrases` with those of the sentence, in order.
  func phrases(into phrases: inout [ActorPhrase]) {
    phrases.removeAll(keepingCapacity: true)
    var index = 0
    while index < items.count {
      guard isActor(index) else {
        index += 1
        continue
      }
      let phrase = phrase(from: index, after: phrases.last)
      if phrase.end > index + 1 || !clauses.isAttribute(index) { phrases.append(phrase) }
      index = phrase.end
    }
    markSpeakers(&phrases)
  }

  private func isActor(_ index: Int) -> Bool {
    let item = items[index]
    guard item.kind == .word, item.classes & grammar.anyActor != 0, !clauses.isPartOfCompound(index) else {
      return false
    }
    return item.entity >= 0 || !isUsedAsVerb(index)
  }

  /// Whether a noun for an actor is used as a verb here: `guards the border`.
  private func isUsedAsVerb(_ index: Int) -> Bool {
    let forms = clauses.forms(index)
    return forms.contains(.noun) && !forms.isDisjoint(with: [.base, .present, .past, .gerund])
      && clauses.isVerb(at: index)
  }

  private func phrase(from start: Int, after last: ActorPhrase?) -> ActorPhrase {
    var phrase = ActorPhrase(start: start, end: start, kind: .other, classes: 0, preposition: 0)
    take(start, into: &phrase)
    while phrase.end < items.count {
      let next = phrase.end
      if isActor(next), !startsAnother(next, in: phrase) {
        take(next, into: &phrase)
      } else if let noun = bridged(from: phrase) {
        for index in next...noun where !clauses.isPartOfCompound(index) { take(index, into: &phrase) }
      } else {
        break
      }
    }
    takeName(into: &phrase)
    takeInstitution(into: &phrase, after: last)
    phrase.isOwner = items[phrase.end - 1].isPossessive && phrase.end < items.count && items[phrase.end].isCapitalised
    attachOwner(&phrase)
    phrase.preposition = preposition(before: phrase.start, notBefore: last?.end ?? 0)
    return phrase
  }

  /// Whether item `next` begins another actor: a country after a person, an organisation or another country, or what
  /// people are made: `hostage` in `took nine employees hostage`.
  private func startsAnother(_ next: Int, in phrase: ActorPhrase) -> Bool {
    let before = items[next - 1]
    if before.isPossessive { return false }
    if before.entity < 0, before.ending == .plural, items[next].ending != .plural,
      items[next].classes & grammar.detainee != 0
    {
      return true
    }
    let named = grammar.country | grammar.person | grammar.organisation
    return before.classes & named != 0 && items[next].classes & (grammar.country | grammar.demonym) != 0
  }

  /// The index of the actor's noun after one or two plain words that follow a people or an owner: `minister` in
  /// `Egyptian foreign minister`, `court` in `Israel's high court`, `cabinet` in `Israel's army-backed cabinet`.
  /// Otherwise nil.
  private func bridged(from phrase: ActorPhrase) -> Int? {
    let last = items[phrase.end - 1]
    guard last.isPossessive || last.classes & grammar.demonym != 0 else { return nil }
    guard phrase.end < items.count else { return nil }
    let isCompound = clauses.isPartOfCompound(phrase.end)
    let start = isCompound ? phrase.end + 2 : phrase.end
    for noun in (isCompound ? start : start + 1)...start + 2 where noun < items.count {
      if noun > start {
        let between = items[noun - 1]
        let isPlain =
          between.kind == .word && between.classes & grammar.functionWord == 0 && !isFiniteVerb(noun - 1)
        guard isPlain else { return nil }
      }
      if items[noun].kind == .word, items[noun].classes & grammar.actorNoun != 0,
        items[noun].classes & (grammar.country | grammar.demonym) == 0
      {
        return noun
      }
    }
    return nil
  }

  private func isFiniteVerb(_ index: Int) -> Bool {
    !clauses.forms(index).isDisjoint(with: [.past, .present]) && clauses.isVerb(at: index)
  }

  private func take(_ index: Int, into phrase: inout ActorPhrase) {
    let item = items[index]
    phrase.end = index + 1
    phrase.classes |= item.classes
    if item.entity >= 0 {
      let entity = spans.entities[item.entity]
      if phrase.country == nil { phrase.country = entity.country }
      if phrase.kind == .other || phrase.kind == .government { phrase.kind = kind(item, else: entity.kind) }
    } else {
      phrase.kind = kind(item, else: phrase.kind)
    }
  }

  private func kind(_ item: EventSentence.Item, else other: ActorKind) -> ActorKind {
    if item.classes & grammar.military != 0 { return .military }
    if item.classes & grammar.media != 0 || item.classes & grammar.mediaWord != 0 { return .media }
    if item.classes & grammar.company != 0 { return .company }
    if item.classes & grammar.party != 0 { return .party }
    if item.classes & grammar.igo != 0 { return .igo }
    if item.classes & (grammar.official | grammar.government) != 0 { return .government }
    return item.entity >= 0 ? other : item.classes & grammar.actor != 0 ? .other : other
  }

  /// Adds the words before a noun that say which institution it is: `the electricity ministry`, `the central bank`.
  private func takeInstitution(into phrase: inout ActorPhrase, after last: ActorPhrase?) {
    guard items[phrase.start].entity < 0 else { return }
    let first = max(last?.end ?? 0, phrase.start - institutionReach)
    while phrase.start > first, items[phrase.start - 1].kind == .word, !items[phrase.start - 1].isPossessive,
      clauses.has(phrase.start - 1, grammar.institutionWord | grammar.publicWord)
    {
      phrase.start -= 1
      guard clauses.has(phrase.start, grammar.publicWord) else { continue }
      phrase.classes |= grammar.official
      phrase.kind = .government
    }
  }

  /// The most words of a name that no list knows.
  private static let longestName = 4

  /// Adds the capitalised words after a noun in the singular, which name the one that it means: `Arven Mar` in `the
  /// operator Arven Mar`.
  private func takeName(into phrase: inout ActorPhrase) {
    let noun = items[phrase.end - 1]
    guard noun.entity < 0, !noun.isCapitalised, !noun.isPossessive, noun.ending != .plural,
      noun.classes & grammar.actorNoun != 0
    else { return }
    let start = phrase.end
    while phrase.end < min(items.count, start + Self.longestName),
      isUnknownName(phrase.end) || isPlaceInName(phrase.end, from: start)
    {
      phrase.end += 1
    }
    phrase.name = start..<phrase.end
  }

  /// Whether the item is a place that continues a name begun at `start`: `Lima` in `operator Arven Lima`.
  private func isPlaceInName(_ index: Int, from start: Int) -> Bool {
    index > start && items[index].entity >= 0 && spans.entities[items[index].entity].isPlace
      && !items[index - 1].isPossessive
  }

  /// Whether the item is a capitalised word that names nothing known, and no day or month, nor a word that can only be
  /// a verb: `Sacked` in a title.
  private func isUnknownName(_ index: Int) -> Bool {
    let item = items[index]
    let forms = clauses.forms(index)
    if !forms.contains(.noun), !forms.isDisjoint(with: [.past, .present]) { return false }
    return item.kind == .word && item.isCapitalised && item.entity < 0
      && item.classes & (grammar.functionWord | grammar.dateWord | grammar.monthName) == 0
  }

  /// Gives a phrase without a country the country named after it: `the government of Sudan`, `rebels in the Ivory
  /// Coast`. What follows `of` belongs to the phrase: `employees of Arven Metals`, `managers of a Chinese firm`.
  private func attachOwner(_ phrase: inout ActorPhrase) {
    guard phrase.country == nil, phrase.end + 1 < items.count, phrase.classes & grammar.person == 0 else { return }
    let preposition = items[phrase.end].word
    guard preposition == words.of || preposition == words.in || preposition == words.from else { return }
    for index in phrase.end + 1...min(phrase.end + 4, items.count - 1) {
      let item = items[index]
      guard item.kind == .word else { return }
      if item.entity >= 0 {
        let country = spans.entities[item.entity].country
        guard country != nil || item.classes & grammar.organisation != 0 else { return }
        phrase.country = country
        if preposition == words.of, !item.isPossessive { takeOwner(index, into: &phrase) }
        return
      }
      if item.classes & (grammar.preposition | grammar.be | grammar.have | grammar.conjunction) != 0 { return }
    }
  }

  /// Extends a phrase by its owner at `index`, and by the noun that a people's name there describes.
  private func takeOwner(_ index: Int, into phrase: inout ActorPhrase) {
    phrase.end = index + 1
    guard items[index].classes & (grammar.demonym | grammar.company) != 0 else { return }
    phrase.isOfForeigners = true
    if items[index].classes & grammar.demonym == 0 { return }
    if phrase.end < items.count, isActor(phrase.end), items[phrase.end].entity < 0 {
      phrase.end += 1
    } else if let noun = bridged(from: phrase) {
      phrase.end = noun + 1
    }
  }

  /// The vocabulary id of the preposition that governs the phrase at `start`, at most four items before it; 0 for none.
  private func preposition(before start: Int, notBefore limit: Int) -> Int {
    var index = start - 1
    while index >= limit, start - index <= 4 {
      let item = items[index]
      guard item.kind == .word || item.kind == .number else { return 0 }
      if item.classes & grammar.preposition != 0 { return item.word }
      let skipped = grammar.determiner | grammar.adjective | grammar.number | grammar.adverb
      if item.classes & skipped == 0, item.word != 0, item.entity < 0, isFiniteVerb(index) { return 0 }
      if item.classes & (grammar.conjunction | grammar.be | grammar.have | grammar.modal) != 0 { return 0 }
      if item.classes & (grammar.relative | grammar.complementiser | grammar.subordinator) != 0 { return 0 }
      index -= 1
    }
    return 0
  }

  /// Whether the phrase is only the name of a country or people.
  private func isNationality(_ phrase: ActorPhrase) -> Bool {
    phrase.end == phrase.start + 1 && phrase.classes & (grammar.country | grammar.demonym) != 0
  }

  /// Whether the subject of a verb is not the name before it: a pronoun (`a bank it says moved money`) or that of the
  /// verb to which `and` joins it (`the army blamed rebels and said`). In `and according to` the name follows.
  private func isOfOtherSubject(_ verb: Int) -> Bool {
    if clauses.isWord(verb + 1, words.to) { return false }
    let position = clauses.has(verb - 1, grammar.adverb) ? verb - 2 : verb - 1
    return clauses.has(position, grammar.pronoun | grammar.conjunction)
  }

  /// Marks the phrases that are sources of statements: `…, police said`, `according to witnesses`, `said President X`.
  private func markSpeakers(_ phrases: inout [ActorPhrase]) {
    for index in items.indices where items[index].classes & grammar.speech != 0 && !isOfOtherSubject(index) {
      let before = phrases.lastIndex { $0.end <= index && index - $0.end <= 6 && $0.preposition == 0 }
      if let before, !(phrases[before].end..<index).contains(where: clauses.isBoundary) {
        phrases[before].isSpeaker = true
        // `US and Iraqi sources say`
        if before > 0, isNationality(phrases[before - 1]), phrases[before].start == phrases[before - 1].end + 1,
          clauses.has(phrases[before].start - 1, grammar.conjunction)
        {
          phrases[before - 1].isSpeaker = true
        }
      } else if let after = phrases.firstIndex(where: { $0.start > index && $0.start - index <= 4 }),
        index == 0 || clauses.isBoundary(index - 1) || clauses.isWord(index + 1, words.to)
      {
        phrases[after].isSpeaker = true
      }
    }
  }
}
