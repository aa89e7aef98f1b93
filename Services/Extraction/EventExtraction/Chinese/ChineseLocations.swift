import Models
import ReferenceData
import TextAnalysis

/// Where a Chinese sentence says that things happen: each of its countries with its role there.
///
/// The order of trust is the same everywhere: a locative phrase (在…, …境内, …北部), a government or its bodies, a bare
/// name, and last the nationality of people, companies and embassies, which says where they are from.
struct ChineseLocations {
  /// The raw value is the weight of a mention in the choice of the article's setting.
  enum Role: Int {
    case nationality, named, authority, location

    /// What an event's country was derived from if the country has this role; `acting`: the country is an actor's.
    func basis(acting: Bool) -> Event.Location {
      switch self {
      case .location: .locative
      case .authority, .nationality: .actor
      case .named: acting ? .actor : .target
      }
    }
  }

  struct Mention {
    let item: Int
    let country: String
    let role: Role
    /// The name of a place within a country; nil for anything else.
    let place: String?
    /// Whether somebody only spoke there.
    let isOfSpeech: Bool
    /// Whether the report was only sent from there, or it is in the name of who reports.
    let isDateline: Bool
    /// Whether people, goods or roads only go there, or a place only borders on it: `疏散到科威特`, `通往苏丹边境的公路`.
    let isDestination: Bool
    /// Whether an embassy is there: `驻马里使馆`.
    let isHost: Bool
    /// Whether it is only the home of a group that owns what is named after it: `瑞士集团旗下的铜矿`.
    let isHolding: Bool
    /// Whether a word for a locative phrase precedes it: `在阿富汗`.
    let isMarked: Bool
    /// Whether it is in the name of a river or lake: `卡富埃河`.
    let isOfWater: Bool
  }

  let text: ArticleText
  let vocabulary: ChineseVocabulary
  let entities: [ChineseEntities.Entity]
  let weights: EventWeights
  /// The most tokens of the date in a dateline.
  private static let longestDate = 8
  /// The most tokens of a company's name that no table has.
  private static let longestName = 8
  /// Within how many tokens after `等` the measure word of firms follows their number: `等十二家`.
  private static let longestCount = 5
  /// Among how many items after a place the word for a firm is sought.
  private static let longestAttribute = 4
  /// The most tokens between a place and the verb of speech, for the occasion: `记者会上`, `接受本报记者采访时`.
  private static let longestOccasion = 14

  func mentions(in sentence: ChineseSentence) -> [Mention] { sentence.mentions ?? readMentions(in: sentence) }

  private func readMentions(in sentence: ChineseSentence) -> [Mention] {
    sentence.items.indices.compactMap { index in
      let item = sentence.items[index]
      guard item.entity >= 0, let country = entities[item.entity].country, entities[item.entity].project == nil else {
        return nil
      }
      let entity = entities[item.entity]
      let end = item.tokens.upperBound
      if end < text.tokens.count, text.contains(vocabulary.strainMarks, end) { return nil }
      let isBelow = entity.isPlace && !entity.isCountry
      // `总统莫雷诺`: a person with the name of a town.
      if isBelow, index > 0, sentence.items[index - 1].classes & vocabulary.named.title != 0,
        sentence.items[index - 1].tokens.upperBound == item.tokens.lowerBound
      {
        return nil
      }
      let isOfSpeech = entity.isPlace && isPlaceOfSpeech(index, sentence)
      let isSentFrom = entity.isPlace && isDateline(index, sentence)
      let isOutlets = !isSentFrom && sentence.isInCredit(item.tokens.lowerBound)
      let ownsOnly = isHolding(index, sentence)
      let goesThere = isDestination(index, sentence)
      return Mention(
        item: index, country: country,
        role: isOfSpeech || goesThere || isOutlets || ownsOnly ? .nationality : role(index, entity, sentence),
        place: isBelow ? text.string(entity.start, entity.end) : nil, isOfSpeech: isOfSpeech,
        isDateline: isSentFrom || isOutlets, isDestination: goesThere, isHost: isHost(index, sentence),
        isHolding: ownsOnly, isMarked: isRightAfter(vocabulary.named.locative, firstPlace(index, sentence), sentence),
        isOfWater: endOfWord(end, of: vocabulary.waters) != nil)
    }
  }

