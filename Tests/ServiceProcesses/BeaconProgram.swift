import ChildProcesses
import Foundation

/// The programs under test: those that were built with the tests, or the ones in the folder that `BEACON_EXECUTABLES`
/// names, a release build for example.
package enum BeaconProgram {
  package static let folder: URL =
    ProcessInfo.processInfo.environment["BEACON_EXECUTABLES"].map { URL(filePath: $0) }
    ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

  /// Runs a program to its end; returns what it wrote to standard output.
  ///
  /// - Throws: with what it wrote to standard error, where it ends with another status than 0.
  @discardableResult
  package static func run(_ name: String, _ words: String...) throws -> Data {
    try ExternalProgram.run(folder.appending(path: name), words)
  }
}

package enum ExternalProgram {
  /// The program of the first of these names that `PATH` leads to.
  package static func find(_ names: String...) -> URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return names.lazy.flatMap { name in folders.map { URL(filePath: "\($0)/\(name)") } }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// As `BeaconProgram.run`.
  @discardableResult
  package static func run(_ program: URL, _ words: [String]) throws -> Data {
    let process = Process()
    process.executableURL = program
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    let output = ChildProcess.pipe()
    let errors = FileManager.default.temporaryDirectory.appending(path: "beacon-errors-\(UUID().uuidString)")
    try Data().write(to: errors)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try ChildProcess.start(process)
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    ChildProcess.waitForEnd(of: process)
    guard process.terminationStatus == 0 else {
      let said = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
      throw ProgramFailure(
        description:
          "\(program.lastPathComponent) \(words.joined(separator: " ")) ended with \(process.terminationStatus): \(said)"
      )
    }
    return answer
  }
}

package struct ProgramFailure: Error, CustomStringConvertible {
  package let description: String
}
