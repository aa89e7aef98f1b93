/// A record of `beacon.signals.v1`: the input of scoring.
package enum Signal: Hashable, Sendable {
  case event(EventSignal)
  case withdrawn(Withdrawal)
  case registration(Registration)
  case notice(NoticeSignal)
  case coverage(CoverageSignal)
  case schedule(ScheduleSignal)
  case tick(asOf: Timestamp)

  package enum Kind: String, Sendable, CaseIterable {
    case event, withdrawn, registration, notice, coverage, schedule, tick
  }
}

/// The effect of one event on one subject.
package struct EventSignal: Hashable, Sendable {
  /// The hash of event, subject, kind and revision.
  package var id: String
  package var subject: SubjectKey
  /// The registered name of a counterparty; nil for other subjects, whose names come from registrations and tables.
  package var subjectName: String?
  /// All subjects that the event concerns, `subject` among them: those that it names, at whose site it was, or that its
  /// cause concerns.
  package var subjects: [SubjectKey]
  package var article: SignalArticle
  /// The similarity hash of the article's text: near-identical texts are one family.
  package var family: String
  /// When the event happened; nil where that is not known: then it contributes to no score.
  package var eventTime: Timestamp?
  package var precision: PartialDate.Precision?
  /// How near the event is to the subject, 0.5 to 1. For a sector, a corridor or the portfolio: the mean over its
  /// registered projects, with 0 for each project that the event does not concern.
  package var proximity: Double
  /// Whether the article mentions the event only in passing (once, below its lead, and not as its main risk), or
  /// reports the event's end no later than the event itself.
  package var isAside: Bool
  package var event: Event
  /// The latitude of the event's place, in degrees north, or of the only site of a project that it names without a
  /// place; nil where the gazetteer does not have the place.
  package var latitude: Double?
  /// The longitude of the same position, in degrees east.
  package var longitude: Double?

  package init(
    id: String, subject: SubjectKey, subjectName: String? = nil, subjects: [SubjectKey],
    article: SignalArticle, family: String, eventTime: Timestamp?, precision: PartialDate.Precision? = nil,
    proximity: Double,
    isAside: Bool = false, event: Event, latitude: Double? = nil, longitude: Double? = nil
  ) {
    self.id = id
    self.subject = subject
    self.subjectName = subjectName
    self.subjects = subjects
    self.article = article
    self.family = family
    self.eventTime = eventTime
    self.precision = precision
    self.proximity = proximity
    self.isAside = isAside
    self.event = event
    self.latitude = latitude
    self.longitude = longitude
  }
}

/// The article that a signal comes from, with its source as the register knew it when the article was read.
package struct SignalArticle: Hashable, Sendable {
  package var id: String
  /// The publisher's own id of the article.
  package var sourceId: String?
  package var revision: Int
  package var publishedAt: Timestamp?
  package var url: String?
  package var title: String?
  package var source: SignalSource

  package init(
    id: String, sourceId: String? = nil, revision: Int, publishedAt: Timestamp? = nil, url: String? = nil,
    title: String? = nil, source: SignalSource
  ) {
    self.id = id
    self.sourceId = sourceId
    self.revision = revision
    self.publishedAt = publishedAt
    self.url = url
    self.title = title
    self.source = source
  }
}

/// The source of a signal, as the register knew it when the article was read.
package struct SignalSource: Hashable, Sendable {
  package var id: String?
  package var name: String?
  package var domain: String?
  package var owner: String?
  package var grade: Source.Grade

  package init(
    id: String? = nil, name: String? = nil, domain: String? = nil, owner: String? = nil, grade: Source.Grade
  ) {
    self.id = id
    self.name = name
    self.domain = domain
    self.owner = owner
    self.grade = grade
  }
}

/// An article was revised or retracted: of its events only those in `keeps` remain valid.
package struct Withdrawal: Hashable, Sendable {
  package var articleId: String
  package var revision: Int
  package var keeps: [String]

  package init(articleId: String, revision: Int, keeps: [String]) {
    self.articleId = articleId
    self.revision = revision
    self.keeps = keeps
  }
}

/// The current state of a project in the register, so that scoring needs no look-up.
package struct Registration: Hashable, Sendable {
  package var project: Project
  package var removed: Bool

  package init(project: Project, removed: Bool = false) {
    self.project = project
    self.removed = removed
  }
}

/// An article that names a subject without reporting an event there: it counts only for the subject's coverage. It has
/// few fields, because most articles have one or more such signals.
package struct CoverageSignal: Hashable, Sendable {
  package var subject: SubjectKey
  package var publishedAt: Timestamp?
  /// The id of the registered source that published the article, so that its silence is noticed.
  package var source: String?

  package init(subject: SubjectKey, publishedAt: Timestamp? = nil, source: String? = nil) {
    self.subject = subject
    self.publishedAt = publishedAt
    self.source = source
  }
}

/// A date that an article announces, for one of the subjects that the date concerns.
package struct ScheduleSignal: Hashable, Sendable {
  /// The hash of article, date, ordinal, subject, kind and revision.
  package var id: String
  package var subject: SubjectKey
  package var article: SignalArticle
  package var scheduled: ScheduledDate

  package init(
    id: String, subject: SubjectKey, article: SignalArticle, scheduled: ScheduledDate
  ) {
    self.id = id
    self.subject = subject
    self.article = article
    self.scheduled = scheduled
  }
}

/// An integrity notice, or an entry of a list, that concerns a counterparty.
package struct NoticeSignal: Hashable, Sendable {
  package var id: String
  package var subject: SubjectKey
  /// The registered name of the counterparty.
  package var subjectName: String?
  package var articleId: String
  package var sourceId: String?
  package var revision: Int
  package var publishedAt: Timestamp?
  package var url: String?
  package var title: String?
  package var notice: Notice
  /// The entry of a list of sanctioned or debarred parties, whose id is then in `articleId`; nil for an article's
  /// notice.
  package var listing: PartyListing?

  package init(
    id: String, subject: SubjectKey, subjectName: String? = nil, articleId: String, sourceId: String? = nil,
    revision: Int, publishedAt: Timestamp? = nil, url: String? = nil, title: String? = nil, notice: Notice,
    listing: PartyListing? = nil
  ) {
    self.id = id
    self.subject = subject
    self.subjectName = subjectName
    self.articleId = articleId
    self.sourceId = sourceId
    self.revision = revision
    self.publishedAt = publishedAt
    self.url = url
    self.title = title
    self.notice = notice
    self.listing = listing
  }
}
