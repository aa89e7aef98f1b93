import ChildProcesses
import Foundation
import Testing

struct BuilderTests {
  @Test(
    "the builders make the committed tables again, byte for byte",
    arguments: ["build.py", "build_chinese.py", "build_map.py", "build_months.py", "build_place_names.py"])
  func reproducible(builder: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", root.appendingPathComponent("deploy/reference/\(builder)").path, "--check"]
    let errors = ChildProcess.pipe()
    process.standardError = errors
    try ChildProcess.start(process)
    let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    ChildProcess.waitForEnd(of: process)
    if process.terminationStatus == 77 || process.terminationStatus == 127 {
      print("skipped \(builder): the packages that the reference tables are built from are not here")
      return
    }
    #expect(process.terminationStatus == 0, "\(message)")
  }
}
