import Models
import TextAnalysis

/// Reads the numbers of killed and injured people in a sentence.
struct CasualtyReader {
  struct Toll {
    var deaths: Int?
    var injured: Int?
    /// Whether it is the total of many acts or of a time: `attacks that have killed 40 people`, `40 have died since
    /// January`.
    var isTotal = false
    /// Whether the text says that it is that of an act or a time before: `an earlier raid left 40 dead`, `40 people
    /// died in attacks that followed the 2023 elections`.
    var isEarlier = false

    var isEmpty: Bool { deaths == nil && injured == nil }

    /// Adds another count of the same casualties; the larger one is kept.
    mutating func add(deaths: Int?, injured: Int?) {
      self.deaths = [self.deaths, deaths].compactMap(\.self).max()
      self.injured = [self.injured, injured].compactMap(\.self).max()
    }

    /// The count of the act; if the text does not count the act, the total of many acts.
    static func preferred(_ act: Toll, else total: Toll) -> Toll { act.isEmpty && !total.isEmpty ? total : act }
  }

  let clauses: ClauseReader
  /// The sums of money that the sentence names.
  let sums: ArraySlice<Quantity>
  /// The item of the event's trigger.
  let trigger: Int
  /// The year of publication, where it is known.
  let year: Int?
  let killing: ClassSet
  let wounding: ClassSet
  let dead: ClassSet
  let tolls: ClassSet
  let people: ClassSet
  let lives: ClassSet
  /// The clauses before or after whose time another time is stated: `after floods` in `two days after floods`.
  let clausesOfOtherTime: [Range<Int>]

  init(_ clauses: ClauseReader, sums: ArraySlice<Quantity>, trigger: Int, year: Int?) {
    self.clauses = clauses
    self.sums = sums
    self.trigger = trigger
    self.year = year
    killing = clauses.grammar.kill
    wounding = clauses.grammar.wound
    dead = clauses.grammar.dead
    tolls = clauses.grammar.toll
    people = clauses.grammar.people
    lives = clauses.grammar.lives
    let items = clauses.sentence.items.indices
    clausesOfOtherTime = items.filter(clauses.opensOtherTime).map { opener in
      opener..<(items[opener...].first(where: clauses.isBoundary) ?? items.endIndex)
    }
  }

  var items: [EventSentence.Item] { clauses.sentence.items }

  /// The least number of people that is no toll: larger numbers are populations.
  private static let tollLimit = 10_000_000

  /// - Parameter isOneAct: whether it is read for a single act, of which a total over a time is no toll where the
  ///   sentence has another. A count in the perfect tense then only replaces one that is missing: the act may be
  ///   one of several (`rebels have killed 40 people and on Monday shot two`).
  func toll(isOneAct: Bool) -> Toll {
    var toll = Toll()
    var perfect = Toll()
    var total = Toll(isTotal: true)
    for index in items.indices {
      let classes = items[index].classes
      let isBodies = isBodies(index)
      if classes & (killing | wounding | dead | tolls | lives) == 0 && !isBodies || isLeftOut(index)
        || classes & lives != 0 && !areLost(index) || isBodies && !areRecovered(index)
      {
        continue
      }
      let isWound = classes & wounding != 0
      let found: Int?
      if classes & tolls != 0 {
        found = risenTo(index)
      } else if classes & lives != 0 || isBodies, clauses.isWord(index + 1, clauses.words.of) {
        found = countAfter(index + 1)
      } else if isBodies {
        found = countRightBefore(index)
      } else {
        found = count(around: index, isVerb: classes & (dead | lives) == 0) ?? reached(after: index)
      }
      guard let count = found else { continue }
      let (deaths, injured): (Int?, Int?) = isWound ? (nil, count) : (count, nil)
      switch isOneAct ? scope(of: index) : .act {
      case .act: toll.add(deaths: deaths, injured: injured)
      case .perfect: perfect.add(deaths: deaths, injured: injured)
      case .total: total.add(deaths: deaths, injured: injured)
      }
    }
    toll.deaths = toll.deaths ?? perfect.deaths
    toll.injured = toll.injured ?? perfect.injured
    return .preferred(toll, else: total)
  }

