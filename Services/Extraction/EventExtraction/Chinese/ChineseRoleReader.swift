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
  }

  /// The items of one actor's name: a country and a word for people (`赞比亚政府`, `中国公民`), or a country's mission in
  /// another one (`中国驻巴基斯坦大使馆`).
  private typealias Name = Range<Int>

  /// The sources and targets of a match, told apart by marks before a name and before the trigger: `对X实施制裁`, `将X列入`,
  /// `被X绑架`, `X遭袭`. Those who only report or condemn the event (`警方说`, `大使馆强烈谴责这一袭击`) are neither.
  func roles(of match: ChinesePatternSearch.Match, frame: ChineseLexicon.Frame) -> Roles {
    guard frame != .happen else { return Roles() }
    let items = sentence.items
    let trigger = sentence.occurrences[match.core.lowerBound]
    let end = sentence.occurrences[match.core.upperBound]
    let passive = passive(of: match, trigger, end)
    var roles = Roles()
    var sources: [Name] = []
    for name in names() {
      let index = name.lowerBound
      let item = items[index]
      guard item.segment == trigger.segment, item.clause <= trigger.clause,
        abs(item.tokens.lowerBound - trigger.tokens.lowerBound) <= Self.reach, !speaks(name, before: trigger)
      else { continue }
      let isObject = isShortlyAfter(vocabulary.named.objectMark, index)
      let isBefore = item.tokens.upperBound <= trigger.tokens.lowerBound
      let isTarget: Bool
      if isObject {
        isTarget = true
      } else if let passive {
        isTarget = item.tokens.upperBound <= passive || item.tokens.lowerBound >= end.tokens.upperBound
      } else {
        isTarget = frame == .suffer ? true : !isBefore
      }
      if isTarget { roles.targets.append(actor(name, .target)) } else { sources.append(name) }
    }
    roles.sources = subjects(among: sources, of: trigger).prefix(3).map { actor($0, .source) }
    roles.targets = Array(roles.targets.prefix(3))
    return roles
  }

  /// The first token of the last passive mark before the end of the trigger; nil if it has none. Inside a longer word
  /// only a step of the match or the character before the trigger is one: 遭 in 遭袭击, but not 被 in 被告.
  private func passive(
    of match: ChinesePatternSearch.Match, _ trigger: ChineseSentence.Item, _ end: ChineseSentence.Item
  ) -> Int? {
    let mark = sentence.occurrences.indices.last { index in
      let item = sentence.occurrences[index]
      return item.clause == trigger.clause && item.classes & vocabulary.named.passive != 0
        && item.tokens.upperBound <= end.tokens.lowerBound && end.tokens.lowerBound - item.tokens.upperBound <= 16
        && (item.kind != .part || match.items.contains(index) || item.tokens.upperBound == trigger.tokens.lowerBound)
    }
    return mark.map { sentence.occurrences[$0].tokens.lowerBound }
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

  private func names() -> [Name] {
    var names: [Name] = []
    for index in sentence.items.indices where isActor(index) {
      if let last = names.last, joins(index, to: last) {
        names[names.count - 1] = last.lowerBound..<index + 1
      } else {
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

  /// Whether the verb of the name, apart from adverbs the next word, reports or condemns and precedes the trigger.
  private func speaks(_ name: Name, before trigger: ChineseSentence.Item) -> Bool {
    let last = sentence.items[name.upperBound - 1]
    let verb = sentence.items[name.upperBound...].prefix(Self.verbReach).first {
      $0.classes & vocabulary.named.report != 0
    }
    guard let verb, verb.clause == last.clause else { return false }
    return verb.tokens.upperBound <= trigger.tokens.lowerBound
      && verb.tokens.lowerBound - last.tokens.upperBound <= Self.adverbs
  }

  /// Among how many items after a name its verb is sought.
  private static let verbReach = 2
  /// The greatest distance between a name and its verb, in characters: room for adverbs.
  private static let adverbs = 4

  /// Whether the item is a country, an organisation or a word for people, and not a place where things happen.
  private func isActor(_ index: Int) -> Bool {
    let item = sentence.items[index]
    if sentence.credit.contains(item.tokens.lowerBound) { return false }
    if mentions.contains(where: { $0.isDateline && $0.item > index }) { return false }
    if item.entity < 0 {
      return item.classes & (vocabulary.named.actor | vocabulary.named.people) != 0
    }
    let entity = entities[item.entity]
    // `在国家电视台宣布`: an organisation as a place.
    let placing = vocabulary.named.locative | vocabulary.named.provenance
    if entity.project != nil || isRightBehind(placing, index) { return false }
    guard let mention = mentions.first(where: { $0.item == index }) else { return !entity.isPlace }
    return mention.role != .location && !mention.isOfSpeech && !mention.isDateline && !mention.isDestination
      && !mention.isHolding
  }

  /// Whether a word of the classes precedes the item, with no token between the two.
  private func isRightBehind(_ classes: ChineseVocabulary.Classes, _ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = sentence.items[index - 1]
    return before.classes & classes != 0 && before.tokens.upperBound == sentence.items[index].tokens.lowerBound
  }

  /// Whether one of the three items before it in its clause is of the classes, at most six tokens away.
  private func isShortlyAfter(_ classes: ChineseVocabulary.Classes, _ index: Int) -> Bool {
    let item = sentence.items[index]
    return sentence.items[..<index].suffix(3).contains { before in
      before.classes & classes != 0 && before.clause == item.clause
        && item.tokens.lowerBound - before.tokens.upperBound <= 6
    }
  }

  private func actor(_ name: Name, _ role: EventActor.Role) -> EventActor {
    let (first, last) = (sentence.items[name.lowerBound], sentence.items[name.upperBound - 1])
    let words = text.string(
      text.tokens[first.tokens.lowerBound].start, text.tokens[last.tokens.upperBound - 1].end)
    guard first.entity >= 0 else { return EventActor(role: role, text: words, kind: .other) }
    let entity = entities[first.entity]
    return EventActor(role: role, text: words, country: entity.country, kind: kind(name, entity.actorKind))
  }

  private func kind(_ name: Name, _ single: ActorKind) -> ActorKind {
    if isCompany(name.upperBound - 1) || isCompanies(name) { return .company }
    guard name.count > 1, sentence.items[name.upperBound - 1].entity < 0 else { return single }
    let classes = sentence.items[name.upperBound - 1].classes
    if classes & vocabulary.named.company != 0 { return .company }
    return classes & vocabulary.named.authority != 0 ? .government : .other
  }

  /// Whether a mark after the country says that its companies are meant: `中资铜矿`.
  private func isCompanies(_ name: Name) -> Bool {
    let next = sentence.items[name.upperBound - 1].tokens.upperBound
    return next < text.tokens.count && text.contains(vocabulary.ownerMarks, next)
  }

  /// Whether a word for companies follows soon after the item: `中国海工集团`, `日本商社`.
  private func isCompany(_ index: Int) -> Bool {
    let items = sentence.items
    return index + 1 < items.count && items[index + 1].classes & vocabulary.named.company != 0
      && items[index + 1].tokens.lowerBound - items[index].tokens.upperBound <= 4
  }
}