  /// The end of the first of the words that begins at the token; nil if none does.
  private func endOfWord(_ token: Int, of words: [[UInt8]]) -> Int? {
    words.lazy.map { (word: $0, end: token + $0.count / 3) }
      .first { $0.end <= text.tokens.count && text.spells($0.word, token..<$0.end) }?.end
  }

  private func role(_ index: Int, _ entity: ChineseEntities.Entity, _ sentence: ChineseSentence) -> Role {
    if case .organisation(let kind) = entity.kind {
      if isForeignService(sentence.items[index]) { return .nationality }
      return kind == .government || kind == .military ? .authority : .nationality
    }
    let items = sentence.items
    let end = items[index].tokens.upperBound
    let isWhere = isRightAfter(vocabulary.named.locative, index, sentence)
    if entity.isPlace, isDateline(index, sentence) { return .named }
    if entity.isCountry, isInCompanyName(index, items) { return .nationality }
    if isProvenance(index, sentence) || isOfCountedNations(index, sentence) { return .nationality }
    // `邻国贝宁去年挫败兵变`: background about a neighbour, not the story.
    if isRightAfter(vocabulary.named.neighbour, index, sentence) { return .nationality }
    // `中国驻苏丹`, `中资`, `韩籍`: where somebody is from.
    if end < text.tokens.count, text.contains(vocabulary.originMarks, end), !isWithinWord(end, after: index, items) {
      return .nationality
    }
    if !isWhere,
      isOwners(index, sentence) || isFarSide(index, sentence) || isInFirmsName(index, entity, sentence)
        || isHomeOfFirm(index, entity, sentence)
    {
      return .nationality
    }
    var next = index + 1
    while next < items.count, items[next].tokens.lowerBound - end <= 4, items[next].clause == items[index].clause {
      // `马里扣押加拿大公司员工`: the people are the other country's.
      if items[next].entity >= 0, let other = entities[items[next].entity].country, other != entity.country { break }
      if isGlued(from: end, to: items[next].tokens.lowerBound) {
        // `在菲律宾造成九人死亡`: what follows at a distance are the victims, not the country's people.
        let isDistant = isWhere && items[next].tokens.lowerBound - end > 1
        if has(next, vocabulary.named.national, in: sentence) || has(next, vocabulary.named.company, in: sentence),
          !isDistant
        {
          return .nationality
        }
        if has(next, vocabulary.named.foreignService, in: sentence) { return .nationality }
        if has(next, vocabulary.named.locus, in: sentence) { return .location }
        if has(next, vocabulary.named.authority, in: sentence) { return .authority }
      }
      // `尼日尔西部`, `越南河内`: a place inside the country.
      if items[next].tokens.lowerBound == end, items[next].entity >= 0, entities[items[next].entity].isPlace,
        entities[items[next].entity].country == entity.country
      {
        return .location
      }
      next += 1
      if next - index > 2 { break }
    }
    if isWhere { return .location }
    if isRightAfter(vocabulary.named.stationed, index, sentence) { return .nationality }
    if entity.isPlace, !entity.isCountry { return .location }
    return .named
  }

  /// Whether the country begins the name of the company that the word right before it announces: `承包商中国交通建设`.
  private func isInCompanyName(_ index: Int, _ items: [ChineseSentence.Item]) -> Bool {
    index > 0 && items[index - 1].classes & vocabulary.named.company != 0
      && items[index - 1].tokens.upperBound == items[index].tokens.lowerBound
  }

  /// Whether the country is only the home of a company named right after it (`瑞士嘉能可`), or of those who build or own
  /// something (`韩国大宇建设承建的`).
  private func isOwners(_ index: Int, _ sentence: ChineseSentence) -> Bool {
    let items = sentence.items
    guard index + 1 < items.count, items[index + 1].clause == items[index].clause else { return false }
    let end = items[index].tokens.upperBound
    let next = items[index + 1]
    if next.tokens.lowerBound == end, next.entity >= 0, entities[next.entity].actorKind == .company,
      entities[next.entity].country ?? entities[items[index].entity].country == entities[items[index].entity].country
    {
      return true
    }
    for next in items[(index + 1)...].prefix(2) where next.clause == items[index].clause && next.entity < 0 {
      if next.tokens.lowerBound - end > Self.longestName { break }
      if next.classes & vocabulary.named.ownership != 0 { return true }
    }
    return false
  }

