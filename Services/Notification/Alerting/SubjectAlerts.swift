import Models

/// The state of alerting for one subject: an episode for each category with a live lane or an open alert.
package struct SubjectAlerts: Hashable, Sendable {
  package var subject: SubjectKey
  /// The subject's name in the last warning.
  package var name: String
  /// At most one per category, sorted by category.
  package var episodes: [Episode]
  /// When the stored state was due, by the policy of the time when it was stored; nil for never.
  package var dueAt: Timestamp?

  package init(subject: SubjectKey, name: String, episodes: [Episode] = [], dueAt: Timestamp? = nil) {
    self.subject = subject
    self.name = name
    self.episodes = episodes
    self.dueAt = dueAt
  }

  /// The episode of a category; an empty one where the category has no alert.
  subscript(category: String) -> Episode {
    get { episodes.first { $0.category == category } ?? Episode(category: category) }
    set {
      episodes.removeAll { $0.category == category }
      guard !newValue.lanes.isEmpty || newValue.open != nil else { return }
      let place = episodes.firstIndex { $0.category > category } ?? episodes.count
      episodes.insert(newValue, at: place)
    }
  }

  /// The category of the episode that has the lanes of `category`: its own, or the one whose alert they joined.
  func host(of category: String) -> String {
    if self[category].open != nil { return category }
    return episodes.first { $0.open != nil && $0.lanes.contains { $0.category == category } }?.category ?? category
  }

  /// When the hourly cap lets the subject have a record again; nil if fewer than `cap` were sent in the hour before
  /// `time`.
  func endOfFullHour(at time: Timestamp, cap: Int) -> Timestamp? {
    let sent = episodes.flatMap { $0.open?.records ?? [] }.map(\.sentAt).filter { $0 > time.adding(hours: -1) }.sorted()
    return sent.count < cap ? nil : sent[sent.count - cap].adding(hours: 1)
  }

  /// When the next open alert is to be renewed, or an update that was held back is to be sent; nil for never.
  package func due(_ policy: AlertPolicy) -> Timestamp? {
    episodes.compactMap { $0.open?.due(policy) }.min()
  }
}

/// One category of one subject, across lanes. Lanes of other categories may have joined its alert.
///
/// It is `open` from the record that raised its alert until the alert is resolved or cancelled. Without an open alert
/// it only remembers its lanes: a country whose projects have the alert, or what a cancellation left.
package struct Episode: Hashable, Sendable {
  package var category: String
  package var lanes: [LaneState]
  package var open: OpenAlert?

  package init(category: String, lanes: [LaneState] = [], open: OpenAlert? = nil) {
    self.category = category
    self.lanes = lanes
    self.open = open
  }

  /// The lane with the highest level; among equals, a lane of the episode's own category, then the first in `lanes`.
  /// Nil without lanes.
  var lead: LaneState? {
    lanes.reduce(nil) { lead, lane in
      guard let lead else { return lane }
      let isHigher = lane.level > lead.level
      let isOwn = lane.level == lead.level && lane.category == category && lead.category != category
      return isHigher || isOwn ? lane : lead
    }
  }

  /// The lane that has a piece of evidence: the leading one, else the first; nil if none has it.
  func lane(with piece: Evidence?) -> LaneState? {
    guard let piece else { return nil }
    return ([lead].compactMap { $0 } + lanes).first { lane in lane.evidence.contains { $0.key == piece.key } }
  }

  mutating func set(_ lane: LaneState) {
    remove(lane.lane, of: lane.category)
    let place = lanes.firstIndex { ($0.category, $0.lane.order) > (lane.category, lane.lane.order) }
    lanes.insert(lane, at: place ?? lanes.count)
  }

  mutating func remove(_ lane: Warning.Lane, of category: String) {
    lanes.removeAll { $0.lane == lane && $0.category == category }
  }
}

extension Warning.Lane {
  var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A live lane, as its last warning described it.
package struct LaneState: Hashable, Sendable {
  package var category: String
  package var lane: Warning.Lane
  package var level: AlertLevel
  package var certainty: Certainty
  package var urgency: Urgency
  package var confidence: Double
  package var score: Double?
  /// The number of independent sources that report what the lane warns of.
  package var sourceCount: Int
  package var isUnconfirmed: Bool
  package var isContested: Bool
  package var evidence: [Evidence]
  /// The version of the risk model.
  package var model: String

  package init(
    category: String, lane: Warning.Lane, level: AlertLevel, certainty: Certainty, urgency: Urgency,
    confidence: Double, score: Double?, sourceCount: Int, isUnconfirmed: Bool, isContested: Bool = false,
    evidence: [Evidence], model: String
  ) {
    self.category = category
    self.lane = lane
    self.level = level
    self.certainty = certainty
    self.urgency = urgency
    self.confidence = confidence
    self.score = score
    self.sourceCount = sourceCount
    self.isUnconfirmed = isUnconfirmed
    self.isContested = isContested
    self.evidence = evidence
    self.model = model
  }

  package init(_ warning: Warning) {
    self.init(
      category: warning.category, lane: warning.lane, level: warning.level, certainty: warning.certainty,
      urgency: warning.urgency, confidence: warning.confidence, score: warning.score, sourceCount: warning.sourceCount,
      isUnconfirmed: warning.unconfirmed,
      isContested: warning.contested || warning.evidence.contains(where: \.contested),
      evidence: warning.evidence, model: warning.model)
  }
}
