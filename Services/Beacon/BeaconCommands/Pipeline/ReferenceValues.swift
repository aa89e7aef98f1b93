import CommandLine
import ReferenceData
import ServiceRuntime

/// The reference data that the stages are made with, loaded once.
struct ReferenceValues: Sendable {
  let data: ReferenceData
  let tracking: TrackingParameters

  /// Fails with `noInput` where the data is not found, `dataError` where a table is wrong.
  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    (data, tracking) = try ReferenceFolder(configuration).read { (path) throws(TableError) in
      (
        try ReferenceData(directory: path),
        try TrackingParameters(path: "\(path)/Tables/tracking-parameters.tsv")
      )
    }
  }
}
