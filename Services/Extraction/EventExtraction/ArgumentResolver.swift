import Models
import TextAnalysis

/// Where and when an event took place, on what project, and for how much money.
struct ArgumentResolver {
  let clauses: ClauseReader
  let phrases: [ActorPhrase]
  let spans: EntitySpans
  let collector: EventCollector
  /// The item of the trigger.
  let anchor: Int
  /// The items of the sentence's other triggers.
  let others: [Int]

  private struct Scene {
    let name: String?
    let country: String?
    /// It stands in another clause than the trigger.
    let isApart: Bool
  }

  private var items: [EventSentence.Item] { clauses.sentence.items }

  func fill(_ draft: inout EventDraft, _ kind: EventKind) {
    draft.project = project()
    let scene = place()
    draft.place = scene?.name
    draft.countries = countries(draft, kind, scene?.country)
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
    let words = clauses.words
    let locative = [
      words.in, words.at, words.near, words.on, words.outside, words.across, words.throughout, words.inside,
      words.around, words.from,
    ]
    var best: (rank: Int, scene: Scene)?
    for index in items.indices where items[index].entity >= 0 {
      let entity = spans.entities[items[index].entity]
      let isCountry = items[index].classes & clauses.grammar.country != 0
      guard entity.isPlace || isCountry else { continue }
      let isLocated = hasPreposition(locative, before: index)
      if isCountry, !isLocated { continue }
      let isApart = (min(index, anchor)..<max(index, anchor)).contains {
        clauses.has($0, clauses.grammar.subordinator | clauses.grammar.relative)
      }
      let rank = abs(index - anchor) + (isLocated ? 0 : 20) + (isCountry ? 5 : 0) + (isApart ? 30 : 0)
      if best.map({ rank < $0.rank }) ?? true {
        let name = isCountry ? nil : collector.text.string(entity.start, entity.end)
        best = (rank, Scene(name: name, country: entity.country, isApart: isApart))
      }
    }
    return best?.scene
  }

  private func hasPreposition(_ prepositions: [Int], before index: Int) -> Bool {
    var position = index - 1
    let skipped = clauses.grammar.determiner | clauses.grammar.adjective | clauses.grammar.anyEntity
    while position >= 0, index - position <= 5 {
      if prepositions.contains(items[position].word), items[position].word != 0 { return true }
      if clauses.isBoundary(position) { return false }
      if items[position].word != 0, items[position].classes & skipped == 0,
        items[position].classes & (clauses.grammar.preposition | clauses.grammar.be) != 0
      {
        return false
      }
      position -= 1
    }
    return false
  }

  private func bearers(_ actors: [EventActor], _ kind: EventKind) -> [String] {
    unique(actors.filter { $0.kind != .company || kind.type.category == "TRD" }.compactMap(\.country))
  }

  /// Where the risk lies. A company's home counts in trade, and else as the last resort; what is done on paper bears on
  /// those who do it and those it is done to, wherever that was: Ghana is taken to arbitration in London.
  private func countries(_ draft: EventDraft, _ kind: EventKind, _ place: String?) -> [String] {
    let acting = bearers(draft.sources, kind)
    let suffering = bearers(draft.targets, kind)
    let isOnPaper = ["FIN", "GEO", "LEG", "TRD"].contains(kind.type.category)
    if let place, !isOnPaper || (acting + suffering).isEmpty { return [place] }
    if let project = draft.project, let countries = collector.countries(ofProject: project), !countries.isEmpty {
      return countries
    }
    let bearing: [String] =
      switch kind.type.category {
      case "GEO", "SUP": unique(acting + suffering)
      case "SEC", "TRD", nil: suffering.isEmpty ? acting : suffering
      default: acting.isEmpty || isSaidOfAState(draft) ? suffering : acting
      }
    if !bearing.isEmpty { return bearing }
    let named = namedCountries()
    if named.count == 1 { return named }
    if let main = collector.mainCountry { return [main] }
    return unique((draft.sources + draft.targets).compactMap(\.country))
  }

  /// What others than states do to a state (`Moody's cut Kenya's rating`) is that state's risk.
  private func isSaidOfAState(_ draft: EventDraft) -> Bool {
    let acting = draft.sources.filter { $0.country != nil }
    return acting.allSatisfy { $0.kind != .government && $0.kind != .military }
      && draft.targets.contains { $0.kind == .government && $0.country != nil }
  }

  /// All countries of the sentence but those of who only reports.
  private func namedCountries() -> [String] {
    let told = items.indices.filter { index in
      !phrases.contains { $0.isSpeaker && $0.start <= index && index < $0.end }
    }
    return unique(told.compactMap { items[$0].entity >= 0 ? spans.entities[items[$0].entity].country : nil })
  }

  private func unique(_ codes: [String]) -> [String] {
    var seen: [String] = []
    for code in codes where !seen.contains(code) { seen.append(code) }
    return seen
  }

  /// Bodies of state without a country belong to the country where it happened; where nobody else is named, that
  /// country is the one that suffers.
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

  /// How old, in days, an event may be that is still told as news.
  private static let newsDays = 180

  private func shift(_ draft: inout EventDraft, _ date: PartialDate, _ published: CivilDate) {
    guard draft.reading.realis == .actual || draft.reading.realis == .imminent, !draft.reading.isNegated else { return }
    if date.lastDay.dayNumber < published.dayNumber - Self.newsDays {
      draft.reading.realis = .historical
      draft.reading.reason = "historical"
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

  /// A date that opens a sentence (`In 2021 an attack forced the company to leave`) holds for all of it.
  private func openingDate() -> PartialDate? {
    let sentence = clauses.sentence
    guard let first = collector.dates(from: sentence.start, to: sentence.end).first, !isLimit(before: first.span.start),
      let index = items.firstIndex(where: { $0.end > first.span.start }), index <= 2
    else { return nil }
    return first.date
  }

  /// No relative or adverbial clause opens, and no other trigger stands, between the trigger and the byte at `start`.
  private func isInClause(_ start: Int) -> Bool {
    guard let index = items.firstIndex(where: { $0.end > start }) else { return true }
    let between = min(index, anchor)..<max(index, anchor)
    return !between.contains { $0 != anchor && clauses.opensClause($0) }
      && !others.contains { between.contains($0) && abs($0 - index) < abs(anchor - index) }
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
