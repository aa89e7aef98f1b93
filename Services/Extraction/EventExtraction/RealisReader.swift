import Models
import ReferenceData
import TextAnalysis

/// Decides whether a trigger's event happened, may happen, or is only discussed.
struct RealisReader {
  /// A phrase or an act that changes the reading of others.
  struct ModifierMatch {
    let start: Int
    let end: Int
    let effect: EventLexicon.Effect
    let scope: EventLexicon.Scope
    /// The kinds of event that it applies to; all where it is empty.
    let kinds: KindSet
    /// The number of its pattern in `EventRules.patterns`.
    let pattern: Int
  }

  let clauses: ClauseReader
  let map: ClauseMap
  let modifiers: [ModifierMatch]
  /// The items of phrases that rule out a cause: a negation in such a phrase denies no event outside it.
  let excluded: [Range<Int>]

  var items: [EventSentence.Item] { clauses.sentence.items }
  var grammar: GrammarClasses { clauses.grammar }
  var words: GrammarWords { clauses.words }

  /// How real the event of a candidate is, which is of the type `kind`.
  func reading(of candidate: SentenceEventReader.Candidate, _ kind: EventKind) -> Reading {
    let act = Act(
      match: candidate.match, group: candidate.group, isVague: candidate.isVague,
      hasOwnModality: candidate.hasOwnModality)
    let postponement = kind.mayBePostponed && act.group == nil ? postponement(of: act.match) : nil
    let keeper = postponement.flatMap { $0.holds ? nil : $0.index }
    let effects = self.effects(on: act.match, group: act.group, kind: candidate.trigger.type, keptBy: keeper)
    if effects.contains(.staged) { return .generic(.staged) }
    if effects.contains(.opinion) { return .generic(.opinion) }
    if effects.contains(.ended) { return Reading(realis: .historical, reason: .ended, hasEnded: true) }
    if postponement?.holds == true, !effects.contains(.denied) { return .prescriptive }
    return reading(of: act, effects, kind, isKept: keeper != nil)
  }

  /// How real the end of a candidate's event is, an event of the type `kind` with the number `type`: the words that
  /// report the end may be denied, demanded or about the future like any others (`will lift sanctions if`).
  func readingOfEnd(of candidate: SentenceEventReader.Candidate, _ kind: EventKind, type: Int) -> Reading {
    let isEnd = { (modifier: ModifierMatch) in
      modifier.effect == .ended && applies(modifier, to: candidate.match, candidate.group, candidate.trigger.type)
    }
    guard let end = modifiers.first(where: isEnd) else { return .actual }
    let verb = verb(in: end)
    let match = PhraseSearch.Match(
      start: end.start, end: end.end, anchor: verb ?? end.start, pattern: end.pattern, meaning: candidate.match.meaning)
    let group = verb.map(clauses.verbGroup)
    let act = Act(match: match, group: group, isVague: false, hasOwnModality: false)
    return reading(of: act, effects(on: match, group: group, kind: type), kind)
  }

  /// The first verb of a phrase; an auxiliary only if it has no other.
  private func verb(in phrase: ModifierMatch) -> Int? {
    let verbs = (phrase.start..<phrase.end).filter {
      let forms = clauses.forms($0)
      guard !forms.isDisjoint(with: [.base, .present, .past, .participle, .gerund]) else { return false }
      return !forms.contains(.noun) || clauses.isVerb(at: $0)
    }
    let auxiliary = (phrase.start..<phrase.end).first { has($0, grammar.be | grammar.have) }
    return verbs.first { !has($0, grammar.be | grammar.have) } ?? auxiliary
  }

  /// Words that report an act.
  private struct Act {
    let match: PhraseSearch.Match
    let group: VerbGroup?
    /// Whether the words name a kind of wrong rather than an act.
    let isVague: Bool
    /// Whether the words contain the modal, negation or `to` before their verb.
    let hasOwnModality: Bool
  }

