import CommandLine
import ReferenceData
import ServiceRuntime

/// The folder of the reference data, for commands that read single tables of it.
struct ReferenceFolder: Sendable {
  let path: String

  /// Fails with `noInput` where the data is not found.
  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    path = try ReferenceLocation(configured: configuration.reference, executable: ReferenceLocation.thisProgram()).path
  }

  /// Returns what `body` reads from the folder; an invalid table fails with `dataError`.
  func read<Value>(_ body: (_ path: String) throws(TableError) -> Value) throws(CommandFailure) -> Value {
    do {
      return try body(path)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The codes of all countries, ISO 3166-1 alpha-2.
  func countryCodes() throws(CommandFailure) -> Set<String> {
    try read { (path) throws(TableError) in Set(try CountryNames(directory: path).codes.values) }
  }
}

extension CommandFailure {
  /// The failure of a command whose reference data has an invalid table.
  init(_ error: TableError) {
    self.init(
      .dataError, "the reference data is wrong: \(error.description)", expected: "the tables of this version",
      remedy: "restore the file from the checkout, or correct that line")
  }
}
