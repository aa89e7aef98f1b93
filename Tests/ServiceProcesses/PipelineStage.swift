import BeaconCommands
import Foundation
import Messaging
import PipelineComposition

/// A stage of the running pipeline, with the service that runs it.
package struct PipelineStage: Sendable {
  package let stage: Stage
  /// The program of its service.
  package let service: String

  package var name: String { stage.name }
  /// The topic that it reads.
  package var input: String { stage.input }
  package var group: String { "beacon-\(name)" }

  /// All stages in the order of the flow, over the checkout's reference data.
  package static let all: [PipelineStage] = {
    let reference = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Shared/ReferenceData").standardizedFileURL.path
    let context = StageContext(reference: ReferenceSource(directory: reference))
    do {
      return try pipelineServices.flatMap { service in
        try service.makeStages(context).map { PipelineStage(stage: $0, service: service.program) }
      }
    } catch {
      fatalError("the stages cannot be made: \(error)")
    }
  }()
}
