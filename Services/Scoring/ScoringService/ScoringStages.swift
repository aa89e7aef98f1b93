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

  /// The version of the stage's rows. Raise the number here with every change of what `RiskScoring` encodes, or of the
  /// rules by which reports join, name or end incidents; the lanes' state has a separate version, which is added.
  static let stateVersion = 12 + WarningLanes.stateVersion

  /// Reads `beacon.signals.v1`; writes `beacon.assessments.v1` and `beacon.warnings.v1`.
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
