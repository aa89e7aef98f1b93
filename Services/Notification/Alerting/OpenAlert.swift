import Models

/// An alert that was raised and has not ended.
package struct OpenAlert: Hashable, Sendable {
  /// The alert's id: a hash of its subject, category and episode.
  package var alert: String
  /// The id of the warning that raised the alert.
  package var episode: String
  /// The level in the latest record.
  package var level: AlertLevel
  /// The highest level in any record of the alert.
  package var peak: AlertLevel
  package var isContested: Bool
  /// The evidence that raised the alert, and later evidence of the same incidents; without any left the alert is
  /// cancelled.
  package var supportingEvidence: [Evidence]
  /// The evidence in the alert's records, each piece once, the latest last.
  package var reported: [ReportedEvidence]
  /// When an update that was held back is to be sent; nil where none was.
  package var pendingUntil: Timestamp?
  /// How many records the alert has had.
  package var sequence: Int
  /// The alert's first record and its latest, oldest first, at most 50.
  package var records: [SentRecord]
  package var expiresAt: Timestamp
  /// The id of the last warning about the alert.
  package var warning: String

  package init(
    alert: String, episode: String, level: AlertLevel, peak: AlertLevel, isContested: Bool = false,
    supportingEvidence: [Evidence], reported: [ReportedEvidence] = [], pendingUntil: Timestamp? = nil,
    sequence: Int = 0, records: [SentRecord] = [], expiresAt: Timestamp, warning: String
  ) {
    self.alert = alert
    self.episode = episode
    self.level = level
    self.peak = peak
    self.isContested = isContested
    self.supportingEvidence = supportingEvidence
    self.reported = reported
    self.pendingUntil = pendingUntil
    self.sequence = sequence
    self.records = records
    self.expiresAt = expiresAt
    self.warning = warning
  }

  /// The most records of an alert that are stored, and that its later records can refer to.
  private static let keptRecords = 50
  /// The most pieces of reported evidence that are stored.
  private static let keptEvidence = 400

  var lastSent: Timestamp { records.last?.sentAt ?? .distantPast }

  /// Whether no record has quoted this evidence, whatever the article's revision.
  func isUnquoted(_ evidence: Evidence) -> Bool { !reported.contains { $0.key == evidence.key } }

  /// Whether no record has quoted this evidence with as many deaths.
  func isNew(_ evidence: Evidence) -> Bool {
    !reported.contains { $0.key == evidence.key && $0.deaths >= evidence.deaths ?? 0 }
  }

  /// Whether the evidence completes what a record has quoted of its article: another sentence reports another incident
  /// as a consequence, or at the same project, such as that five people were taken in the attack. Its signal comes
  /// after that of the quoted event, which has raised the alert or updated it by then. An incident that a record has
  /// quoted of any article, or that is older than the alert's own incidents, completes nothing.
  ///
  /// - Parameter shown: the evidence of the lane that shows the piece.
  func isCompleted(by piece: Evidence, beside shown: [Evidence], onProject: Bool) -> Bool {
    guard isUnquoted(piece), !isOlder(piece) else { return false }
    let told = (supportingEvidence + shown).filter { !isUnquoted($0) }
    guard !told.contains(where: { $0.cluster == piece.cluster }) else { return false }
    let quoted = told.filter { $0.articleId == piece.articleId }
    return quoted.contains { event in onProject || piece.causedBy.map { $0 == event.event } ?? false }
      && !quoted.contains { $0.quote == piece.quote }
  }

  /// Whether the evidence is of an event on an earlier day than the alert's own incidents.
  private func isOlder(_ piece: Evidence) -> Bool {
    let own = supportingEvidence.compactMap { $0.eventTime?.day.dayNumber }.min() ?? .min
    return piece.eventTime.map { $0.day.dayNumber < own } ?? false
  }

  /// Evidence in the order in which an update reports it: first what is new, by descending share of the score.
  /// What is older than the alert's own incidents never leads, nor does another event of a sentence that a record has
  /// quoted.
  func inOrderOfNews(_ evidence: [Evidence]) -> [Evidence] {
    let known = evidence.filter { !isNew($0) }
    func isAside(_ piece: Evidence) -> Bool {
      isOlder(piece) || known.contains { $0.articleId == piece.articleId && $0.quote == piece.quote }
    }
    // Evidence without a share is of incidents that warn by themselves.
    let news = evidence.filter(isNew).enumerated().sorted { left, right in
      let shares = (left.element.share ?? .infinity, right.element.share ?? .infinity)
      return shares.0 == shares.1 ? left.offset < right.offset : shares.0 > shares.1
    }.map(\.element)
    let leading = news.filter { !isAside($0) } + (news.allSatisfy(isAside) ? Array(known.prefix(1)) : [])
    return leading + news.filter(isAside) + known.filter { !leading.contains($0) }
  }

  /// Updates the alert with a record that is sent.
  mutating func add(_ record: Alert) {
    level = record.level
    peak = max(peak, record.level)
    isContested = record.contested
    pendingUntil = nil
    sequence += 1
    records.append(SentRecord(id: record.record, category: record.category, sentAt: record.sentAt))
    if records.count > Self.keptRecords { records.remove(at: 1) }
    for evidence in record.evidence where isNew(evidence) {
      reported.removeAll { $0.key == evidence.key }
      reported.append(ReportedEvidence(key: evidence.key, deaths: evidence.deaths ?? 0))
    }
    reported.removeFirst(max(0, reported.count - Self.keptEvidence))
    expiresAt = record.expiresAt
  }

  func due(_ policy: AlertPolicy) -> Timestamp {
    let renewal = expiresAt.adding(hours: -policy.rules.renewBeforeHours)
    return min(renewal, pendingUntil ?? renewal)
  }
}

/// A piece of evidence that a record of an alert has quoted.
package struct ReportedEvidence: Hashable, Sendable {
  /// `Evidence.key`.
  package var key: String
  /// The most deaths that a record has given with it.
  package var deaths: Int

  package init(key: String, deaths: Int = 0) {
    self.key = key
    self.deaths = deaths
  }
}

/// An earlier record of an alert, which later ones refer to.
package struct SentRecord: Hashable, Sendable {
  package var id: String
  /// The alert's category at that time, which an escalation can change.
  package var category: String
  package var sentAt: Timestamp

  package init(id: String, category: String, sentAt: Timestamp) {
    self.id = id
    self.category = category
    self.sentAt = sentAt
  }
}

extension Evidence {
  /// Identifies an event as one article reports it, whatever the article's revision.
  var key: String { "\(articleId)/\(event ?? type ?? "")" }

  /// Whether the event affects a registered project, which has its own alert.
  var namesProject: Bool { subjects.contains { $0.kind == .project } }

  /// Whether both report one incident in the same article: the same event, an event and its cause, two consequences of
  /// one cause, or overlapping quotes.
  func isOfIncident(_ other: Evidence) -> Bool {
    guard articleId == other.articleId else { return false }
    if let event, event == other.event || event == other.causedBy { return true }
    if let causedBy, causedBy == other.event || causedBy == other.causedBy { return true }
    return quote.start < other.quote.end && other.quote.start < quote.end
  }
}
