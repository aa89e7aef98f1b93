import KeyedState
import Models
import ReferenceData

/// Where a report stands among all reports: by publication, then article, then event.
struct ReportOrder: Hashable, Comparable, Sendable {
  let publishedAt: Timestamp
  let articleId: String
  let eventId: String

  static func < (left: ReportOrder, right: ReportOrder) -> Bool {
    if left.publishedAt != right.publishedAt { return left.publishedAt < right.publishedAt }
    if left.articleId != right.articleId { return left.articleId < right.articleId }
    return left.eventId < right.eventId
  }
}

/// One article's telling of one event, as it bears on one subject.
struct Report: Hashable, Sendable {
  var order: ReportOrder
  var type: String
  var realis: Realis
  var eventTime: Timestamp
  var deaths: Int
  var amountUSD: Double
  /// Similarity hash of the article's text.
  var fingerprint: UInt64
  /// Who speaks: the owner of the outlet, else the outlet. Empty where neither is known: a voice of its own.
  var owner: String
  /// r·q: the grade of the source times the kind of the claim.
  var belief: Double
  /// The acting or host authority says so itself.
  var authoritative: Bool
  var proximity: Double
  var actors: Actors
  var location: Location
  /// It was older than its half-life when it came in: it counts, but raises no new warning.
  var isLate: Bool

  var day: Int { eventTime.day.dayNumber }
}

/// The identifiable actors of an event by role: country codes as `=PE`, names in lower case.
struct Actors: Hashable, Sendable {
  var sources: [String]
  var targets: [String]

  static let none = Actors(sources: [], targets: [])

  /// "Gunmen" identify nobody: only a country or a named body can tell two events apart.
  init(_ actors: [EventActor]) {
    var sources: Set<String> = []
    var targets: Set<String> = []
    for actor in actors {
      var names: [String] = []
      if let country = actor.country { names.append("=" + country) }
      if actor.kind != .other { names.append(lowercasedASCII(actor.text)) }
      if actor.role == .source { sources.formUnion(names) } else { targets.formUnion(names) }
    }
    self.init(sources: sources.sorted(), targets: targets.sorted())
  }

  init(sources: [String], targets: [String]) {
    self.sources = sources
    self.targets = targets
  }

  /// Whether two reports may speak of the same actors: they share one in some role, or no role has known actors in both.
  func overlap(_ other: Actors) -> Bool {
    let comparable = [(sources, other.sources), (targets, other.targets)].filter { !$0.0.isEmpty && !$0.1.isEmpty }
    return comparable.isEmpty || comparable.contains { pair in pair.0.contains { pair.1.contains($0) } }
  }

  mutating func formUnion(_ other: Actors) {
    for name in other.sources where !sources.contains(name) { sources.append(name) }
    for name in other.targets where !targets.contains(name) { targets.append(name) }
  }
}

/// Where an event happened, as exactly as its report says.
struct Location: Hashable, Sendable {
  var project: String?
  var place: String?
  var countries: [String]

  private var isVague: Bool { project == nil && place == nil }

  /// Whether the end of a state there ends one here: the more exact name that both have decides; where one names only a
  /// country, all in that country is meant.
  func covers(_ other: Location) -> Bool {
    if let project, let theirs = other.project { return project == theirs }
    if let place, let theirs = other.place { return place == theirs }
    return (isVague || other.isVague) && countries.contains { other.countries.contains($0) }
  }

  /// Names under which it is found by `lookups` of all that it covers.
  var names: [String] {
    var names = countries.map { "c" + $0 }
    if isVague { names += countries.map { "n" + $0 } }
    if let project { names.append("p" + project) }
    if let place { names.append("l" + place) }
    return names
  }

  /// The names under which all are found that it covers.
  var lookups: [String] {
    if isVague { return countries.map { "c" + $0 } }
    return countries.map { "n" + $0 } + (project.map { ["p" + $0] } ?? []) + (place.map { ["l" + $0] } ?? [])
  }

  /// What two reports have to share to tell of one event.
  var anchor: String {
    if let project { return "project/" + project }
    let countries = countries.joined(separator: "+")
    return place.map { "place/\(countries)/\($0)" } ?? "country/" + countries
  }
}

func lowercasedASCII(_ text: String) -> String {
  String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
}

extension Report {
  /// The report that a signal brings; nil where it weighs nothing: without a time, negated, of a type that the model does
  /// not weigh, or of a realis that counts 0.
  init?(_ signal: EventSignal, model: RiskModel, at time: Timestamp) {
    let event = signal.event
    guard let eventTime = signal.eventTime, !event.negated, let type = model.types[event.type],
      let duration = type.duration, let rule = model.realis[event.realis], rule.value > 0
    else { return nil }
    let claim = event.attribution?.kind ?? .media
    let amount = event.amount.flatMap { money in model.currencies[money.currency].map { money.value * $0 } }
    let gate =
      switch duration {
      case .halfLife(let days): days
      case .state: model.constants.stateGateHalfLife
      }
    let isProject = signal.subject.kind == .project && signal.proximity >= model.constants.warnProximity
    self.init(
      order: ReportOrder(
        publishedAt: signal.publishedAt ?? eventTime, articleId: signal.articleId, eventId: event.id),
      type: event.type, realis: event.realis, eventTime: eventTime, deaths: event.deaths ?? 0,
      amountUSD: amount ?? 0, fingerprint: UInt64(signal.family, radix: 16) ?? 0,
      owner: signal.source.owner ?? signal.source.domain ?? signal.source.name ?? signal.source.id ?? "",
      belief: (model.gradeCredibility[signal.source.grade] ?? 0) * (model.claimCredibility[claim] ?? 0),
      authoritative: claim == .officialParty, proximity: min(1, max(0, signal.proximity)),
      actors: Actors(event.actors),
      location: Location(
        project: isProject ? signal.subject.id : event.project, place: event.place.map(lowercasedASCII),
        countries: event.countries.sorted()),
      isLate: time.days(since: eventTime) > gate)
  }

  func encode(to row: inout RowWriter) {
    row.put(order.publishedAt)
    row.put(order.articleId)
    row.put(order.eventId)
    row.put(type)
    row.put(realis.rawValue)
    row.put(eventTime)
    row.put(deaths)
    row.put(amountUSD)
    row.put(fingerprint)
    row.put(owner)
    row.put(belief)
    row.put(authoritative)
    row.put(proximity)
    row.put(actors.sources) { $0.put($1) }
    row.put(actors.targets) { $0.put($1) }
    row.put(location.project) { $0.put($1) }
    row.put(location.place) { $0.put($1) }
    row.put(location.countries) { $0.put($1) }
    row.put(isLate)
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    order = ReportOrder(
      publishedAt: try row.timestamp(), articleId: try row.string(), eventId: try row.string())
    type = try row.string()
    realis = try row.word(Realis.self)
    eventTime = try row.timestamp()
    deaths = try row.int()
    amountUSD = try row.double()
    fingerprint = try row.uint64()
    owner = try row.string()
    belief = try row.double()
    authoritative = try row.bool()
    proximity = try row.double()
    actors = Actors(sources: try row.strings(), targets: try row.strings())
    location = Location(
      project: try row.optionalString(), place: try row.optionalString(), countries: try row.strings())
    isLate = try row.bool()
  }
}
