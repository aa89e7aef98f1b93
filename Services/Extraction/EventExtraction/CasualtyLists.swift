import TextAnalysis

/// Lists of people under one casualty word, whose parts add up: `nine villagers and two soldiers`, `3 workers, 2 guards
/// and a driver`.
extension CasualtyReader {
  private struct Part {
    let count: Int
    /// The item after its noun.
    let end: Int
    /// Whether its noun may represent those that are named after a comma: `12 people, a driver and three children`.
    let isGeneral: Bool
  }

  /// The most items of a part after its number.
  private static let longestPart = 5
  /// Within how many items after a list a verb shows that its last part is the subject of another clause.
  private static let verbReach = 6

  /// The number of people in the list that begins at an item; nil where no noun for people follows the number there.
  /// What is no list that adds up counts for its first part.
  func listed(from start: Int) -> Int? { sum(from: start, before: nil) ?? part(at: start)?.count }

  /// The number of people in the list that begins at an item with one person: `a driver`, `their driver and two
  /// guards`.
  func listed(withOneAt start: Int) -> Int? {
    guard isOne(at: start), let first = part(at: start), first.count == 1,
      clauses.has(first.end - 1, clauses.grammar.onePerson), !isFurther(start..<first.end)
    else { return nil }
    return sum(from: start, before: nil) ?? first.count
  }

  /// 1, or the sum of the list that ends with it, where a clause reports what happened to one person: `a driver was
  /// killed`, `Truck driver killed in ambush`.
  func one(before index: Int) -> Int? {
    let grammar = clauses.grammar
    let verb = isResult(index) ? index - 1 : index
    var head = verb - 1
    while clauses.has(head, grammar.be | grammar.have | grammar.adverb) { head -= 1 }
    guard clauses.has(head, grammar.onePerson), !items[head].isPossessive,
      isSuffered(index, verb: verb, subject: head)
    else { return nil }
    var start = head
    while start > 0, head - start < Self.longestPart, isOfPhrase(start - 1) { start -= 1 }
    if start > 0, isOne(at: start - 1) {
      start -= 1
    } else if clauses.sentence.kind != .title || start > 0 && !clauses.isBoundary(start - 1) {
      return nil
    }
    guard opensClause(start) || clauses.has(start - 1, grammar.relative), !clauses.has(start - 1, grammar.quantifier),
      !isFurther(start..<head)
    else { return nil }
    return partBefore(start) == nil ? 1 : listed(with: start, before: index)
  }

  /// Whether the casualties are the subject of the word and not its object: `was killed`, `died`, `killed in the
  /// ambush`.
  private func isSuffered(_ index: Int, verb: Int, subject: Int) -> Bool {
    let grammar = clauses.grammar
    if (subject..<verb).contains(where: { clauses.has($0, grammar.be) }) { return true }
    if subject + 1 < verb, (subject..<verb).contains(where: { clauses.has($0, grammar.have) }) {
      return clauses.has(index, dead)
    }
    if clauses.has(index, dead), verb == index {
      return !clauses.forms(index).isDisjoint(with: [.past, .present]) && !clauses.forms(index).contains(.noun)
    }
    let next = index + 1
    // `A driver killed and two hurt`, not `a bomber killed and wounded dozens`.
    if clauses.has(next, grammar.conjunction) {
      return clauses.has(next + 1, grammar.number | grammar.determiner | grammar.quantifier)
    }
    return clauses.isBoundary(next) || clauses.has(next, grammar.preposition | grammar.subordinator | grammar.dateWord)
  }

  /// Whether the phrase is of one more than are counted elsewhere: `a fourth cook`.
  private func isFurther(_ phrase: Range<Int>) -> Bool {
    phrase.contains { clauses.has($0, clauses.grammar.furtherOne) }
  }

  /// Whether the item singles one person out: `a`, `their`.
  private func isOne(at index: Int) -> Bool { isArticle(index) || clauses.has(index, clauses.grammar.singling) }

  /// The number of people in the list before a casualty word that has the part at `start`; nil unless the list opens
  /// its clause, as in `on Sunday a guard and two workers were killed`. After a verb or a preposition its first parts
  /// belong to that.
  func listed(with start: Int, before word: Int) -> Int? {
    var first = start
    while let earlier = partBefore(first) { first = earlier }
    if opensClause(first), let sum = sum(from: first, before: word) { return sum }
    return opensClause(start) ? sum(from: start, before: word) : nil
  }

