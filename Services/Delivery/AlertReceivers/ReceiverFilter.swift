import Effects
import JSONCoding
import Models
import PipelineContracts

/// Which alert records a receiver wants, by their level and role.
package struct ReceiverFilter: Hashable, Sendable {
  /// The lowest level of alert that is delivered. The end of an alert is delivered at any level.
  package var lowestLevel: AlertLevel
  /// The role whose alerts are delivered; nil for all roles.
  package var role: AlertRole?

  package init(lowestLevel: AlertLevel = .watch, role: AlertRole? = nil) {
    self.lowestLevel = lowestLevel
    self.role = role
  }

  /// Whether the receiver wants the task's record.
  ///
  /// - Throws: an error where the record cannot be read as an alert.
  package func accepts(_ task: EffectTask) throws(JSONError) -> Bool {
    let alert = try TopicCatalogue.alerts.decode(task.value)
    if let role, !alert.roles.contains(role) { return false }
    return alert.status.isEnd || alert.level >= lowestLevel
  }
}

extension ReceiverFilter {
  /// Reads the fields `level` and `role` of a receiver's settings.
  init(json: inout JSONObject) throws(JSONError) {
    self.init(lowestLevel: try json.wordIfPresent("level") ?? .watch, role: try json.wordIfPresent("role"))
  }
}
