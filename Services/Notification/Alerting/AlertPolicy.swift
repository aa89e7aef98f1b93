import Models

/// What alerting has to know beside the warnings: plain values, from the risk model.
package struct AlertPolicy: Sendable {
  package struct LevelPolicy: Hashable, Sendable {
    package var expiresHours: Int
    package var roles: [AlertRole]

    package init(expiresHours: Int, roles: [AlertRole]) {
      self.expiresHours = expiresHours
      self.roles = roles
    }
  }

  package var levels: [AlertLevel: LevelPolicy]
  /// An update that is no escalation waits so long after the last record.
  package var coolDownHours: Int
  /// Plain English for event types and categories.
  package var typeLabels: [String: String]
  package var categoryNames: [String: String]
  /// Marks every alert as nothing to act on.
  package var isExercise: Bool

  package init(
    levels: [AlertLevel: LevelPolicy], coolDownHours: Int, typeLabels: [String: String],
    categoryNames: [String: String], isExercise: Bool = false
  ) {
    self.levels = levels
    self.coolDownHours = coolDownHours
    self.typeLabels = typeLabels
    self.categoryNames = categoryNames
    self.isExercise = isExercise
  }

  func roles(of level: AlertLevel) -> [AlertRole] { levels[level]?.roles ?? [.enterprise] }
  func expiresHours(of level: AlertLevel) -> Int { levels[level]?.expiresHours ?? 72 }
}
