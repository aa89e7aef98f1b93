import Models
import ReferenceData
import TextAnalysis

extension EventKind {
  /// Whether people or sites are attacked, or people abducted, so that a text may hold an actor responsible.
  var isViolence: Bool { plover == .assault || isCaptivity && isCause }
}

/// Those affected who have no name in the text: people who are killed or hurt, and sites.
extension ChineseRoleReader {
  /// The most tokens between a country and the site in it: the site's name, which no table has.
  private static let longestSiteName = 6
  /// The most tokens of an unknown name before the word for a site that become part of its text.
  private static let longestNameShown = 4
  /// The greatest distance between a site and the verb that affects it, in characters.
  private static let siteReach = 12
  /// Within how many characters after people the word for their death or injury follows.
  private static let harmReach = 4
  /// Within how many characters after a mark of the passive an armed group is its agent.
  private static let agentReach = 6
  /// Within how many characters before people their number stands.
  private static let countReach = 8
  /// The most tokens between a country and its people: a day, a time and a number.
  private static let ownerReach = 20

  /// The armed groups that the clause names after a mark of the passive: `遭不明身份的枪手伏击`.
  func agents(inClause clause: Int) -> [EventActor] {
    let marks = sentence.occurrences.filter { $0.clause == clause && $0.classes & vocabulary.named.passive != 0 }
    guard !marks.isEmpty else { return [] }
    var end = 0
    return sentence.occurrences.compactMap { group in
      let tokens = group.tokens
      let isAgent =
        group.clause == clause && group.classes & vocabulary.named.armedGroup != 0
        && tokens.lowerBound >= end
        && marks.contains { (0...Self.agentReach).contains(tokens.lowerBound - $0.tokens.upperBound) }
      guard isAgent else { return nil }
      end = tokens.upperBound
      let words = text.string(text.tokens[tokens.lowerBound].start, text.tokens[tokens.upperBound - 1].end)
      let entity = group.entity >= 0 ? entities[group.entity] : nil
      return EventActor(role: .source, text: words, country: entity?.country, kind: entity?.actorKind ?? .other)
    }
  }

  /// Whether the name is a country or a place right before a site, with at most the site's name between: `秘鲁铜矿`,
  /// `苏丹麦罗维水电站`.
  func isOfSite(_ name: Name) -> Bool {
    let items = sentence.items
    let index = name.lowerBound
    guard name.count == 1, items[index].entity >= 0, entities[items[index].entity].isPlace, index + 1 < items.count
    else {
      return false
    }
    let next = items[index + 1]
    let named = vocabulary.named
    if next.tokens.lowerBound == items[index].tokens.upperBound, next.entity >= 0, entities[next.entity].isCountry {
      // `尼日利亚中资水泥厂`
      return next.tokens.upperBound < text.tokens.count && text.contains(vocabulary.ownerMarks, next.tokens.upperBound)
    }
    return next.clause == items[index].clause && isCommonNounOrProject(next)
      && next.classes & (named.project | named.structure | named.site) != 0
      && isName(items[index].tokens.upperBound..<next.tokens.lowerBound, Self.longestSiteName)
  }

  /// Whether a registered project is named right after the name.
  func isBeforeProject(_ name: Name) -> Bool {
    guard name.upperBound < sentence.items.count else { return false }
    let next = sentence.items[name.upperBound]
    return next.tokens.lowerBound == sentence.items[name.upperBound - 1].tokens.upperBound && next.entity >= 0
      && entities[next.entity].project != nil
  }

  /// Whether the name is a country without a word for its people or bodies.
  func isBareCountry(_ name: Name) -> Bool {
    let entity = sentence.items[name.lowerBound].entity
    return name.count == 1 && entity >= 0 && entities[entity].isCountry
  }

  /// The countries among those affected that only say whose people or firms the others are: right before these, with at
  /// most a time and a number between (`马里19日两名工程师被绑架`), or joined to such a country. A country on which another
  /// one acts is affected itself.
  /// - Parameter verb: the first token of the verb or mark whose subject suffers; nil if the subject acts.
  func settings(
    among affected: [Name], _ trigger: ChineseSentence.Item, _ verb: Int?, _ sources: [EventActor]
  ) -> [EventActor] {
    let items = sentence.items
    var settings: [EventActor] = []
    var next: (name: Name, isSetting: Bool)?
    for name in affected.reversed() {
      var isSetting = false
      if isBareCountry(name) {
        if let next, isBareCountry(next.name) {
          let gap = items[next.name.lowerBound].tokens.lowerBound - items[name.lowerBound].tokens.upperBound
          isSetting = next.isSetting && gap <= 1
        } else {
          isSetting = isOwner(name, of: next?.name, trigger, verb)
        }
      }
      next = (name, isSetting)
      guard isSetting else { continue }
      let country = actor(name, .target)
      if !sources.contains(where: { $0.country.map { $0 != country.country } ?? false }) { settings.append(country) }
    }
    return settings
  }

