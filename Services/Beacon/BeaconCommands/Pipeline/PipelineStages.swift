import CommandLine
import ExtractionService
import IngestionService
import NotificationService
import PipelineComposition
import ReportingService
import ScoringService
import ServiceRuntime

/// The services in the order of the flow, which `beacon run` and `beacon backtest` run in one process.
package let pipelineServices = [
  IngestionStages.service, ExtractionStages.service, ScoringStages.service, NotificationStages.service,
  ReportingStages.service,
]

extension Pipeline {
  /// All services in one process. Fails with `noInput` where the reference data is not found, `dataError` where a table
  /// is wrong.
  init(_ configuration: BeaconConfiguration, isExercise: Bool = false) throws(CommandFailure) {
    let location = try ReferenceLocation(
      configured: configuration.reference, executable: ReferenceLocation.thisProgram())
    let reference = ReferenceSource(directory: location.path)
    do {
      try self.init(
        of: pipelineServices, context: StageContext(reference: reference, isExercise: isExercise), program: "beacon-run"
      )
    } catch {
      throw CommandFailure(
        .dataError, "the reference data is wrong: \(error.description)", expected: "the tables of this version",
        remedy: "restore the file from the checkout, or correct that line")
    }
  }
}
