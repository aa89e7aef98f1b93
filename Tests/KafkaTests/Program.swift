import ChildProcesses
import Foundation
import ServiceProcesses

/// A program that was built with these tests, called as a user calls it.
final class Program {
  struct Answer {
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  private let process = Process()
  private let files: URL

  init(_ name: String, _ words: [String], input: String = "", environment: [String: String] = [:]) throws {
    files = FileManager.default.temporaryDirectory.appending(path: "beacon-program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    try Data(input.utf8).write(to: files.appending(path: "input"))
    for file in ["output", "errors"] { try Data().write(to: files.appending(path: file)) }
    process.executableURL = BeaconProgram.folder.appending(path: name)
    process.arguments = words
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: files.appending(path: "input"))
    process.standardOutput = try FileHandle(forWritingTo: files.appending(path: "output"))
    process.standardError = try FileHandle(forWritingTo: files.appending(path: "errors"))
    try ChildProcess.start(process)
  }

  deinit {
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      ChildProcess.waitForEnd(of: process)
    }
    try? FileManager.default.removeItem(at: files)
  }

  /// What it has written so far.
  var bytes: [UInt8] { (try? Data(contentsOf: files.appending(path: "output"))).map(Array.init) ?? [] }

  var output: String { String(decoding: bytes, as: UTF8.self) }

  var isRunning: Bool { process.isRunning }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Waits for its end.
  func answer() throws -> Answer {
    ChildProcess.waitForEnd(of: process)
    return Answer(
      status: process.terminationStatus, output: output,
      errors: try String(contentsOf: files.appending(path: "errors"), encoding: .utf8))
  }

  /// Waits until the output has so many lines, at most two minutes.
  func waitForLines(_ count: Int) {
    for _ in 0..<1200 where output.split(separator: "\n").count < count && isRunning {
      Thread.sleep(forTimeInterval: 0.1)
    }
  }
}

/// Runs `beacon` to its end.
func beacon(_ words: String..., input: String = "", environment: [String: String] = [:]) throws -> Program.Answer {
  try Program("beacon", words, input: input, environment: environment).answer()
}
