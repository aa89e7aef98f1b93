import Models
import ReferenceData
import TextAnalysis

/// Finds the actor and the object in the clause of a Chinese trigger.
struct ChineseRoleReader {
  let text: ArticleText
  let vocabulary: ChineseVocabulary
  let entities: [ChineseEntities.Entity]
  let sentence: ChineseSentence
  let mentions: [ChineseLocations.Mention]

  struct Roles {
    var sources: [EventActor] = []
    var targets: [EventActor] = []
    /// The countries among the targets that only say whose people or firms the others are.
    var settings: [EventActor] = []
    /// The site that the event is about, for an article that names no target.
    var site: EventActor?
  }

  /// The items of one actor's name: a country and a word for people or for a body (`赞比亚政府`, `中国公民`, `马里宪兵`), or a
  /// country's mission in another one (`中国驻巴基斯坦大使馆`).
  typealias Name = Range<Int>

  /// The sources and targets of a match, distinguished by marks before a name and before the trigger: `对X实施制裁`, `将X列入`,
  /// `被X绑架`, `X遭袭`. Those who only report, condemn or blame (`警方说`, `大使馆强烈谴责这一袭击`) are neither; whom they blame
  /// for violence is its source: `军方将袭击归咎于叛军`.
  func roles(of match: ChinesePatternSearch.Match, frame: ChineseLexicon.Frame, kind: EventKind) -> Roles {
    guard frame != .happen else { return Roles(targets: kind.isAccident || kind.isDamage ? casualties() : []) }
    let items = sentence.items
    let trigger = sentence.occurrences[match.core.lowerBound]
    let end = sentence.occurrences[match.core.upperBound]
    let passive = passive(of: match, trigger, end)
    let subjectEnd = subjectEnd(of: match, kind)
    let verbStart = max(trigger.tokens.lowerBound, subjectEnd ?? 0)
    var roles = Roles()
    var sources: [Name] = []
    var blamed: [Name] = []
    var affected: [Name] = []
    for name in names() {
      let index = name.lowerBound
      let item = items[index]
      guard item.segment == trigger.segment, item.clause <= trigger.clause,
        abs(item.tokens.lowerBound - trigger.tokens.lowerBound) <= Self.reach, !isSpeaker(name, before: trigger)
      else { continue }
      if kind.isViolence, isShortlyAfter(vocabulary.named.blame, index) {
        blamed.append(name)
        continue
      }
      let isObject = isShortlyAfter(vocabulary.named.objectMark, index) || followsJoinedMark(index)
      let isBefore = item.tokens.upperBound <= verbStart
      let isTarget: Bool
      if isObject || kind.ledger == .risk && receives(name, trigger, end) {
        isTarget = true
      } else if isShortlyAfter(vocabulary.named.receive, index) {
        isTarget = false
      } else if let passive {
        isTarget = item.tokens.upperBound <= passive || item.tokens.lowerBound >= end.tokens.upperBound
      } else {
        isTarget = frame == .suffer ? true : !isBefore
      }
      // `秘鲁铜矿遭袭`, `赞比亚铜矿工人罢工`: the country is only where the site is.
      let isSetting = kind.location.bearer == .place || isBeforeProject(name)
      if isSetting, isBefore, !isObject, isOfSite(name) { continue }
      // `马里终止合同 中企项目告吹`: who acts in another clause suffers nothing.
      if frame == .suffer, item.clause != trigger.clause, isSubject(index) { continue }
      if isTarget {
        // `向法院起诉`: a court decides.
        if kind.location.hasLaw, items[name.upperBound - 1].classes & vocabulary.named.court != 0 { continue }
        affected.append(name)
      } else if kind.isViolence, isVictim(index) {
        // `打死两名保安并劫走三名工程师`: whom another verb has as its object does not act.
        continue
      } else if !isBareCountry(name) || kind.plover != .protest && (!kind.isViolence || item.clause == trigger.clause) {
        sources.append(name)
      }
    }
    // `三名保安死亡，两名工程师被绑架`: who is named in the trigger's clause suffers it, rather than those before.
    let own = affected.filter { items[$0.lowerBound].clause == trigger.clause }
    let isOfOwn = !own.isEmpty && (kind.isViolence || kind.isCaptivity) && (passive != nil || frame == .suffer)
    let hit = isOfOwn ? own : affected
    roles.targets = hit.map { actor($0, .target) }
    // `部族冲突不止 总理宣布戒严`: the trigger's own subject, which is no name.
    if let subjectEnd, frame != .suffer, passive == nil,
      !sources.contains(where: { items[$0.lowerBound].clause == trigger.clause })
    {
      roles.sources = [subject(trigger, endingAt: subjectEnd)]
    } else if blamed.isEmpty {
      roles.sources = subjects(among: last(of: sources, before: trigger), of: trigger).prefix(3).map {
        actor($0, .source)
      }
    } else {
      roles.sources = blamed.prefix(3).map { actor($0, .source) }
    }
    if roles.sources.isEmpty, kind.isViolence, passive != nil, let agent = agents(inClause: trigger.clause).first {
      roles.sources = [agent]
    }
    let suffers = passive ?? (frame == .suffer ? verbStart : nil)
    roles.settings = settings(among: hit, trigger, suffers, roles.sources)
    roles.targets = Array(roles.targets.prefix(3))
    if roles.targets.isEmpty || kind.plover == .assault, let site = site(of: match, frame, kind, passive) {
      // A later sentence names the firm that loses a licence or its property, but the site of an attack is its target.
      if kind.location.hasLaw {
        roles.site = site.actor
      } else if roles.targets.isEmpty || site.isRegistered {
        roles.targets.append(site.actor)
      }
    }
    return roles
  }

