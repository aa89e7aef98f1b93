import ChildProcesses
import Foundation
import Models
import PipelineContracts
import Testing

/// The consumer of `deploy/docs/consumer.md`, compiled and run as its reader would.
@Suite struct ConsumerScriptTests {
  private func script() throws -> String {
    let readme = try String(contentsOfFile: checkout + "/deploy/docs/consumer.md", encoding: .utf8)
    let rest = try #require(readme.split(separator: "```swift\n", maxSplits: 1).dropFirst().first)
    return try #require(rest.split(separator: "```", maxSplits: 1).first.map(String.init))
  }

  /// Runs a program to its end with these bytes as its standard input.
  private func run(_ program: String, _ words: [String], input: [UInt8] = []) throws -> Answer {
    let folder = try TemporaryFolder()
    try Data(input).write(to: URL(filePath: "\(folder.path)/input"))
    for name in ["output", "errors"] { try folder.write(name, "") }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = words
    process.standardInput = FileHandle(forReadingAtPath: "\(folder.path)/input")
    process.standardOutput = FileHandle(forWritingAtPath: "\(folder.path)/output")
    process.standardError = FileHandle(forWritingAtPath: "\(folder.path)/errors")
    try ChildProcess.start(process)
    ChildProcess.waitForEnd(of: process)
    return Answer(
      code: process.terminationStatus == 0 ? .success : .internalError, output: try folder.read("output"),
      errors: try folder.read("errors"))
  }

  private func alert(_ number: Int, headline: String = "h") -> [UInt8] {
    let time = Timestamp(milliseconds: 1_772_352_900_000)
    return TopicCatalogue.alerts.encode(
      Alert(
        record: "r\(number)", id: "a", episode: "e", status: .raised, subject: SubjectKey(.country, "PE"),
        subjectName: "Peru", category: "SEC", lane: .severity, level: .warning, urgency: .immediate, certainty: .likely,
        headline: "\(headline) \(number)", description: "d", confidence: 0.5, evidence: [], sentAt: time,
        expiresAt: time, roles: [.enterprise], model: "1"))
  }

  private func lines(_ lines: [UInt8]...) -> [UInt8] { Array(lines.joined(separator: [UInt8(ascii: "\n")])) }

  @Test(
    "The documented consumer has under 60 lines, shows each alert once over repeats and restarts, and survives bad lines"
  )
  func consumer() throws {
    let text = try script()
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 60)
    let folder = try TemporaryFolder()
    let source = try folder.write("alerts.swift", text)
    let program = "\(folder.path)/alerts"
    let compiled = try run("/usr/bin/env", ["swiftc", "-o", program, source])
    #expect(compiled.code == .success && compiled.errors.isEmpty, "\(compiled.errors)")
    let seen = "\(folder.path)/seen"

    let bad = Array(#"{"record":"r9""#.utf8)
    let first = try run(
      program, [seen],
      input: lines(
        alert(1), alert(2), alert(1), bad, [0xFF, 0], Array("[1]".utf8), [], alert(3, headline: "a\nb"), alert(2)))
    #expect(first.code == .success)
    #expect(
      first.lines == ["warning raised: Peru: h 1", "warning raised: Peru: h 2", "warning raised: Peru: a b 3"],
      "\(first.errors)")
    #expect(first.errors.split(separator: "\n").map { $0.prefix(7) } == ["line 4 ", "line 5 ", "line 6 ", "line 7 "])

    let second = try run(program, [seen], input: lines(alert(1), alert(2), alert(3), alert(4)))
    #expect(second.lines == ["warning raised: Peru: h 4"])

    // A crash before the id of the last alert was completely on the disk: it is handled again, and none is lost.
    let whole = try Data(contentsOf: URL(filePath: seen))
    try whole.dropLast(2).write(to: URL(filePath: seen))
    let third = try run(program, [seen], input: lines(alert(1), alert(4), alert(5)))
    #expect(third.lines == ["warning raised: Peru: h 4", "warning raised: Peru: h 5"])
    #expect(try run(program, [seen], input: lines(alert(1), alert(4), alert(5))).lines.isEmpty)
  }
}
