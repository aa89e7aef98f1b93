import Models
import ReferenceData
import TextAnalysis

/// When an event took place, as its sentence says.
extension ArgumentResolver {
  /// Sets the draft's date: the stated one, else the day on which somebody spoke of it, else that of publication. An
  /// old stated date makes the event historical.
  func time(_ draft: inout EventDraft) {
    let published = collector.metadata.publishedAt?.day
    let isToCome = draft.reading.realis == .threatened || draft.reading.realis == .imminent
    let isAhead = isToCome || draft.reading.realis == .conditional || draft.reading.realis == .prescriptive
    let stated = antecedentDate() ?? statedDate(isToCome: isToCome, isAhead: isAhead) ?? recalledDate()
    if let date = stated {
      draft.when = date
      draft.timeBasis = .stated
      markHistoricalIfOld(&draft, date)
    } else if let published {
      draft.when =
        collector.statementDay(from: clauses.sentence.start, to: clauses.sentence.end) ?? PartialDate(day: published)
      draft.timeBasis = .published
    }
  }

  private func markHistoricalIfOld(_ draft: inout EventDraft, _ date: PartialDate) {
    guard draft.isLive, collector.isTooOld(date) else { return }
    draft.reading.realis = .historical
    draft.reading.reason = .historical
    if collector.metadata.explains { draft.why.append(Reason(collector.rule(ofAge: date))) }
  }

  /// The past date of the sentence before, whose event the first words of this one point back to: `In 2024 people
  /// marched. Those protests closed the border.` Nil if it also names a recent one, or only since when.
  private func recalledDate() -> PartialDate? {
    guard let first = items.first, clauses.words.distal.contains(first.word), clauses.has(1, clauses.grammar.happening),
      let before = collector.sentence(before: clauses.sentence.index)
    else { return nil }
    let sentence = collector.text.sentences[before]
    let dates = collector.dates(from: sentence.start, to: sentence.end).filter { mention in
      let token = collector.text.tokenIndex(from: mention.span.start)
      return token == 0 || !collector.text.token(token - 1, is: .since)
    }
    guard let last = dates.last, dates.allSatisfy({ $0.date.map(collector.isTooOld) ?? false }) else { return nil }
    return last.date
  }

  /// The old date in the noun phrase of an act or accident about which the trigger's relative clause is, if the clause
  /// states none itself: 1984 of `the 1984 strike that closed most pits`. Only places may be between the two, and the
  /// act has to be the clause's subject, unless the clause begins with a preposition: `the 2013 raid on a gas plant in
  /// which rebels killed 40`. A clause about people or a place (`who`, `where`) is not about an act.
  private func antecedentDate() -> PartialDate? {
    let (grammar, words) = (clauses.grammar, clauses.words)
    let opening = grammar.relative | grammar.complementiser
    guard let opener = items[..<start].lastIndex(where: { $0.classes & opening != 0 }), opener > 1,
      clauses.has(opener, grammar.complementiser) || clauses.isWord(opener, words.which),
      let clauseEnd = endOfClause(from: opener),
      collector.dates(from: items[opener].start, to: items[clauseEnd - 1].end).isEmpty
    else { return nil }
    let isWithin = clauses.has(opener - 1, grammar.preposition)
    if !isWithin, hasSubject(after: opener) { return nil }
    var head = isWithin ? opener - 2 : opener - 1
    while head > 0, !isHappening(head) {
      let isOfPlace =
        items[head].entity >= 0 || items[head].isCapitalised || items[head].kind == .comma
        || clauses.has(head, grammar.preposition | grammar.determiner)
      guard isOfPlace || isWithin && !isVerb(head), opener - head <= Self.antecedentReach else { return nil }
      head -= 1
    }
    return head > 0 ? oldDate(before: head) : nil
  }

  /// Whether the relative clause has a subject besides its relative word: `police broke up`, not `later killed nine`.
  private func hasSubject(after opener: Int) -> Bool {
    var index = opener + 1
    while index < start, clauses.has(index, clauses.grammar.adverb | clauses.grammar.not) || isVerb(index) {
      index += 1
    }
    return index < start && !clauses.hasFinite(in: opener + 1..<index)
  }

  /// The index after the clause that opens at `opener` and contains the trigger; nil if the trigger is after it, since
  /// a comma or a verb that nothing joins to the clause's verb is between: `the strike that closed pits led to`.
  private func endOfClause(from opener: Int) -> Int? {
    let grammar = clauses.grammar
    let auxiliary = grammar.be | grammar.have | grammar.modal | grammar.adverb | grammar.not
    var hasVerb = false
    for index in opener + 1..<items.count {
      var isOther = clauses.isBoundary(index) || clauses.has(index, grammar.subordinator)
      if !isOther, isVerb(index) {
        isOther = hasVerb && !clauses.has(index - 1, auxiliary | grammar.conjunction)
        hasVerb = true
      }
      if isOther { return index >= end ? index : nil }
    }
    return items.count
  }

