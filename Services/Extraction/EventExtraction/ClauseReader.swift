import TextAnalysis

/// The verb of an event with its auxiliaries.
struct VerbGroup {
  enum Tense {
    case past, present, infinitive, gerund
    /// `will`, `would`, `could` or `must` before it.
    case will, would, could, must
  }

  /// The index of its first item.
  var start: Int
  /// The index of the verb itself.
  var verb: Int
  var tense: Tense
  var isPassive: Bool
  var isNegated: Bool
}

/// Reads verbs and their surroundings in one sentence. All readers of the sentence share it.
final class ClauseReader {
  let sentence: EventSentence
  let grammar: GrammarClasses
  let words: GrammarWords
  /// The forms of each word of the vocabulary.
  let forms: [WordForms]

  init(sentence: EventSentence, grammar: GrammarClasses, words: GrammarWords, forms: [WordForms]) {
    self.sentence = sentence
    self.grammar = grammar
    self.words = words
    self.forms = forms
  }

  func forms(_ index: Int) -> WordForms { forms[sentence.items[index].word] }

  func has(_ index: Int, _ classes: ClassSet) -> Bool {
    sentence.items.indices.contains(index) && sentence.items[index].classes & classes != 0
  }

  func isWord(_ index: Int, _ word: Int) -> Bool {
    sentence.items.indices.contains(index) && sentence.items[index].word == word && word != 0
  }

  /// Whether a clause with its own time begins at `index`: a relative or adverbial clause, except one with the time of
  /// the clause before it (`killed years ago when gunmen attacked`).
  func opensClause(_ index: Int) -> Bool {
    if has(index, grammar.simultaneous) { return false }
    if has(index, grammar.subordinator | grammar.relative) { return true }
    guard has(index, grammar.complementiser), index > 0 else { return false }
    let before = sentence.items[index - 1]
    return before.classes & grammar.speech == 0 && before.ending != .past
  }

  /// Whether a stated time separates what the word at `index` opens from what precedes it: `after` in `two days after
  /// floods`, not in `on Monday after floods`.
  func opensOtherTime(_ index: Int) -> Bool {
    has(index, grammar.timeOrder) && has(index - 1, grammar.timeSpan)
      && (sentence.items[index - 1].ending == .plural || has(index - 2, grammar.indefinite | grammar.number)
        || isWord(index - 2, words.the))
  }

  /// Whether a name only describes the word that a hyphen joins to it: `Swiss-owned`, `Panama-flagged`.
  func isAttribute(_ index: Int) -> Bool {
    let item = sentence.items[index]
    return item.entity >= 0 && item.isHyphenated && index + 1 < sentence.items.count
      && sentence.items[index + 1].entity < 0
  }

  /// Whether a common noun only describes what follows, by the participle that a hyphen joins to it: `army-backed`.
  func isPartOfCompound(_ index: Int) -> Bool {
    let item = sentence.items[index]
    let next = index + 1
    return item.entity < 0 && item.isHyphenated && next < sentence.items.count && sentence.items[next].entity < 0
      && (forms(next).contains(.participle) || sentence.items[next].ending == .past)
  }

  func isBoundary(_ index: Int) -> Bool {
    guard sentence.items.indices.contains(index) else { return true }
    return sentence.items[index].kind == .comma || sentence.items[index].kind == .stop
  }

  /// The verb at `index` with the auxiliaries before it.
  func verbGroup(at index: Int) -> VerbGroup {
    let items = sentence.items
    let form = forms(index)
    var start = index
    var be = false
    var have = false
    var to = false
    var negated = items[index].classes & grammar.not != 0
    var tense: VerbGroup.Tense?
    var position = index - 1
    while position >= 0, index - position <= 7, !isBoundary(position) {
      let item = items[position]
      let isNot = item.classes & grammar.not != 0
      let modal = modalTense(item)
      if isNot { negated = true }
      if let modal {
        tense = modal
      } else if item.classes & grammar.be != 0 {
        be = true
      } else if item.classes & grammar.have != 0 {
        have = true
      } else if item.word == words.to {
        to = true
      } else if !isNot, item.classes & (grammar.do | grammar.adverb) == 0, item.ending != .adverb || item.isCapitalised
      {
        break
      }
      start = position
      if to || modal != nil { break }
      position -= 1
    }
    if !negated, !to, tense == nil, let denial = separatedDenial(before: start, of: index) {
      negated = true
      start = denial.start
      tense = modalTense(items[denial.auxiliary])
      be = be || has(denial.auxiliary, grammar.be)
      have = have || has(denial.auxiliary, grammar.have)
    }
    let isBare = !have && !to && tense == nil
    let isPassive =
      !form.isDisjoint(with: .participle) && (be || isBare && (isReduced(index) || isDoneToSubject(index)))
    // `are said to have killed`: an infinitive of what is past.
    let plain = to && !have ? .infinitive : plainTense(form, be: be, have: have)
    return VerbGroup(
      start: start, verb: index, tense: tense ?? plain,
      isPassive: isPassive,
      isNegated: negated)
  }

