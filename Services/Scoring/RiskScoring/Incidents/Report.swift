import KeyedState
import Models
import ReferenceData

/// The order of reports: by publication, then article, then event.
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

/// One article's report of one event, for one subject. A class, since incidents hand their reports to one another.
final class Report: Sendable {
  let order: ReportOrder
  let type: String
  let realis: Realis
  let eventTime: Timestamp
  /// The number of its day.
  let day: Int
  /// The text states the day; else the day is that of publication.
  let isDayStated: Bool
  let deaths: Int
  let amountUSD: Double
  /// Similarity hash of the article's text.
  let fingerprint: UInt64
  /// Who speaks: the owner of the outlet, else the outlet. Empty where neither is known: a separate voice.
  let owner: String
  let grade: Source.Grade
  /// r·q: the grade of the source times the kind of the claim.
  let belief: Double
  /// The acting or host authority says so itself.
  let isAuthoritative: Bool
  /// It denies the event.
  let isDenial: Bool
  /// An official speaks.
  let isOfficial: Bool
  /// It says that the event is a further one of its kind.
  let isNewOccurrence: Bool
  /// It corrects what its outlet reported before.
  let isCorrection: Bool
  /// The article mentions the event in passing.
  let isAside: Bool
  /// 0.5 to 1.
  let proximity: Double
  let actors: Actors
  let location: Location
  /// Of its location and actors.
  let marks: MatchingMarks
  /// It was older than its half-life when it came in: it counts, but raises no new warning.
  let isLate: Bool

  /// The report in a signal; nil for one that has no weight, because its event has no time, a type without a severity
  /// in the model, or a realis that counts 0.
  ///
  /// - Parameter isInTime: the event came in before in time, in an earlier revision of its article.
  init?(_ signal: EventSignal, reading: ReportReading, at time: Timestamp, isInTime: Bool = false) {
    let event = signal.event
    let model = reading.model
    guard let eventTime = signal.eventTime, let type = model.types[event.type], let duration = type.duration,
      let rule = model.realis[event.realis], rule.value > 0
    else { return nil }
    let gate =
      switch duration {
      case .halfLife(let days): days
      case .state: model.constants.stateGateHalfLife
      }
    let claim = event.attribution?.kind ?? .media
    let amount = event.amount.flatMap { money in model.currencies[money.currency].map { money.value * $0 } }
    order = ReportOrder(
      publishedAt: signal.article.publishedAt ?? eventTime, articleId: signal.article.id, eventId: event.id)
    self.type = event.type
    realis = event.realis
    self.eventTime = eventTime
    day = eventTime.day.dayNumber
    isDayStated = signal.precision == .day
    deaths = max(0, event.deaths ?? 0)
    amountUSD = max(0, amount ?? 0)
    fingerprint = UInt64(signal.family, radix: 16) ?? 0
    owner =
      signal.article.source.owner ?? signal.article.source.domain ?? signal.article.source.name ?? signal.article.source
      .id ?? ""
    grade = signal.article.source.grade
    belief =
      (model.gradeCredibility[grade] ?? 0) * Formulas.claimValue(claim, hasCasualties: deaths > 0, model)
    isAuthoritative = claim == .officialParty
    isDenial = event.negated
    isOfficial = claim == .officialParty || claim == .officialOther
    isNewOccurrence = reading.occurrences.isFound(in: event.quote.text)
    isCorrection = signal.article.title.map(reading.corrections.beginsTitle) ?? false
    isAside = signal.isAside
    proximity = min(1, max(0, signal.proximity))
    actors = Actors(event.actors)
    let isProject = signal.subject.kind == .project && signal.proximity >= model.constants.warnProximity
    let place = event.place.map(lowercasedASCII)
    location = Location(
      project: isProject ? signal.subject.id : event.project, place: place,
      isRegion: place.map(reading.regionNames.contains) ?? false, position: signal.position,
      countries: event.countries.sorted())
    marks = MatchingMarks(location, actors)
    isLate = !isInTime && time.days(since: eventTime) > gate
  }

  func encode(to row: inout RowWriter) {
    row.put(order.publishedAt)
    row.put(order.articleId)
    row.put(order.eventId)
    row.put(type)
    row.put(realis.rawValue)
    row.put(eventTime)
    row.put(isDayStated)
    row.put(deaths)
    row.put(amountUSD)
    row.put(fingerprint)
    row.put(owner)
    row.put(grade.rawValue)
    row.put(belief)
    for flag in [isAuthoritative, isDenial, isOfficial, isNewOccurrence, isCorrection, isAside, isLate] {
      row.put(flag)
    }
    row.put(proximity)
    actors.encode(to: &row)
    location.encode(to: &row)
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    order = ReportOrder(
      publishedAt: try row.timestamp(), articleId: try row.string(), eventId: try row.string())
    type = try row.string()
    realis = try row.word(Realis.self)
    eventTime = try row.timestamp()
    day = eventTime.day.dayNumber
    isDayStated = try row.bool()
    deaths = try row.int()
    amountUSD = try row.double()
    fingerprint = try row.uint64()
    owner = try row.string()
    grade = try row.word(Source.Grade.self)
    belief = try row.double()
    isAuthoritative = try row.bool()
    isDenial = try row.bool()
    isOfficial = try row.bool()
    isNewOccurrence = try row.bool()
    isCorrection = try row.bool()
    isAside = try row.bool()
    isLate = try row.bool()
    proximity = try row.double()
    actors = try Actors(from: &row)
    location = try Location(from: &row)
    marks = MatchingMarks(location, actors)
  }
}

extension EventSignal {
  /// The position of the event's place; nil if it is not known.
  fileprivate var position: Position? {
    guard let latitude, let longitude else { return nil }
    return Position(latitude: latitude, longitude: longitude)
  }
}

/// What is needed to read a report from a signal.
struct ReportReading: Sendable {
  let model: RiskModel
  /// Names of provinces and states that are not also a city's, in lower case.
  let regionNames: Set<String>
  /// Phrases that mark a sentence's event as a further one of its kind, such as another attack.
  let occurrences: PhraseFinder
  /// Phrases with which the title of a correction begins.
  let corrections: PhraseFinder
  /// Phrases by which a sentence says that somebody acts in another's name.
  let representations: PhraseFinder

  init(model: RiskModel, regionNames: Set<String>) {
    self.model = model
    self.regionNames = regionNames
    occurrences = PhraseFinder(model.occurrencePhrases)
    corrections = PhraseFinder(model.correctionPhrases)
    representations = PhraseFinder(model.representationPhrases)
  }
}
