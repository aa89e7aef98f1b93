import Alerting
import Messaging
import PipelineContracts
import ReferenceData

/// The stage that turns warnings into alerts.
package enum NotificationStages {
  package static let notificationName = "notification"

  /// `beacon.warnings.v1`, with the tables of silences and projects → `beacon.alerts.v1`, `beacon.suppressions.v1`.
  ///
  /// `isExercise` marks every alert as nothing to act on, for backtests and drills.
  package static func notification(model: RiskModel, isExercise: Bool = false) -> Stage {
    let policy = AlertPolicy(model, isExercise: isExercise)
    return Stage(
      name: notificationName, inputs: [TopicCatalogue.warnings.name],
      tables: [TopicCatalogue.silences.name, TopicCatalogue.projects.name],
      outputs: [TopicCatalogue.alerts.name, TopicCatalogue.suppressions.name], isStateful: true
    ) { () throws(StageFailure) in
      NotificationProcessor(policy: policy)
    }
  }
}

extension AlertPolicy {
  init(_ model: RiskModel, isExercise: Bool) {
    self.init(
      levels: Dictionary(
        model.levels.map { ($0.level, LevelPolicy(expiresHours: $0.expiresHours, roles: $0.roles)) },
        uniquingKeysWith: { first, _ in first }),
      coolDownHours: model.constants.coolDownHours,
      typeLabels: Dictionary(model.types.all.map { ($0.type, $0.label) }, uniquingKeysWith: { first, _ in first }),
      categoryNames: Dictionary(model.categories.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first }),
      isExercise: isExercise)
  }
}
