/// A sentence that supports a score, a warning or an alert, with its position in the article.
package struct Evidence: Hashable, Sendable {
  package var cluster: String?
  package var articleId: String
  package var sourceId: String?
  /// The outlet's name.
  package var sourceName: String?
  /// The source's grade when the article was read.
  package var grade: Source.Grade?
  package var publishedAt: Timestamp?
  package var url: String?
  package var title: String?
  package var quote: TextSpan
  /// The points of the category's score that rest on this evidence, 0 to 100.
  package var share: Double?
  /// How near the event is to the subject of the warning or alert, 0.5 to 1; nil for an event that names the subject or
  /// was at its site.
  package var proximity: Double?
  /// All subjects that the event affects.
  package var subjects: [SubjectKey]
  /// The type of the event, for example `ATTACK_ON_PROJECT`.
  package var type: String?
  package var place: String?
  /// The latitude of the event's place, in degrees north; nil where the gazetteer does not have the place.
  package var latitude: Double?
  /// The longitude of the event's place, in degrees east; nil where the gazetteer does not have the place.
  package var longitude: Double?
  package var eventTime: Timestamp?
  /// The id of the event that the sentence reports.
  package var event: String?
  /// The id of the event of the same article that caused the reported event.
  package var causedBy: String?
  package var realis: Realis?
  package var actors: [EventActor]
  package var deaths: Int?
  package var injured: Int?
  package var layer: LegalLayer?
  /// Whether a credible source denies what the sentence reports.
  package var contested: Bool

  package init(
    cluster: String? = nil, articleId: String, sourceId: String? = nil, publishedAt: Timestamp? = nil,
    url: String? = nil, title: String? = nil, quote: TextSpan, share: Double? = nil, subjects: [SubjectKey] = [],
    type: String? = nil, place: String? = nil, eventTime: Timestamp? = nil, event: String? = nil,
    causedBy: String? = nil, realis: Realis? = nil, actors: [EventActor] = [], deaths: Int? = nil, injured: Int? = nil,
    layer: LegalLayer? = nil, contested: Bool = false, sourceName: String? = nil, grade: Source.Grade? = nil,
    latitude: Double? = nil, longitude: Double? = nil, proximity: Double? = nil
  ) {
    self.cluster = cluster
    self.articleId = articleId
    self.sourceId = sourceId
    self.publishedAt = publishedAt
    self.url = url
    self.title = title
    self.quote = quote
    self.share = share
    self.subjects = subjects
    self.type = type
    self.place = place
    self.eventTime = eventTime
    self.event = event
    self.causedBy = causedBy
    self.realis = realis
    self.actors = actors
    self.deaths = deaths
    self.injured = injured
    self.layer = layer
    self.contested = contested
    self.sourceName = sourceName
    self.grade = grade
    self.latitude = latitude
    self.longitude = longitude
    self.proximity = proximity
  }
}

extension Evidence {
  /// Who published it: the outlet's name, else the host name of the article's address; nil where neither is known.
  package var outlet: String? {
    if let sourceName { return sourceName }
    let parts = (url ?? "").split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[1].isEmpty, !parts[2].isEmpty else { return nil }
    return String(parts[2])
  }
}