  /// Whether the place begins the name of the first of several firms, which no table has, and the article names another
  /// country but not the place's own: `浙江永丰等五家工厂`; not `浙江等五省`.
  private func isInFirmsName(_ index: Int, _ entity: ChineseEntities.Entity, _ sentence: ChineseSentence) -> Bool {
    guard entity.isPlace, !entity.isCountry else { return false }
    let end = sentence.items[index].tokens.upperBound
    let limit = min(end + Self.longestName, sentence.sentence.tokens.upperBound)
    guard let more = (end..<max(end, limit)).first(where: { text.contains(vocabulary.othersMarks, $0) }),
      more - end >= 2,
      (end..<more).allSatisfy({ text.tokens[$0].kind == .ideograph }), !text.contains(vocabulary.attributiveMarks, end),
      !sentence.items[(index + 1)...].contains(where: { $0.entity >= 0 && $0.tokens.lowerBound < more })
    else { return false }
    let count = more + 1..<min(more + Self.longestCount, sentence.sentence.tokens.upperBound)
    let countries = entities.lazy.filter(\.isCountry)
    return count.contains { text.contains(vocabulary.firmCounters, $0) } && !countries.isEmpty
      && !countries.contains { $0.country == entity.country }
  }

  /// Whether the place is only the home of a firm named after it. That is so where a locative phrase of another country
  /// follows the firm (`江西铜业在阿富汗的矿山`) or a verb of speech ends its clause (`浙江一家企业的负责人说`), and with `的` after
  /// the name of a firm where the article has named another country before but not the place's own (`江西铜业的矿山`).
  private func isHomeOfFirm(
    _ index: Int, _ entity: ChineseEntities.Entity, _ sentence: ChineseSentence
  ) -> Bool {
    guard entity.isPlace, !entity.isCountry, let end = endOfFirm(after: index, sentence) else { return false }
    let items = sentence.items
    let clause = items[index].clause
    if let place = items[(index + 1)...].firstIndex(where: { $0.entity >= 0 && $0.tokens.lowerBound >= end }),
      items[place].clause == clause, items[place].tokens.lowerBound - end <= weights.firmPlace,
      let other = entities[items[place].entity].country, other != entity.country,
      isRightAfter(vocabulary.named.locative, place, sentence)
    {
      return true
    }
    if let last = items[(index + 1)...].last(where: { $0.clause == clause }), last.tokens.lowerBound >= end,
      last.classes & vocabulary.named.speech != 0
    {
      return true
    }
    guard nameOfFirm(after: index, sentence) != nil, end < text.tokens.count,
      text.contains(vocabulary.attributiveMarks, end)
    else { return false }
    let countries = entities.lazy.filter(\.isCountry)
    return countries.contains { $0.start < entity.start && $0.country != entity.country }
      && !countries.contains { $0.country == entity.country }
  }

  /// The end of the firm that begins with the place: of a name by its industry (`江西铜业`), or of a word for firms soon
  /// after it (`山东一家路桥公司`); nil without such a firm.
  private func endOfFirm(after index: Int, _ sentence: ChineseSentence) -> Int? {
    let items = sentence.items
    let end = items[index].tokens.upperBound
    let company = items[(index + 1)...].prefix(Self.longestAttribute).first { next in
      next.clause == items[index].clause && isFirm(next, from: items[index])
        && next.tokens.lowerBound >= end && next.tokens.lowerBound - end <= Self.longestName
        && (end..<next.tokens.lowerBound).allSatisfy {
          text.tokens[$0].kind == .ideograph && !text.contains(vocabulary.attributiveMarks, $0)
        }
    }
    let isBroken = company.map { firm in
      items[(index + 1)...].contains {
        $0.tokens.lowerBound < firm.tokens.lowerBound
          && ($0.entity >= 0 || $0.classes & vocabulary.named.locative != 0)
      }
    }
    if let company, isBroken == false { return company.tokens.upperBound }
    return nameOfFirm(after: index, sentence)
  }

