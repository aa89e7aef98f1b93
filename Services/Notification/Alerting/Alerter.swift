import Models

/// What is to become of an alert record that a warning called for.
package struct AlertDecision: Hashable, Sendable {
  /// References name all earlier records of the alert; `SilenceBook` takes out those that were silenced.
  package var alert: Alert
  /// The earlier records, with their times.
  package var earlier: [SentRecord]
  /// Why it is not to be sent; nil sends it.
  package var suppressed: Suppression.Reason?
  /// The warning that called for it.
  package var warning: String
}

/// The life of an alert, as a state machine: one episode per subject and category, across lanes.
///
/// | episode | warning | becomes |
/// |---|---|---|
/// | none | live, of a country, all evidence names projects | inhibited; lanes remembered |
/// | none | live | raised |
/// | open | none of the evidence that opened it remains | cancelled; raised anew where a lane stands on other evidence |
/// | open | no lane is left | resolved |
/// | open | a level above the last told | escalated, whatever the cool-down |
/// | open | anything else | updated; inhibited, or held back within the cool-down |
package struct Alerter: Sendable {
  let policy: AlertPolicy

  package init(policy: AlertPolicy) {
    self.policy = policy
  }

  /// The episode after a warning, nil where nothing is left to remember, and the records that it calls for.
  package func step(_ episode: Episode?, _ warning: Warning) -> (episode: Episode?, decisions: [AlertDecision]) {
    var next = episode ?? Episode(subject: warning.subject, category: warning.category)
    let isLive = warning.change == .triggered || warning.change == .changed
    if isLive { next.set(LaneStanding(warning)) } else { next.remove(warning.lane) }
    for index in next.lanes.indices {
      next.lanes[index].evidence.removeAll { warning.withdraws.contains($0.articleId) }
    }
    guard var open = next.open else {
      guard isLive, let lane = next.lead else { return (next.lanes.isEmpty ? nil : next, []) }
      return raise(&next, lane, warning)
    }
    let grounds = open.grounds
    open.grounds.removeAll { warning.withdraws.contains($0.articleId) }
    if isLive { open.grounds += confirmations(of: grounds, in: warning) }
    next.open = open
    if open.grounds.isEmpty, !grounds.isEmpty { return cancel(&next, open, grounds, warning) }
    guard let lead = next.lead else {
      let ended = compose(.resolved, open, lead: nil, shown: episode?.lead, warning)
      return (nil, [decision(ended, open, warning)])
    }
    return update(&next, open, lead, isLive ? LaneStanding(warning) : lead, warning)
  }

  private func raise(
    _ next: inout Episode, _ lane: LaneStanding, _ warning: Warning
  ) -> (episode: Episode?, decisions: [AlertDecision]) {
    let opening = Episode.Opening(
      alert: contentHash("alert", next.subject.description, next.category, warning.id), episode: warning.id,
      level: lane.level, peak: lane.level, grounds: lane.evidence, sequence: 0, records: [])
    let alert = compose(.raised, opening, lead: lane, shown: lane, warning)
    guard !isInhibited(lane.evidence, of: next.subject) else {
      return (next, [decision(alert, opening, warning, suppressed: .inhibited)])
    }
    next.open = told(opening, alert)
    return (next, [decision(alert, opening, warning)])
  }

  private func cancel(
    _ next: inout Episode, _ open: Episode.Opening, _ grounds: [Evidence], _ warning: Warning
  ) -> (episode: Episode?, decisions: [AlertDecision]) {
    let cancelled = compose(.cancelled, open, lead: nil, shown: nil, grounds: grounds, warning)
    let decisions = [decision(cancelled, open, warning)]
    next.open = nil
    guard !next.lanes.isEmpty else { return (nil, decisions) }
    var standing = next
    standing.lanes.removeAll { $0.evidence.isEmpty }
    guard let lane = standing.lead else { return (next, decisions) }
    let again = raise(&next, lane, warning)
    return (again.episode, decisions + again.decisions)
  }

  private func update(
    _ next: inout Episode, _ open: Episode.Opening, _ lead: LaneStanding, _ shown: LaneStanding, _ warning: Warning
  ) -> (episode: Episode?, decisions: [AlertDecision]) {
    if lead.level > open.level {
      let alert = compose(.escalated, open, lead: lead, shown: lead, warning)
      next.open = told(open, alert)
      return (next, [decision(alert, open, warning)])
    }
    let alert = compose(.updated, open, lead: lead, shown: shown, warning)
    let last = open.records.last?.sentAt ?? .distantPast
    if isInhibited(shown.evidence, of: next.subject) {
      return (next, [decision(alert, open, warning, suppressed: .inhibited)])
    }
    if warning.asOf < last.adding(hours: policy.coolDownHours) {
      return (next, [decision(alert, open, warning, suppressed: .coolDown)])
    }
    next.open = told(open, alert)
    return (next, [decision(alert, open, warning)])
  }

  /// Evidence of the events that opened the episode which it does not rest on yet.
  private func confirmations(of grounds: [Evidence], in warning: Warning) -> [Evidence] {
    let events = Set(grounds.compactMap(\.cluster))
    return warning.evidence.filter { evidence in
      guard let cluster = evidence.cluster, events.contains(cluster) else { return false }
      return !grounds.contains { $0.articleId == evidence.articleId }
    }
  }

  /// Every event in a country's evidence also names a registered project, which has its own alert.
  private func isInhibited(_ evidence: [Evidence], of subject: SubjectKey) -> Bool {
    subject.kind == .country && !evidence.isEmpty
      && evidence.allSatisfy { $0.subjects.contains { $0.kind == .project } }
  }

  /// The opening after a record of it was made.
  private func told(_ open: Episode.Opening, _ alert: Alert) -> Episode.Opening {
    var open = open
    open.level = alert.level
    open.peak = max(open.peak, alert.level)
    open.sequence += 1
    open.records.append(SentRecord(id: alert.record, sentAt: alert.sentAt))
    if open.records.count > Self.keptRecords { open.records.remove(at: 1) }
    return open
  }

  /// Records of one alert that are remembered, and so referred to: the first and the latest.
  private static let keptRecords = 50

  private func decision(
    _ alert: Alert, _ open: Episode.Opening, _ warning: Warning, suppressed: Suppression.Reason? = nil
  ) -> AlertDecision {
    AlertDecision(alert: alert, earlier: open.records, suppressed: suppressed, warning: warning.id)
  }

  /// The next record of an alert. `shown` is what it tells of; the level is the lead's, or the last told.
  private func compose(
    _ status: Alert.Status, _ open: Episode.Opening, lead: LaneStanding?, shown: LaneStanding?,
    grounds: [Evidence] = [], _ warning: Warning
  ) -> Alert {
    let shown = shown ?? LaneStanding(warning)
    let level = lead?.level ?? open.level
    let evidence = status == .cancelled ? grounds : shown.evidence
    let text = AlertText(
      status: status, warning: warning, shown: shown, level: level, evidence: evidence, policy: policy)
    let isOver = status == .resolved || status == .cancelled
    return Alert(
      record: contentHash("alert-record", open.alert, String(open.sequence)), id: open.alert, episode: open.episode,
      status: status, subject: warning.subject, subjectName: warning.subjectName, category: warning.category,
      lane: shown.lane, level: level, urgency: isOver ? .past : shown.urgency,
      certainty: status == .cancelled ? .unlikely : shown.certainty, headline: text.headline,
      description: text.description, score: warning.score, confidence: shown.confidence,
      unconfirmed: !isOver && shown.isUnconfirmed, exercise: policy.isExercise, evidence: evidence,
      references: open.records.map(\.id), sentAt: warning.asOf,
      expiresAt: warning.asOf.adding(hours: policy.expiresHours(of: level)),
      roles: policy.roles(of: max(open.peak, level)),
      model: warning.model)
  }
}
