/// A record of `beacon.alerts.v1`: one step in the life of one alert. Consumers are idempotent by `record`.
package struct Alert: Hashable, Sendable {
  package static let schema = "beacon.alert/1"

  package enum Status: String, Hashable, Sendable, CaseIterable {
    case raised, updated, escalated
    /// Nothing new; only `expiresAt` moves. A consumer need not show it.
    case renewed
    case resolved, cancelled

    /// Whether the alert has ended: no record of it follows.
    package var isEnd: Bool { self == .resolved || self == .cancelled }
  }

  /// The record's own id: the hash of the alert's id and the record's sequence number.
  package var record: String
  /// The alert's id, the same over its life: the hash of subject, category and episode.
  package var id: String
  /// The id of the warning that opened the episode.
  package var episode: String
  package var status: Status
  package var subject: SubjectKey
  package var subjectName: String
  package var category: String
  package var lane: Warning.Lane
  package var level: AlertLevel
  package var urgency: Urgency
  package var certainty: Certainty
  package var headline: String
  package var description: String
  package var score: Double?
  package var confidence: Double
  /// Whether the credibility of what reports it is too low to confirm it.
  package var unconfirmed: Bool
  /// Whether a credible source denies what the evidence reports.
  package var contested: Bool
  /// Whether a backtest or a drill made the alert: then there is nothing to act on.
  package var exercise: Bool
  package var evidence: [Evidence]
  /// What to do, in plain English, most urgent first.
  package var measures: [String]
  /// How many hours ahead the urgency looks; nil for the urgencies `past` and `unknown`.
  package var horizonHours: Int?
  package var area: AlertArea
  /// The earlier records of this alert, oldest first.
  package var references: [String]
  package var sentAt: Timestamp
  package var expiresAt: Timestamp
  package var roles: [AlertRole]
  package var model: String

  package init(
    record: String, id: String, episode: String, status: Status, subject: SubjectKey, subjectName: String,
    category: String, lane: Warning.Lane, level: AlertLevel, urgency: Urgency, certainty: Certainty,
    headline: String, description: String, score: Double? = nil, confidence: Double, unconfirmed: Bool = false,
    contested: Bool = false, exercise: Bool = false, evidence: [Evidence], measures: [String] = [],
    horizonHours: Int? = nil, area: AlertArea = AlertArea(), references: [String] = [], sentAt: Timestamp,
    expiresAt: Timestamp,
    roles: [AlertRole], model: String
  ) {
    self.record = record
    self.id = id
    self.episode = episode
    self.status = status
    self.subject = subject
    self.subjectName = subjectName
    self.category = category
    self.lane = lane
    self.level = level
    self.urgency = urgency
    self.certainty = certainty
    self.headline = headline
    self.description = description
    self.score = score
    self.confidence = confidence
    self.unconfirmed = unconfirmed
    self.contested = contested
    self.exercise = exercise
    self.evidence = evidence
    self.measures = measures
    self.horizonHours = horizonHours
    self.area = area
    self.references = references
    self.sentAt = sentAt
    self.expiresAt = expiresAt
    self.roles = roles
    self.model = model
  }
}

/// Where an alert's subject is: countries, and a circle around each site of a project.
package struct AlertArea: Hashable, Sendable {
  package struct Circle: Hashable, Sendable {
    /// Degrees north, WGS 84.
    package var latitude: Double
    /// Degrees east, WGS 84.
    package var longitude: Double
    package var radiusKm: Double

    package init(latitude: Double, longitude: Double, radiusKm: Double) {
      self.latitude = latitude
      self.longitude = longitude
      self.radiusKm = radiusKm
    }
  }

  /// ISO 3166-1 alpha-2.
  package var countries: [String]
  package var circles: [Circle]

  package init(countries: [String] = [], circles: [Circle] = []) {
    self.countries = countries
    self.circles = circles
  }

  package var isEmpty: Bool { countries.isEmpty && circles.isEmpty }
}