  private func modalTense(_ item: EventSentence.Item) -> VerbGroup.Tense? {
    if item.classes & grammar.modal == 0 { return nil }
    if item.classes & grammar.will != 0 { return .will }
    if item.classes & grammar.would != 0 { return .would }
    return item.classes & grammar.could != 0 ? .could : .must
  }

  private func plainTense(_ form: WordForms, be: Bool, have: Bool) -> VerbGroup.Tense {
    if be || have { return .past }
    if !form.isDisjoint(with: [.past, .participle]) { return .past }
    return form.contains(.gerund) ? .gerund : .present
  }

  /// Whether the participle is passive without an auxiliary: `three held in raid`, `a camp attacked by militiamen`.
  private func isReduced(_ index: Int) -> Bool {
    let next = index + 1
    if isWord(next, words.by) { return true }
    guard !isBoundary(next) else { return true }
    let item = sentence.items[next]
    return item.classes & grammar.preposition != 0 && item.word != words.to && item.word != words.on
      && item.word != words.against && item.word != words.from
  }

  /// Whether the participle says what was done to the noun before it, as in a headline: a punishment before a term
  /// (`official jailed six years`, `mayor sentenced to death`), or `shot dead` before no object. A court or a state
  /// that is right before it punishes others.
  private func isDoneToSubject(_ index: Int) -> Bool {
    let next = index + 1
    if has(index, grammar.beforeDead), has(next, grammar.dead) {
      // `shot dead at least 14 people`: an object follows.
      let isCounted =
        opensCount(at: next + 2) && (has(next + 2, grammar.quantifier) || has(next + 3, grammar.people))
      return isBoundary(next + 1) || has(next + 1, grammar.preposition) && !isCounted
    }
    let punishing = grammar.court | grammar.country | grammar.government | grammar.military
    guard has(index, grammar.penalty), !has(index - 1, punishing) else { return false }
    return isWord(next, words.to) || opensTerm(at: next)
  }

  /// Whether a term or a sum begins at `index`: `six years`, `at least 2 million pounds`.
  private func opensTerm(at index: Int) -> Bool {
    guard opensCount(at: index) else { return false }
    var position = index
    while position < index + Self.longestCount, has(position, grammar.quantifier | grammar.number) { position += 1 }
    return has(position, grammar.measureUnit | grammar.dateWord | grammar.currency)
  }

  /// The most words of a number with what qualifies it.
  private static var longestCount: Int { 5 }

  /// Whether the name at `index` is only from where something is led: `a plot directed from Lagos`.
  func isSeatOfOthers(_ index: Int) -> Bool {
    for position in stride(from: index - 1, through: max(index - 3, 0), by: -1) {
      if isWord(position, words.from) { return has(position - 1, grammar.directed) }
      if isBoundary(position) || has(position, grammar.preposition | grammar.anyEntity) { return false }
    }
    return false
  }

  /// Whether the name at `index` only says on which side of it something is: `north of Luang Prabang`.
  func isBearing(_ index: Int) -> Bool {
    isWord(index - 1, words.of) && has(index - 2, grammar.adjective) && has(index - 2, grammar.countryPart)
  }