  /// - Parameter isKept: whether the clause only says that the act may be put off, and so leaves open whether it is.
  private func reading(of act: Act, _ effects: Effects, _ kind: EventKind, isKept: Bool = false) -> Reading {
    let match = act.match
    let group = act.group
    let hasOwnModality = act.hasOwnModality
    if effects.contains(.denied) || isOfDeniedReport(match) { return .negated(.denied) }
    if effects.contains(.averted) { return .negated(.averted) }
    let isNegated =
      !hasOwnModality && group?.isNegated == true
      || isDeniedByDeterminer(
        before: min(match.start, group?.start ?? match.start), ignoringFirst: hasOwnModality)
      || !hasOwnModality && group.map { isDoneByNone($0) || isAlternativeToDenied($0) } == true
      || group == nil && isUnrecorded(match) || !hasOwnModality && isDoneByNeither(match, group)
    if effects.contains(.negated) || isNegated { return .negated() }
    if effects.contains(.historical) { return .historical }
    if let group, !hasOwnModality, isAttributive(group) { return .generic(.attributive) }
    let tense = hasOwnModality ? .past : group?.tense ?? nounTense(match)
    if effects.contains(.generic) { return .generic() }
    let isConditional = map.places[match.anchor].contains(.conditional) && !isKept
    if clauses.sentence.isQuestion || isConditional || effects.contains(.conditional)
      || tense == .could || tense == .would && map.hasCondition && !map.hasUltimatum
    {
      return .conditional
    }
    if effects.contains(.threatened) { return .threatened }
    if effects.contains(.announced) { return planned(kind) }
    if effects.contains(.imminent) {
      return kind.ledger == .risk ? .imminent : .agreed
    }
    if effects.contains(.prescriptive) || tense == .must { return .prescriptive }
    switch tense {
    case .will, .would: return announced(kind, isReported: tense == .would)
    case .infinitive where !effects.contains(.actual):
      return isHeadlineFuture(group) ? announced(kind, isReported: false) : .prescriptive
    case .gerund where isAbstract(group, effects): return .generic()
    case .present where isHabit(match, group): return .generic()
    case nil where !isSpecific(match, isVague: act.isVague): return .generic()
    default: return .actual
    }
  }

  /// The reading of an act that its actor announces; `isReported` if the text reports it with `would`. An act that is
  /// to follow only if something else does is conditional: `If there is no signature, we will close the road`.
  private func announced(_ kind: EventKind, isReported: Bool) -> Reading {
    if map.hasUltimatum { return .threatened }
    if kind.isFriendly { return .agreed }
    if kind.isVolitional { return .threatened }
    return isReported || map.hasCondition ? .conditional : .imminent
  }

  /// The reading of an act that somebody intends to do.
  private func planned(_ kind: EventKind) -> Reading {
    if kind.isFriendly { return announced(kind, isReported: false) }
    return kind.plover == nil ? .prescriptive : .threatened
  }

  // MARK: Modifiers

  /// The effects of the phrases on an act; `keeper` is the item of a postponement of it that is refused or demanded,
  /// so that what refuses it or demands it says nothing of the act.
  private func effects(
    on match: PhraseSearch.Match, group: VerbGroup?, kind: Int, keptBy keeper: Int? = nil
  ) -> Effects {
    var effects: Effects = []
    for modifier in modifiers where applies(modifier, to: match, group, kind) {
      if modifier.effect == .denied, isDeniedItself(modifier) { continue }
      if let keeper, modifier.end <= keeper, [.negated, .denied, .prescriptive].contains(modifier.effect) { continue }
      if isOverridden(modifier, on: match, group, kind) { continue }
      effects.insert(Effects(modifier.effect))
    }
    return effects
  }

  /// Whether a longer phrase around a denial says that the event did happen (`denied responsibility for`), or the
  /// averted event is an attempt (`foiled a coup`).
  private func isOverridden(
    _ modifier: ModifierMatch, on match: PhraseSearch.Match, _ group: VerbGroup?, _ kind: Int
  ) -> Bool {
    guard modifier.effect == .denied || modifier.effect == .averted else { return false }
    return modifiers.contains { other in
      let isStronger =
        modifier.effect == .denied
        ? other.effect == .actual : other.effect == .threatened && !other.kinds.isEmpty
      return isStronger && other.start <= modifier.start && modifier.end <= other.end
        && applies(other, to: match, group, kind)
    }
  }