  /// Whether the item is a word for firms, or the name of one that is from no other country than the place.
  private func isFirm(_ item: ChineseSentence.Item, from place: ChineseSentence.Item) -> Bool {
    guard item.entity >= 0 else { return item.classes & vocabulary.named.company != 0 }
    let firm = entities[item.entity]
    return firm.actorKind == .company && (firm.country == nil || firm.country == entities[place.entity].country)
  }

  /// The end of the word for an industry with which a firm's name ends right after the place.
  private func nameOfFirm(after index: Int, _ sentence: ChineseSentence) -> Int? {
    let start = sentence.items[index].tokens.upperBound
    let limit = sentence.sentence.tokens.upperBound
    return vocabulary.firmNames.lazy.map { (word: $0, end: start + $0.count / 3) }
      .first { $0.end <= limit && text.spells($0.word, start..<$0.end) }?.end
  }

  /// Whether the country is in a list of countries that a word counts before a word for their people or firms
  /// (`马里、尼日尔、布基纳法索三国工程师`), and no word for a locative phrase precedes the list (`在海地多国维和人员遇袭`).
  private func isOfCountedNations(_ index: Int, _ sentence: ChineseSentence) -> Bool {
    let items = sentence.items
    guard entities[items[index].entity].isCountry else { return false }
    func mayBeListed(_ item: ChineseSentence.Item) -> Bool { item.entity >= 0 || item.tokens.count > 1 }
    var (first, last) = (index, index)
    while let before = items[..<first].lastIndex(where: mayBeListed), isListed(items[before], items[first]) {
      first = before
    }
    while let next = items[(last + 1)...].firstIndex(where: mayBeListed), isListed(items[last], items[next]) {
      last = next
    }
    guard last + 1 < items.count, let count = endOfWord(items[last].tokens.upperBound, of: vocabulary.nations),
      !isRightAfter(vocabulary.named.locative, first, sentence)
    else { return false }
    let people = items[(last + 1)...].first { $0.tokens.lowerBound >= count }
    guard let people else { return false }
    return people.tokens.lowerBound - count <= 1
      && people.classes & (vocabulary.named.national | vocabulary.named.company) != 0
      && people.classes & vocabulary.named.foreignService == 0
  }

  /// Whether the two items are countries in one clause, adjacent or with only a mark or a word like `和` between.
  private func isListed(_ one: ChineseSentence.Item, _ other: ChineseSentence.Item) -> Bool {
    guard one.clause == other.clause, one.entity >= 0, other.entity >= 0, entities[one.entity].isCountry,
      entities[other.entity].isCountry
    else { return false }
    let (end, start) = (one.tokens.upperBound, other.tokens.lowerBound)
    return end == start
      || end + 1 == start && (text.tokens[end].kind == .punctuation || text.contains(vocabulary.listMarks, end))
  }

  /// Whether the name only gives an origin: `来自马里北部的枪手`; also after another such name or an enumeration comma.
  private func isProvenance(_ index: Int, _ sentence: ChineseSentence) -> Bool {
    let items = sentence.items
    var first = index
    while first > 0, items[first - 1].entity >= 0, items[first - 1].clause == items[first].clause,
      items[first].tokens.lowerBound - items[first - 1].tokens.upperBound <= 1
    {
      first -= 1
    }
    return isRightAfter(vocabulary.named.provenance, first, sentence)
  }

  /// Whether a word for what a group owns follows the country in its clause, with at most the group's name between.
  private func isHolding(_ index: Int, _ sentence: ChineseSentence) -> Bool {
    let items = sentence.items
    guard entities[items[index].entity].isCountry else { return false }
    for next in items[(index + 1)...] {
      if next.clause != items[index].clause || next.entity >= 0 { return false }
      if next.tokens.lowerBound - items[index].tokens.upperBound > Self.longestName { return false }
      if next.classes & vocabulary.named.holding != 0 { return true }
      if next.classes & (vocabulary.named.authority | vocabulary.named.speech) != 0 { return false }
    }
    return false
  }

