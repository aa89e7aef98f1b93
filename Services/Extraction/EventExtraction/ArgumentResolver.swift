import Models
import ReferenceData
import TextAnalysis

/// Where and when an event took place, on what project, and for how much money.
struct ArgumentResolver {
  let clauses: ClauseReader
  let phrases: [ActorPhrase]
  let spans: EntitySpans
  let collector: EventCollector
  /// The index of the trigger's first item.
  let start: Int
  /// The index after the trigger's last item.
  let end: Int
  /// The index of the item with the trigger's rarest word.
  let anchor: Int
  /// The indices of the rarest words of all triggers of the sentence.
  let anchors: [Int]
  /// Those of them whose triggers propose the same type and share words with this one.
  let twins: [Int]
  /// Those of `anchors` whose triggers report risks, if there are several triggers.
  let risks: [Int]

  /// Within how many items of the trigger's first one its object may name a country.
  private static let objectReach = 5

  /// A place near the trigger, and its country.
  struct NearbyPlace {
    let name: String?
    let country: String?
    /// Whether the place is in another clause than the trigger, or only where a source of the report is.
    let isInOtherClause: Bool
    /// Whether the place is only where a source of the report is.
    let isSpeakerLocation: Bool
    /// Whether it is what a crossing is named after, rather than where something is.
    let isCrossing: Bool
  }

  var items: [EventSentence.Item] { clauses.sentence.items }

  /// Fills in the draft's project, place, countries, date and amount; `roles` are the phrases of its sources and
  /// targets.
  func fill(_ draft: inout EventDraft, _ kind: EventKind, _ roles: RoleReader.Roles) {
    draft.project = project()
    let nearby = place()
    draft.place = nearby?.name
    (draft.countries, draft.locatedBy) = countries(project: draft.project, kind, roles, nearby) {
      unique((draft.sources + draft.targets).compactMap(\.country))
    }
    // A place in another country is no place of this event.
    if let country = nearby?.country, !draft.countries.isEmpty, !draft.countries.contains(country) { draft.place = nil }
    assignStateBodies(&draft, nearby)
    inheritCountry(&draft)
    time(&draft)
    draft.amount = amount()
  }

  // MARK: Project

  private func project() -> String? {
    let sentence = clauses.sentence
    if collector.registered.isEmpty { return nil }
    let named = items.indices.lazy.compactMap { index -> (distance: Int, id: String)? in
      guard items[index].entity >= 0, let number = spans.entities[items[index].entity].project,
        let id = collector.findings.projects[number].id
      else { return nil }
      return (abs(index - anchor), id)
    }
    if let nearest = named.min(by: { ($0.distance, $0.id) < ($1.distance, $1.id) }) { return nearest.id }
    return collector.projectMeant(in: sentence, clauses)
  }

  /// The countries whose risk the event is, and what they were derived from: a stated place, the project's country, the
  /// states named as sides, the scene of the sentences around it, and only then the nationality of people and
  /// companies. `actors` returns the countries of the event's actors.
  private func countries(
    project: String?, _ kind: EventKind, _ roles: RoleReader.Roles, _ nearby: NearbyPlace?, actors: () -> [String]
  ) -> ([String], Event.Location?) {
    let sides = Sides(roles, kind, clauses.grammar)
    if project == nil, !concernsCountry(kind, roles) { return ([], nil) }
    let here = nearby.flatMap { $0.isInOtherClause ? nil : $0.country }
    // `Zambia closed the Kasumbalesa crossing`: both sides of a border are closed, whichever the place is on.
    if let here, kind.location.isSceneFirst, kind.location.bearer == .both, nearby?.isCrossing == true {
      return (unique(sides.states + [here]), .locative)
    }
    if let here, kind.location.isSceneFirst || sides.isEmpty { return ([here], .locative) }
    if let project, let countries = collector.countries(ofProject: project), !countries.isEmpty {
      return (countries, .project)
    }
    if kind.location.bearer == .place, !sides.hasTargetState, let country = countryOfObject(apartFrom: sides.states) {
      return ([country], .target)
    }
    if kind.location.bearer == .target, !kind.location.isSceneFirst, !sides.hasTargetState,
      let country = countryAfterTrigger(apartFrom: sides.states)
    {
      return ([country], .target)
    }
    // `war between Chad and Sudan`, with no place stated, is both countries' risk.
    let isShared = roles.isMutual && kind.location.bearer == .place
    let bearing = sides.bearing(isShared ? .both : kind.location.bearer)
    if let bearing, !bearing.isNational { return (bearing.countries, bearing.location) }
    // A nationality is weaker evidence than any place.
    if bearing != nil, let nearby, !nearby.isSpeakerLocation, let country = nearby.country {
      return ([country], .locative)
    }
    if let around = collector.scene(around: clauses.sentence.index) {
      if bearing == nil, around.location == .dateline, !kind.location.isSceneFirst, let country = onlyCountryNamed() {
        return ([country], .article)
      }
      // `it had halted work in Cabo Delgado after an attack`: another clause's place says more than the dateline.
      if around.location == .dateline, let nearby, !nearby.isSpeakerLocation, let country = nearby.country {
        return ([country], .locative)
      }
      return ([around.country], around.location)
    }
    // `Anti-French mood roils Ivory Coast as mobs attack French nationals`
    if bearing != nil, kind.location.bearer == .place, let country = onlyCountryAsSuch() {
      return ([country], .article)
    }
    if let bearing { return (bearing.countries, bearing.location) }
    // `Diffa sees more fighting as Chadian forces step up their assault`: another clause's place says more than whose
    // forces they are.
    if kind.location.bearer == .place, let nearby, !nearby.isSpeakerLocation, let country = nearby.country {
      return ([country], .locative)
    }
    let named = namedCountries()
    if named.count == 1 { return (named, .article) }
    if let main = collector.mainCountry, !isOnlyInAsides(main) { return ([main], .article) }
    if let country = nearby?.country { return ([country], .locative) }
    let sided = actors()
    return (sided, sided.isEmpty ? nil : .actor)
  }

