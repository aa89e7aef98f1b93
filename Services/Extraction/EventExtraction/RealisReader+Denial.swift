import TextAnalysis

/// Denials by words that are no part of the trigger's verb group: `no`, `none of`, a negated verb before it.
extension RealisReader {
  /// Whether a word like `no` denies what begins at `start`: `no casualties`, `without an attack`, `no contract was
  /// cancelled`.
  func isDeniedByDeterminer(before start: Int, ignoringFirst isOwn: Bool) -> Bool {
    let grammar = clauses.grammar
    let items = clauses.sentence.items
    if isNone(start) { return !isOwn }
    var index = start - 1
    while index >= 0, start - index <= 4, !clauses.isBoundary(index) {
      if excluded.contains(where: { $0.contains(index) }) { return false }
      if isNone(index) || items[index].word == clauses.words.without { return true }
      let breaking =
        grammar.preposition | grammar.conjunction | grammar.relative | grammar.complementiser | grammar.subordinator
      if items[index].classes & breaking != 0 { return false }
      if items[index].word != 0, !clauses.forms(index).isDisjoint(with: [.past, .present]), items[index].entity < 0,
        clauses.isVerb(at: index)
      {
        return false
      }
      index -= 1
    }
    return false
  }

  /// Whether the word is one like `no`, and does not limit a number: `no fewer than 12 soldiers` are 12 or more.
  private func isNone(_ index: Int) -> Bool {
    let quantifier = clauses.grammar.quantifier
    return clauses.has(index, clauses.grammar.nobody)
      && !(clauses.has(index + 1, quantifier) && clauses.has(index + 2, quantifier))
  }

  /// Whether the subject says that nobody of a group did it: `None of the rebels has attacked`. A form
  /// without an auxiliary needs an object, since it may describe those named (`none of the miners killed on Monday`).
  func isDoneByNone(_ group: VerbGroup) -> Bool {
    let grammar = clauses.grammar
    let isBare = group.start == group.verb
    if isBare, let first = alternative(to: group) { return isDoneByNone(first) }
    if isBare, !clauses.has(group.verb + 1, grammar.determiner | grammar.number | grammar.anyEntity) { return false }
    let breaking =
      grammar.relative | grammar.subordinator | grammar.complementiser | grammar.speech | grammar.conjunction
    var index = group.start - 1
    while index > 0, group.start - index <= Self.noneReach, !clauses.isBoundary(index), !clauses.has(index, breaking) {
      if clauses.isWord(index, clauses.words.of), clauses.has(index - 1, grammar.nobody) { return true }
      if isFinite(index), isBare || !mayDescribeNoun(index) { return false }
      index -= 1
    }
    return false
  }

  /// Whether `neither … nor` denies the subject of the verb, or of the one whose complement the noun is: `Neither the
  /// smoke nor the smell came from an explosion`, `Neither rebels nor soldiers attacked`; not `Neither … nor …
  /// condemned the attack`.
  func isDoneByNeither(_ match: PhraseSearch.Match, _ group: VerbGroup?) -> Bool {
    // `nor residents attacked by rebels`
    if let group, group.start == group.verb, group.isPassive { return false }
    guard let start = group?.start ?? predicate(of: match) else { return false }
    let breaking =
      clauses.grammar.relative | clauses.grammar.subordinator | clauses.grammar.complementiser | clauses.grammar.speech
    var hasNor = false
    var index = start - 1
    while index >= 0, start - index <= Self.neitherReach, !clauses.isBoundary(index), !clauses.has(index, breaking) {
      let word = clauses.sentence.items[index].word
      if clauses.words.neither.contains(word) { return hasNor && opensSubject(index) }
      hasNor = hasNor || clauses.words.nor.contains(word)
      // `nor doctors`: a noun, whatever it may be elsewhere
      let isNoun = hasNor || index > 0 && clauses.words.nor.contains(clauses.sentence.items[index - 1].word)
      if !isNoun, isFinite(index) && !mayDescribeNoun(index) || opensObject(index) { return false }
      index -= 1
    }
    return false
  }

  /// Whether `neither` at the index begins a clause with its subject; not in `who had neither pay nor food` and `men in
  /// neither uniform`.
  private func opensSubject(_ index: Int) -> Bool {
    let opening = clauses.grammar.conjunction | clauses.grammar.complementiser | clauses.grammar.speech
    let isOpened = clauses.has(index - 1, opening | clauses.grammar.subordinator)
    return clauses.isBoundary(index - 1) || isOpened && !clauses.has(index - 1, clauses.grammar.preposition)
  }

