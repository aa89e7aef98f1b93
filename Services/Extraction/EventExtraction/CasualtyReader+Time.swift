import TextAnalysis

/// Casualties of another time than the event's.
extension CasualtyReader {
  /// Whether a stated time separates the casualty from the trigger: in `two workers were killed, two days after floods
  /// killed 40`, 40 is left out for the workers' accident, and 2 for the floods. A death that follows from what the
  /// clause reports is not left out (`died two days after a blast that killed 40`).
  func isOfOtherTime(_ index: Int) -> Bool {
    clausesOfOtherTime.contains { clause in
      if clause.contains(index) { return !clause.contains(trigger) }
      return clauses.has(index, killing | wounding) && clause.contains(trigger)
        && clause.contains { clauses.has($0, killing | wounding) } && clause.contains { items[$0].count > 0 }
    }
  }

  /// Whether the casualty belongs to a year named just before its clause: `the second attack since 2021, when 13 people
  /// died`, `the worst since a 2014 blast that killed 50`; or to a past year that its clause states, of which the
  /// trigger is no part: `in a village where rebels killed two in 2021`, `a dam burst; in 2015 another killed 40`.
  func isOfEarlierYear(_ index: Int) -> Bool {
    if isOfYearAfterStop(index) { return true }
    let opening = clauses.grammar.relative | clauses.grammar.subordinator | clauses.grammar.complementiser
    var opener = index - 1
    while opener > 0, index - opener <= Self.clauseReach, !clauses.has(opener, opening) {
      if clauses.isBoundary(opener) { return false }
      opener -= 1
    }
    guard opener > 0, clauses.has(opener, opening) else { return false }
    let isOfYearBefore = (max(0, opener - Self.yearReach)..<opener).contains {
      isYear($0) && !clauses.has($0 + 1, people | clauses.grammar.actor)
    }
    return isOfYearBefore || statesEarlierYear(index, from: opener)
  }

  /// Whether a semicolon, or another stop, between the trigger and the casualty precedes `in` and a past year, at the
  /// beginning of what it opens or in the casualty's clause: `; in 2015 another killed 40`, `; another killed 40 in
  /// 2015`, not `– killing 40 in the worst raid since 2019`.
  private func isOfYearAfterStop(_ index: Int) -> Bool {
    guard let stop = items[..<index].lastIndex(where: { $0.kind == .stop }), trigger < stop else { return false }
    let isPast = { (position: Int) in
      isYear(position) && clauses.isWord(position - 1, clauses.words.in)
        && year.map { items[position].count < $0 } ?? true
    }
    let first = items[..<index].lastIndex { $0.kind != .word && $0.kind != .number } ?? stop
    let end = (index..<items.count).first { clauses.isBoundary($0) } ?? items.count
    return (stop + 1..<min(stop + Self.openingReach, index)).contains(where: isPast)
      || (first + 1..<end).contains(where: isPast)
  }

  /// Whether the clause between an opener and the boundary after a casualty word lacks the trigger and names a year
  /// after that word which is before the year of publication.
  private func statesEarlierYear(_ index: Int, from opener: Int) -> Bool {
    var end = index + 1
    while end < items.count, !clauses.isBoundary(end) { end += 1 }
    return !(opener..<end).contains(trigger)
      && (index + 1..<end).prefix(Self.clauseReach).contains { position in
        isYear(position) && !clauses.has(position + 1, people | clauses.grammar.actor)
          && year.map { items[position].count < $0 } ?? true
      }
  }

  /// Whether the sentence counts the casualties of an act or a time before: `An earlier attack claimed 40 lives`, `40
  /// people died during the 2018 rains`.
  var isOfEarlierAct: Bool {
    let casualties = items.indices.filter { clauses.has($0, killing | wounding | dead | tolls | lives) }
    return items.indices.contains { index in
      let (isAct, isTime) = (isEarlierAct(index), isEarlierTime(index))
      guard isAct || isTime else { return false }
      return casualties.contains { casualty in
        abs(casualty - index) <= Self.actSpan && (isTime || casualty > index || isTimeOpener(beforeNoun: index))
          && !(min(casualty, index)..<max(casualty, index)).contains {
            clauses.isBoundary($0)
              || (isTime ? isOtherVerb($0) && !isFollowing($0) : isComparison($0, before: index))
          }
      }
    }
  }