  /// The first token of the last passive mark before the end of the trigger, or of one with which a step begins
  /// (`被押往`, `遭洗劫`), or of a trigger whose subject suffers it (`遇袭`); nil if it has none. Inside a longer word only a
  /// step of the match or the character before the trigger is one: 遭 in 遭袭击, but not 被 in 被告.
  private func passive(
    of match: ChinesePatternSearch.Match, _ trigger: ChineseSentence.Item, _ end: ChineseSentence.Item
  ) -> Int? {
    let mark = sentence.occurrences.indices.last { index in
      let item = sentence.occurrences[index]
      guard item.clause == trigger.clause, item.classes & vocabulary.named.passive != 0 else { return false }
      if beginsStep(item, of: match) { return true }
      return item.tokens.upperBound <= end.tokens.lowerBound && end.tokens.lowerBound - item.tokens.upperBound <= 16
        && (item.kind != .part || match.items.contains(index) || item.tokens.upperBound == trigger.tokens.lowerBound
          || item.tokens.upperBound == end.tokens.lowerBound)
    }
    if let mark { return sentence.occurrences[mark].tokens.lowerBound }
    return trigger.classes & vocabulary.named.suffering != 0 ? trigger.tokens.lowerBound : nil
  }

  /// Whether a longer word that is one of the trigger's steps begins with the mark.
  private func beginsStep(_ mark: ChineseSentence.Item, of match: ChinesePatternSearch.Match) -> Bool {
    match.items.contains { index in
      let step = sentence.occurrences[index].tokens
      return match.core.contains(index) && step.lowerBound == mark.tokens.lowerBound
        && step.upperBound > mark.tokens.upperBound
    }
  }

  /// The end of a trigger's first step where it is a word for those who act: `工会` in the trigger `工会 .. 罢工`; else nil.
  private func subjectEnd(of match: ChinesePatternSearch.Match, _ kind: EventKind) -> Int? {
    let named = vocabulary.named
    let steps = match.items.filter(match.core.contains)
    let speech = named.report | named.accuse
    guard steps.count > 1, sentence.occurrences[steps[1]].classes & speech == 0 else { return nil }
    let first = sentence.occurrences[match.core.lowerBound]
    let isActor: Bool
    if kind.plover == .protest {
      isActor = first.classes & (named.actor | named.people | named.authority) != 0
    } else if kind.isViolence {
      isActor = first.classes & (named.armedGroup | named.authority) != 0
    } else {
      isActor =
        first.classes & (named.actor | named.authority) != 0 && first.classes & named.company == 0
        || isOrganisation(first)
    }
    return isActor ? first.tokens.upperBound : nil
  }

