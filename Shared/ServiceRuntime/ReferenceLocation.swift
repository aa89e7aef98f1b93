import CommandLine
import FoundationEssentials
import Glibc

/// The folder of the reference data, which contains `Tables`, `Languages` and `RiskModel`.
package struct ReferenceLocation: Hashable, Sendable {
  package let path: String

  /// Finds the folder. The order is: `--reference`, `BEACON_REFERENCE` (both are passed as `configured`),
  /// `<executable>/../share/beacon`, the checkout that contains `.build`. If a place is configured, only that one is
  /// tried.
  package init(configured: String?, executable: String) throws(CommandFailure) {
    if let configured {
      guard Self.isReferenceData(configured) else {
        throw CommandFailure(
          .noInput, "there is no reference data in \(configured)", expected: Self.expectation,
          remedy: "set --reference DIR or BEACON_REFERENCE to such a folder, or set neither")
      }
      path = configured
      return
    }
    let folder = Self.parent(of: executable)
    let installed = folder + "/../share/beacon"
    let checkout = Self.checkout(holding: folder).map { $0 + "/Shared/ReferenceData" }
    guard let found = [installed, checkout].compactMap({ $0 }).first(where: Self.isReferenceData) else {
      throw CommandFailure(
        .noInput,
        "the reference data was not found: --reference DIR is not given, BEACON_REFERENCE is not set, "
          + "\(installed) does not contain it, and "
          + (checkout.map { "\($0) in the checkout does not either" } ?? "the program is in no checkout's .build"),
        expected: Self.expectation, remedy: "give --reference DIR, for example Shared/ReferenceData of a clone")
    }
    path = found
  }

  /// The path of this program's file.
  package static func thisProgram() -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
    return String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static let expectation = "a folder with Tables, Languages and RiskModel"

  private static func isReferenceData(_ path: String) -> Bool {
    ["Tables", "Languages", "RiskModel"].allSatisfy { name in
      var isDirectory = false
      return FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isDirectory) && isDirectory
    }
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// The folder whose `.build` contains the executable.
  private static func checkout(holding folder: String) -> String? {
    let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
    guard let build = parts.lastIndex(of: ".build") else { return nil }
    return parts[..<build].joined(separator: "/")
  }
}