  /// Whether a determiner at the index begins an object, and so shows that a verb is before it: `the` in `knew why the
  /// bridge`, not in `nor the police` and `of the army`.
  private func opensObject(_ index: Int) -> Bool {
    let grammar = clauses.grammar
    return index > 0 && clauses.has(index, grammar.determiner)
      && !clauses.has(index - 1, grammar.preposition | grammar.conjunction | grammar.determiner | grammar.nobody)
      && !clauses.words.nor.contains(clauses.sentence.items[index - 1].word)
  }

  /// Where the verb group begins whose complement the noun is, `be` or a verb of an origin: `was` in `was an attack`,
  /// `came` in `came from a gas explosion`. Nil if another word governs the noun.
  private func predicate(of match: PhraseSearch.Match) -> Int? {
    let (grammar, words) = (clauses.grammar, clauses.words)
    var index = match.start - 1
    let governing =
      grammar.preposition | grammar.conjunction | grammar.relative | grammar.complementiser | grammar.be
      | grammar.have | grammar.modal | grammar.pronoun
    while index > 0, match.start - index <= Self.governorReach, !clauses.isBoundary(index),
      !clauses.has(index, governing), !isFinite(index)
    {
      index -= 1
    }
    guard index > 0 else { return nil }
    if clauses.has(index, grammar.be) { return clauses.verbGroup(at: index).start }
    let isOfOrigin = [words.from, words.by, words.to].contains { clauses.isWord(index, $0) }
    guard isOfOrigin, words.originating.contains(clauses.sentence.items[index - 1].word) else { return nil }
    return clauses.verbGroup(at: index - 1).start
  }

  /// Whether the form can be a participle that describes the noun before it: `reviewed` in `the lenders reviewed by the
  /// agency`.
  private func mayDescribeNoun(_ index: Int) -> Bool {
    let forms = clauses.forms(index)
    return forms.contains(.participle) || forms.isEmpty && clauses.sentence.items[index].ending == .past
      ? clauses.has(index + 1, clauses.grammar.preposition | clauses.grammar.dateWord) : false
  }

  /// Whether `or` joins the verb to one that is negated: `has not missed a payment or asked for a standstill`.
  func isAlternativeToDenied(_ group: VerbGroup) -> Bool {
    group.start == group.verb && alternative(to: group)?.isNegated == true
  }

  /// The verb to which `or` joins this one, in the same clause and without a subject between them; nil if there is
  /// none.
  private func alternative(to group: VerbGroup) -> VerbGroup? {
    let conjunction = group.start - 1
    guard conjunction > 0, clauses.words.alternative.contains(clauses.sentence.items[conjunction].word) else {
      return nil
    }
    let breaking = clauses.grammar.relative | clauses.grammar.subordinator | clauses.grammar.complementiser
    var index = conjunction - 1
    while index > 0, conjunction - index <= Self.alternativeReach, !clauses.isBoundary(index),
      !clauses.has(index, breaking)
    {
      if isFinite(index) { return clauses.verbGroup(at: index) }
      index -= 1
    }
    return nil
  }

  /// Whether a negated verb says that no such thing is known: `have not recorded a single attack`;
  /// not `did not report a spill`, which may have happened.
  func isUnrecorded(_ match: PhraseSearch.Match) -> Bool {
    let words = clauses.words
    let items = clauses.sentence.items
    var isUnspecified = false
    for index in stride(from: match.start - 1, through: max(1, match.start - Self.recordReach), by: -1) {
      if words.recording.contains(items[index].word) {
        return isUnspecified && clauses.verbGroup(at: index).isNegated
      }
      let isAny = words.unspecified.contains(items[index].word) || items[index].count == 1
      guard isAny || clauses.has(index, clauses.grammar.adjective | clauses.grammar.determiner) else { return false }
      isUnspecified = isUnspecified || isAny
    }
    return false
  }

  /// How many items before its verb `neither` may be.
  private static var neitherReach: Int { 24 }
  /// The most items between a noun and what governs it.
  private static var governorReach: Int { 6 }
  /// How many items before its verb `none of` may be.
  private static var noneReach: Int { 12 }
  /// How many items before `or` the first of two verbs may be.
  private static var alternativeReach: Int { 8 }
  /// How many items before a noun the verb may be of which it is the object.
  private static var recordReach: Int { 5 }
}