  /// Whether the item is the name of an organisation other than a company.
  private func isOrganisation(_ item: ChineseSentence.Item) -> Bool {
    guard item.entity >= 0, case .organisation(let kind) = entities[item.entity].kind else { return false }
    return kind != .company
  }

  /// The greatest distance between a name and the trigger, in characters.
  private static let reach = 60

  /// The names of those who act: the first name in the trigger's clause, else the first of the sentence, whose clause
  /// shares its subject with the others, and the names that `和` joins to it. A later name is another verb's object.
  private func subjects(among names: [Name], of trigger: ChineseSentence.Item) -> [Name] {
    let items = sentence.items
    guard let first = names.first(where: { items[$0.lowerBound].clause == trigger.clause }) ?? names.first else {
      return []
    }
    var subjects = [first]
    for name in names where name.lowerBound > first.lowerBound {
      let end = items[subjects[subjects.count - 1].upperBound - 1].tokens.upperBound
      guard items[name.lowerBound].clause == items[first.lowerBound].clause,
        items[name.lowerBound].tokens.lowerBound - end <= 1
      else { break }
      subjects.append(name)
    }
    return subjects
  }

  /// The names from the last one right after `后` in the trigger's clause on, since those before it belong to what came
  /// first: `武装分子` in `马里停电后武装分子袭击`; all where there is none.
  private func last(of names: [Name], before trigger: ChineseSentence.Item) -> [Name] {
    let items = sentence.items
    let first = names.lastIndex { name in
      let start = items[name.lowerBound].tokens.lowerBound
      return items[name.lowerBound].clause == trigger.clause && start > 0 && start <= trigger.tokens.lowerBound
        && text.contains(vocabulary.afterMarks, start - 1)
    }
    return first.map { Array(names[$0...]) } ?? names
  }

  func names() -> [Name] {
    var names: [Name] = []
    for index in sentence.items.indices {
      let isActor = isActor(index)
      if let last = names.last,
        isActor && joins(index, to: last) || isBodyWord(index, after: last) || isOwn(index, of: last)
      {
        names[names.count - 1] = last.lowerBound..<index + 1
      } else if isActor {
        names.append(index..<index + 1)
      }
    }
    return names
  }

  /// Whether the item continues `name`, a country: as a word for people right after it, or as its mission in another
  /// country.
  private func joins(_ index: Int, to name: Name) -> Bool {
    let items = sentence.items
    let last = items[name.upperBound - 1]
    guard items[name.lowerBound].entity >= 0, entities[items[name.lowerBound].entity].isCountry else { return false }
    if index == name.upperBound, items[index].tokens.lowerBound == last.tokens.upperBound {
      return items[index].entity < 0
    }
    guard items[index].entity >= 0, case .organisation = entities[items[index].entity].kind else { return false }
    return items[index].tokens.lowerBound - last.tokens.upperBound == 1
  }

  /// Whether the item is a word for a state's body right after the name, a single country or place, or after `的`:
  /// `马里宪兵`, `首都的内阁`.
  private func isBodyWord(_ index: Int, after name: Name) -> Bool {
    let item = sentence.items[index]
    guard item.entity < 0, item.classes & vocabulary.named.authority != 0, name == index - 1..<index else {
      return false
    }
    let owner = sentence.items[index - 1]
    guard owner.entity >= 0, entities[owner.entity].isCountry || entities[owner.entity].isPlace else { return false }
    let gap = item.tokens.lowerBound - owner.tokens.upperBound
    return gap == 0 || gap == 1 && text.contains(vocabulary.attributiveMarks, owner.tokens.upperBound)
  }