  private func applies(
    _ modifier: ModifierMatch, to match: PhraseSearch.Match, _ group: VerbGroup?, _ kind: Int
  ) -> Bool {
    guard modifier.end <= match.start || modifier.start >= match.end,
      modifier.kinds.isEmpty || modifier.kinds.contains(kind),
      !isInInsertion(modifier, before: min(group?.start ?? match.start, match.start))
    else { return false }
    switch modifier.scope {
    case .clause: return isInClause(modifier, of: match) || recalls(match, after: modifier)
    case .right:
      if modifier.effect == .denied, isVerdictOnReport(modifier) || isOfSomebody(match) { return false }
      return modifier.end <= match.start && !(modifier.effect == .historical && isOfDay(match))
        && !(modifier.effect == .negated && isHarm(between: modifier.end, and: match.start))
        && reaches(modifier, start: min(group?.start ?? match.start, match.start), group)
    case .left:
      let reach = modifier.effect == .generic ? 0 : 10
      return modifier.start >= match.end && modifier.start - match.end <= reach
        && !(match.end..<modifier.start).contains(where: clauses.isBoundary)
        && !(modifier.effect == .denied && has(modifier.start, grammar.be)
          && (!isVerdict(modifier.start, after: match.end) || isPresupposed(match)))
        && !(isOfOneVerb(modifier.effect) && isInAdverbialClause(modifier, after: match, group))
        && !(modifier.effect == .prescriptive && !modifier.kinds.isEmpty && isInRelativeClause(modifier, after: match))
    case .near:
      let between = match.start - modifier.end
      // `dropped charges under emergency law`: the word between is the object, and the trigger says something else.
      return group == nil && (0...1).contains(between) && (between == 0 || !has(match.start, grammar.preposition))
    case .article, .label: return false
    }
  }

  /// Whether a word of harm is between a denial and a trigger, so that only harm is denied: `no one was killed in the
  /// explosion`.
  private func isHarm(between denial: Int, and trigger: Int) -> Bool {
    (denial..<trigger).contains { has($0, grammar.kill | grammar.wound | grammar.dead) }
  }

  /// Whether the modifier is in a relative clause between commas that ends before the act, and so says nothing of it:
  /// `Chad, which often borrows, defaulted`.
  private func isInInsertion(_ modifier: ModifierMatch, before act: Int) -> Bool {
    guard modifier.end < act, items[modifier.end..<act].contains(where: { $0.kind == .comma }) else { return false }
    return clauses.insertion(around: modifier.start, before: act) != nil
  }

  /// Whether words of this effect are the verb of what was averted, put off or has ended, and say nothing beyond their
  /// clause.
  private func isOfOneVerb(_ effect: EventLexicon.Effect) -> Bool {
    effect == .averted || effect == .ended || effect == .prescriptive
  }

  /// Whether a day or a week owns the trigger, so that the text says itself when it was: `a report on Monday's attack`.
  private func isOfDay(_ match: PhraseSearch.Match) -> Bool {
    (max(0, match.start - 2)..<match.end).contains {
      items[$0].isPossessive && has($0, grammar.dateWord) && !has($0, grammar.numberPrefix)
    }
  }

  /// Whether the modifier is the verb of a relative clause after the trigger, and so says what happened to a noun of
  /// it: `signed a loan for a dam that was held up for years`.
  private func isInRelativeClause(_ modifier: ModifierMatch, after match: PhraseSearch.Match) -> Bool {
    let auxiliary = grammar.be | grammar.have | grammar.modal | grammar.adverb | grammar.not
    var index = modifier.start - 1
    while index >= match.end, has(index, auxiliary) { index -= 1 }
    return index >= match.end && has(index, grammar.relative | grammar.complementiser)
  }

  /// Whether the modifier is in an adverbial clause after the trigger, and so says that something else failed, ended or
  /// was averted: `protested after the government ended subsidies`, `went on strike when talks failed`. It isn't if it
  /// is the verb whose subject the trigger is: `an attack on a convoy as it left the port was foiled`.
  private func isInAdverbialClause(
    _ modifier: ModifierMatch, after match: PhraseSearch.Match, _ group: VerbGroup?
  ) -> Bool {
    guard let opener = (match.end..<modifier.start).last(where: { has($0, grammar.subordinator) }) else { return false }
    let auxiliary = grammar.be | grammar.have | grammar.modal | grammar.adverb | grammar.not
    var subject = modifier.start - 1
    while subject > opener, has(subject, auxiliary) { subject -= 1 }
    // `after failed talks`, `after the failed talks`
    let isAdjective = subject == modifier.start - 1 && has(subject, grammar.determiner | grammar.adjective)
    if subject == opener || isAdjective { return true }
    if hasMainVerb(match, group, before: opener) { return true }
    if let verb = (opener + 1..<subject + 1).last(where: isFinite) {
      return (verb..<subject).contains { has($0, grammar.conjunction) }
    }
    return !(subject + 1..<modifier.end).contains { has($0, grammar.be) }
  }