  /// Whether the count at a casualty word is not the event's: it is denied, belongs to another time, or is a rate.
  private func isLeftOut(_ index: Int) -> Bool {
    clauses.has(index, clauses.grammar.not) || isOfEarlierYear(index) || isOfOtherTime(index) || isRate(index)
  }

  /// Whether the casualties at a word are included in the toll.
  func isPart(_ index: Int, of toll: Toll, isOneAct: Bool) -> Bool {
    !isLeftOut(index) && (!isOneAct || toll.isTotal || scope(of: index) != .total)
  }

  /// What a count of casualties covers.
  enum Scope {
    /// One act.
    case act
    /// What has been done up to now, in one act or in several: `has killed nine`.
    case perfect
    /// Many acts, or all of a time.
    case total
  }

  /// The scope of the count at a casualty word. It is a total where the word is in the perfect tense or a gerund with
  /// `since` after it (`40 have died since January`), or in that tense and active with a time or many acts as its
  /// subject: `since January`, `this year`, `attacks that have killed 40 people`, `rebels, who have killed 40`; not in
  /// `have killed five in the worst attack since 2019`.
  func scope(of index: Int) -> Scope {
    let grammar = clauses.grammar
    let first = max(0, index - Self.perfectReach)
    var start = index
    while start > first, !clauses.isBoundary(start - 1) { start -= 1 }
    let have = (start..<index).last { clauses.has($0, grammar.have) }
    guard have != nil || clauses.forms(index).contains(.gerund) else { return .act }
    let after = (index + 1..<items.count).prefix(Self.sinceReach).prefix { items[$0].kind != .stop }
    if after.contains(where: { isSince($0, after: index) }) { return .total }
    guard let have, clauses.has(index, killing | wounding),
      !(have..<index).contains(where: { clauses.has($0, grammar.be) })
    else { return .act }
    let before = (max(0, have - Self.sinceReach)..<have).reversed().prefix { items[$0].kind != .stop }
    let isOverTime =
      after.contains { isThisYear($0, after: index) }
      || before.contains { isSince($0, after: -1) || isThisYear($0, after: -1) }
    return isOverTime || isDoneInManyActs(have) ? .total : .perfect
  }

  /// Whether `since` at the item opens the time of a total, and not that of which something was the worst.
  private func isSince(_ index: Int, after word: Int) -> Bool {
    clauses.isWord(index, clauses.words.since) && !isRanked(index, after: word)
  }

  /// Whether the item is the year of a total: `this year`, not `the worst this year`.
  private func isThisYear(_ index: Int, after word: Int) -> Bool {
    clauses.has(index, clauses.grammar.year) && clauses.has(index - 1, clauses.grammar.definite)
      && !isRanked(index, after: word)
  }

  /// Whether a superlative or an ordinal precedes the time at the item, after the item `word`.
  private func isRanked(_ index: Int, after word: Int) -> Bool {
    (max(word + 1, index - Self.rankReach)..<index).reversed().prefix { !clauses.isBoundary($0) }
      .contains { clauses.has($0, clauses.grammar.superlative) }
  }

  /// Whether the subject of the auxiliary `have` is many acts (`attacks in Mali have`, `attacks that have`) or, in a
  /// relative clause, those who did them: `the rebels, who have`.
  private func isDoneInManyActs(_ have: Int) -> Bool {
    let grammar = clauses.grammar
    var last = have - 1
    while clauses.has(last, grammar.adverb) { last -= 1 }
    if clauses.has(last, grammar.relative | grammar.complementiser) {
      last -= 1
      if last >= 0, items[last].kind == .comma { last -= 1 }
      if clauses.has(last, people | grammar.actor | grammar.personNoun | grammar.party | grammar.military) {
        return true
      }
      return (max(0, last - Self.subjectReach)..<max(0, last + 1)).reversed().prefix { !clauses.isBoundary($0) }
        .contains { clauses.has($0, grammar.repeatedAct) }
    }
    let opening =
      grammar.relative | grammar.subordinator | grammar.complementiser | grammar.speech | grammar.conjunction
    var start = last + 1
    while start > 0, last - start < Self.subjectReach, !clauses.isBoundary(start - 1), !clauses.has(start - 1, opening)
    {
      start -= 1
    }
    // In `a blast in a string of attacks has`, the subject is what precedes the preposition.
    return (start..<max(start, last + 1)).prefix { !clauses.has($0, grammar.preposition) }
      .contains { clauses.has($0, grammar.repeatedAct) }
  }