  /// Whether the item is a word for the firms, sites or people of the name, a single country with a mark that says so:
  /// `中资水务承包商`, `中资铜矿`, `中国籍技师`.
  private func isOwn(_ index: Int, of name: Name) -> Bool {
    let item = sentence.items[index]
    let named = vocabulary.named
    guard item.entity < 0, item.classes & (named.company | named.people | named.project) != 0, isBareCountry(name)
    else {
      return false
    }
    let mark = sentence.items[name.lowerBound].tokens.upperBound
    // The mark itself may be an item: `籍`.
    let isNext =
      name.upperBound == index
      || name.upperBound == index - 1 && sentence.items[index - 1].tokens == mark..<mark + 1
    guard isNext, mark < item.tokens.lowerBound, item.tokens.lowerBound - mark <= Self.longestOwn else { return false }
    let isOwner = text.contains(vocabulary.ownerMarks, mark)
    let isOrigin = text.contains(vocabulary.originMarks, mark) && item.classes & named.project == 0
    return (isOwner || isOrigin)
      && (mark..<item.tokens.lowerBound).allSatisfy {
        text.tokens[$0].kind == .ideograph && !text.contains(vocabulary.attributiveMarks, $0)
      }
  }

  /// The most characters between a country and the word for its firms or people.
  private static let longestOwn = 4

  /// Whether the verb of the name, apart from adverbs the next word, reports, condemns or blames and precedes the
  /// trigger.
  private func isSpeaker(_ name: Name, before trigger: ChineseSentence.Item) -> Bool {
    speechVerbEnd(of: name).map { $0 <= trigger.tokens.lowerBound } ?? false
  }

  /// Whether the verb of the name, apart from adverbs the next word, says that it gets what the trigger names:
  /// `公司收到税务局的罚单`. In another clause, or after `后`, the trigger is what is done then: `收到通知后吊销许可证`.
  private func receives(
    _ name: Name, _ trigger: ChineseSentence.Item, _ end: ChineseSentence.Item
  ) -> Bool {
    let last = sentence.items[name.upperBound - 1]
    let verb = sentence.items[name.upperBound...].prefix(Self.verbReach).first {
      $0.classes & vocabulary.named.receive != 0
    }
    guard let verb, verb.clause == last.clause, verb.clause == trigger.clause,
      verb.tokens.upperBound <= end.tokens.lowerBound,
      verb.tokens.lowerBound - last.tokens.upperBound <= Self.mostAdverbs
    else { return false }
    let between = verb.tokens.upperBound..<max(verb.tokens.upperBound, trigger.tokens.lowerBound)
    return !between.contains { text.contains(vocabulary.sequelMarks, $0) }
  }

  /// The end of the verb by which the name reports, condemns or blames.
  func speechVerbEnd(of name: Name) -> Int? {
    let last = sentence.items[name.upperBound - 1]
    let end = endOfAbbreviation(after: last.tokens.upperBound)
    let verb = sentence.items[name.upperBound...].lazy.filter { $0.tokens.lowerBound >= end }.prefix(Self.verbReach)
      .first {
        $0.classes & (vocabulary.named.report | vocabulary.named.accuse) != 0
      }
    // Brackets divide clauses.
    guard let verb, verb.clause == last.clause || end > last.tokens.upperBound,
      verb.tokens.lowerBound - end <= Self.mostAdverbs
    else { return nil }
    return verb.tokens.upperBound
  }

  /// The end of the abbreviation in brackets right after the token `end`, or `end` if none follows:
  /// `环境管理局（ZEMA）表示`.
  private func endOfAbbreviation(after end: Int) -> Int {
    let sentenceEnd = sentence.sentence.tokens.upperBound
    guard end < sentenceEnd, isBracket(end, Self.openingBrackets) else { return end }
    let inside = end + 1..<max(end + 1, min(sentenceEnd, end + Self.longestAbbreviation))
    return inside.first { isBracket($0, Self.closingBrackets) }.map { $0 + 1 } ?? end
  }

