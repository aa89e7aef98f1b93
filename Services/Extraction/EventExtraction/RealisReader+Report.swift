import TextAnalysis

/// Reports that a sentence denies as a whole, and where the denial of one ends.
extension RealisReader {
  /// Whether a report tells of the event and the sentence calls that report untrue, however long it is: `Claims that
  /// rebels took the port, which ships copper, and burnt its stores were entirely baseless`.
  func isOfDeniedReport(_ match: PhraseSearch.Match) -> Bool {
    guard tellsReport(before: match.start), !isPresupposed(match) else { return false }
    var index = match.end
    while index < items.count, index - match.end <= Self.contentReach, items[index].kind != .stop {
      if has(index, grammar.be), isUntrue(after: index) { return isVerdict(index, after: match.end) }
      index += 1
    }
    return false
  }

  /// Whether the item at `start` is part of what a noun for a report tells: after `Claims that`, `posts on two sites
  /// saying`, `rumours of`.
  private func tellsReport(before start: Int) -> Bool {
    var opener: Int?
    for index in stride(from: start - 1, through: max(0, start - Self.reportReach), by: -1) {
      if items[index].kind == .stop { return false }
      let isOpener =
        has(index, grammar.complementiser) || clauses.isWord(index, words.of)
        || words.quoting.contains(items[index].word)
      if isOpener { opener = index }
      guard let opener, words.hearsay.contains(items[index].word),
        clauses.forms(index).isEmpty || !clauses.isVerb(at: index)
      else { continue }
      // `Posts on two sites saying`, but not `a post of the army`
      guard opener - index <= Self.openerReach, !(index + 1..<opener).contains(where: isFinite) else { continue }
      return true
    }
    return false
  }

  /// Whether the form of `be` at the index has a predicate that calls its subject untrue: `are wholly untrue`, `was a
  /// hoax`, `is not true`.
  private func isUntrue(after be: Int) -> Bool {
    var isNegated = false
    var index = be + 1
    while index < items.count, index - be <= Self.predicateReach {
      let word = items[index].word
      if words.untrue.contains(word) { return !isNegated }
      if words.truth.contains(word) { return isNegated }
      let before = grammar.adverb | grammar.conjunction | grammar.determiner | grammar.not | grammar.be
      guard items[index].kind == .word, has(index, before) || items[index].ending == .adverb else { return false }
      isNegated = isNegated || has(index, grammar.not)
      index += 1
    }
    return false
  }

  /// Whether the subject of the verdict at `be` is what is told of an event that ends before `end`, not a noun of
  /// another clause: not `men whose papers were false`, `, and the licence was fake`, `while rumours of a strike were
  /// false`, `said that the toll was wrong` or `was followed by claims that were false`.
  func isVerdict(_ be: Int, after end: Int) -> Bool {
    var subject = be - 1
    let auxiliary = grammar.adverb | grammar.be | grammar.have | grammar.modal | grammar.not
    while subject >= end, has(subject, auxiliary) { subject -= 1 }
    guard subject >= end else { return true }
    if has(subject, grammar.pronoun) || (end..<subject).contains(where: opensStatement) { return false }
    if has(subject, grammar.relative | grammar.complementiser) { return !(end..<subject).contains(where: isFinite) }
    let opener = (end..<subject + 1).last { opensOtherSubject($0) }
    if let opener, opener < subject, !(opener + 1..<subject + 1).contains(where: isFinite) { return false }
    guard words.hearsay.contains(items[subject].word) else { return true }
    var before = subject - 1
    while before >= end, has(before, grammar.determiner | grammar.adjective) { before -= 1 }
    return !clauses.isBoundary(before) && !has(before, grammar.conjunction | grammar.subordinator | grammar.speech)
  }

  /// Whether a clause with its own subject may begin at the index: with a relative word, a subordinator that is no
  /// preposition, or a conjunction after a comma.
  private func opensOtherSubject(_ index: Int) -> Bool {
    if has(index, grammar.conjunction) { return clauses.isBoundary(index - 1) }
    return has(index, grammar.relative | grammar.complementiser | grammar.subordinator)
      && !has(index, grammar.preposition)
  }

  /// Whether a verb of speech that has an object is at the index: `says earlier counts were false`.
  private func opensStatement(_ index: Int) -> Bool {
    has(index, grammar.speech) && !words.hearsay.contains(items[index].word) && !clauses.isBoundary(index - 1)
      && !clauses.isBoundary(index + 1)
  }

  // MARK: What a false report takes for granted

  /// Whether a report that is untrue takes the event for granted: `claims that the army was behind an attack`, `rumours
  /// about the attack`, `claims that rebels who attacked a mine were paid`, `messages sent after gunmen attacked`.
  func isPresupposed(_ match: PhraseSearch.Match) -> Bool {
    isOfSomebody(match) || isDefiniteTopic(match) || isInPresupposedClause(match)
  }

  /// Whether the noun for an act or a disaster is that for which somebody is said to be answerable: `behind an attack`,
  /// `to blame for a blast`.
  func isOfSomebody(_ match: PhraseSearch.Match) -> Bool {
    guard let noun = suddenNoun(match) else { return false }
    let before = items[max(0, noun - Self.answerableReach)..<noun]
    guard let word = before.lastIndex(where: { words.answerable.contains($0.word) }) else { return false }
    return !(word + 1..<noun).contains { clauses.isBoundary($0) || isFinite($0) }
  }