  /// Whether the word is a verb, or an auxiliary, that has a subject: `guards` in `he guards the mine`, not in `nine
  /// guards`.
  private func isVerb(_ index: Int) -> Bool {
    clauses.hasFinite(in: index..<index + 1)
      && (!clauses.forms(index).contains(.noun) || clauses.isVerb(at: index))
  }

  /// Whether the word is one for an act or an accident: of a class for them, or that of another trigger.
  private func isHappening(_ index: Int) -> Bool {
    clauses.has(index, clauses.grammar.happening) || anchors.contains(index)
  }

  /// The date in the noun phrase of the word at `head`, if it is too old for news.
  private func oldDate(before head: Int) -> PartialDate? {
    var index = head - 1
    while index >= 0, head - index <= Self.phraseReach, !clauses.isBoundary(index),
      !clauses.has(index, clauses.grammar.functionWord)
    {
      let mention = collector.dates(from: items[index].start, to: items[index].end).first
      if let date = mention?.date, collector.isTooOld(date) { return date }
      index -= 1
    }
    return nil
  }

  /// How many items before a relative clause its antecedent may be, and how many before that its date.
  private static let antecedentReach = 10
  private static let phraseReach = 6

  /// The date that the sentence states for the trigger. For what is to come, a coming date goes before the day on which
  /// it was announced: `said on Monday that they would strike from Thursday`.
  private func statedDate(isToCome: Bool, isAhead: Bool) -> PartialDate? {
    if isToCome, let published = collector.metadata.publishedAt?.day,
      let coming = nearestDate(notBefore: published, isAhead: true)
    {
      return coming
    }
    return nearestDate(isAhead: isAhead) ?? explainedDate() ?? openingDate()
  }

  /// The date nearest to the trigger, one before a semicolon only if none follows it; if a first day is given, of those
  /// that do not end before it, to which `from` may lead. A month without a year is a coming one where the event
  /// `isAhead`.
  private func nearestDate(notBefore first: CivilDate? = nil, isAhead: Bool) -> PartialDate? {
    let sentence = clauses.sentence
    let trigger = items[anchor].start
    var best: (isApart: Bool, distance: Int, date: PartialDate)?
    for mention in collector.dates(from: sentence.start, to: sentence.end) {
      let coming = isAhead ? collector.comingMonth(mention) : nil
      guard let date = coming ?? mention.date, !isLimit(before: mention.span.start, mayBegin: first != nil),
        isInClause(mention), !isOfAnotherNoun(mention), !collector.isOfStatement(mention)
      else { continue }
      if let first, date.lastDay.dayNumber < first.dayNumber { continue }
      let distance = abs(mention.span.start - trigger)
      let isApart = items[..<anchor].contains { isSemicolon($0) && $0.start > mention.span.start }
      if best.map({ (isApart ? 1 : 0, distance) < ($0.isApart ? 1 : 0, $0.distance) }) ?? true {
        best = (isApart, distance, date)
      }
    }
    return best?.date
  }

  /// A date that applies to the trigger because a `when` clause with the trigger follows it: `the crisis of 2022, when
  /// the country defaulted and ran out of fuel`.
  private func explainedDate() -> PartialDate? {
    for mention in collector.dates(from: clauses.sentence.start, to: items[anchor].start) {
      guard let date = mention.date, var next = items.firstIndex(where: { $0.start >= mention.span.end }) else {
        continue
      }
      if items[next].kind == .comma { next += 1 }
      guard next < anchor, clauses.has(next, clauses.grammar.simultaneous),
        !items[next..<anchor].contains(where: { $0.kind == .stop }), !collector.isOfStatement(mention)
      else { continue }
      return date
    }
    return nil
  }

  /// A date that opens a sentence (`In 2021 an attack forced the company to leave`) applies to all of it; one that
  /// opens what follows a semicolon, colon or dash (`often strike; in 2021 they raided a camp and took hostages`) goes
  /// before it.
  private func openingDate() -> PartialDate? {
    if let stop = items[..<anchor].lastIndex(where: { $0.kind == .stop }), let date = dateOpening(at: stop + 1) {
      return date
    }
    return dateOpening(at: 0)
  }

  /// The date within the first items from `start` on, the beginning of a clause.
  private func dateOpening(at start: Int) -> PartialDate? {
    guard start < items.count else { return nil }
    let byte = start == 0 ? clauses.sentence.start : items[start].start
    guard let first = collector.dates(from: byte, to: clauses.sentence.end).first,
      !isLimit(before: first.span.start) || isBygone(first),
      let index = items.firstIndex(where: { $0.end > first.span.start }), index <= start + Self.dateReach,
      start == 0 || index < anchor, !collector.isOfStatement(first)
    else { return nil }
    return first.date
  }