  /// Whether the next name of those affected follows the country without another word for violence or harm, a list mark
  /// or punctuation between; or before the verb a number of people who suffer, for whom no table has a word:
  /// `马里两名理发师被绑架`.
  private func isOwner(
    _ country: Name, of next: Name?, _ trigger: ChineseSentence.Item, _ verb: Int?
  ) -> Bool {
    let items = sentence.items
    let (end, clause) = (items[country.lowerBound].tokens.upperBound, items[country.lowerBound].clause)
    let named = vocabulary.named
    let acts =
      named.passive | named.suffering | named.assault | named.captivity | named.dead | named.hurt | named.deadPhrase
      | named.hurtPhrase | named.resultVerb
    func isNear(_ start: Int) -> Bool {
      let between = end..<start
      let passed = items[country.upperBound...].prefix { $0.tokens.lowerBound < start }
      return between.count <= Self.ownerReach && !between.contains(trigger.tokens.lowerBound)
        && !passed.contains { $0.classes & acts != 0 }
        && between.allSatisfy { text.tokens[$0].kind != .punctuation && !text.contains(vocabulary.listMarks, $0) }
    }
    if let next, items[next.lowerBound].clause == clause, isNear(items[next.lowerBound].tokens.lowerBound) {
      return true
    }
    guard let verb, end < verb, clause == trigger.clause else { return false }
    let counter = (end + 1..<verb).first {
      text.contains(vocabulary.counters, $0)
        && (text.tokens[$0 - 1].kind == .number || text.contains(vocabulary.numerals, $0 - 1))
    }
    return counter.map(isNear) ?? false
  }

  /// The people of whom the sentence says how many were killed or hurt: `3名矿工死亡`. Their nationality says nothing of
  /// the event.
  func casualties() -> [EventActor] {
    let items = sentence.items
    let named = vocabulary.named
    let harm = named.dead | named.hurt | named.deadPhrase | named.hurtPhrase
    let harmed = names().filter { name in
      let last = items[name.upperBound - 1]
      guard last.classes & (named.people | named.actor) != 0, isCounted(name) else { return false }
      return items[name.upperBound...].prefix(3).contains {
        $0.clause == last.clause && $0.classes & harm != 0
          && $0.tokens.lowerBound - last.tokens.upperBound <= Self.harmReach
      }
    }
    return harmed.prefix(3).map { name in
      var people = actor(name, .target)
      people.country = nil
      return people
    }
  }

  /// Whether the name is the object of a word for violence or harm right before it, with at most its number between:
  /// `绑架工程师`, `打死三名保安`; not `袭击中枪手打死三人` or `三人受伤 枪手在逃`. Death and injury have an object only with its number.
  func isVictim(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let named = vocabulary.named
    let item = sentence.items[index]
    let before = sentence.items[..<index].last { $0.kind != .number && $0.classes & named.quantity == 0 }
    guard let before, before.clause == item.clause,
      item.tokens.lowerBound - before.tokens.upperBound <= Self.countReach,
      !text.tokens[before.tokens.upperBound].isSpaced
    else { return false }
    let count = before.tokens.upperBound..<item.tokens.lowerBound
    let isTransitive = before.classes & (named.assault | named.captivity) != 0
    guard isTransitive || !count.isEmpty && before.classes & (named.dead | named.hurt) != 0 else { return false }
    return count.allSatisfy {
      text.tokens[$0].kind == .number || text.contains(vocabulary.numerals, $0)
        || text.contains(vocabulary.counters, $0)
    }
  }

  /// Whether a number precedes the name in its clause.
  private func isCounted(_ name: Name) -> Bool {
    let start = sentence.items[name.lowerBound].tokens.lowerBound
    let first = max(sentence.sentence.tokens.lowerBound, start - Self.countReach)
    for token in (first..<start).reversed() {
      if text.tokens[token].kind == .number || text.contains(vocabulary.numerals, token) { return true }
      if text.tokens[token].kind == .punctuation { return false }
    }
    return false
  }