  private func isBracket(_ token: Int, _ brackets: [[UInt8]]) -> Bool {
    brackets.contains { text.spells($0, token..<token + 1) }
  }

  private static let openingBrackets = ["(", "（"].map { Array($0.utf8) }
  private static let closingBrackets = [")", "）"].map { Array($0.utf8) }
  /// The most tokens of an abbreviation with its brackets.
  private static let longestAbbreviation = 8

  /// Among how many items after a name its verb is sought.
  private static let verbReach = 2
  /// The greatest distance between a name and its verb, in characters: room for adverbs.
  private static let mostAdverbs = 4

  /// Whether the item is a country, an organisation or a word for people, and not a place where things happen.
  private func isActor(_ index: Int) -> Bool {
    let item = sentence.items[index]
    if sentence.isInCredit(item.tokens.lowerBound) { return false }
    if mentions.contains(where: { $0.isDateline && $0.item > index }) { return false }
    if item.entity < 0 {
      return item.classes & (vocabulary.named.actor | vocabulary.named.people) != 0
    }
    let entity = entities[item.entity]
    // `在国家电视台宣布`: an organisation as a place.
    let placing = vocabulary.named.locative | vocabulary.named.provenance
    if entity.project != nil || isRightAfter(placing, index) || isInTitle(item) || isInNameOfSite(index) {
      return false
    }
    // `肯尼亚媒体`, `津巴布韦《先驱报》`: the home of who reports.
    let next = item.tokens.upperBound
    let isOutlets = next < text.tokens.count && text.contains(vocabulary.outletMarks, next)
    if entity.isCountry, isOutlets || isRightBefore(vocabulary.named.media, index) { return false }
    guard let mention = mentions.first(where: { $0.item == index }) else { return !entity.isPlace }
    // A town acts by its people or bodies only.
    let named = vocabulary.named
    if entity.isPlace, !entity.isCountry, mention.role != .authority,
      !isRightBefore(named.actor | named.people | named.authority, index)
    {
      return false
    }
    return (mention.role != .location || isSubject(index)) && !mention.isOfSpeech && !mention.isDateline
      && !mention.isDestination
      && !mention.isHolding
  }

  /// Whether the mark that begins a newspaper's title precedes the item: `《民族日报》`.
  private func isInTitle(_ item: ChineseSentence.Item) -> Bool {
    item.tokens.lowerBound > 0 && text.contains(vocabulary.outletMarks, item.tokens.lowerBound - 1)
  }

  /// Whether the item is a country of one character in the name of a site: 中 and 泰 in `中泰高铁`.
  private func isInNameOfSite(_ index: Int) -> Bool {
    let items = sentence.items
    guard isOneCharacter(items[index]) else { return false }
    var next = index + 1
    while next < items.count, items[next].tokens.lowerBound == items[next - 1].tokens.upperBound {
      guard isOneCharacter(items[next]) else {
        return items[next].entity < 0 && items[next].classes & vocabulary.named.project != 0
      }
      next += 1
    }
    return false
  }

  /// Whether the item is a country that the text names by one character.
  private func isOneCharacter(_ item: ChineseSentence.Item) -> Bool {
    item.tokens.count == 1 && item.entity >= 0 && entities[item.entity].isCountry
  }

  /// Whether a word of the classes precedes the item, with no token between the two.
  func isRightAfter(_ classes: ChineseVocabulary.Classes, _ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = sentence.items[index - 1]
    return before.classes & classes != 0 && before.tokens.upperBound == sentence.items[index].tokens.lowerBound
  }

  /// Whether a word of the classes follows the item, with no token between the two: `肯尼亚媒体`.
  private func isRightBefore(_ classes: ChineseVocabulary.Classes, _ index: Int) -> Bool {
    guard index + 1 < sentence.items.count else { return false }
    let next = sentence.items[index + 1]
    return next.classes & classes != 0 && next.tokens.lowerBound == sentence.items[index].tokens.upperBound
  }

