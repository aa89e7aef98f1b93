import ExtractionService
import Foundation
import IngestionService
import Messaging
import NotificationService
import ReferenceData
import ScoringService

/// A stage with the service that runs it, as the tests replay it.
struct HostedStage {
  let stage: Stage
  let service: String

  var input: String { stage.inputs[0] }
  var group: String { "beacon-\(stage.name)" }

  /// All stages, in the order of the flow, over the checkout's reference data.
  static func all() throws -> [HostedStage] {
    let reference = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Shared/ReferenceData").standardizedFileURL.path
    let data = try ReferenceData(directory: reference)
    let tracking = try TrackingParameters(path: "\(reference)/Tables/tracking-parameters.tsv")
    return [
      HostedStage(stage: IngestionStages.identify(tracking: tracking), service: "beacon-ingestion"),
      HostedStage(stage: IngestionStages.revise(), service: "beacon-ingestion"),
      HostedStage(stage: ExtractionStages.register(), service: "beacon-extraction"),
      HostedStage(stage: ExtractionStages.extraction(reference: data), service: "beacon-extraction"),
      HostedStage(
        stage: ScoringStages.scoring(model: data.riskModel, countryNames: data.gazetteer.countryNames),
        service: "beacon-scoring"),
      HostedStage(
        stage: NotificationStages.notification(model: data.riskModel), service: "beacon-notification"),
    ]
  }
}
