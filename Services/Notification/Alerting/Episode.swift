import Models

/// What is going on with one category of one subject, across lanes.
///
/// It is `open` from the record that raised it until it is resolved or cancelled. Before, while a country's evidence is
/// all told by its projects' alerts, and after a cancellation that left a lane live, it only remembers its lanes.
package struct Episode: Hashable, Sendable {
  package var subject: SubjectKey
  package var category: String
  package var lanes: [LaneStanding] = []
  package var open: Opening?

  package init(subject: SubjectKey, category: String, lanes: [LaneStanding] = [], open: Opening? = nil) {
    self.subject = subject
    self.category = category
    self.lanes = lanes
    self.open = open
  }

  /// An alert that was raised.
  package struct Opening: Hashable, Sendable {
    /// h(subject, category, episode).
    package var alert: String
    /// The id of the warning that opened it.
    package var episode: String
    /// As last told.
    package var level: AlertLevel
    /// The highest ever told.
    package var peak: AlertLevel
    /// What it rests on: the evidence that raised it, and what later confirmed the same events.
    package var grounds: [Evidence]
    /// How many records were made.
    package var sequence: Int
    /// The first of them and the latest, oldest first.
    package var records: [SentRecord]

    package init(
      alert: String, episode: String, level: AlertLevel, peak: AlertLevel, grounds: [Evidence], sequence: Int,
      records: [SentRecord]
    ) {
      self.alert = alert
      self.episode = episode
      self.level = level
      self.peak = peak
      self.grounds = grounds
      self.sequence = sequence
      self.records = records
    }
  }

  /// The lane at the highest level; the first in order of lanes among equals.
  var lead: LaneStanding? {
    lanes.reduce(nil) { lead, lane in lead.map { lane.level > $0.level ? lane : $0 } ?? lane }
  }

  mutating func set(_ lane: LaneStanding) {
    remove(lane.lane)
    let order = Warning.Lane.allCases
    let place = lanes.firstIndex { other in
      (order.firstIndex(of: other.lane) ?? 0) > (order.firstIndex(of: lane.lane) ?? 0)
    }
    lanes.insert(lane, at: place ?? lanes.count)
  }

  mutating func remove(_ lane: Warning.Lane) {
    lanes.removeAll { $0.lane == lane }
  }
}

package struct SentRecord: Hashable, Sendable {
  package var id: String
  package var sentAt: Timestamp

  package init(id: String, sentAt: Timestamp) {
    self.id = id
    self.sentAt = sentAt
  }
}

/// A live lane, as its last warning told it.
package struct LaneStanding: Hashable, Sendable {
  package var lane: Warning.Lane
  package var level: AlertLevel
  package var certainty: Certainty
  package var urgency: Urgency
  package var confidence: Double
  package var score: Double?
  package var families: Int
  package var isUnconfirmed: Bool
  package var evidence: [Evidence]

  package init(
    lane: Warning.Lane, level: AlertLevel, certainty: Certainty, urgency: Urgency, confidence: Double, score: Double?,
    families: Int, isUnconfirmed: Bool, evidence: [Evidence]
  ) {
    self.lane = lane
    self.level = level
    self.certainty = certainty
    self.urgency = urgency
    self.confidence = confidence
    self.score = score
    self.families = families
    self.isUnconfirmed = isUnconfirmed
    self.evidence = evidence
  }

  package init(_ warning: Warning) {
    self.init(
      lane: warning.lane, level: warning.level, certainty: warning.certainty, urgency: warning.urgency,
      confidence: warning.confidence, score: warning.score, families: warning.families,
      isUnconfirmed: warning.unconfirmed, evidence: warning.evidence)
  }
}
