import Messaging
import PipelineContracts
import ReferenceData

/// The stage that folds signals into assessments and warnings.
package enum ScoringStages {
  package static let scoringName = "scoring"

  /// `beacon.signals.v1` → `beacon.assessments.v1`, `beacon.warnings.v1`.
  ///
  /// `countryNames` are English names by ISO 3166-1 alpha-2 code, as they are to stand in alerts.
  package static func scoring(model: RiskModel, countryNames: [String: String] = [:]) -> Stage {
    Stage(
      name: scoringName, inputs: [TopicCatalogue.signals.name],
      outputs: [TopicCatalogue.assessments.name, TopicCatalogue.warnings.name], isStateful: true
    ) { () throws(StageFailure) in
      ScoringProcessor(model: model, countryNames: countryNames)
    }
  }
}
