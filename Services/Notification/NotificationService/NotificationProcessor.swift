import Alerting
import JSONCoding
import KeyedState
import Messaging
import Models
import PipelineComposition
import PipelineContracts

/// Decodes warnings, applies each to its subject's alerts, and emits alerts and suppressions.
///
/// Its state is one row per subject with something to remember, under `s` and the subject, and one row per subject with
/// something due, under `q`, the time and the subject. Warnings are few: a row is read and written with every one.
final class NotificationProcessor: StageProcessor {
  private let alerter: Alerter
  private var silences = SilenceIndex()
  private var decoded = DecodedRows()

  init(policy: AlertPolicy) {
    alerter = Alerter(policy: policy)
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let value = try TopicCatalogue.warnings.decode(record)
    try advance(to: batch.time, record, &batch)
    guard case .warning(let warning) = value else { return }
    let before = try alerts(of: warning.subject, in: batch)
    let (after, decisions) = alerter.step(before, warning)
    try emit(decisions, record, &batch)
    try set(after, before: before, in: batch)
  }

  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {
    let id = String(decoding: key, as: UTF8.self)
    if topic == TopicCatalogue.silences.name {
      silences.set(id, try TopicCatalogue.silences.row(value))
    } else if topic == TopicCatalogue.projects.name {
      let project = try TopicCatalogue.projects.row(value)
      silences.setProtected(SubjectKey(.project, id), project?.protected ?? false)
    }
  }

  // MARK: Time

  /// Emits the records that are due: renewals, and updates that were held back.
  private func advance(to time: Timestamp, _ record: Record, _ batch: inout StageBatch) throws(StageFailure) {
    var due: [SubjectKey] = []
    try batch.state.scan(prefix: [UInt8(ascii: "q")]) { (key, _) throws(StageFailure) in
      guard let (at, subject) = Row.due(in: key), at <= time else { return false }
      due.append(subject)
      return true
    }
    for subject in due {
      guard let before = try alerts(of: subject, in: batch) else { continue }
      let (after, decisions) = alerter.advance(before, to: time)
      try emit(decisions, record, &batch)
      try set(after, before: before, in: batch)
    }
  }

  private func emit(
    _ decisions: [AlertDecision], _ record: Record, _ batch: inout StageBatch
  ) throws(StageFailure) {
    for decision in decisions {
      switch silences.outcome(of: decision) {
      case .sent(let alert):
        batch.count(PipelineMetrics.alerts, alert.status.rawValue, alert.level.rawValue)
        batch.emit(
          try TopicCatalogue.alerts.record(
            alert, id: alert.record, from: NotificationStages.notificationName, causedBy: record))
      case .suppressed(let suppression):
        batch.emit(
          try TopicCatalogue.suppressions.record(
            suppression, id: suppression.id, from: NotificationStages.notificationName, causedBy: record))
      }
    }
  }

  // MARK: Rows

  private func alerts(of subject: SubjectKey, in batch: StageBatch) throws(StageFailure) -> SubjectAlerts? {
    guard let bytes = try batch.state.value(Row.alerts(of: subject)) else { return nil }
    do {
      return try decoded.alerts(of: subject, in: bytes)
    } catch {
      throw batch.state.unreadable("the row of \(subject): \(error)", of: NotificationStages.notificationName)
    }
  }

  private func set(
    _ after: SubjectAlerts, before: SubjectAlerts?, in batch: StageBatch
  ) throws(StageFailure) {
    var after = after
    after.dueAt = after.due(alerter.policy)
    if before?.dueAt != after.dueAt {
      if let old = before?.dueAt { try batch.state.set(Row.due(old, after.subject), to: nil) }
      if let new = after.dueAt { try batch.state.set(Row.due(new, after.subject), to: [1]) }
    }
    let bytes = after.episodes.isEmpty ? nil : after.jsonBytes()
    try batch.state.set(Row.alerts(of: after.subject), to: bytes)
    if let bytes { decoded.note(after, in: bytes) }
  }
}

/// A cache of decoded rows, because most warnings concern a few subjects. An entry is used only if the stored bytes are
/// still the same, so that a reverted batch cannot make it stale.
private struct DecodedRows {
  private var rows: [SubjectKey: (bytes: [UInt8], alerts: SubjectAlerts)] = [:]
  /// The most subjects in the cache; a row has some kilobytes.
  private static let limit = 500

  mutating func alerts(of subject: SubjectKey, in bytes: [UInt8]) throws(JSONError) -> SubjectAlerts {
    if let row = rows[subject], row.bytes == bytes { return row.alerts }
    let alerts = try SubjectAlerts(jsonBytes: bytes)
    note(alerts, in: bytes)
    return alerts
  }

  mutating func note(_ alerts: SubjectAlerts, in bytes: [UInt8]) {
    if rows.count >= Self.limit, rows[alerts.subject] == nil { rows = [:] }
    rows[alerts.subject] = (bytes, alerts)
  }
}

/// The keys of the stage's rows.
private enum Row {
  static func alerts(of subject: SubjectKey) -> [UInt8] { Array("s\(subject)".utf8) }

  /// A key that sorts by time, so that a scan can end at the first row that is not due.
  static func due(_ time: Timestamp, _ subject: SubjectKey) -> [UInt8] {
    var key = [UInt8(ascii: "q")]
    SortableKey.append(time, to: &key)
    return key + Array("\(subject)".utf8)
  }

  static func due(in key: [UInt8]) -> (Timestamp, SubjectKey)? {
    let start = 1 + SortableKey.timeWidth
    guard key.count > start, let subject = SubjectKey(String(decoding: key[start...], as: UTF8.self)) else {
      return nil
    }
    return (SortableKey.time(in: key, at: 1), subject)
  }
}
