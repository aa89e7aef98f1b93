import Models
import ReferenceData
import TextAnalysis

/// The place, the project and the countries of an event in a Chinese sentence.
extension ChineseSentenceReader {
  /// The greatest distance between a trigger and the mention of a country that says where it happened, in characters.
  private static let placeReach = 60

  /// Fills in the draft's project, place and countries, and what the countries were derived from.
  func locate(_ draft: inout EventDraft, _ match: ChinesePatternSearch.Match, _ kind: EventKind) {
    draft.project = project(match)
    // Where a report was sent from counts for the setting of the article only.
    let near = mentions.filter { !$0.isDateline && distance($0.item, match.anchor) <= Self.placeReach }
    let places = near.filter { $0.place != nil && $0.role == .location }
    // `卡富埃河受污染，在基特韦市`: a river is long.
    let towns = places.contains(where: \.isOfWater) ? places.filter { $0.isMarked && !$0.isOfWater } : []
    let place = nearest(towns.isEmpty ? places : towns, to: match.anchor)
    draft.place = place?.place
    if let id = draft.project, let countries = article.countries(ofProject: id), !countries.isEmpty {
      (draft.countries, draft.locatedBy) = (countries, .project)
    } else {
      (draft.countries, draft.locatedBy) = countries(draft, match, kind, near)
    }
    guard let place, !draft.countries.isEmpty, !draft.countries.contains(place.country) else { return }
    // A place in the trigger's clause says in which country it happened; any other is no place of this event.
    let isOwn = sentence.items[place.item].clause == sentence.occurrences[match.anchor].clause
    // `江西铜业在阿富汗的矿山`: a place before a locative phrase does not say what that phrase says.
    let isOutside = near.contains {
      $0.isMarked && $0.role == .location && $0.item > place.item && draft.countries.contains($0.country)
    }
    if isOwn, !isOutside, draft.locatedBy == .locative, kind.location.bearer == .place {
      draft.countries = [place.country]
    } else {
      draft.place = nil
    }
  }

  /// The country of the place right after the trigger, with which its object begins: `制裁富查伊拉一家公司`.
  private func placeOfObject(_ match: ChinesePatternSearch.Match, _ near: [ChineseLocations.Mention]) -> String? {
    let end = sentence.occurrences[match.core.upperBound].tokens.upperBound
    return near.first { $0.place != nil && sentence.items[$0.item].tokens.lowerBound == end }?.country
  }

  /// Whether the country is only that of people: `加纳居民`, who may be elsewhere.
  private func isOfPeople(_ mention: ChineseLocations.Mention) -> Bool {
    let next = mention.item + 1
    return next < sentence.items.count && sentence.items[next].classes & vocabulary.named.people != 0
      && sentence.items[next].tokens.lowerBound == sentence.items[mention.item].tokens.upperBound
  }

  /// The countries whose risk the event is, and what they were derived from. `event-locations.tsv` says which: those of
  /// its targets, of both sides, of the state that acts, or of the place where it happened.
  private func countries(
    _ draft: EventDraft, _ match: ChinesePatternSearch.Match, _ kind: EventKind, _ near: [ChineseLocations.Mention]
  ) -> ([String], Event.Location?) {
    let suffering = unique(draft.targets.compactMap(\.country))
    let acting = unique(draft.sources.filter { $0.kind != .company }.compactMap(\.country))
    let bearer = kind.location.bearer
    if source(of: match).frame == .host, let host = acting.first ?? draft.sources.compactMap(\.country).first {
      return ([host], .actor)
    }
    if bearer == .target, !kind.location.isSceneFirst {
      // `对俄制裁点名格鲁吉亚港口`: the country that is the row's last step.
      if source(of: match).frame == .aim, let last = match.items.last, last > match.core.upperBound,
        sentence.occurrences[last].entity >= 0,
        let country = entities[sentence.occurrences[last].entity].country
      {
        return ([country], .target)
      }
      if !suffering.isEmpty { return (suffering, .target) }
      if source(of: match).frame == .aim {
        // `将六家中国港口机械企业列入`: besides the acting country, only one other is named.
        let others = unique(near.map(\.country)).filter { !acting.contains($0) }
        if others.count > 1, let own = placeOfObject(match, near), !acting.contains(own) { return ([own], .target) }
        return others.count == 1 && !acting.isEmpty ? (others, .target) : ([], nil)
      }
      if !acting.isEmpty { return (acting, .actor) }
    } else if bearer == .both {
      // `斯里兰卡与法国、日本签署协议`: an agreement with several others counts for the one that signs with all of them.
      if kind.ledger != .risk, acting.count == 1, suffering.count > 1 { return (acting, .actor) }
      let both = unique(acting + draft.targets.filter { $0.kind != .company }.compactMap(\.country))
      if !both.isEmpty { return (both, .actor) }
    }
    func best(_ role: ChineseLocations.Role, among mentions: [ChineseLocations.Mention]) -> String? {
      let playing = mentions.filter { $0.role == role }
      let placing = playing.filter { !$0.isHolding && (role != .location || !isOfPeople($0)) }
      return nearest(placing.isEmpty ? playing : placing, to: match.anchor)?.country
    }
    let isOnPaper = bearer == .actor
    let order: [ChineseLocations.Role] = isOnPaper ? [.authority, .named, .location] : [.location, .authority, .named]
    // `乍得政变后，法国政府表示谴责`: who is only named in a later clause comes last.
    let clause = sentence.occurrences[match.anchor].clause
    let isBare = isOnPaper && source(of: match).frame == .happen
    let told = isBare ? near.filter { sentence.items[$0.item].clause <= clause } : []
    for mentions in [told, near] {
      for role in order {
        guard let country = best(role, among: mentions) else { continue }
        return ([country], role.basis(acting: acting.contains(country)))
      }
    }
    if let setting { return ([setting], .article) }
    // Whose people or company it is says nothing of where violence, disasters and closures happened.
    guard isOnPaper || kind.location.countsNationals else { return ([], nil) }
    let named = draft.sources.compactMap(\.country).first ?? best(.nationality, among: near)
    if let named { return ([named], .actor) }
    return (suffering, suffering.isEmpty ? nil : .target)
  }

  private func project(_ match: ChinesePatternSearch.Match) -> String? {
    let named = sentence.items.indices.compactMap { index -> (distance: Int, id: String)? in
      let entity = sentence.items[index].entity
      guard entity >= 0, let number = entities[entity].project, let id = article.findings.projects[number].id else {
        return nil
      }
      return (distance(index, match.anchor), id)
    }
    if let nearest = named.min(by: { ($0.distance, $0.id) < ($1.distance, $1.id) }) { return nearest.id }
    let isMeant = sentence.items.contains { $0.classes & vocabulary.named.site != 0 }
    return isMeant ? article.projectInView(ofSentence: sentence.index) : nil
  }

  /// The mention nearest to the anchor, an occurrence; one in the anchor's clause goes before all others.
  private func nearest(_ mentions: [ChineseLocations.Mention], to anchor: Int) -> ChineseLocations.Mention? {
    let clause = sentence.occurrences[anchor].clause
    func rank(_ mention: ChineseLocations.Mention) -> (Int, Int) {
      (sentence.items[mention.item].clause == clause ? 0 : 1, distance(mention.item, anchor))
    }
    return mentions.min { rank($0) < rank($1) }
  }

  /// How many characters are between the starts of an item and an occurrence.
  private func distance(_ item: Int, _ anchor: Int) -> Int {
    abs(sentence.items[item].tokens.lowerBound - sentence.occurrences[anchor].tokens.lowerBound)
  }
}