  /// The noun of the match for an act or a disaster; nil for a verb.
  private func suddenNoun(_ match: PhraseSearch.Match) -> Int? {
    let sudden = grammar.violentAct | grammar.disaster | grammar.mishap
    return (match.start..<match.end).first { has($0, sudden) && !clauses.isVerb(at: $0) }
  }

  /// Whether the noun for an act or a disaster has `the`, and the report says something of it: `rumours about the
  /// attack`, `claims that the attack was staged`; not `rumours of the collapse of a bank`.
  private func isDefiniteTopic(_ match: PhraseSearch.Match) -> Bool {
    guard let noun = suddenNoun(match) else { return false }
    var index = noun - 1
    while index > 0, isOfNounPhrase(index), !clauses.isWord(index, words.the) { index -= 1 }
    guard index > 0, clauses.isWord(index, words.the) else { return false }
    return has(index - 1, grammar.complementiser) || words.topical.contains(items[index - 1].word)
  }

  /// Whether the event is in a relative clause about somebody known or about the subject of what is told, in one with
  /// `where` or `whose` after a comma, or in an adverbial clause of a report that tells something else.
  private func isInPresupposedClause(_ match: PhraseSearch.Match) -> Bool {
    let openers = grammar.relative | grammar.subordinator | grammar.complementiser
    var opener = match.start - 1
    while opener > 0, !clauses.isBoundary(opener), !has(opener, openers) { opener -= 1 }
    guard opener > 0, has(opener, grammar.relative | grammar.subordinator) else { return false }
    let isAside = items[opener - 1].kind == .comma
    if isAside, words.whereabouts.contains(items[opener].word) || words.owner.contains(items[opener].word) {
      return true
    }
    let content = (max(0, opener - Self.reportReach)..<opener).last {
      has($0, grammar.complementiser) || words.quoting.contains(items[$0].word) || items[$0].kind == .stop
    }
    let isToldBefore = content.map { items[$0].kind != .stop } ?? false
    if !has(opener, grammar.relative) { return !isToldBefore }
    if let content, isToldBefore, !(content + 1..<opener).contains(where: isFinite) { return true }
    var index = opener - 1
    while index > 0, isOfNounPhrase(index), !has(index, grammar.determiner) { index -= 1 }
    return clauses.isWord(index, words.the)
  }

  // MARK: Where a denial ends

  /// Whether the verb of a denial is negated, so that it denies nothing: `did not deny that`, `nobody denied that`;
  /// `neither confirmed nor denied` leaves it open.
  func isDeniedItself(_ modifier: ModifierMatch) -> Bool {
    let others = grammar.be | grammar.have | grammar.not | grammar.nobody | grammar.preposition | grammar.determiner
    if has(modifier.start, others) { return false }
    let group = clauses.verbGroup(at: modifier.start)
    if isByNobody(group) { return true }
    return group.isNegated && !words.nor.contains(items[group.start].word)
  }

  /// Whether the subject of the verb is `nobody`, `no one` or `no minister`.
  private func isByNobody(_ group: VerbGroup) -> Bool {
    var index = group.start - 1
    while index >= 0, group.start - index <= Self.nobodyReach, !clauses.isBoundary(index), isOfNounPhrase(index) {
      if has(index, grammar.nobody) { return !words.neither.contains(items[index].word) }
      index -= 1
    }
    return has(index, grammar.nobody) && group.start - index <= Self.nobodyReach
  }

  /// Whether a conjunction at the index joins another verb of the same subject to a denial or a supposition before:
  /// `denied the charge but did not dispute that`, `denied the charge and said that`.
  func joinsOtherVerb(_ index: Int) -> Bool {
    guard has(index, grammar.conjunction) else { return false }
    var next = index + 1
    while has(next, grammar.adverb) { next += 1 }
    guard items.indices.contains(next), !words.hearsay.contains(items[next].word) else { return false }
    let auxiliary = grammar.be | grammar.have | grammar.do | grammar.modal
    return has(next, grammar.speech)
      || words.adversative.contains(items[index].word) && has(next, auxiliary)
  }

  /// Whether the comma at the index ends what is denied, since `and` or `but` with a new subject follows and no other
  /// `that`: `denied reports that it was in trouble, and its branch was attacked`.
  func opensOtherClause(_ comma: Int, before start: Int) -> Bool {
    guard items[comma].kind == .comma, has(comma + 1, grammar.conjunction), comma + 2 < start,
      !words.alternative.contains(items[comma + 1].word)
    else { return false }
    let content = comma + 2..<start
    return !isFinite(comma + 2) && !content.contains { has($0, grammar.complementiser) || isFinite($0) }
  }

  /// Whether the modifier is a report with its verdict, which denies nothing after it: `reports that it would repay
  /// were false` before `and that it had defaulted`.
  func isVerdictOnReport(_ modifier: ModifierMatch) -> Bool {
    words.hearsay.contains(items[modifier.start].word) && words.untrue.contains(items[modifier.end - 1].word)
      && (modifier.start..<modifier.end).contains { has($0, grammar.be) }
  }

  /// The most items from a verb back to the `no` of its subject.
  private static var nobodyReach: Int { 3 }
  /// How many items before an act a word may be that says whose act it is.
  private static var answerableReach: Int { 4 }
  /// How many items after an event the verdict on the report may be, and how many before it the report.
  private static var contentReach: Int { 40 }
  private static var reportReach: Int { 40 }
  /// How many items after the noun for a report its content may begin.
  private static var openerReach: Int { 7 }
  /// Within how many items of `are` the word for the untruth is.
  private static var predicateReach: Int { 5 }
}