  /// Within how many items before a casualty word `have` is, and within how many after it `since`.
  private static let perfectReach = 6
  private static let sinceReach = 12
  /// Within how many items before `since` or a year the superlative is: `the worst attack on a mine since`.
  private static let rankReach = 6
  /// The most items of a subject before `have`.
  private static let subjectReach = 8

  /// The last number of people in the clause after a word like `toll`: 15 in `the death toll rose from 9 to 15`.
  private func risenTo(_ index: Int) -> Int? {
    var found: Int?
    var position = index + 1
    while position < min(index + 12, items.count), !clauses.isBoundary(position) {
      if let count = peopleCount(at: position) { found = count }
      position += 1
    }
    return found
  }

  /// Whether the count is a rate, so many a period: `kill 3,000 people a year`, `take 1,400 lives every year`; not
  /// `killed 12 people a year ago` or `in a day`.
  private func isRate(_ index: Int) -> Bool {
    (index + 1..<index + Self.rateReach).contains { period in
      clauses.has(period, clauses.grammar.period) && clauses.has(period - 1, clauses.grammar.perPeriod)
        && !clauses.isWord(period + 1, clauses.words.ago)
        && !clauses.has(period + 1, clauses.grammar.adverb | clauses.grammar.subordinator | clauses.grammar.conjunction)
        && !clauses.has(period - 2, clauses.grammar.preposition)
        && !(index..<period).contains(where: clauses.isBoundary)
    }
  }

  /// Within how many items after a casualty word its period is.
  private static let rateReach = 6

  /// The number that the count of the casualties has reached, the last one in the clause after their word: 40 in `the
  /// number of people killed in the floods has risen to 40` and `deaths from the floods climb to 40`. Nil where the
  /// word is no such count.
  private func reached(after index: Int) -> Int? {
    guard clauses.has(index, clauses.grammar.deathCount) || isCounted(index) else { return nil }
    var found: Int?
    var position = index + 1
    while position < min(index + Self.risingReach, items.count), !clauses.isBoundary(position) {
      if let count = peopleCount(at: position), isReached(position) { found = count }
      position += 1
    }
    return found
  }

  /// Whether `the number of` or a word like it is before the casualty word, in the same clause.
  private func isCounted(_ index: Int) -> Bool {
    let grammar = clauses.grammar
    let counting = (max(0, index - Self.countingReach)..<index).last {
      clauses.has($0, grammar.counting) && clauses.isWord($0 + 1, clauses.words.of)
    }
    guard let counting else { return false }
    return
      (counting == 0 || clauses.has(counting - 1, grammar.definite) || clauses.has(counting - 2, grammar.definite))
      && !(counting..<index).contains(where: clauses.isBoundary)
  }

  /// Whether the number at the item is the total after a verb with `to` or `at` (`has risen to 40`, `is at 40`), and no
  /// noun for things follows it (`hit 12 districts`).
  private func isReached(_ index: Int) -> Bool {
    let grammar = clauses.grammar
    var before = index - 1
    while before > 0, clauses.has(before, grammar.quantifier | grammar.adverb),
      !clauses.isWord(before, clauses.words.at)
    {
      before -= 1
    }
    let isLedTo =
      clauses.isWord(before, clauses.words.to) || clauses.isWord(before, clauses.words.at)
      || clauses.has(before, grammar.be) || !clauses.forms(before).isDisjoint(with: [.present, .past, .participle])
    let end = number(from: index).end
    let following =
      people | grammar.preposition | grammar.conjunction | grammar.subordinator | grammar.adverb | grammar.dateWord
    return isLedTo && (end >= items.count || clauses.isBoundary(end) || clauses.has(end, following))
  }

  /// Within how many items before a casualty word `number of` is sought.
  private static let countingReach = 9
  /// Within how many items after it the number is that it has reached.
  private static let risingReach = 20

