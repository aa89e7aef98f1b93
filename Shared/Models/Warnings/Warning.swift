/// A change of one lane of one category of one subject: the message from scoring to notification.
package struct Warning: Hashable, Sendable {
  package enum Lane: String, Hashable, Sendable, CaseIterable {
    case severity, level, anomaly, silence, counterparty
  }

  /// What became of the lane's warning.
  package enum Change: String, Hashable, Sendable, CaseIterable {
    case triggered, changed, cleared, withdrawn
  }

  /// The hash of subject, category, lane, change, `asOf` and the `ce_id` of the record that caused the warning.
  package var id: String
  package var subject: SubjectKey
  package var subjectName: String
  package var category: String
  package var lane: Lane
  package var change: Change
  package var level: AlertLevel
  package var previousLevel: AlertLevel?
  package var asOf: Timestamp
  package var certainty: Certainty
  package var urgency: Urgency
  package var score: Double?
  /// 0 to 1.
  package var confidence: Double
  /// The number of independent sources behind the evidence; `evidence` may quote fewer.
  package var sourceCount: Int
  package var evidence: [Evidence]
  /// The ids of the articles whose retraction or revision caused the warning.
  package var withdraws: [String]
  /// Whether the credibility of what reports it is too low to confirm it.
  package var unconfirmed: Bool
  /// Whether a credible source denies what the evidence reports.
  package var contested: Bool
  /// The version of the risk model.
  package var model: String

  package init(
    id: String, subject: SubjectKey, subjectName: String, category: String, lane: Lane, change: Change,
    level: AlertLevel, previousLevel: AlertLevel? = nil, asOf: Timestamp, certainty: Certainty, urgency: Urgency,
    score: Double? = nil, confidence: Double, sourceCount: Int = 1, evidence: [Evidence], withdraws: [String] = [],
    unconfirmed: Bool = false, contested: Bool = false, model: String
  ) {
    self.id = id
    self.subject = subject
    self.subjectName = subjectName
    self.category = category
    self.lane = lane
    self.change = change
    self.level = level
    self.previousLevel = previousLevel
    self.asOf = asOf
    self.certainty = certainty
    self.urgency = urgency
    self.score = score
    self.confidence = confidence
    self.sourceCount = sourceCount
    self.evidence = evidence
    self.withdraws = withdraws
    self.unconfirmed = unconfirmed
    self.contested = contested
    self.model = model
  }
}

/// A record of `beacon.warnings.v1`.
package enum WarningRecord: Hashable, Sendable {
  case warning(Warning)
  /// Only time has passed; `asOf` is the current time.
  case tick(asOf: Timestamp)
}
