import KeyedState
import Models

/// The parts of an event that evidence quotes.
struct QuotedEvent: Hashable {
  let id: String
  let type: String
  let realis: Realis
  let place: String?
  let eventTime: Timestamp?
  let quote: TextSpan
  var subjects: [SubjectKey]
  let actors: [EventActor]
  let deaths: Int?
  let injured: Int?
  let layer: LegalLayer?
  /// The id of the event in the same article that caused this one.
  let causedBy: String?
  let sourceName: String?
  let grade: Source.Grade
  let latitude: Double?
  let longitude: Double?

  init(_ signal: EventSignal) {
    let event = signal.event
    id = event.id
    type = event.type
    realis = event.realis
    place = event.place
    eventTime = signal.eventTime
    quote = QuoteLimits.cut(event.quote)
    subjects = Array(signal.subjects.prefix(QuoteLimits.subjects))
    actors = event.actors.prefix(QuoteLimits.actors).map { actor in
      var actor = actor
      actor.text = QuoteLimits.cut(actor.text, to: QuoteLimits.actor)
      return actor
    }
    deaths = event.deaths
    injured = event.injured
    layer = event.layer
    causedBy = event.causedBy
    sourceName = signal.article.source.name.map { QuoteLimits.cut($0, to: QuoteLimits.actor) }
    grade = signal.article.source.grade
    latitude = signal.latitude
    longitude = signal.longitude
  }

  func encode(to row: inout RowWriter) {
    row.put(id)
    row.put(type)
    row.put(realis.rawValue)
    row.put(place) { $0.put($1) }
    row.put(eventTime) { $0.put($1) }
    row.put(quote.text)
    row.put(quote.start)
    row.put(quote.end)
    row.put(subjects) { $0.put($1.description) }
    row.put(actors) { row, actor in
      row.put(actor.role.rawValue)
      row.put(actor.text)
      row.put(actor.country) { $0.put($1) }
      row.put(actor.kind.rawValue)
    }
    row.put(deaths) { $0.put($1) }
    row.put(injured) { $0.put($1) }
    row.put(layer) { $0.put($1.rawValue) }
    row.put(causedBy) { $0.put($1) }
    row.put(sourceName) { $0.put($1) }
    row.put(grade.rawValue)
    row.put(latitude) { $0.put($1) }
    row.put(longitude) { $0.put($1) }
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    id = try row.string()
    type = try row.string()
    realis = try row.word(Realis.self)
    place = try row.optionalString()
    eventTime = try row.optionalTimestamp()
    quote = TextSpan(text: try row.string(), start: try row.int(), end: try row.int())
    subjects = try row.list { (row) throws(KeyedStateFailure) in try row.subject() }
    actors = try row.list { (row) throws(KeyedStateFailure) in
      EventActor(
        role: try row.word(EventActor.Role.self), text: try row.string(), country: try row.optionalString(),
        kind: try row.word(ActorKind.self))
    }
    deaths = try row.optional { (row) throws(KeyedStateFailure) in try row.int() }
    injured = try row.optional { (row) throws(KeyedStateFailure) in try row.int() }
    layer = try row.optional { (row) throws(KeyedStateFailure) in try row.word(LegalLayer.self) }
    causedBy = try row.optionalString()
    sourceName = try row.optionalString()
    grade = try row.word(Source.Grade.self)
    latitude = try row.optional { (row) throws(KeyedStateFailure) in try row.double() }
    longitude = try row.optional { (row) throws(KeyedStateFailure) in try row.double() }
  }
}

/// The sentence of an event, with its article. A class, so that the accounts that list an event share one.
final class Quote {
  let articleId: String
  let sourceId: String?
  let publishedAt: Timestamp?
  let url: String?
  let title: String?
  let event: QuotedEvent
  /// What `encode` writes; nil until it is first called.
  private var written: RowWriter?

  /// - Parameter incident: the incident's id, which the evidence carries as `cluster`.
  func evidence(incident: String?, share: Double? = nil) -> Evidence {
    Evidence(
      cluster: incident, articleId: articleId, sourceId: sourceId, publishedAt: publishedAt, url: url, title: title,
      quote: event.quote, share: share, subjects: event.subjects, type: event.type, place: event.place,
      eventTime: event.eventTime, event: event.id, causedBy: event.causedBy, realis: event.realis,
      actors: event.actors, deaths: event.deaths, injured: event.injured, layer: event.layer,
      sourceName: event.sourceName, grade: event.grade, latitude: event.latitude, longitude: event.longitude)
  }

  func encode(to row: inout RowWriter) {
    if let written { return row.append(written) }
    var own = RowWriter()
    own.put(articleId)
    own.put(sourceId) { $0.put($1) }
    own.put(publishedAt) { $0.put($1) }
    own.put(url) { $0.put($1) }
    own.put(title) { $0.put($1) }
    event.encode(to: &own)
    written = own
    row.append(own)
  }

  init(_ event: QuotedEvent, of article: ArticleState) {
    articleId = article.articleId
    sourceId = article.sourceId
    publishedAt = article.publishedAt
    url = article.url
    title = article.title
    self.event = event
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    articleId = try row.string()
    sourceId = try row.optionalString()
    publishedAt = try row.optionalTimestamp()
    url = try row.optionalString()
    title = try row.optionalString()
    event = try QuotedEvent(from: &row)
  }
}
