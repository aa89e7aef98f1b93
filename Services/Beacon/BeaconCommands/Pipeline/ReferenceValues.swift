import CommandLine
import ReferenceData
import ServiceRuntime

/// The reference data that the stages are made with, loaded once.
struct ReferenceValues: Sendable {
  let data: ReferenceData
  let tracking: TrackingParameters

  /// Fails with `noInput` where the data is not found, `dataError` where a table is wrong.
  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    let path = try ReferenceLocation(configured: configuration.reference, executable: ReferenceLocation.thisProgram())
      .path
    do {
      data = try ReferenceData(directory: path)
      tracking = try TrackingParameters(path: "\(path)/Tables/tracking-parameters.tsv")
    } catch {
      throw CommandFailure(
        .dataError, "the reference data is wrong: \(error.description)", expected: "the tables of this version",
        remedy: "restore the file from the checkout, or correct that line")
    }
  }
}
