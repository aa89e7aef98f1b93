import Alerting
import JSONCoding
import Messaging
import Models
import PipelineContracts

/// Decodes warnings, takes each through its episode, and emits what is to be told and what is held back.
///
/// Its state is one row per subject and category with something to remember. Warnings are few: a row is read and written
/// with every one.
final class NotificationProcessor: StageProcessor {
  private let alerter: Alerter
  private var silences = SilenceBook()

  init(policy: AlertPolicy) {
    alerter = Alerter(policy: policy)
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let warning = try TopicCatalogue.warnings.decode(record)
    let key = Self.key(warning)
    let episode = try batch.state.value(key).map { (bytes) throws(StageFailure) in try Self.episode(bytes, of: key) }
    let (next, decisions) = alerter.step(episode, warning)
    for decision in decisions {
      switch silences.outcome(of: decision) {
      case .sent(let alert):
        batch.emit(
          try TopicCatalogue.alerts.record(
            alert, id: alert.record, from: NotificationStages.notificationName, causedBy: record))
      case .suppressed(let suppression):
        batch.emit(
          try TopicCatalogue.suppressions.record(
            suppression, id: suppression.id, from: NotificationStages.notificationName, causedBy: record))
      }
    }
    try batch.state.set(key, to: next?.jsonBytes())
  }

  /// A row that cannot be read is left out: a bad silence hides nothing, a bad project is protected by nothing.
  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {
    let id = String(decoding: key, as: UTF8.self)
    if topic == TopicCatalogue.silences.name {
      guard let value else { return silences.set(id, nil) }
      silences.set(id, try Self.read { () throws(JSONError) in try TopicCatalogue.silences.decode(value) })
    } else if topic == TopicCatalogue.projects.name {
      let project = try value.map { (value) throws(StageFailure) in
        try Self.read { () throws(JSONError) in try TopicCatalogue.projects.decode(value) }
      }
      silences.setProtected(SubjectKey(.project, id), project?.protected ?? false)
    }
  }

  private static func key(_ warning: Warning) -> [UInt8] {
    Array("e\(warning.subject)".utf8) + [0] + Array(warning.category.utf8)
  }

  private static func episode(_ bytes: [UInt8], of key: [UInt8]) throws(StageFailure) -> Episode {
    do {
      return try Episode(jsonBytes: bytes)
    } catch {
      let name = String(decoding: key.dropFirst(), as: UTF8.self)
      throw .fatal(
        "the state of notification for \(name) is not what this version writes: \(error). Remove the state and fold the warnings again."
      )
    }
  }

  private static func read<Value>(_ body: () throws(JSONError) -> Value) throws(StageFailure) -> Value {
    do { return try body() } catch { throw StageFailure(error) }
  }
}
