import Models
import ReferenceData
import TextAnalysis

/// Where and when an event took place, on what project, and for how much money.
struct ArgumentResolver {
  let clauses: ClauseReader
  let phrases: [ActorPhrase]
  let spans: EntitySpans
  let collector: EventCollector
  /// The first item of the trigger, and its rarest.
  let start: Int
  let anchor: Int
  /// The items of all triggers of the sentence.
  let anchors: [Int]
  /// How old, in days, an event may be that is still news.
  let newsDays: Int

  /// How many words after the verb its object may name a country.
  private static let objectReach = 5

  private struct Scene {
    let name: String?
    let country: String?
    /// It is in another clause than the trigger.
    let isApart: Bool
  }

  private var items: [EventSentence.Item] { clauses.sentence.items }

  /// `roles` are the phrases of the draft's sources and targets.
  func fill(_ draft: inout EventDraft, _ kind: EventKind, _ roles: RoleReader.Roles) {
    draft.project = project()
    let scene = place()
    draft.place = scene?.name
    (draft.countries, draft.locatedBy) = countries(draft, kind, roles, scene)
    assignStateBodies(&draft, scene)
    inheritCountry(&draft)
    time(&draft)
    draft.amount = amount()
  }

  // MARK: Project

  private func project() -> String? {
    let sentence = clauses.sentence
    let named = items.indices.compactMap { index -> (distance: Int, id: String)? in
      guard items[index].entity >= 0, let number = spans.entities[items[index].entity].project,
        let id = collector.findings.projects[number].id
      else { return nil }
      return (abs(index - anchor), id)
    }
    if let nearest = named.min(by: { ($0.distance, $0.id) < ($1.distance, $1.id) }) { return nearest.id }
    return collector.projectMeant(in: sentence, clauses)
  }

  // MARK: Place

  private func place() -> Scene? {
    var best: (rank: Int, scene: Scene)?
    for index in items.indices where items[index].entity >= 0 {
      let entity = spans.entities[items[index].entity]
      let isCountry = items[index].classes & clauses.grammar.country != 0
      guard entity.isPlace || isCountry else { continue }
      let isLocated = hasPreposition(clauses.words.locative, before: index)
      if isCountry, !isLocated { continue }
      let isApart = (min(index, anchor)..<max(index, anchor)).contains {
        clauses.has($0, clauses.grammar.subordinator | clauses.grammar.relative) || items[$0].kind == .stop
      }
      let isSpeakers = isLocated && isWhereSpeakerIs(index)
      let rank =
        abs(index - anchor) + (isLocated ? 0 : 20) + (isCountry ? 5 : 0) + (isApart ? 30 : 0) + (isSpeakers ? 60 : 0)
      if best.map({ rank < $0.rank }) ?? true {
        let name = isCountry || isSpeakers ? nil : collector.text.string(entity.start, entity.end)
        best = (rank, Scene(name: name, country: entity.country, isApart: isApart || isSpeakers))
      }
    }
    return best?.scene
  }

  /// Whether a place is only where a source of the report is: `shipping agents in Muscat and Karachi said`.
  private func isWhereSpeakerIs(_ place: Int) -> Bool {
    func isNamed(_ index: Int) -> Bool {
      items[index].entity >= 0 || clauses.has(index, clauses.grammar.conjunction)
    }
    var verb = place + 1
    while verb < items.count, isNamed(verb) { verb += 1 }
    guard verb < items.count, clauses.has(verb, clauses.grammar.speech) else { return false }
    var preposition = place - 1
    while preposition >= 0, isNamed(preposition) { preposition -= 1 }
    return preposition > 0 && items[preposition].word != 0 && clauses.words.locative.contains(items[preposition].word)
      && !clauses.isBoundary(preposition - 1)
  }

  private func hasPreposition(_ prepositions: [Int], before index: Int) -> Bool {
    var position = index - 1
    let skipped = clauses.grammar.determiner | clauses.grammar.adjective | clauses.grammar.anyEntity
    while position >= 0, index - position <= 5 {
      if prepositions.contains(items[position].word), items[position].word != 0 { return true }
      if clauses.isBoundary(position) { return false }
      // `in the east of Chad`: what is in a part of a place is in the place.
      if items[position].word != 0, items[position].word != clauses.words.of, items[position].classes & skipped == 0,
        items[position].classes & (clauses.grammar.preposition | clauses.grammar.be) != 0
      {
        return false
      }
      position -= 1
    }
    return false
  }