  /// Whether the item is only where people, goods or roads go, or what a place borders on; not where a road leads to a
  /// place inside a country: `通往蒙古国一座铜矿的公路`.
  private func isDestination(_ index: Int, _ sentence: ChineseSentence) -> Bool {
    guard isRightAfter(vocabulary.named.destination, firstPlace(index, sentence), sentence) else { return false }
    // `送往基特韦市的医院`
    let isHospital = sentence.items[(index + 1)...].prefix(Self.longestAttribute).contains {
      $0.clause == sentence.items[index].clause && $0.classes & vocabulary.named.hospital != 0
    }
    if isHospital { return true }
    guard index + 1 < sentence.items.count else { return true }
    let next = sentence.items[index + 1]
    return next.tokens.lowerBound - sentence.items[index].tokens.upperBound > 1
      || next.classes & vocabulary.named.locus == 0 || next.classes & vocabulary.named.border != 0
  }

  /// The first of the places that directly precede the item, or the item itself: `赞比亚` for `基特韦` in `在赞比亚基特韦`.
  private func firstPlace(_ index: Int, _ sentence: ChineseSentence) -> Int {
    let items = sentence.items
    var first = index
    while first > 0, items[first - 1].entity >= 0, entities[items[first - 1].entity].isPlace,
      items[first - 1].tokens.upperBound == items[first].tokens.lowerBound
    {
      first -= 1
    }
    return first
  }

  /// Whether the country is the second one of a border, what lies on which is the first one's: `乍得与苏丹边境`.
  private func isFarSide(_ index: Int, _ sentence: ChineseSentence) -> Bool {
    let items = sentence.items
    guard index >= 2, index + 1 < items.count, isRightAfter(vocabulary.named.stationed, index, sentence) else {
      return false
    }
    let first = items[index - 2]
    let border = items[index + 1]
    return first.entity >= 0 && entities[first.entity].isCountry
      && first.tokens.upperBound == items[index - 1].tokens.lowerBound
      && border.classes & vocabulary.named.border != 0
      && border.tokens.lowerBound == items[index].tokens.upperBound
  }

  /// Whether the item is a foreign ministry or an embassy, whose statements concern its own people abroad.
  private func isForeignService(_ item: ChineseSentence.Item) -> Bool {
    let words = vocabulary.foreignService
    return (item.tokens.lowerBound..<item.tokens.upperBound).contains { first in
      words.contains { text.spells($0, first..<item.tokens.upperBound) }
    }
  }

  /// Whether the item is the host of a mission, or names it: `驻马里使馆`.
  private func isHost(_ index: Int, _ sentence: ChineseSentence) -> Bool {
    let item = sentence.items[index]
    guard item.tokens.lowerBound > 0, text.contains(vocabulary.missionMarks, item.tokens.lowerBound - 1) else {
      return false
    }
    if isForeignService(item) { return true }
    guard index + 1 < sentence.items.count else { return false }
    let next = sentence.items[index + 1]
    return next.tokens.lowerBound == item.tokens.upperBound && next.classes & vocabulary.named.foreignService != 0
  }

  /// Whether the token is the first one of a longer word, as in `在美资产`.
  private func isWithinWord(_ token: Int, after index: Int, _ items: [ChineseSentence.Item]) -> Bool {
    index + 1 < items.count && items[index + 1].tokens.lowerBound == token && items[index + 1].tokens.count > 1
  }

  /// Whether at most three tokens, a short attribute, are between two items, and no punctuation.
  private func isGlued(from end: Int, to start: Int) -> Bool {
    start - end <= 3 && (end..<start).allSatisfy { text.tokens[$0].kind != .punctuation }
  }