  /// Whether the clause of the trigger has its verb before `end`: the trigger itself, or one on either side of it.
  private func hasMainVerb(_ match: PhraseSearch.Match, _ group: VerbGroup?, before end: Int) -> Bool {
    if let group, group.verb < end, group.tense != .infinitive, group.tense != .gerund { return true }
    let isDependent = { (index: Int) in map.places[index].contains(.dependent) }
    if (match.end..<end).contains(where: { !isDependent($0) && isFinite($0) }) { return true }
    let breaking = grammar.relative | grammar.subordinator | grammar.complementiser | grammar.speech
    var index = min(match.start, group?.start ?? match.start) - 1
    while index >= 0, !clauses.isBoundary(index), !has(index, breaking) {
      if isFinite(index) { return true }
      index -= 1
    }
    return false
  }

  /// Whether the word is an auxiliary or the past or present form of a verb; not a participle such as `planned` in `an
  /// attack planned for Friday`.
  func isFinite(_ index: Int) -> Bool {
    let item = items[index]
    guard item.kind == .word, item.entity < 0, !has(index, grammar.intended) else { return false }
    if has(index, grammar.be | grammar.have | grammar.modal) { return item.ending != .gerund }
    if !clauses.forms(index).isDisjoint(with: [.past, .present]) { return clauses.isVerb(at: index) }
    let nominal = grammar.determiner | grammar.preposition | grammar.adjective | grammar.number
    return item.ending == .past && !has(index - 1, nominal)
  }

  /// Whether the match is in a dependent clause, without a comma, after a main clause that says that it is over: `was
  /// freed from bandits who had ambushed the bus`, `is free of cholera after an outbreak`.
  private func recalls(_ match: PhraseSearch.Match, after modifier: ModifierMatch) -> Bool {
    modifier.effect == .ended && !modifier.kinds.isEmpty && modifier.end <= match.start
      && map.places[match.anchor].contains(.dependent) && !map.places[modifier.start].contains(.conditional)
      && !(modifier.end..<match.start).contains { items[$0].kind == .comma || items[$0].kind == .stop }
  }

  /// The modifiers that a reading rests on; none where grammar alone decided it.
  func grounds(
    of reading: Reading, on match: PhraseSearch.Match, group: VerbGroup?, kind: Int
  ) -> [ModifierMatch] {
    let names = [reading.reason?.rawValue, reading.realis.rawValue]
    let isIntended = reading.realis == .threatened || reading.realis == .prescriptive
    return modifiers.filter { modifier in
      let isMeant = names.contains(modifier.effect.rawValue) || isIntended && modifier.effect == .announced
      return isMeant && applies(modifier, to: match, group, kind)
    }
  }

  /// Whether no relative or adverbial clause opens between the modifier and the trigger.
  private func isInClause(_ modifier: ModifierMatch, of match: PhraseSearch.Match) -> Bool {
    let between =
      modifier.end <= match.start ? modifier.end..<match.start : match.end..<max(match.end, modifier.start)
    return !between.contains(where: clauses.opensClause)
  }

