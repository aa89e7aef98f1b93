import Alerting
import Messaging
import Models
import PipelineComposition
import PipelineContracts
import ReferenceData

/// The stage that turns warnings into alerts.
package enum NotificationStages {
  package static let service = PipelineService(
    "notification", summary: "turns warnings into alerts that live until they are resolved or cancelled"
  ) { (context) throws(TableError) in
    [
      notification(
        model: try context.reference.riskModel(), tables: try AlertTables(directory: context.reference.directory),
        isExercise: context.isExercise)
    ]
  }

  package static let notificationName = "notification"
  /// The version of the stored rows. Raise it with every change of their fields: rows of an older version are rebuilt.
  private static let stateVersion = 6

  /// `beacon.warnings.v1`, with the tables of silences and projects → `beacon.alerts.v1`, `beacon.suppressions.v1`.
  ///
  /// `isExercise` marks every alert as nothing to act on, for backtests and drills.
  package static func notification(model: RiskModel, tables: AlertTables, isExercise: Bool = false) -> Stage {
    let policy = AlertPolicy(model, tables: tables, isExercise: isExercise)
    return Stage(
      name: notificationName, input: TopicCatalogue.warnings.name,
      tables: [TopicCatalogue.silences.name, TopicCatalogue.projects.name],
      outputs: [TopicCatalogue.alerts.name, TopicCatalogue.suppressions.name], isStateful: true,
      stateVersion: stateVersion
    ) { () throws(StageFailure) in
      NotificationProcessor(policy: policy)
    }
  }
}

extension AlertPolicy {
  package init(_ model: RiskModel, tables: AlertTables = AlertTables(), isExercise: Bool = false) {
    self.init(
      levels: Dictionary(
        model.levels.map {
          (
            $0.level,
            LevelPolicy(
              expiresHours: $0.expiresHours, roles: $0.roles, leave: $0.leave, holdHours: $0.holdHours)
          )
        },
        uniquingKeysWith: { first, _ in first }),
      thresholds: Dictionary(
        model.categories.map { ($0.code, $0.thresholds) }, uniquingKeysWith: { first, _ in first }),
      coolDownHours: model.constants.coolDownHours, rules: Rules(model),
      typeLabels: Dictionary(model.types.all.map { ($0.type, $0.label) }, uniquingKeysWith: { first, _ in first }),
      categoryNames: Dictionary(model.categories.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first }),
      stateTypes: Set(model.types.all.filter(\.isState).map(\.type)),
      endingTypes: Set(model.types.all.flatMap(\.endedBy)),
      measures: Dictionary(grouping: model.alerting.measures, by: \.of).mapValues { rows in
        rows.map { LevelMeasure(level: $0.level, text: $0.text) }
      },
      laneReasons: model.alerting.lanes.mapValues { LaneReason(confirmed: $0.reason, unconfirmed: $0.unconfirmed) },
      phrases: model.alerting.phrases, countryCodes: tables.countryCodes, places: tables.places,
      datelineEnds: tables.datelineEnds,
      counterpartyCategories: model.alerting.counterpartyCategories, isExercise: isExercise)
  }
}

extension AlertPolicy.Rules {
  fileprivate init(_ model: RiskModel) {
    let constants = model.alerting.constants
    self.init(
      renewBeforeHours: constants.renewBeforeHours, renewedHours: constants.renewedHours,
      longestRenewalHours: constants.longestRenewalHours, urgency: model.urgencyRules,
      futureHours: constants.futureHours, headlineQuoteBytes: constants.headlineQuoteBytes,
      describedReports: constants.describedReports, evidenceQuotes: model.constants.evidenceQuotes,
      measures: constants.shownMeasures, hourlyCap: constants.hourlyCap)
  }
}
