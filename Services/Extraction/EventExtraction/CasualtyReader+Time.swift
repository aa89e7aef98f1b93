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
  /// trigger is no part: `in a village where rebels killed two in 2021`.
  func isOfEarlierYear(_ index: Int) -> Bool {
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

  /// How many items before a casualty its clause may begin, and how many after it that clause may name a year.
  private static let clauseReach = 8
  /// How many items before that clause the year may be.
  private static let yearReach = 4

  /// Whether the item is a year in digits.
  func isYear(_ index: Int) -> Bool {
    let item = items[index]
    return item.kind == .number && (1900...2100).contains(item.count) && item.end - item.start == 4
  }
}
