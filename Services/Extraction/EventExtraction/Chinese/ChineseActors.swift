import Models
import ReferenceData
import TextAnalysis

/// Finds the actor and the object in the clause of a Chinese trigger.
struct ChineseActors {
  let text: ArticleText
  let vocabulary: ChineseVocabulary
  let entities: [ChineseEntities.Entity]
  let sentence: ChineseSentence
  let mentions: [ChineseScene.Mention]

  struct Roles {
    var sources: [EventActor] = []
    var targets: [EventActor] = []
  }

  /// `对X实施制裁`, `将X列入`, `被X绑架`, `X遭袭`: marks before a name and before the trigger say who is who.
  func roles(of match: ChinesePatternSearch.Match, frame: ChineseLexicon.Frame) -> Roles {
    guard frame != .happen else { return Roles() }
    let items = sentence.items
    let trigger = items[match.core.lowerBound]
    let passive = items.lastIndex {
      $0.clause == trigger.clause && $0.classes & vocabulary.named.passive != 0
        && $0.tokens.upperBound <= trigger.tokens.upperBound && trigger.tokens.lowerBound - $0.tokens.upperBound <= 16
    }
    var roles = Roles()
    for index in items.indices where isActor(index) {
      let item = items[index]
      guard item.segment == trigger.segment, item.clause <= trigger.clause,
        abs(item.tokens.lowerBound - trigger.tokens.lowerBound) <= 40
      else { continue }
      let isObject = isPrecededBy(vocabulary.named.objectMark, index)
      let isBefore = item.tokens.upperBound <= trigger.tokens.lowerBound
      let isTarget: Bool
      if isObject {
        isTarget = true
      } else if let passive {
        isTarget = index < passive || !isBefore
      } else {
        isTarget = frame == .suffer ? true : !isBefore
      }
      if isTarget { roles.targets.append(actor(index, .target)) } else { roles.sources.append(actor(index, .source)) }
    }
    roles.sources = Array(roles.sources.prefix(3))
    roles.targets = Array(roles.targets.prefix(3))
    return roles
  }

  /// A country, an organisation or a word for people, other than a place where things happen.
  private func isActor(_ index: Int) -> Bool {
    let item = sentence.items[index]
    if item.entity < 0 {
      return item.classes & (vocabulary.named.actor | vocabulary.named.people) != 0
    }
    let entity = entities[item.entity]
    if entity.project != nil { return false }
    guard let mention = mentions.first(where: { $0.item == index }) else { return !entity.isPlace }
    return mention.part != .locus
  }

  private func isPrecededBy(_ classes: ChineseVocabulary.Classes, _ index: Int) -> Bool {
    let item = sentence.items[index]
    return sentence.items[..<index].suffix(3).contains { before in
      before.classes & classes != 0 && before.clause == item.clause
        && item.tokens.lowerBound - before.tokens.upperBound <= 6
    }
  }

  private func actor(_ index: Int, _ role: EventActor.Role) -> EventActor {
    let item = sentence.items[index]
    let start = text.tokens[item.tokens.lowerBound].start
    let end = text.tokens[item.tokens.upperBound - 1].end
    guard item.entity >= 0 else { return EventActor(role: role, text: text.string(start, end), kind: .other) }
    let entity = entities[item.entity]
    return EventActor(
      role: role, text: text.string(start, end), country: entity.country,
      kind: isCompany(index) ? .company : entity.actorKind)
  }

  /// `中国海工集团`, `日本商社`: a country before a word for companies.
  private func isCompany(_ index: Int) -> Bool {
    let items = sentence.items
    return index + 1 < items.count && items[index + 1].classes & vocabulary.named.company != 0
      && items[index + 1].tokens.lowerBound - items[index].tokens.upperBound <= 4
  }
}
