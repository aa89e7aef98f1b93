import Models

/// An alert that was raised and has not ended.
package struct OpenAlert: Hashable, Sendable {
  /// h(subject, category, episode).
  package var alert: String
  /// The id of the warning that opened it.
  package var episode: String
  /// As last reported.
  package var level: AlertLevel
  /// The highest ever reported.
  package var peak: AlertLevel
  package var isContested: Bool
  /// What it rests on: the evidence that raised it, and what later confirmed the same incidents.
  package var grounds: [Evidence]
  /// The keys of the evidence in its records, the latest last.
  package var reported: [String]
  /// When evidence or a level that was held back is to be sent; nil where there is none.
  package var pendingUntil: Timestamp?
  /// How many records it has had.
  package var sequence: Int
  /// The first of them and the latest, oldest first.
  package var records: [SentRecord]
  package var expiresAt: Timestamp
  /// The last warning about it.
  package var warning: String

  package init(
    alert: String, episode: String, level: AlertLevel, peak: AlertLevel, isContested: Bool = false,
    grounds: [Evidence], reported: [String] = [], pendingUntil: Timestamp? = nil, sequence: Int = 0,
    records: [SentRecord] = [], expiresAt: Timestamp, warning: String
  ) {
    self.alert = alert
    self.episode = episode
    self.level = level
    self.peak = peak
    self.isContested = isContested
    self.grounds = grounds
    self.reported = reported
    self.pendingUntil = pendingUntil
    self.sequence = sequence
    self.records = records
    self.expiresAt = expiresAt
    self.warning = warning
  }

  /// How many records of an alert are stored, and so referred to: the first and the latest.
  private static let keptRecords = 50
  /// How many pieces of reported evidence are stored.
  private static let keptEvidence = 400

  var lastSent: Timestamp { records.last?.sentAt ?? .distantPast }

  /// Whether no record has quoted this evidence.
  func isNew(_ evidence: Evidence) -> Bool { !reported.contains(evidence.key) }

  /// Updates the alert after one of its records.
  mutating func add(_ record: Alert) {
    level = record.level
    peak = max(peak, record.level)
    isContested = record.contested
    pendingUntil = nil
    sequence += 1
    records.append(SentRecord(id: record.record, sentAt: record.sentAt))
    if records.count > Self.keptRecords { records.remove(at: 1) }
    for evidence in record.evidence where isNew(evidence) { reported.append(evidence.key) }
    reported.removeFirst(max(0, reported.count - Self.keptEvidence))
    expiresAt = record.expiresAt
  }

  func due(_ policy: AlertPolicy) -> Timestamp {
    let renewal = expiresAt.adding(hours: -policy.rules.renewBeforeHours)
    return min(renewal, pendingUntil ?? renewal)
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

extension Evidence {
  /// One event as one article reports it, whatever the article's revision.
  var key: String { "\(articleId)/\(event ?? type ?? "")" }

  /// Whether it affects a registered project, which has its own alert.
  var namesProject: Bool { subjects.contains { $0.kind == .project } }

  /// Whether both are of one incident though their categories differ: the same event, cause and consequence, two
  /// consequences of one cause, or one sentence.
  func isOfIncident(_ other: Evidence) -> Bool {
    guard articleId == other.articleId else { return false }
    if let event, event == other.event || event == other.causedBy { return true }
    if let causedBy, causedBy == other.event || causedBy == other.causedBy { return true }
    return quote.start < other.quote.end && other.quote.start < quote.end
  }
}