  /// Whether the item is where the report was sent from: `北京3月24日电`, `路透北京3月24日 - `, `内罗毕消息：`.
  private func isDateline(_ index: Int, _ sentence: ChineseSentence) -> Bool {
    let end = sentence.items[index].tokens.upperBound
    var next = end
    while next < min(end + Self.longestDate, text.tokens.count),
      text.contains(vocabulary.dateCharacters, next)
        || text.tokens[next].kind == .number
    {
      next += 1
    }
    if next > end {
      guard next < text.tokens.count else { return false }
      return text.contains(vocabulary.dispatch, next)
        || text.contains(vocabulary.dispatchDashes, next) && beginsReport(next + 1)
          && opensSentence(sentence.items[index], sentence)
    }
    guard opensSentence(sentence.items[index], sentence) else { return false }
    return vocabulary.dispatchNotes.contains { note in
      let after = end + note.count / 3
      return after < text.tokens.count && text.spells(note, end..<after)
        && (text.tokens[after].isSpaced || text.tokens[after].kind == .punctuation)
    }
  }

  /// Whether a report may begin at the token: with anything but a number, which continues a span of days.
  private func beginsReport(_ token: Int) -> Bool { token < text.tokens.count && text.tokens[token].kind != .number }

  /// Whether at most the name of a newspaper or agency, perhaps after a bracket, precedes the item in its sentence.
  private func opensSentence(_ item: ChineseSentence.Item, _ sentence: ChineseSentence) -> Bool {
    let before = sentence.sentence.tokens.lowerBound..<item.tokens.lowerBound
    return before.count <= Self.longestName
      && before.dropFirst().allSatisfy { text.tokens[$0].kind != .punctuation && !text.tokens[$0].isSpaced }
  }

  /// Whether the item is only where somebody spoke: `在北京宣布`, `在巴黎接受采访时说，`, `在伦敦告诉记者`. If the verb is not right after
  /// the place, it must end its clause, and an occasion or an audience must precede it.
  private func isPlaceOfSpeech(_ index: Int, _ sentence: ChineseSentence) -> Bool {
    guard isRightAfter(vocabulary.named.locative | vocabulary.named.provenance, index, sentence) else { return false }
    let items = sentence.items
    let clause = items[index].clause
    guard let verb = items[(index + 1)...].firstIndex(where: { $0.classes & vocabulary.named.speech != 0 }),
      items[verb].clause == clause
    else { return false }
    let start = items[verb].tokens.lowerBound
    let gap = start - items[index].tokens.upperBound
    if gap <= 1 { return true }
    let isLast = items[(verb + 1)...].allSatisfy {
      $0.clause != clause || $0.classes & (vocabulary.named.speech | vocabulary.named.audience) != 0
    }
    let isOnOccasion =
      text.contains(vocabulary.occasionEnds, start - 1)
      || items[index + 1..<verb].contains { $0.classes & vocabulary.named.audience != 0 }
    return gap <= Self.longestOccasion && isLast && isOnOccasion
  }

  /// Whether a word of the classes precedes the item, with at most one token between the two.
  private func isRightAfter(_ classes: ChineseVocabulary.Classes, _ index: Int, _ sentence: ChineseSentence) -> Bool {
    guard index > 0 else { return false }
    let before = sentence.items[index - 1]
    return before.classes & classes != 0
      && sentence.items[index].tokens.lowerBound - before.tokens.upperBound <= 1
  }

  private func has(_ index: Int, _ classes: ChineseVocabulary.Classes, in sentence: ChineseSentence) -> Bool {
    sentence.items[index].classes & classes != 0
  }

  /// The country that the article is set in: the one with the most weight of mentions, above all locative phrases near
  /// the beginning; nationalities weigh nothing, but a mission counts for its host. If there are none, the country
  /// where somebody first spoke.
  func setting(of sentences: [ChineseSentence]) -> String? {
    var totals: [(country: String, weight: Double)] = []
    var spoken: String?
    for (order, sentence) in sentences.prefix(weights.settingSentences).enumerated() {
      let nearness = 1 / (1 + weights.settingDecline * Double(order))
      for mention in mentions(in: sentence) {
        if mention.role == .nationality, mention.isOfSpeech, spoken == nil { spoken = mention.country }
        let weight = nearness * (mention.isHost ? weights.settingHost : Double(mention.role.rawValue))
        guard weight > 0 else { continue }
        if let known = totals.firstIndex(where: { $0.country == mention.country }) {
          totals[known].weight += weight
        } else {
          totals.append((mention.country, weight))
        }
      }
    }
    return totals.max { $0.weight < $1.weight }?.country ?? spoken
  }
}
