import TextAnalysis

/// Events that are put off: the object of a verb for it, the subject of its passive, or the noun of a postponement.
extension RealisReader {
  /// The verb or the noun by which an event is put off.
  struct Postponement {
    /// The index of its word.
    let index: Int
    /// Whether the event is put off; not if somebody refuses that, demands it or only may do it.
    let holds: Bool
  }

  /// What puts off the event that a noun names; nil if nothing does.
  func postponement(of match: PhraseSearch.Match) -> Postponement? {
    if isPostponement(match.end) { return Postponement(index: match.end, holds: isFulfilled(match.start, match.end)) }
    guard endsPhrase(match.end) else { return nil }
    return governingPostponement(match) ?? passivePostponement(match)
  }

  // MARK: Object

  /// The verb or noun before the event that has it as its object: `put off a strike`, `put the strike off`,
  /// `postponement of a strike`, `postponed a series of strikes`.
  private func governingPostponement(_ match: PhraseSearch.Match) -> Postponement? {
    var index = match.start - 1
    var isCoordinated = false
    while index >= 0, match.start - index <= Self.objectReach, !clauses.isBoundary(index) {
      if let verb = postponingVerb(endingAt: index, before: match.end) {
        let group = clauses.verbGroup(at: verb)
        if group.isPassive && hasBe(group) || describesNoun(group) { return nil }
        if isCoordinated, hasVerb(after: match.end) { return nil }
        return Postponement(index: verb, holds: isDone(group))
      }
      if isPostponement(index) {
        let isOf = clauses.isWord(index + 1, words.of)
        return isOf ? Postponement(index: index, holds: isFulfilled(index, match.end)) : nil
      }
      if has(index, grammar.preposition) {
        guard isOfPart(index) || clauses.isWord(index, words.of) && isPostponement(index - 1) else { return nil }
      } else if has(index, grammar.conjunction) {
        isCoordinated = true
      } else if !isOfNounPhrase(index) {
        return nil
      }
      index -= 1
    }
    return nil
  }

  /// The verb of putting off, with its particle, that ends at `index` or has its particle right after the event, which
  /// ends before `end`; nil for another word.
  private func postponingVerb(endingAt index: Int, before end: Int) -> Int? {
    if words.postponing.contains(items[index].word) { return isVerbal(index) ? index : nil }
    let isMoved = words.displacing.contains(items[index].word)
    if isMoved, isParticle(end) { return index }
    return isParticle(index) && index > 0 && words.displacing.contains(items[index - 1].word) ? index - 1 : nil
  }

  private func isParticle(_ index: Int) -> Bool {
    items.indices.contains(index) && words.displaced.contains(items[index].word)
  }

  private func isPostponement(_ index: Int) -> Bool {
    items.indices.contains(index) && words.postponement.contains(items[index].word)
  }

  /// Whether a form that can be a noun too is a verb: `delays` in `Union delays strike`.
  private func isVerbal(_ index: Int) -> Bool {
    !clauses.forms(index).contains(.noun) || clauses.isVerb(at: index)
  }

  private func hasBe(_ group: VerbGroup) -> Bool { (group.start..<group.verb).contains { has($0, grammar.be) } }

  /// Whether the participle only describes the noun after it: `the postponed strike`, `a twice postponed strike`,
  /// `Postponed strike begins`.
  private func describesNoun(_ group: VerbGroup) -> Bool {
    guard clauses.forms(group.verb).contains(.participle), !has(group.start, grammar.be | grammar.have | grammar.modal)
    else { return false }
    var before = group.verb - 1
    if before >= 0, items[before].isHyphenated { return true }
    while before >= 0, has(before, grammar.adverb) || items[before].ending == .adverb { before -= 1 }
    if clauses.isBoundary(before) { return !has(group.verb + 1, grammar.determiner) }
    return items[before].isPossessive || has(before, grammar.determiner | grammar.adjective | grammar.preposition)
  }