  /// The site that the match is about, for an event that names no people as affected: one that is attacked (`金矿营地遭袭`,
  /// `袭击一处码头`), or one inside the object of a measure (`吊销一座金矿的采矿证`, `将钛矿收归国有`); and whether it is a registered
  /// project.
  func site(
    of match: ChinesePatternSearch.Match, _ frame: ChineseLexicon.Frame, _ kind: EventKind, _ passive: Int?
  ) -> (actor: EventActor, isRegistered: Bool)? {
    let trigger = sentence.occurrences[match.core.lowerBound].tokens
    let end = sentence.occurrences[match.core.upperBound].tokens
    let befalls = kind.isViolence || kind.location.bearer == .target
    let isMeasure = kind.location.hasLaw || kind.location.bearer == .place
    // A measure of trade, which bears on the other side, is about goods: `禁止铜矿出口`. What a state takes over is a site.
    let isTrade = kind.location.hasLaw && kind.location.bearer == .target
    guard befalls || frame != .suffer && passive == nil else { return nil }
    let sites = sentence.items.indices.filter { index in
      let item = sentence.items[index]
      let place = item.tokens
      guard isSite(index), !(isTrade && isGoods(item, of: match)),
        item.clause == sentence.occurrences[match.core.lowerBound].clause,
        !isShortlyAfter(vocabulary.named.locative, index)
      else { return false }
      if frame != .suffer, isShortlyAfter(vocabulary.named.objectMark, index), place.upperBound <= end.lowerBound,
        !isListed(index)
      {
        return true
      }
      if !befalls {
        let isInside = place.lowerBound >= trigger.upperBound && place.upperBound <= end.lowerBound
        return isInside && isMeasure || isStep(place, after: trigger, of: match)
      }
      if let passive { return place.upperBound <= passive && passive - place.upperBound <= Self.siteReach }
      if frame == .suffer {
        return place.upperBound <= end.lowerBound && end.lowerBound - place.upperBound <= Self.siteReach
      }
      return place.lowerBound >= trigger.upperBound && place.lowerBound - end.upperBound <= Self.siteReach
    }
    guard let found = passive != nil || frame == .suffer ? sites.last : sites.first else { return nil }
    let phrase = phrase(ofSite: found)
    let words = text.string(text.tokens[phrase.lowerBound].start, text.tokens[phrase.upperBound - 1].end)
    return (EventActor(role: .target, text: words, kind: .other), sentence.items[found].entity >= 0)
  }

  /// Whether the site is joined to another one by a list mark, which is no mark of an object then: `港口与矿区`.
  private func isListed(_ index: Int) -> Bool {
    let mark = sentence.items[index].tokens.lowerBound - 1
    guard mark > sentence.sentence.tokens.lowerBound, text.contains(vocabulary.listMarks, mark) else { return false }
    return sentence.items[..<index].contains { item in
      item.tokens.upperBound == mark && item.classes & vocabulary.named.project != 0
    }
  }

  /// Whether the site contains a later step of the match than its first one: `封锁 .. 铁路`.
  private func isStep(_ site: Range<Int>, after trigger: Range<Int>, of match: ChinesePatternSearch.Match) -> Bool {
    match.items.contains { index in
      let step = sentence.occurrences[index].tokens
      return step.lowerBound >= trigger.upperBound && site.contains(step.lowerBound)
    }
  }

  /// Whether the item is a word for a site or the name of a registered project.
  private func isSite(_ index: Int) -> Bool {
    let item = sentence.items[index]
    return isCommonNounOrProject(item) && item.classes & vocabulary.named.project != 0
  }

  /// Whether the item is no name, or that of a registered project.
  private func isCommonNounOrProject(_ item: ChineseSentence.Item) -> Bool {
    item.entity < 0 || entities[item.entity].project != nil
  }

  /// Whether the item is a step of the match for goods: `禁止 .. 铜矿 .. 出口`.
  private func isGoods(_ item: ChineseSentence.Item, of match: ChinesePatternSearch.Match) -> Bool {
    item.classes & vocabulary.named.goods != 0
      && match.items.contains { item.tokens.contains(sentence.occurrences[$0].tokens.lowerBound) }
  }

  /// The tokens of a site with the words for sites beside it and its name: `油库码头`, `麦罗维水电站`.
  private func phrase(ofSite index: Int) -> Range<Int> {
    let items = sentence.items
    func touch(_ first: Int) -> Bool { items[first].tokens.upperBound == items[first + 1].tokens.lowerBound }
    var (first, last) = (index, index)
    while first > 0, touch(first - 1), isSite(first - 1) { first -= 1 }
    while last + 1 < items.count, touch(last), isSite(last + 1) { last += 1 }
    var start = items[first].tokens.lowerBound
    if first > 0, items[first].entity < 0 {
      let before = items[first - 1]
      let isPlace = before.entity >= 0 && entities[before.entity].isPlace
      if isPlace, touch(first - 1), !entities[before.entity].isCountry {
        start = before.tokens.lowerBound
      } else if isPlace || before.classes & vocabulary.named.objectMark != 0,
        isName(before.tokens.upperBound..<start, Self.longestNameShown)
      {
        start = before.tokens.upperBound
      }
    }
    return start..<items[last].tokens.upperBound
  }

  /// Whether the tokens, at most `longest`, may be a name: ideographs without a number, a counter or `的`.
  private func isName(_ tokens: Range<Int>, _ longest: Int) -> Bool {
    tokens.count <= longest
      && tokens.allSatisfy {
        text.tokens[$0].kind == .ideograph && !text.contains(vocabulary.numerals, $0)
          && !text.contains(vocabulary.counters, $0) && !text.contains(vocabulary.attributiveMarks, $0)
      }
  }
}