  private func reaches(_ modifier: ModifierMatch, start: Int, _ group: VerbGroup?) -> Bool {
    guard modifier.end <= start else { return true }
    let isFar = modifier.effect == .denied || modifier.effect == .conditional
    guard start - modifier.end <= (isFar ? 25 : 12) else { return false }
    var hasThat = modifier.end > 0 && items[modifier.end - 1].classes & grammar.complementiser != 0
    var hasAnd = false
    var apposition = 0..<0
    for index in modifier.end..<start {
      let item = items[index]
      if item.kind == .comma, !apposition.contains(index) { apposition = self.apposition(at: index) }
      if item.kind == .stop || item.kind == .comma && !isFar && !apposition.contains(index) { return false }
      if item.classes & (grammar.subordinator | grammar.relative) != 0 || joinsOtherVerb(index) { return false }
      if group != nil, opensOtherClause(index, before: start) { return false }
      hasThat = hasThat || item.classes & grammar.complementiser != 0
      hasAnd = hasAnd || item.classes & grammar.conjunction != 0
    }
    // `rejected pleas and will walk out`
    let isAhead = group?.tense == .will && has(start - 1, grammar.conjunction)
    // `a decade after gunmen stormed the hotel and killed 30`: both acts are of that time.
    return modifier.effect == .historical || !(hasAnd && !hasThat && (group?.tense == .past || isAhead))
  }

  /// The name between the comma at `index` and the next one, with both commas, that says who was meant by the noun
  /// before: `ordered the developer, Arven Mar, to stop`; empty if there is no such name.
  private func apposition(at index: Int) -> Range<Int> {
    var end = index + 1
    while end < items.count, items[end].kind == .word, items[end].entity >= 0 || items[end].isCapitalised { end += 1 }
    guard end > index + 1, end < items.count, items[end].kind == .comma else { return index..<index }
    return index..<end + 1
  }

  // MARK: Nouns

  func has(_ index: Int, _ classes: ClassSet) -> Bool { clauses.has(index, classes) }

  /// The modal of the verb whose subject the noun is.
  private func nounTense(_ match: PhraseSearch.Match) -> VerbGroup.Tense? {
    var index = match.end
    while index < items.count, index - match.end <= 5, !clauses.isBoundary(index) {
      let classes = items[index].classes
      if classes & (grammar.relative | grammar.subordinator | grammar.complementiser) != 0 { return nil }
      if classes & (grammar.will | grammar.would) != 0 { return classes & grammar.will != 0 ? .will : .would }
      if classes & grammar.could != 0 { return .could }
      if classes & grammar.must != 0 { return .must }
      index += 1
    }
    return nil
  }

  /// Whether a noun names a certain event, not a kind of event: `the attack`, `two attacks`, `Monday's attack`.
  private func isSpecific(_ match: PhraseSearch.Match, isVague: Bool) -> Bool {
    if clauses.sentence.kind == .title, !isVague { return true }
    if items[match.anchor].isIdeograph { return true }
    let specific = grammar.determiner | grammar.number | grammar.anyEntity | grammar.actor
    var index = match.start
    var isInPhrase = true
    while index >= 0, match.start - index <= (isInPhrase ? 5 : 3), !clauses.isBoundary(index) {
      if index < match.start || match.end - match.start > 1 {
        if items[index].classes & specific != 0 || items[index].isPossessive { return true }
      }
      isInPhrase = isInPhrase && (index == match.start || !has(index, grammar.functionWord))
      index -= 1
    }
    let anchors = grammar.country | grammar.place | grammar.project | grammar.dateWord
    for index in match.end..<max(match.end, min(match.end + 6, items.count)) {
      if clauses.isBoundary(index) { break }
      if items[index].classes & anchors != 0 || items[index].word == words.by { return true }
    }
    return !isVague && (isSubjectOfAct(match) || isCauseOfDeath(match))
  }

  /// Whether the noun begins a clause and its verb says what it did: `Violent clashes broke out`, `Floods kill two`.
  private func isSubjectOfAct(_ match: PhraseSearch.Match) -> Bool {
    let first = match.start
    let opens =
      first == 0 || clauses.isBoundary(first - 1)
      || has(first - 1, grammar.adjective) && (first == 1 || clauses.isBoundary(first - 2))
    guard opens else { return false }
    let anchors = grammar.country | grammar.place | grammar.anyEntity
    var acts = false
    var isAnchored = false
    for index in match.start + 1..<max(match.start + 1, min(match.end + 14, items.count)) {
      if clauses.isBoundary(index) || has(index, grammar.relative | grammar.subordinator | grammar.speech) {
        return false
      }
      let forms = clauses.forms(index)
      if forms.contains(.past), !has(index - 1, grammar.be), clauses.isVerb(at: index) { return true }
      if !forms.isDisjoint(with: [.base, .present]) {
        if clauses.opensCount(at: index + 1) { return true }
        acts = acts || !forms.contains(.noun) || clauses.isVerb(at: index)
      }
      isAnchored = isAnchored || index >= match.end && has(index, anchors) || acts && has(index, grammar.dead)
      if acts, isAnchored { return true }
    }
    return false
  }

