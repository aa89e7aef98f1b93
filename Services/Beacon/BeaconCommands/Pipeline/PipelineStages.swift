import IngestionService
import Messaging
import ScoringService

/// The stages of the pipeline in the order of the flow.
func pipelineStages(_ reference: ReferenceValues) -> [Stage] {
  [
    IngestionStages.identify(tracking: reference.tracking), IngestionStages.revise(),
    ScoringStages.scoring(model: reference.data.riskModel, countryNames: reference.countryNames),
  ]
}