  /// Whose risk it is, and what that was derived from: a stated place, the project's country, the states named as
  /// sides, the scene of the sentences around it, and only then the nationality of people and companies.
  private func countries(
    _ draft: EventDraft, _ kind: EventKind, _ roles: RoleReader.Roles, _ scene: Scene?
  ) -> ([String], Event.Location?) {
    let sides = Sides(roles, kind, clauses.grammar)
    let here = scene.flatMap { $0.isApart ? nil : $0.country }
    let isUnsided = sides.states.isEmpty && sides.all.isEmpty
    if let here, kind.location.isSceneFirst || isUnsided { return ([here], .locative) }
    if let project = draft.project, let countries = collector.countries(ofProject: project), !countries.isEmpty {
      return (countries, .project)
    }
    if kind.location.bearer == .place, !sides.hasTargetState, let country = countryOfObject(apartFrom: sides.states) {
      return ([country], .target)
    }
    let bearing = sides.bearing(kind.location.bearer)
    if let bearing, !bearing.isNational { return (bearing.countries, bearing.location) }
    if kind.location.bearer == .place || bearing == nil, let around = collector.scene(around: clauses.sentence.index) {
      return ([around.country], around.location)
    }
    if let bearing, kind.location.bearer != .actor { return (bearing.countries, bearing.location) }
    if let here { return ([here], .locative) }
    if let around = collector.scene(around: clauses.sentence.index) { return ([around.country], around.location) }
    if let bearing { return (bearing.countries, bearing.location) }
    let named = namedCountries()
    if named.count == 1 { return (named, .article) }
    if let main = collector.mainCountry { return ([main], .article) }
    if let country = scene?.country { return ([country], .locative) }
    let sided = unique((draft.sources + draft.targets).compactMap(\.country))
    return (sided, sided.isEmpty ? nil : .actor)
  }

  /// The country named before what an act is done to: `attacks Ukraine power grid`, `shell Cambodian village`.
  private func countryOfObject(apartFrom actors: [String]) -> String? {
    guard !actors.isEmpty else { return nil }
    let stops = clauses.grammar.preposition | clauses.grammar.conjunction | clauses.grammar.subordinator
    for index in start + 1..<max(start + 1, min(items.count, start + Self.objectReach)) {
      if clauses.isBoundary(index) || clauses.has(index, stops) { return nil }
      guard items[index].entity >= 0 else { continue }
      let entity = spans.entities[items[index].entity]
      let country = entity.country ?? collector.country(from: entity.start, to: entity.end)
      guard let country, entity.kind != .company, !actors.contains(country) else { continue }
      return country
    }
    return nil
  }

  /// All countries of the sentence but those of who only reports.
  private func namedCountries() -> [String] {
    var named: [String] = []
    for index in items.indices where items[index].entity >= 0 {
      guard let country = spans.entities[items[index].entity].country, !named.contains(country),
        !phrases.contains(where: { ($0.isSpeaker || $0.kind == .media) && $0.start <= index && index < $0.end })
      else { continue }
      named.append(country)
    }
    return named
  }

  /// State bodies without a country get the country of the scene. Where no other target is named, that country is the
  /// target.
  private func assignStateBodies(_ draft: inout EventDraft, _ scene: Scene?) {
    guard let scene, !scene.isApart, let country = scene.country else { return }
    for index in draft.sources.indices where isStateBody(draft.sources[index]) {
      draft.sources[index].country = country
    }
    for index in draft.targets.indices where isStateBody(draft.targets[index]) {
      draft.targets[index].country = country
    }
    let named = unique((draft.sources + draft.targets).compactMap(\.country))
    guard named.count < 2, !named.contains(country), !draft.targets.contains(where: { $0.country != nil }) else {
      return
    }
    draft.targets.append(EventActor(role: .target, text: scene.name ?? country, country: country, kind: .other))
  }