  /// Whether the word at `index`, which can be a verb and a noun, is a verb here.
  func isVerb(at index: Int) -> Bool {
    let form = forms(index)
    guard index > 0 else { return form.isDisjoint(with: [.gerund, .noun]) }
    let before = sentence.items[index - 1]
    guard before.kind == .word else {
      // `Militants in North Kivu, Congo, kill at least 15`: after the name of a place a verb has its count.
      if before.kind == .comma, opensCount(at: index + 1) { return true }
      return before.kind != .number && form.isDisjoint(with: [.base, .present]) && !form.contains(.noun)
    }
    if before.isPossessive || form.contains(.noun) && precedesItsVerb(index) { return false }
    if before.word == words.to { return !form.isDisjoint(with: .base) }
    let auxiliary = grammar.modal | grammar.do | grammar.pronoun | grammar.relative | grammar.not
    if before.classes & auxiliary != 0 { return true }
    if before.classes & (grammar.be | grammar.have) != 0 {
      return !form.isDisjoint(with: [.gerund, .participle])
    }
    if form.contains(.gerund), has(index - 1, grammar.preposition),
      has(index + 1, grammar.determiner | grammar.number | grammar.anyEntity | grammar.actor)
    {
      return true
    }
    let nominal = grammar.determiner | grammar.preposition | grammar.adjective | grammar.demonym | grammar.number
    if before.classes & nominal != 0 { return false }
    if !form.isDisjoint(with: [.past, .participle]) { return true }
    if before.classes & grammar.adverb != 0 || before.ending == .adverb {
      return !form.isDisjoint(with: [.base, .present])
    }
    let startsObject = grammar.determiner | grammar.anyEntity | grammar.number | grammar.adjective | grammar.actor
    let opensCount = opensCount(at: index + 1)
    let opensObject = opensCount || has(index + 1, startsObject)
    if form.contains(.gerund) { return opensObject }
    let isActor = before.classes & (grammar.anyEntity | grammar.actor | grammar.currency) != 0
    if form.contains(.base) {
      return isPlural(before) && !isObjectOfVerb(index)
        && (opensObject || sentence.kind == .title || isActor && isThing(index + 1))
        || opensObject && (isSecondOfTwo(index - 1) || before.entity >= 0 && before.classes & grammar.military != 0)
    }
    if opensCount { return true }
    if isActor && (opensObject || sentence.kind == .title) { return true }
    guard isSingularThing(index - 1) else { return false }
    // `Dam cracks force evacuation`: the next word is the verb.
    return opensObject
      ? !startsPeriod(index + 1) && isUnverbal(index + 1)
      : sentence.kind == .title && (isThing(index + 1) || isBareNoun(index + 1))
  }
}

extension ClauseReader {
  /// The relative clause between commas that stands before the verb group at `verb`, with its commas: `, which flies to
  /// Malta,` in `the airline, which flies to Malta, collapsed`. Nil without one.
  func insertion(before verb: Int) -> Range<Int>? {
    var comma = verb - 1
    while comma > 0, has(comma, grammar.adverb | grammar.not) { comma -= 1 }
    guard comma > 0, sentence.items[comma].kind == .comma else { return nil }
    for opener in stride(from: comma - 1, through: 1, by: -1) {
      let item = sentence.items[opener]
      if item.kind == .stop || item.kind == .comma && endsInsertion(opener) { return nil }
      guard has(opener, grammar.relative) else { continue }
      let before = has(opener - 1, grammar.preposition) ? opener - 2 : opener - 1
      if before > 0, sentence.items[before].kind == .comma { return before..<comma + 1 }
    }
    return nil
  }

  /// Whether the comma ends a relative clause, since a verb with a subject follows, rather than being within it: that
  /// of `which borders Mali, shut`, not those of `which borders Mali, Guinea and, in the south, Liberia` and of `which,
  /// since a coup in Mali, has hosted`.
  private func endsInsertion(_ comma: Int) -> Bool {
    var next = comma + 1
    while has(next, grammar.adverb | grammar.not) { next += 1 }
    guard next < sentence.items.count, isFinite(next) else { return false }
    guard let opening = (0..<comma).last(where: { isBoundary($0) }) else { return true }
    return !has(opening - 1, grammar.relative)
  }

  /// The relative clause between commas that the item at `index` is in, if the sentence goes on after it with a verb
  /// before the word at `anchor` or at it; else nil.
  func insertion(around index: Int, before anchor: Int) -> Range<Int>? {
    guard index + 1 < anchor else { return nil }
    for comma in index + 1..<anchor where sentence.items[comma].kind == .comma {
      var verb = comma + 1
      while verb < anchor, has(verb, grammar.adverb | grammar.not) { verb += 1 }
      guard isFinite(verb), let found = insertion(before: verb), found.contains(index) else { continue }
      return found
    }
    return nil
  }

  /// Whether a word in the range can be a verb, or an auxiliary, that has a subject.
  func hasFinite(in range: Range<Int>) -> Bool { range.contains { isFinite($0) } }

