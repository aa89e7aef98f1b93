import Messaging
import PipelineComposition
import PipelineContracts
import ReferenceData
import RiskScoring

/// The stage that folds signals into assessments and warnings.
package enum ScoringStages {
  package static let service = PipelineService(
    "scoring", summary: "folds events into scores, and warns when they change"
  ) { (context) throws(TableError) in
    let data = try context.reference.data()
    return [scoring(model: data.riskModel, names: ScoringNames(data.gazetteer))]
  }

  package static let scoringName = "scoring"

  /// The version of the rows of its state: raised with every change of what `RiskScoring` encodes. The lanes count
  /// their changes separately, so the sum rises with each.
  static let stateVersion = 6 + WarningLanes.stateVersion

  /// `beacon.signals.v1` → `beacon.assessments.v1`, `beacon.warnings.v1`.
  package static func scoring(model: RiskModel, names: ScoringNames = ScoringNames()) -> Stage {
    let memory = ScoringMemory()
    return Stage(
      name: scoringName, input: TopicCatalogue.signals.name,
      outputs: [TopicCatalogue.assessments.name, TopicCatalogue.warnings.name], isStateful: true,
      stateVersion: stateVersion, isTicked: true
    ) { () throws(StageFailure) in
      ScoringProcessor(model: model, names: names, memory: memory)
    }
  }
}
