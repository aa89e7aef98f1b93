import Models

/// Composes the records of one alert.
struct AlertComposer {
  let policy: AlertPolicy
  let subject: SubjectKey
  let name: String
  /// The alert's category.
  let category: String
  let open: OpenAlert
  /// The warning that calls for the record; nil where the passing of time does.
  let warning: Warning?
  let time: Timestamp

  /// The alert's next record. `shown` is the lane that it reports; `level` is the alert's level, which another lane may
  /// give: `lead`, whose reason then follows that of `shown`. The record has a score only where `shown` is of the
  /// alert's category.
  func record(_ status: Alert.Status, level: AlertLevel, shown: LaneState, lead: LaneState? = nil) -> Alert {
    let measures =
      status.isEnd
      ? [] : policy.measures(type: shown.evidence.first?.type, category: shown.category, level: level)
    let score = warning.flatMap { $0.category == shown.category ? $0.score : nil } ?? shown.score
    let text = AlertText(
      status: status, subject: subject, subjectName: name, category: category, shown: shown,
      lead: lead, level: level,
      withdraws: warning?.withdraws ?? [], score: score, measures: measures, isNew: open.isNew,
      policy: policy)
    let urgency = status.isEnd ? .past : shown.urgency
    let raisedAt = open.records.first?.sentAt ?? time
    let age = Int((time.milliseconds - raisedAt.milliseconds) / Timestamp.millisecondsPerHour)
    let hours = status == .renewed ? policy.renewalHours(open: age) : policy.expiresHours(of: level)
    return Alert(
      record: contentHash("alert-record", open.alert, String(open.sequence)), id: open.alert, episode: open.episode,
      status: status, subject: subject, subjectName: name, category: category, lane: shown.lane, level: level,
      urgency: urgency, certainty: status == .cancelled ? .unlikely : shown.certainty, headline: text.headline,
      description: text.description, score: shown.category == category ? score : nil, confidence: shown.confidence,
      unconfirmed: !status.isEnd && shown.isUnconfirmed, contested: !status.isEnd && shown.isContested,
      exercise: policy.isExercise, evidence: shown.evidence, measures: measures,
      horizonHours: policy.horizonHours(of: urgency),
      area: AlertArea(countries: subject.kind == .country ? [subject.id] : []), references: open.records.map(\.id),
      sentAt: time,
      expiresAt: time.adding(hours: hours), roles: policy.roles(of: max(open.peak, level)), model: shown.model)
  }
}