  /// The number of people beside a casualty word: `killed at least 12`, `12 people were killed`, `left 20 injured`,
  /// `shot dead four`.
  private func count(around index: Int, isVerb: Bool) -> Int? {
    if isVerb {
      if let after = countAfter(index) { return after }
    } else if isResult(index) {
      var first = index + 1
      while clauses.has(first, clauses.grammar.quantifier),
        !clauses.isWord(first, clauses.words.at) || clauses.has(first + 1, clauses.grammar.quantifier)
      {
        first += 1
      }
      if first < items.count, let count = listed(from: first) ?? peopleCount(at: first) { return count }
    }
    if clauses.forms(index).contains(.gerund) || isVerb && hasOtherObject(index) { return nil }
    return one(before: index) ?? countBefore(index)
  }

  /// Whether a noun that is counted by nothing follows the verb as its object, so that no number before it is of it:
  /// `kidnapped three workers and killed the dog`; not `were killed the day before`.
  private func hasOtherObject(_ index: Int) -> Bool {
    guard clauses.has(index + 1, clauses.grammar.singling), !clauses.has(index - 1, clauses.grammar.be) else {
      return false
    }
    return !(index + 2...index + 3).contains { clauses.has($0, clauses.grammar.dateWord) }
  }

  /// Whether the word says what a verb right before it did to its object: `shot dead`.
  func isResult(_ index: Int) -> Bool {
    index > 0 && clauses.has(index, dead)
      && !clauses.forms(index - 1).isDisjoint(with: [.base, .present, .past, .participle, .gerund])
      && !clauses.has(index - 1, clauses.grammar.be | clauses.grammar.have)
  }

  func countAfter(_ index: Int) -> Int? {
    if let count = listed(withOneAt: index + 1) { return count }
    if let number = numberAfter(index) { return listed(from: number) ?? peopleCount(at: number) }
    guard let one = singular(from: index) else { return nil }
    return listed(from: index + 1) ?? one
  }

  /// The first item of the number of people right after a casualty word.
  private func numberAfter(_ index: Int) -> Int? {
    var position = index + 1
    while position < min(index + 8, items.count), !clauses.isBoundary(position) {
      if peopleCount(at: position) != nil { return position }
      guard isSkippable(position, after: index) else { return nil }
      position += 1
    }
    return nil
  }

  /// Whether the item may be between a verb and its number: `at least`, `up to`, `an estimated`, `over`.
  private func isSkippable(_ position: Int, after verb: Int) -> Bool {
    let grammar = clauses.grammar
    let classes = items[position].classes
    if classes & (grammar.adverb | grammar.determiner | grammar.adjective) != 0 { return true }
    return position - verb <= 3 && classes & grammar.conjunction == 0
      && !clauses.words.countBarriers.contains(items[position].word)
  }

  /// 1 if an indefinite article and a word for a person follow (`killed a guard`), else nil.
  private func singular(from index: Int) -> Int? {
    guard index + 2 < items.count, isArticle(index + 1) else { return nil }
    return (index + 2...min(index + 4, items.count - 1)).contains { clauses.has($0, people | clauses.grammar.actor) }
      ? 1 : nil
  }

  /// Whether the item is an indefinite article: `a`, `an`.
  func isArticle(_ index: Int) -> Bool { clauses.has(index, clauses.grammar.indefinite) }

  private func countBefore(_ index: Int) -> Int? {
    var position = index - 1
    var limit = index - Self.countReach
    /// The count of a part of those counted, which stands for them where they are not counted themselves.
    var ofPart: Int?
    while position >= max(0, limit), items[position].kind != .stop {
      if items[position].kind == .comma {
        guard let aside = aside(endingAt: position) else { return ofPart }
        limit -= position - aside
        position = aside - 1
        continue
      }
      if items[position].classes & (killing | wounding) != 0 { return ofPart }
      var start = numberStart(of: position)
      let isSubject = isSubject(position, of: index)
      if isSubject, let part = partOfThese(at: start) { start = part }
      if let count = peopleCount(at: start) {
        guard isSubject, let whole = endOfWhole(before: start) else {
          return listed(with: start, before: index) ?? count
        }
        ofPart = ofPart ?? count
        limit -= position - whole
        position = whole
        continue
      }
      position -= 1
    }
    return ofPart
  }

