import ExtractionService
import Foundation
import IngestionService
import Messaging
import NotificationService
import ReferenceData
import ScoringService
import ServiceProcesses

extension PipelineStage {
  /// The stages themselves, over the checkout's reference data, by their names.
  static func implementations() throws -> [String: Stage] {
    let reference = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Shared/ReferenceData").standardizedFileURL.path
    let data = try ReferenceData(directory: reference)
    let tracking = try TrackingParameters(path: "\(reference)/Tables/tracking-parameters.tsv")
    let stages = [
      IngestionStages.identify(tracking: tracking), IngestionStages.revise(),
      ExtractionStages.register(legalForms: data.legalForms), ExtractionStages.parties(legalForms: data.legalForms),
      ExtractionStages.extraction(reference: data),
      ScoringStages.scoring(model: data.riskModel, names: ScoringNames(data.gazetteer)),
      NotificationStages.notification(model: data.riskModel),
    ]
    return Dictionary(uniqueKeysWithValues: stages.map { ($0.name, $0) })
  }
}
