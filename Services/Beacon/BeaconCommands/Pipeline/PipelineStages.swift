import CommandLine
import ExtractionService
import IngestionService
import NotificationService
import PipelineComposition
import ReferenceData
import ReportingService
import ScoringService

/// The services in the order of the flow, which `beacon run` and `beacon backtest` run in one process.
package let pipelineServices = [
  IngestionStages.service, ExtractionStages.service, ScoringStages.service, NotificationStages.service,
  ReportingStages.service,
]

extension Pipeline {
  /// All services in one process. Fails with `noInput` where the reference data is not found, `dataError` where a table
  /// is wrong.
  init(_ configuration: BeaconConfiguration, isExercise: Bool = false) throws(CommandFailure) {
    self = try ReferenceFolder(configuration).read { (path) throws(TableError) in
      let context = StageContext(reference: ReferenceSource(directory: path), isExercise: isExercise)
      return try Pipeline(of: pipelineServices, context: context, program: "beacon-run")
    }
  }
}