  /// Within how many items before a casualty word its number is, those of an aside not counted.
  private static let countReach = 8

  /// The comma that opens the aside on a part of those counted that ends with the comma at `comma`: `, eight of them
  /// women,`.
  private func aside(endingAt comma: Int) -> Int? {
    let first = max(0, comma - Self.longestAside)
    guard let open = (first..<comma).last(where: { items[$0].kind == .comma }), open + 1 < comma else { return nil }
    let isOfThem = (open + 2..<comma).contains {
      clauses.isWord($0, clauses.words.of) && clauses.has($0 + 1, clauses.grammar.pronoun)
    }
    return isOfThem || clauses.has(open + 1, clauses.grammar.partOf) ? open : nil
  }

  /// The most items of such an aside.
  private static let longestAside = 7

  /// The number at the item; nil unless it counts people, not a year, a percentage, an age, a distance, a sum or a
  /// population.
  func peopleCount(at index: Int) -> Int? {
    let item = items[index]
    guard item.count >= 0, !isFactor(index), !isOfSum(item) else { return nil }
    if isYear(index), opensYear(index) || !clauses.has(index + 1, people | clauses.grammar.actor) { return nil }
    if clauses.has(index - 1, clauses.grammar.numberPrefix | clauses.grammar.nobody) { return nil }
    let number = number(from: index)
    // `four shot dead`: a unit's word that is a verb here.
    if clauses.has(number.end, clauses.grammar.measureUnit), !isResult(number.end + 1) { return nil }
    return number.value < Self.tollLimit ? number.value : nil
  }

  private func isOfSum(_ item: EventSentence.Item) -> Bool {
    let next = sums.partitioningIndex { $0.span.start > item.start }
    return next > sums.startIndex && item.start < sums[next - 1].span.end
  }

  /// Whether the item only multiplies the number before it: `million` of `60 million`.
  private func isFactor(_ index: Int) -> Bool {
    index > 0 && isNumberWord(index) && Self.multiplies(items[index].count)
      && (1..<Self.factorLimit).contains(items[index - 1].count)
  }

  /// The first item of the number that a number word ends: `two` of `two hundred and fifty`.
  func numberStart(of index: Int) -> Int {
    guard isNumberWord(index) else { return index }
    var start = index
    while start > 0 {
      if items[start - 1].count > 0 {
        start -= 1
      } else if start > 1, items[start - 1].word == clauses.words.and, isNumberWord(start - 2),
        items[start - 2].count >= 100, items[start].count < 100
      {
        start -= 2
      } else {
        break
      }
    }
    return start
  }

  /// The value of the number that begins at an item, and the item after it: `12`, `3 thousand`, `two dozen`, `two
  /// hundred and fifty`. The reading ends where it is too large for a toll, so that it cannot overflow.
  func number(from index: Int) -> (value: Int, end: Int) {
    var total = 0
    var current = items[index].count
    var next = index + 1
    while next < items.count, total < Self.tollLimit {
      let isAfterWord = isNumberWord(next - 1)
      if isAfterWord, items[next].word == clauses.words.and, items[next - 1].count >= 100, isNumberWord(next + 1),
        items[next + 1].count < 100
      {
        current += items[next + 1].count
        next += 2
        continue
      }
      guard isNumberWord(next) else { break }
      let value = items[next].count
      if Self.multiplies(value), (1..<Self.factorLimit).contains(current) {
        current *= value
        if value >= 1000 {
          total += current
          current = 0
        }
      } else if isAfterWord, current % 100 == 0, value < 100 {
        current += value
      } else if isAfterWord, let whole = EventSentence.wholeNumber(tens: current % 100, unit: value) {
        current += whole - current % 100
      } else {
        break
      }
      next += 1
    }
    return (total + current, next)
  }

  private func isNumberWord(_ index: Int) -> Bool {
    items.indices.contains(index) && items[index].kind == .word && items[index].count > 0
  }

  /// The least number that no number word multiplies.
  private static let factorLimit = 1000

  /// Whether a number word multiplies the number before it: a dozen, a hundred, a thousand, a million.
  private static func multiplies(_ value: Int) -> Bool { value == 12 || value >= 100 }
}
