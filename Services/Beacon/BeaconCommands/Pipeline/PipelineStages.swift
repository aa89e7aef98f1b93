import ExtractionService
import IngestionService
import Messaging
import NotificationService
import ReferenceData
import ScoringService

/// The stages of the pipeline in the order of the flow. Alerts of an exercise are marked as nothing to act on.
func pipelineStages(_ reference: ReferenceValues, isExercise: Bool = false) -> [Stage] {
  [
    IngestionStages.identify(tracking: reference.tracking), IngestionStages.revise(),
    ExtractionStages.register(legalForms: reference.data.legalForms),
    ExtractionStages.parties(legalForms: reference.data.legalForms),
    ExtractionStages.extraction(reference: reference.data),
    ScoringStages.scoring(model: reference.data.riskModel, names: ScoringNames(reference.data.gazetteer)),
    NotificationStages.notification(model: reference.data.riskModel, isExercise: isExercise),
  ]
}
