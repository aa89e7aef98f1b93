import CommandLine
import Glibc
import ReferenceData
import ServiceRuntime

/// The reference data that the stages are made with, loaded once.
struct ReferenceValues: Sendable {
  let data: ReferenceData
  let tracking: TrackingParameters

  /// Fails with `noInput` where the data is not found, `dataError` where a table is wrong.
  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    let path = try ReferenceLocation(configured: configuration.reference, executable: executablePath()).path
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

/// The path of this program's file.
private func executablePath() -> String {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
  let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
  return String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