  /// The country, other than the actors', that the trigger's object names: `attacks Ukraine power grid`, `shell
  /// Cambodian village`.
  private func countryOfObject(apartFrom actors: [String]) -> String? {
    guard !actors.isEmpty else { return nil }
    let stops = clauses.grammar.preposition | clauses.grammar.conjunction | clauses.grammar.subordinator
    for index in start + 1..<max(start + 1, min(items.count, start + Self.objectReach)) {
      if clauses.isBoundary(index) || clauses.has(index, stops) { return nil }
      guard items[index].entity >= 0, !clauses.isAttribute(index) else { continue }
      let entity = spans.entities[items[index].entity]
      let country = entity.country ?? collector.country(from: entity.start, to: entity.end)
      guard let country, entity.kind != .company, !actors.contains(country) else { continue }
      return country
    }
    return nil
  }

  /// The first country, other than the actors', that the rest of the clause names, also by a demonym: `imposed
  /// sanctions on traders that move Venezuelan crude`. A country after `by` does not count: `bars exports by an
  /// Emirati firm`.
  private func countryAfterTrigger(apartFrom actors: [String]) -> String? {
    guard !actors.isEmpty else { return nil }
    var isAfterBy = false
    for index in items.indices.dropFirst(anchor + 1) {
      if clauses.isBoundary(index) { return nil }
      if clauses.has(index, clauses.grammar.preposition), items[index].word != clauses.words.of {
        isAfterBy = items[index].word == clauses.words.by
      }
      guard !isAfterBy, items[index].entity >= 0, !clauses.isAttribute(index),
        let country = spans.entities[items[index].entity].country,
        !actors.contains(country)
      else { continue }
      return country
    }
    return nil
  }

  /// All countries that the sentence names, except those in the names of speakers and media, and in asides.
  private func namedCountries() -> [String] {
    var named: [String] = []
    for index in items.indices where items[index].entity >= 0 && !clauses.isAttribute(index) && !isAside(index) {
      guard let country = spans.entities[items[index].entity].country, !named.contains(country),
        !phrases.contains(where: { ($0.isSpeaker || $0.kind == .media) && $0.start <= index && index < $0.end })
      else { continue }
      named.append(country)
    }
    return named
  }

  /// Whether the sentence names the country, but only in asides.
  private func isOnlyInAsides(_ country: String) -> Bool {
    let named = items.indices.filter { items[$0].entity >= 0 && spans.entities[items[$0].entity].country == country }
    return !named.isEmpty && named.allSatisfy(isAside)
  }

  /// The only country that the sentence names by its own name, except in the names of speakers, media, forces and
  /// embassies; nil unless there is exactly one.
  private func onlyCountryAsSuch() -> String? {
    let owned = clauses.grammar.army | clauses.grammar.mission | clauses.grammar.actorNoun
    let named = items.indices.filter { index in
      clauses.has(index, clauses.grammar.country) && items[index].entity >= 0 && !clauses.isAttribute(index)
        && !clauses.has(index + 1, owned)
        && !phrases.contains { ($0.isSpeaker || $0.kind == .media) && $0.start <= index && index < $0.end }
    }
    let countries = unique(named.compactMap { spans.entities[items[$0].entity].country })
    return countries.count == 1 ? countries.first : nil
  }

  /// State bodies without a country get the country of the place near the trigger. Where no other target is named, that
  /// country is the target.
  private func assignStateBodies(_ draft: inout EventDraft, _ nearby: NearbyPlace?) {
    guard let nearby, !nearby.isInOtherClause, let country = nearby.country else { return }
    for index in draft.sources.indices where isStateBody(draft.sources[index]) {
      draft.sources[index].country = country
    }
    for index in draft.targets.indices where isStateBody(draft.targets[index]) {
      draft.targets[index].country = country
    }
    if draft.targets.contains(where: { $0.country != nil }) { return }
    let states = draft.sources.lazy.compactMap(\.country)
    guard !states.contains(country), states.allSatisfy({ $0 == states.first }) else { return }
    guard let name = nearby.name ?? collector.name(ofCountry: country) else { return }
    draft.targets.append(EventActor(role: .target, text: name, country: country, kind: .other))
    draft.settings.insert(name)
    draft.standIns.insert(name)
  }

  /// If no actor has a country and the sentence names just one, the first source gets it, or the first target if there
  /// is no source.
  private func inheritCountry(_ draft: inout EventDraft) {
    if draft.sources.contains(where: { $0.country != nil }) || draft.targets.contains(where: { $0.country != nil }) {
      return
    }
    let named = namedCountries()
    guard named.count == 1, let country = named.first else { return }
    if !draft.sources.isEmpty {
      draft.sources[0].country = country
    } else if !draft.targets.isEmpty {
      draft.targets[0].country = country
    }
  }

  private func isStateBody(_ actor: EventActor) -> Bool {
    actor.country == nil && (actor.kind == .government || actor.kind == .military)
  }

  // MARK: Money

  private func amount() -> Money? {
    let sentence = clauses.sentence
    let trigger = items[anchor].start
    let sums = collector.sums(from: sentence.start, to: sentence.end)
    guard let nearest = sums.min(by: { abs($0.span.start - trigger) < abs($1.span.start - trigger) }),
      let currency = nearest.currency
    else { return nil }
    return Money(value: nearest.value, currency: currency)
  }
}
