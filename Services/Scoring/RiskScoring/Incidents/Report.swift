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

/// One article's report of one event, for one subject. A class, so that moving reports between incidents copies
/// nothing.
final class Report: Sendable {
  let order: ReportOrder
  let type: String
  let realis: Realis
  let eventTime: Timestamp
  /// The day of `eventTime`, in days since 1970-01-01.
  let day: Int
  /// Whether the text states the day of the event; else the day may be that of publication.
  let isDayStated: Bool
  let deaths: Int
  let amountUSD: Double
  /// Similarity hash of the article's text.
  let fingerprint: UInt64
  /// The owner of the outlet, else the outlet's domain, name or id. Empty where none is known: a separate voice.
  let owner: String
  let grade: Source.Grade
  /// r·q, 0 to 1: the credibility of the source's grade times that of the kind of claim.
  let belief: Double
  /// Whether the acting or host authority says so itself.
  let isAuthoritative: Bool
  /// Whether the report denies the event.
  let isDenial: Bool
  /// Whether the report quotes an official.
  let isOfficial: Bool
  /// Whether the report says that the event is a further one of its kind, such as another attack.
  let isNewOccurrence: Bool
  /// Whether the report corrects what its outlet reported before.
  let isCorrection: Bool
  /// Whether the article mentions the event only in passing.
  let isAside: Bool
  /// How near the event is to the subject, from 0 to 1 (at the subject itself).
  let proximity: Double
  let actors: Actors
  let location: Location
  /// The marks of `location` and `actors`, for a quick comparison.
  let marks: MatchingMarks
  /// Whether the event was older than its type's half-life when the report came in: it counts, but raises no new
  /// warning.
  let isLate: Bool

  /// The report in a signal; nil for one that has no weight, because its event has no time, a type without a severity
  /// in the model, or a realis that counts 0.
  ///
  /// - Parameter isInTime: whether an earlier revision of the article reported the event in time.
  init?(
    _ signal: borrowing EventSignal, reading: borrowing ReportReading, at time: Timestamp, isInTime: Bool = false
  ) {
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
    let place = event.place.map(\.lowercasedASCII)
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