  /// The sum of the list that begins at an item.
  ///
  /// Only a list with an `and` before its last part is added up, and only where a clause can continue after it: in
  /// `killed nine villagers and two soldiers were hurt` and in `12 people, including three children` the first part is
  /// all. A list whose later parts make up the first one only details it: `12 workers, three cooks and nine drivers`.
  /// - Parameter word: the casualty word that the list precedes; nil where the list is after its word.
  private func sum(from start: Int, before word: Int?) -> Int? {
    guard let first = part(at: start) else { return nil }
    var added = 0
    var end = first.end
    var isClosed = false
    var hasComma = false
    while !isClosed, let joint = joint(at: end), joint.isAnd || !first.isGeneral {
      guard let next = part(at: skippingQuantifiers(joint.end)) else { return nil }
      added += next.count
      end = next.end
      isClosed = joint.isAnd
      hasComma = hasComma || !joint.isAnd
    }
    guard isClosed, mayEnd(end, before: word), !(hasComma && added == first.count) else { return nil }
    return first.count + added
  }

  private func part(at index: Int) -> Part? {
    guard index < items.count else { return nil }
    let isSingled = clauses.has(index, clauses.grammar.singling)
    let number = isOne(at: index) ? index + 1 : index
    var count = 1
    var position = index + 1
    if number == index || number < items.count && items[number].count >= 0 {
      guard let counted = peopleCount(at: number) else { return nil }
      count = counted
      position = self.number(from: number).end
    }
    let first = position
    while position < items.count, position - first < Self.longestPart, isOfPhrase(position) { position += 1 }
    guard position > first, position == items.count || !isOfPhrase(position), isPerson(position - 1) else { return nil }
    if isSingled, count == 1, !clauses.has(position - 1, clauses.grammar.onePerson) { return nil }
    return Part(count: count, end: position, isGeneral: clauses.has(position - 1, clauses.grammar.anybody))
  }

  /// Whether the item may be between a number and its noun, or be that noun.
  private func isOfPhrase(_ index: Int) -> Bool {
    let item = items[index]
    guard item.kind == .word, item.count < 0 else { return false }
    let grammar = clauses.grammar
    if item.entity >= 0 || clauses.has(index, grammar.adjective) { return true }
    return !clauses.has(
      index,
      grammar.functionWord | grammar.adverb | grammar.subordinator | grammar.do | grammar.dateWord | killing | wounding
        | dead)
  }

  private func isPerson(_ index: Int) -> Bool {
    !items[index].isPossessive
      && clauses.has(
        index,
        people | clauses.grammar.actor | clauses.grammar.demonym | clauses.grammar.personNoun
          | clauses.grammar.onePerson)
  }

  /// What joins two parts: `and`, a comma, or both; and the item after it.
  private func joint(at index: Int) -> (end: Int, isAnd: Bool)? {
    guard index < items.count else { return nil }
    if clauses.isWord(index, clauses.words.and) { return (index + 1, true) }
    guard items[index].kind == .comma else { return nil }
    return clauses.isWord(index + 1, clauses.words.and) ? (index + 2, true) : (index + 1, false)
  }

  private func skippingQuantifiers(_ index: Int) -> Int {
    var index = index
    while clauses.has(index, clauses.grammar.quantifier) { index += 1 }
    return index
  }

  /// The item at which a part begins that a joint connects with the part at `index`.
  private func partBefore(_ index: Int) -> Int? {
    var end = index
    while clauses.has(end - 1, clauses.grammar.quantifier) { end -= 1 }
    guard end > 1 else { return nil }
    if clauses.isWord(end - 1, clauses.words.and) {
      end -= items[end - 2].kind == .comma ? 2 : 1
    } else if items[end - 1].kind == .comma {
      end -= 1
    } else {
      return nil
    }
    var start = end - 1
    while start >= 0, end - start <= Self.longestPart {
      let number = numberStart(of: start)
      if let part = part(at: number) { return part.end == end ? number : nil }
      start -= 1
    }
    return nil
  }

  /// Whether a clause begins at the item or at the quantifiers before it.
  private func opensClause(_ index: Int) -> Bool {
    let grammar = clauses.grammar
    let skipped = grammar.quantifier | grammar.determiner | grammar.adverb | grammar.dateWord
    var start = index
    while clauses.has(start - 1, skipped)
      || clauses.has(start - 1, grammar.preposition) && clauses.has(start, grammar.dateWord)
    {
      start -= 1
    }
    return start == 0 || clauses.isBoundary(start - 1)
      || clauses.has(
        start - 1, grammar.subordinator | grammar.complementiser | grammar.speech | grammar.conjunction)
  }

  /// Whether a list may end before the item, so that its last part is no subject of the verb after it.
  private func mayEnd(_ index: Int, before word: Int?) -> Bool {
    if let word { return index <= word }
    if index >= items.count || clauses.isBoundary(index) { return true }
    let grammar = clauses.grammar
    let openers = grammar.subordinator | grammar.relative | grammar.complementiser | grammar.conjunction
    guard clauses.has(index, openers | grammar.preposition | grammar.dateWord), !clauses.has(index, grammar.partOf)
    else { return false }
    for next in index..<min(index + Self.verbReach, items.count) {
      if clauses.isBoundary(next) || clauses.has(next, openers) { return true }
      if clauses.has(next, grammar.be | grammar.have | grammar.modal) { return false }
    }
    return true
  }
}