  /// Whether it is an old year after `by`, until which things had happened: `By 2014 rebels had seized the port`.
  private func isBygone(_ mention: DateMention) -> Bool {
    guard let date = mention.date, date.precision == .year, collector.isTooOld(date),
      !collector.findings.newDeadlines.contains(mention.span.start),
      let index = items.lastIndex(where: { $0.end <= mention.span.start })
    else { return false }
    return items[index].word == clauses.words.by
  }

  /// Whether no relative or adverbial clause opens, and no other trigger occurs, between the trigger and the date; the
  /// date itself may open one (`two days after gunmen attacked`). A trigger that shares words with this one reports
  /// the same event, and a relative clause that ends before the trigger does not separate it from an earlier date:
  /// `the fire on Monday at the depot, which stores fuel, killed two`.
  private func isInClause(_ mention: DateMention) -> Bool {
    guard let index = items.firstIndex(where: { $0.end > mention.span.start }) else { return true }
    if isOfOtherHalf(index) { return false }
    let own = self.start..<end
    let between = min(index, anchor)..<max(index, anchor)
    if index < anchor, mention.date?.precision == .year,
      isInClosedClause(index) || clauses.insertion(around: index, before: anchor) != nil
    {
      return false
    }
    let isOpened = between.contains {
      $0 != anchor && clauses.opensClause($0) && !(index < anchor && isClosed($0))
        && !(mention.span.start..<mention.span.end).contains(items[$0].start)
    }
    return !isOpened
      && !anchors.contains {
        $0 != anchor && !own.contains($0) && between.contains($0) && abs($0 - index) < abs(anchor - index)
          && !twins.contains($0)
      }
  }

  /// Whether a semicolon is between the trigger and the date, and the date only that of the other half: a later one
  /// (`attacked a base; in 2019 they had killed 30`), and an earlier one within a half that reports no risk (`the mine
  /// opened in 2015; gunmen attacked it`). Another earlier date may be that of both halves: `attacked a base in 2019;
  /// 30 were killed`.
  private func isOfOtherHalf(_ date: Int) -> Bool {
    let between = min(date, anchor)..<max(date, anchor)
    guard let semicolon = between.first(where: { isSemicolon(items[$0]) }) else { return false }
    if anchor < date { return true }
    let first = items[..<date].lastIndex { $0.kind == .stop }.map { $0 + 1 } ?? 0
    return date > first + Self.dateReach && !risks.contains { (first..<semicolon).contains($0) }
  }

  /// Within how many items of the beginning of a clause a date opens it.
  private static let dateReach = 2

  private func isSemicolon(_ item: EventSentence.Item) -> Bool {
    item.kind == .stop && collector.text.folded[item.start] == UInt8(ascii: ";")
  }

  /// Whether the item is in a relative clause that a comma ends before the trigger: 2021 in `the depot, which opened in
  /// 2021, burned down` and in `the village where rebels killed two in 2021, they raided a mine`.
  private func isInClosedClause(_ index: Int) -> Bool {
    guard items[index..<anchor].contains(where: { $0.kind == .comma }) else { return false }
    let clause = (0..<index).reversed().prefix(Self.clauseReach).prefix { !clauses.isBoundary($0) }
    return clause.contains {
      clauses.has($0, clauses.grammar.relative) && !clauses.has($0, clauses.grammar.simultaneous)
    }
  }

  /// Within how many items of its opener a clause may name a year.
  private static let clauseReach = 12

  /// Whether the item opens a relative clause between two commas, which ends before the trigger.
  private func isClosed(_ opener: Int) -> Bool {
    clauses.has(opener, clauses.grammar.relative) && opener > 0 && items[opener - 1].kind == .comma
      && items[opener..<anchor].contains { $0.kind == .comma }
  }

  /// Whether the date is a possessive before another noun than the trigger: `at half of last year's volume`.
  private func isOfAnotherNoun(_ mention: DateMention) -> Bool {
    guard let last = items.lastIndex(where: { $0.start < mention.span.end }), items[last].isPossessive else {
      return false
    }
    return !(last..<last + Self.possessedReach).contains(anchor)
  }

  /// Within how many items of a possessive date its noun follows.
  private static let possessedReach = 4

  /// Whether the date at the byte `start` only bounds a period (`since 2019`, `until March`, `going back to 2017`)
  /// or is a new deadline (`pushed back to 2043`); `from Thursday` does not bound one if the date may be a beginning.
  private func isLimit(before start: Int, mayBegin: Bool = false) -> Bool {
    if collector.findings.newDeadlines.contains(start) { return true }
    guard let index = items.lastIndex(where: { $0.end <= start }) else { return false }
    if mayBegin, items[index].word == clauses.words.from { return false }
    return items[index].classes & clauses.grammar.timeLimit != 0
      || items[index].word == clauses.words.to && clauses.has(index - 1, clauses.grammar.goingBack)
  }
}