  /// Whether the word can be a verb, or an auxiliary, that has a subject.
  private func isFinite(_ index: Int) -> Bool {
    has(index, grammar.be | grammar.have | grammar.do | grammar.modal)
      || sentence.items[index].entity < 0
        && (!forms(index).isDisjoint(with: [.past, .present]) || sentence.items[index].ending == .past)
  }

  /// Whether the word after a noun in the plural can only be its verb, with an object after it: `crowds` in `Lima
  /// crowds burn shops`, but not `charges` in `Kenya charges finance minister`, nor `lifts` in `lifts halt to
  /// drilling`.
  private func precedesItsVerb(_ index: Int) -> Bool {
    guard sentence.items[index].ending == .plural, index + 1 < sentence.items.count else { return false }
    let next = forms(index + 1)
    guard next.contains(.base), next.isDisjoint(with: [.noun, .past, .participle]), isVerb(at: index + 1) else {
      return false
    }
    guard index + 2 < sentence.items.count else { return false }
    return has(index + 2, grammar.determiner | grammar.number | grammar.anyEntity)
      || isPlural(sentence.items[index + 2])
  }

  /// Whether a number other than a year begins at `index`: `14`, `at least 14`, `as many as 20`, `up to 20`.
  func opensCount(at index: Int) -> Bool {
    var position = index
    while position < index + 3, has(position, grammar.quantifier) { position += 1 }
    if position > index, isWord(position, words.to) { position += 1 }
    guard has(position, grammar.number) else { return false }
    return !(1900...2100).contains(sentence.items[position].count)
  }

  /// Whether a noun in the singular that no class names as an actor ends at `index`: `train` of `Train hits bus`,
  /// `storm` of `The storm damages a pier`.
  private func isSingularThing(_ index: Int) -> Bool {
    guard isNoun(index), sentence.items[index].ending != .plural else { return false }
    return isUnverbal(index) || index == 0 || isBoundary(index - 1)
      || has(index - 1, grammar.determiner | grammar.adjective | grammar.number)
  }

  /// Whether a noun begins at `index` that a verb before it may act on.
  private func isThing(_ index: Int) -> Bool {
    isNoun(index) && (isUnverbal(index) || has(index, grammar.site | grammar.people | grammar.countryPart))
  }

  /// Whether the word at `index` is a noun that a verb in -s acts on: the word before it is no actor in the plural, and
  /// a noun is before that: `strike` in `Union ends strike at mine`, but not in `Prison guards strike at jail`.
  private func isObjectOfVerb(_ index: Int) -> Bool {
    guard index > 1, isBareNoun(index), forms(index - 1).contains(.present) else { return false }
    return !has(index - 1, grammar.anyEntity | grammar.actor | grammar.people) && isNoun(index - 2)
  }

  /// Whether the word at `index`, which can be a verb too, is a noun since no object follows it: `strike` in `Union
  /// ends strike at mine`.
  private func isBareNoun(_ index: Int) -> Bool {
    isNoun(index) && forms(index).contains(.noun) && (isBoundary(index + 1) || has(index + 1, grammar.preposition))
  }

  /// Whether the item is a word that can be a noun.
  private func isNoun(_ index: Int) -> Bool {
    guard sentence.items.indices.contains(index), sentence.items[index].kind == .word else { return false }
    return !has(index, grammar.functionWord | grammar.adjective | grammar.dateWord | grammar.adverb)
      && sentence.items[index].ending != .adverb
  }

  /// Whether the lexicon knows the word as no form of a verb.
  private func isUnverbal(_ index: Int) -> Bool {
    forms(index).isDisjoint(with: [.base, .present, .past, .participle, .gerund])
  }

  /// Whether a stretch of time begins at `index`: `a day later`, `two weeks on`.
  private func startsPeriod(_ index: Int) -> Bool {
    has(index + 1, grammar.dateWord | grammar.measureUnit)
  }

  /// Whether the item is a noun in the plural: `rebels`, `gunmen`, `police`.
  private func isPlural(_ item: EventSentence.Item) -> Bool {
    item.ending == .plural || item.classes & grammar.plural != 0
  }

  /// Whether a name at `index` is the second of two subjects, after `and` or a comma: `The US and Israel attack Iran`.
  private func isSecondOfTwo(_ index: Int) -> Bool {
    guard has(index, grammar.anyEntity), has(index - 2, grammar.anyEntity) else { return false }
    return has(index - 1, grammar.conjunction) || sentence.items[index - 1].kind == .comma
  }
}