  /// Whether the clause before the noun reports people who were killed or hurt: `seven were killed in clashes`.
  private func isCauseOfDeath(_ match: PhraseSearch.Match) -> Bool {
    guard has(match.start - 1, grammar.preposition | grammar.becauseOf) || has(match.start - 2, grammar.preposition)
    else {
      return false
    }
    for index in stride(from: match.start - 1, through: max(0, match.start - 6), by: -1) {
      if clauses.isBoundary(index) { return false }
      if has(index, grammar.kill | grammar.wound | grammar.dead),
        !clauses.forms(index).isDisjoint(with: [.past, .participle]) || has(index, grammar.dead)
      {
        return true
      }
    }
    return false
  }

  // MARK: Verbs

  /// Whether the verb is a participle that describes a noun (`the bombed port`, `deposed presidents`) and reports no
  /// act.
  private func isAttributive(_ group: VerbGroup) -> Bool {
    let verb = group.verb
    guard group.start == verb, clauses.forms(verb).contains(.participle), verb + 1 < items.count else { return false }
    let next = items[verb + 1]
    let function =
      grammar.preposition | grammar.determiner | grammar.adverb | grammar.conjunction | grammar.pronoun
      | grammar.relative | grammar.complementiser | grammar.subordinator | grammar.number | grammar.not | grammar.be
      | grammar.have | grammar.modal | grammar.dateWord | grammar.speech
    guard next.kind == .word, next.classes & function == 0, next.entity < 0, next.ending != .adverb,
      !(next.isCapitalised && clauses.sentence.kind != .title)
    else { return false }
    guard verb > 0, !clauses.isBoundary(verb - 1) else { return verb == 0 && next.ending == .plural }
    let before = items[verb - 1]
    if before.classes & (grammar.complementiser | grammar.relative | grammar.pronoun) != 0 { return false }
    return before.isPossessive
      || before.classes & (grammar.determiner | grammar.adjective | grammar.preposition) != 0 && before.entity < 0
  }

  /// Whether the verb is a gerund after a preposition, which reports no act: `the task of investigating fraud`.
  private func isAbstract(_ group: VerbGroup?, _ effects: Effects) -> Bool {
    guard let group, group.start > 0, effects.isDisjoint(with: [.actual, .alleged]) else { return false }
    return words.abstracting.contains(items[group.start - 1].word) && items[group.start - 1].word != 0
  }

  /// Whether a present tense outside headlines has no particular actor and so is a habit: `Rebels often attack
  /// convoys`.
  private func isHabit(_ match: PhraseSearch.Match, _ group: VerbGroup?) -> Bool {
    guard clauses.sentence.kind == .prose || clauses.sentence.kind == .heading, let group else { return false }
    let specific = grammar.anyEntity | grammar.number | grammar.pronoun | grammar.determiner
    let reach = max(0, group.start - 8)..<group.start
    // `Militants kill four soldiers`, `Gunmen burn down a church`, `Gunmen abduct nurses in Balad`: a count, an article
    // or a place makes it one act.
    if clauses.opensCount(at: group.verb + 1) { return false }
    for index in group.verb + 1..<max(group.verb + 1, min(group.verb + 10, items.count)) {
      if clauses.isBoundary(index) { break }
      let near = index < group.verb + 4 ? grammar.number | grammar.determiner : 0
      if has(index, near | grammar.country | grammar.place) { return false }
    }
    return !reach.contains { items[$0].classes & specific != 0 }
  }

  /// Whether an infinitive represents the future, as in a headline (`Miners to strike over pay`) or after `be`.
  func isHeadlineFuture(_ group: VerbGroup?) -> Bool {
    guard let group, group.start > 0 else { return false }
    let before = items[group.start - 1]
    if before.classes & grammar.be != 0 { return true }
    return clauses.sentence.kind == .title && before.classes & (grammar.anyEntity | grammar.actor) != 0
  }
}