  /// Whether the sentence begins with one of many acts, which need not be that of the report: `The worst raid of the
  /// war left 40 dead`.
  var isOfRankedAct: Bool {
    items.count > 3 && clauses.has(1, clauses.grammar.superlative) && clauses.has(2, clauses.grammar.happening)
      && clauses.isWord(3, clauses.words.of)
  }

  /// Whether the word at the index says that the act named right after it is not that of the report: `the previous
  /// raid`; not `killed earlier in a raid`.
  private func isEarlierAct(_ index: Int) -> Bool {
    guard clauses.words.earlierOne.contains(items[index].word) else { return false }
    return (index + 1..<items.count).prefix(Self.actReach)
      .prefix { !clauses.isBoundary($0) && !clauses.has($0, clauses.grammar.functionWord) }
      .contains { clauses.has($0, clauses.grammar.happening) }
  }

  /// Whether a past year describes the noun after it and is the time of what is before it: `during the 2018 rains`,
  /// `attacks that followed the 2023 elections`; not `the worst since the 2018 rains`.
  private func isEarlierTime(_ index: Int) -> Bool {
    guard isYear(index), year.map({ items[index].count < $0 }) ?? true, !clauses.isBoundary(index + 1) else {
      return false
    }
    return !clauses.has(index + 1, clauses.grammar.functionWord) && clauses.has(index - 1, clauses.grammar.determiner)
      && (isTimeOpener(index - 2) || isFollowing(index - 2))
  }

  /// Whether the phrase with the adjective at the index is when something was: `killed in the previous raid`, not
  /// `killed 30 and followed an earlier blast`.
  private func isTimeOpener(beforeNoun index: Int) -> Bool {
    isTimeOpener(clauses.has(index - 1, clauses.grammar.determiner) ? index - 2 : index - 1)
  }

  /// Whether the word is a preposition before the time of something: `in`, `during`, `after`.
  private func isTimeOpener(_ index: Int) -> Bool {
    let (grammar, words) = (clauses.grammar, clauses.words)
    return clauses.isWord(index, words.in) || clauses.isWord(index, words.of) || clauses.has(index, grammar.timeOrder)
      || clauses.has(index, grammar.preposition) && clauses.has(index, grammar.subordinator)
  }

  /// Whether the word is the verb of a clause that says what acts followed: `attacks that followed`.
  private func isFollowing(_ index: Int) -> Bool {
    clauses.has(index - 1, clauses.grammar.relative | clauses.grammar.complementiser)
      && clauses.has(index - 2, clauses.grammar.happening)
      && (items[index].ending == .past || clauses.forms(index).contains(.past))
  }

  /// Whether the word is a verb of which an earlier time may be, and not the casualties: `set up` in `killed at a camp
  /// set up after the 2018 rains`.
  private func isOtherVerb(_ index: Int) -> Bool {
    let forms = clauses.forms(index)
    return !forms.isDisjoint(with: [.past, .participle]) && !forms.contains(.noun)
      && !clauses.has(index, clauses.grammar.be | clauses.grammar.have | clauses.grammar.losing)
      && !clauses.has(index, killing | wounding | dead)
  }

  /// Whether the word right before an earlier act compares it or puts the casualties after it: `a week after an earlier
  /// raid`, `more than in the previous one`.
  private func isComparison(_ index: Int, before act: Int) -> Bool {
    index < act && act - index <= Self.actReach
      && clauses.has(index, clauses.grammar.timeOrder | clauses.grammar.quantifier)
  }

  /// How many items are at most between an earlier act or time and its casualties.
  private static let actSpan = 16
  /// Within how many items of `previous` its noun is, and what it is compared by.
  private static let actReach = 3

  /// How many items before a casualty its clause may begin, and how many after it that clause may name a year.
  private static let clauseReach = 8
  /// How many items before that clause the year may be.
  private static let yearReach = 4
  /// Within how many items after a stop the year of what it opens is.
  private static let openingReach = 5

  /// Whether a word before four digits makes them a year even before people: `In 2019 workers were killed`.
  func opensYear(_ index: Int) -> Bool {
    items[index].count % 100 != 0
      && (clauses.isWord(index - 1, clauses.words.in) || clauses.isWord(index - 1, clauses.words.since))
  }

  /// Whether the item is a year in digits.
  func isYear(_ index: Int) -> Bool {
    let item = items[index]
    return item.kind == .number && (1900...2100).contains(item.count) && item.end - item.start == 4
  }
}