  /// Whether the word at `index` is `of` or `for` after a noun for a part or a plan: `a series of strikes`.
  private func isOfPart(_ index: Int) -> Bool {
    guard index > 0, clauses.isWord(index, words.of) || clauses.isWord(index, words.for) else { return false }
    return words.portion.contains(items[index - 1].word)
  }

  /// Whether the item may be within a noun phrase: no word that joins clauses or phrases, and no verb.
  func isOfNounPhrase(_ index: Int) -> Bool {
    let joining =
      grammar.preposition | grammar.be | grammar.have | grammar.modal | grammar.do | grammar.relative
      | grammar.subordinator | grammar.complementiser | grammar.speech | grammar.pronoun | grammar.not
    return items[index].entity >= 0 || has(index, grammar.determiner) || !has(index, joining) && !isFinite(index)
  }

  /// Whether the noun phrase of an event ends at `end`, so that no other noun follows for which it stands: `strike` in
  /// `a strike due on Monday` and in `strike action`, not in `strike talks`.
  private func endsPhrase(_ end: Int) -> Bool {
    let next = clauses.isWord(end, words.action) ? end + 1 : end
    guard items.indices.contains(next), items[next].kind == .word, items[next].entity < 0 else { return true }
    let following =
      grammar.functionWord | grammar.adverb | grammar.dateWord | grammar.not | grammar.do | grammar.intended
    return has(next, following) || items[next].ending == .adverb || items[next].ending == .past
      || isParticle(next) || words.upcoming.contains(items[next].word)
      || !clauses.forms(next).isDisjoint(with: [.past, .participle])
  }

  /// Whether the clause has a verb after the item: `erupted` in `postponed elections and protests erupted`.
  private func hasVerb(after end: Int) -> Bool {
    var index = end
    while index < items.count, !clauses.isBoundary(index) {
      if isFinite(index) { return true }
      index += 1
    }
    return false
  }

  // MARK: Subject

  /// The verb in the passive, or the participle of a headline, whose subject the event is: `the strike has been put
  /// off`, `Strike at port postponed`.
  private func passivePostponement(_ match: PhraseSearch.Match) -> Postponement? {
    guard isHeadOfSubject(match.start) else { return nil }
    var index = match.end
    while index < items.count, index - match.end <= Self.subjectReach {
      switch items[index].kind {
      case .stop: return nil
      case .comma:
        guard let closing = closingComma(after: index) else { return nil }
        index = closing
      case .word, .number:
        if let found = passive(at: index, of: match) { return found }
        let opener = grammar.subordinator | grammar.complementiser | grammar.relative
        if has(index, opener), !opensClause(of: match, at: index) { return nil }
        if isFinite(index), !isAuxiliary(index), !words.upcoming.contains(items[index].word) { return nil }
      }
      index += 1
    }
    return nil
  }

  /// The second of two commas of which the one at `opening` is the first, if a verb of putting off follows with its
  /// auxiliaries; nil without one.
  private func closingComma(after opening: Int) -> Int? {
    for index in opening + 1..<max(opening + 1, min(items.count, opening + Self.asideReach)) {
      if items[index].kind == .stop { return nil }
      guard items[index].kind == .comma else { continue }
      return isAuxiliary(index + 1) ? index : nil
    }
    return nil
  }

  private func isAuxiliary(_ index: Int) -> Bool { has(index, grammar.be | grammar.have | grammar.modal) }