  /// In a sentence that names one country, an actor without a country is taken to be of it.
  private func inheritCountry(_ draft: inout EventDraft) {
    guard !(draft.sources + draft.targets).contains(where: { $0.country != nil }) else { return }
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

  // MARK: Time

  private func time(_ draft: inout EventDraft) {
    let published = collector.context.publishedAt?.day
    if let date = nearestDate() {
      draft.when = date
      draft.timeBasis = .stated
      if let published { shift(&draft, date, published) }
    } else if let published {
      draft.when = PartialDate(day: published)
      draft.timeBasis = .published
    }
  }

  private func shift(_ draft: inout EventDraft, _ date: PartialDate, _ published: CivilDate) {
    guard draft.reading.realis == .actual || draft.reading.realis == .imminent, !draft.reading.isNegated else { return }
    if date.lastDay.dayNumber < published.dayNumber - newsDays {
      draft.reading.realis = .historical
      draft.reading.reason = "historical"
      if collector.context.explains {
        draft.why.append(Reason(.rule, by: "its date \(date.value) is more than \(newsDays) days before publication"))
      }
    }
  }

  private func nearestDate() -> PartialDate? {
    let sentence = clauses.sentence
    let trigger = items[anchor].start
    var best: (distance: Int, date: PartialDate)?
    for mention in collector.dates(from: sentence.start, to: sentence.end) {
      guard let date = mention.date, !isLimit(before: mention.span.start), isInClause(mention.span.start) else {
        continue
      }
      let distance = abs(mention.span.start - trigger)
      if best.map({ distance < $0.distance }) ?? true { best = (distance, date) }
    }
    return best?.date ?? openingDate()
  }

  /// A date that opens a sentence (`In 2021 an attack forced the company to leave`) applies to all of it.
  private func openingDate() -> PartialDate? {
    let sentence = clauses.sentence
    guard let first = collector.dates(from: sentence.start, to: sentence.end).first, !isLimit(before: first.span.start),
      let index = items.firstIndex(where: { $0.end > first.span.start }), index <= 2
    else { return nil }
    return first.date
  }

  /// No relative or adverbial clause opens, and no other trigger occurs, between the trigger and the byte at `start`.
  private func isInClause(_ start: Int) -> Bool {
    guard let index = items.firstIndex(where: { $0.end > start }) else { return true }
    let between = min(index, anchor)..<max(index, anchor)
    return !between.contains { $0 != anchor && clauses.opensClause($0) }
      && !anchors.contains { $0 != anchor && between.contains($0) && abs($0 - index) < abs(anchor - index) }
  }

  /// `since 2019`, `until March`: not when it happened.
  private func isLimit(before start: Int) -> Bool {
    guard let index = items.lastIndex(where: { $0.end <= start }) else { return false }
    return items[index].classes & clauses.grammar.timeLimit != 0
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

private func unique(_ codes: [String]) -> [String] {
  var seen: [String] = []
  for code in codes where !seen.contains(code) { seen.append(code) }
  return seen
}

/// The countries of an event's two sides: those of states, and those that only say where people or companies are from.
private struct Sides {
  struct Bearing {
    let countries: [String]
    let location: Event.Location
    /// Derived from a nationality alone.
    let isNational: Bool
  }

  private struct Side {
    var states: [String] = []
    var nationals: [String] = []
    var hasStateBody = false
  }

  private var sources = Side()
  private var targets = Side()

  init(_ roles: RoleReader.Roles, _ kind: EventKind, _ grammar: GrammarClasses) {
    sources = Self.side(roles.sources, kind, grammar)
    targets = Self.side(roles.targets, kind, grammar)
  }

  private static func side(_ phrases: [ActorPhrase], _ kind: EventKind, _ grammar: GrammarClasses) -> Side {
    var side = Side()
    let state = grammar.country | grammar.government | grammar.military | grammar.official
    for phrase in phrases {
      // The source of the report and the home of a company are not sides.
      guard let country = phrase.country, phrase.kind != .media,
        phrase.kind != .company || kind.location.countsCompanies
      else { continue }
      if phrase.classes & grammar.demonym != 0, phrase.classes & state == 0, !kind.location.countsCompanies {
        side.nationals.append(country)
      } else {
        side.states.append(country)
        side.hasStateBody = side.hasStateBody || phrase.kind == .government || phrase.kind == .military
      }
    }
    return side
  }

  var hasTargetState: Bool { !targets.states.isEmpty }
  var states: [String] { unique(sources.states + targets.states) }
  var all: [String] { unique(states + sources.nationals + targets.nationals) }

  /// The countries that bear the risk; nil where neither side has one.
  func bearing(_ bearer: EventSemantics.Location.Bearer) -> Bearing? {
    switch bearer {
    case .both: return joint()
    case .place, .target: return first((targets, .target), (sources, .actor))
    case .actor:
      // What others than states do to a state (`Moody's cut Kenya's rating`) is that state's risk.
      let isSaidOfAState = !sources.hasStateBody && targets.hasStateBody
      return isSaidOfAState
        ? first((targets, .target), (sources, .actor)) : first((sources, .actor), (targets, .target))
    }
  }

  private func joint() -> Bearing? {
    let countries = states.isEmpty ? all : states
    return countries.isEmpty ? nil : Bearing(countries: countries, location: .actor, isNational: states.isEmpty)
  }

  private func first(_ sides: (side: Side, location: Event.Location)...) -> Bearing? {
    for (side, location) in sides where !side.states.isEmpty {
      return Bearing(countries: unique(side.states), location: location, isNational: false)
    }
    for (side, location) in sides where !side.nationals.isEmpty {
      return Bearing(countries: unique(side.nationals), location: location, isNational: true)
    }
    return nil
  }
}
