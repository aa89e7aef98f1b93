import ChildProcesses
import Foundation

/// A program that serves a data folder, as the kill tests start and kill it.
struct Subject: Sendable, CustomStringConvertible {
  let description: String
  let executable: URL
  /// Runs until there is nothing to do.
  let untilIdle: @Sendable (_ directory: String) -> [String]
  /// Runs until it is killed.
  let endless: @Sendable (_ directory: String) -> [String]

  /// The program of that name that was built beside these tests.
  static func built(_ name: String) -> URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name)
  }

  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    try start(executable: executable, arguments, environment: environment)
  }

  func start(executable: URL, _ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    let environment = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try ChildProcess.start(process)
    return process
  }

  /// Runs to the end.
  ///
  /// - Throws: where it ends with another status than 0.
  func settle(_ directory: String) throws {
    let process = try start(untilIdle(directory))
    ChildProcess.waitForEnd(of: process)
    guard process.terminationStatus == 0 else {
      throw SubjectFailure(description: "\(description) ended with status \(process.terminationStatus)")
    }
  }
}

struct SubjectFailure: Error, CustomStringConvertible {
  let description: String
}
