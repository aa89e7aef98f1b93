import ChildProcesses
import Foundation

/// One service of Beacon as a process of its own over a broker.
///
/// With the same instance name a restart is the same static member of its groups; six seconds without a sign of life
/// make the group give its partitions away.
package final class RunningService {
  package let name: String
  private let process = Process()

  package static let names = [
    "beacon-ingestion", "beacon-extraction", "beacon-scoring", "beacon-notification", "beacon-reporting",
  ]

  /// - Parameters:
  ///   - state: the folder of its state files.
  ///   - instance: nil for a dynamic member of its groups.
  ///   - fault: where the service fails, as `faulty-service` takes it; nil: nowhere.
  ///   - log: the file to which its log lines of level info and above are appended; nil: none are kept.
  package init(
    _ name: String, broker: String, state: String, instance: String? = "test", fault: String? = nil, log: URL? = nil,
    environment: [String: String] = [:]
  ) throws {
    self.name = name
    process.executableURL = BeaconProgram.folder.appending(path: fault == nil ? name : "faulty-service")
    process.arguments =
      (fault.map { [$0, name] } ?? []) + [
        "--kafka.bootstrap", broker, "--kafka.session-timeout", "6000", "--state", state, "--health.port", "0",
        "--log.level", log == nil ? "error" : "info",
      ]
    if let instance { process.arguments? += ["--kafka.instance", instance] }
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try log.map(Self.end) ?? FileHandle.nullDevice
    try ChildProcess.start(process)
  }

  package var processIdentifier: Int32 { process.processIdentifier }
  package var isRunning: Bool { process.isRunning }

  /// SIGKILL; returns when the process is gone.
  package func kill() {
    guard process.isRunning else { return }
    Glibc.kill(process.processIdentifier, SIGKILL)
    ChildProcess.waitForEnd(of: process)
  }

  /// Stops working without closing a connection, until `wake`.
  package func freeze() { Glibc.kill(process.processIdentifier, SIGSTOP) }

  package func wake() { Glibc.kill(process.processIdentifier, SIGCONT) }

  /// Sends SIGTERM; returns the exit status.
  package func stop() -> Int32 {
    askToStop()
    return waitUntilExit()
  }

  /// SIGTERM, without waiting. A second one would end the process at once.
  package func askToStop() {
    if process.isRunning { process.terminate() }
  }

  /// Returns the exit status.
  package func waitUntilExit() -> Int32 {
    ChildProcess.waitForEnd(of: process)
    return process.terminationStatus
  }

  private static func end(of file: URL) throws -> FileHandle {
    if !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    return handle
  }
}