  /// The verb at `index` if it puts off the event in the passive, or as the participle of a headline without a verb.
  private func passive(at index: Int, of match: PhraseSearch.Match) -> Postponement? {
    let isPhrasal = words.displacing.contains(items[index].word) && isParticle(index + 1)
    guard isPhrasal || words.postponing.contains(items[index].word), clauses.forms(index).contains(.participle) else {
      return nil
    }
    let group = clauses.verbGroup(at: index)
    guard group.start >= match.end else { return nil }
    let before = match.end..<group.start
    // `Protests are over and the vote is postponed`: the event has a verb before that is not of a relative clause.
    if before.contains(where: isAuxiliary), !before.contains(where: { opensClause(of: match, at: $0) }) { return nil }
    if group.start < group.verb { return hasBe(group) ? Postponement(index: index, holds: isDone(group)) : nil }
    let after = isPhrasal ? index + 2 : index + 1
    let following = grammar.preposition | grammar.subordinator | grammar.adverb | grammar.dateWord | grammar.conjunction
    let hasObject = items.indices.contains(after) && !clauses.isBoundary(after) && !has(after, following)
    if hasObject || describesNoun(group) || hasVerb(after: after) { return nil }
    let isAside = (match.end..<index).contains {
      has($0, grammar.preposition) && !words.narrowlyLocative.contains(items[$0].word)
        && !clauses.isWord($0, words.by) && !clauses.isWord($0, words.of)
    }
    return isAside ? nil : Postponement(index: index, holds: isDone(group))
  }

  /// Whether the relative clause at `opener` is one on the event, with no other noun between the two: `a strike that
  /// was to begin on Monday`, not `protests over a vote that was put off`.
  private func opensClause(of match: PhraseSearch.Match, at opener: Int) -> Bool {
    has(opener, grammar.relative | grammar.complementiser)
      && !(match.end..<opener).contains { has($0, grammar.preposition) }
  }

  /// Whether the noun that begins at `start` is the head of its phrase, not in another one: `strike` in `a rail strike`
  /// and in `plans for a strike`, not in `talks on a strike`.
  private func isHeadOfSubject(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, !clauses.isBoundary(index) {
      if has(index, grammar.preposition) {
        guard isOfPart(index) else { return has(index, grammar.timeOrder) }
      } else if !isOfNounPhrase(index) {
        return true
      }
      index -= 1
    }
    return true
  }

  // MARK: Fulfilment

  /// Whether a verb of putting off says that it is done or will be: not if it is negated, demanded or only possible.
  private func isDone(_ group: VerbGroup) -> Bool {
    if group.isNegated || map.places[group.verb].contains(.conditional) { return false }
    var before = group.start - 1
    // `decided on Monday to postpone`
    while before > 0,
      has(before, grammar.dateWord | grammar.adverb)
        || has(before, grammar.preposition) && has(before + 1, grammar.dateWord)
    {
      before -= 1
    }
    switch group.tense {
    case .could, .must: return false
    case .would: return !map.hasCondition
    case .infinitive:
      guard before >= 0 else { return false }
      if words.resolving.contains(items[before].word) { return !clauses.verbGroup(at: before).isNegated }
      return isHeadlineFuture(group)
    case .gerund: return !isUnfulfilled(before) && !clauses.isWord(before, words.without)
    case .past, .present, .will: return true
    }
  }

  /// Whether nothing before a noun for a postponement, or right after its phrase, refuses it, demands it or denies it.
  private func isFulfilled(_ start: Int, _ end: Int) -> Bool {
    var index = start - 1
    while index >= 0, start - index <= Self.refusalReach, !clauses.isBoundary(index) {
      if isUnfulfilled(index) || has(index, grammar.nobody | grammar.not) { return false }
      index -= 1
    }
    for index in end..<max(end, min(items.count, end + Self.verdictReach)) {
      if clauses.isBoundary(index) { return true }
      if has(index, grammar.not) || isUnfulfilled(index) && has(index - 1, grammar.be | grammar.adverb) { return false }
    }
    return true
  }

  private func isUnfulfilled(_ index: Int) -> Bool {
    items.indices.contains(index) && words.unfulfilled.contains(items[index].word)
  }

  /// How many items before an event the verb may be that puts it off, and how many after it the passive.
  private static var objectReach: Int { 9 }
  private static var subjectReach: Int { 16 }
  /// The most items between two commas in the subject.
  private static var asideReach: Int { 14 }
  /// How many items before a postponement the word may be that refuses it, and how many after it.
  private static var refusalReach: Int { 5 }
  private static var verdictReach: Int { 12 }
}