  /// Whether the item is a country right before a verb, and not in a locative phrase: `马里终止铜矿合同`, in which the
  /// copper mine does not say that the country is only a place.
  private func isSubject(_ index: Int) -> Bool {
    let item = sentence.items[index]
    guard item.entity >= 0, entities[item.entity].isCountry, index + 1 < sentence.items.count,
      !isRightAfter(vocabulary.named.locative, index)
    else { return false }
    let next = sentence.items[index + 1]
    let named = vocabulary.named
    let verbs = named.assault | named.captivity | named.refusal | named.demand | named.endConditions
    return next.tokens.lowerBound == item.tokens.upperBound && next.word >= 0 && next.classes & ~verbs == 0
      && vocabulary.words[next.word].isCore
  }

  /// Whether one of the three items before it in its clause is of the classes, at most six tokens away.
  func isShortlyAfter(_ classes: ChineseVocabulary.Classes, _ index: Int) -> Bool {
    let item = sentence.items[index]
    return sentence.items[..<index].suffix(3).contains { before in
      before.classes & classes != 0 && before.clause == item.clause
        && item.tokens.lowerBound - before.tokens.upperBound <= 6
    }
  }

  /// Whether the word right before the item says that something is over and ends in the mark of its object:
  /// `解除对俄罗斯的制裁`, but not `应对伊朗袭击`.
  private func followsJoinedMark(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = sentence.items[index - 1]
    return before.word >= 0 && before.tokens.count > 1
      && before.tokens.upperBound == sentence.items[index].tokens.lowerBound
      && vocabulary.words[before.word].signals.contains { vocabulary.lexicon.signals[$0].effect == .ended }
      && text.contains(vocabulary.objectMarks, before.tokens.upperBound - 1)
  }

  /// A word for those who act, which is a trigger's first step.
  private func subject(_ step: ChineseSentence.Item, endingAt end: Int) -> EventActor {
    let words = text.string(text.tokens[step.tokens.lowerBound].start, text.tokens[end - 1].end)
    let isState = step.classes & vocabulary.named.authority != 0 && step.entity < 0
    return EventActor(role: .source, text: words, kind: isState ? .government : .other)
  }

  func actor(_ name: Name, _ role: EventActor.Role) -> EventActor {
    let (first, last) = (sentence.items[name.lowerBound], sentence.items[name.upperBound - 1])
    let words = text.string(
      text.tokens[first.tokens.lowerBound].start, text.tokens[last.tokens.upperBound - 1].end)
    guard first.entity >= 0 else { return EventActor(role: role, text: words, kind: .other) }
    let entity = entities[first.entity]
    return EventActor(role: role, text: words, country: entity.country, kind: kind(name, entity.actorKind))
  }

  private func kind(_ name: Name, _ single: ActorKind) -> ActorKind {
    if isCompany(name.upperBound - 1) || isCompanies(name.lowerBound) { return .company }
    guard name.count > 1, sentence.items[name.upperBound - 1].entity < 0 else { return single }
    let classes = sentence.items[name.upperBound - 1].classes
    if classes & vocabulary.named.company != 0 { return .company }
    return classes & vocabulary.named.authority != 0 ? .government : .other
  }

  /// Whether a mark after the country says that its companies are meant: `中资铜矿`.
  private func isCompanies(_ country: Int) -> Bool {
    let next = sentence.items[country].tokens.upperBound
    return next < text.tokens.count && text.contains(vocabulary.ownerMarks, next)
  }

  /// Whether a word for companies follows soon after the item: `中国海工集团`, `日本商社`.
  private func isCompany(_ index: Int) -> Bool {
    let items = sentence.items
    return index + 1 < items.count && items[index + 1].classes & vocabulary.named.company != 0
      && items[index + 1].tokens.lowerBound - items[index].tokens.upperBound <= 4
  }
}
