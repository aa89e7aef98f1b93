import CommandLine
import EmbeddedMessaging
import EmbeddedPipeline
import Files
import Foundation
import Messaging
import Testing

@testable import BeaconCommands

@Suite("Failures of the data folder and of its pipeline")
struct DataFolderTests {
  @Test(
    "each failure of the log has its exit status, by itself and as the end of a pipeline",
    arguments: [
      (EmbeddedLogError.locked(directory: "data", holder: nil), ExitCode.temporaryFailure),
      (.noLog(directory: "data"), .noInput), (.unknownTopic("nowhere", directory: "data"), .misuse),
      (.otherCleanup(topic: "events", directory: "data"), .internalError), (.internalFault("one"), .internalError),
    ])
  func log(_ error: EmbeddedLogError, _ status: ExitCode) {
    #expect(CommandFailure(error) == CommandFailure(status, error.description))
    #expect(CommandFailure(PipelineError.log(error)) == CommandFailure(status, error.description))
  }

  @Test("a stage that stopped is a fault of the program, and a lost round one of reading or writing")
  func pipeline() {
    let stopped = StageStopped(stage: "scoring", reason: "one")
    #expect(CommandFailure(PipelineError.stopped(stopped)) == CommandFailure(.internalError, stopped.description))
    #expect(CommandFailure(PipelineError.lost("one")) == CommandFailure(.inputOutput, "one"))
  }

  @Test("a folder that cannot be opened fails as one of reading, and a damaged file as a fault")
  func files() throws {
    let folder = try TemporaryFolder()
    let loop = "\(folder.path)/loop"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    #expect(status(of: loop) == .inputOutput)
    try folder.write("beacon.sqlite", String(repeating: "Z", count: 8192))
    #expect(status(of: folder.path) == .internalError)
  }

  @Test(
    "a file in place of the data folder is called so, and no command is advised to create a log in it",
    arguments: [["alerts"], ["assess"], ["dead-letters", "list"]])
  func file(_ words: [String]) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("projects.csv", "id,name\n")
    let answer = try beacon(words, input: [], environment: ["BEACON_DATA": file])
    #expect(answer.code == .noInput)
    #expect(
      answer.errors == """
        beacon \(words.joined(separator: " ")): \(file) is a file, and no data folder
          expected: the folder of the embedded log
          what to do: name a folder with --data or BEACON_DATA

        """)
  }

  @Test("a data folder that cannot be created is refused with what was expected and what to do")
  func notCreated() throws {
    let folder = try TemporaryFolder()
    for data in ["/proc/x", try folder.write("projects.csv", "id,name\n")] {
      let answer = try beacon("publish", "-", "--data", data, input: "{\"body\":\"open\"}\n")
      #expect(answer.code == .inputOutput)
      #expect(answer.errors.contains("Could not create the folder \(data)"), "\(answer.errors)")
      #expect(answer.errors.contains("\n  expected: a data folder that can be created"), "\(answer.errors)")
      #expect(answer.errors.contains("\n  what to do: correct the path or its permissions, or name another folder"))
    }
  }

  @Test(
    "another path is advised where the path is the cause, and nowhere else",
    arguments: [(ENOENT, true), (EACCES, true), (EROFS, true), (EEXIST, true), (ENOSPC, false), (EIO, false)])
  func advice(code: Int32, isOfPath: Bool) {
    let failure = CommandFailure(EmbeddedLogError.file(FileError("write to", "data/inbox", code: code)))
    #expect((failure.remedy != nil) == isOfPath && failure.remedy?.contains("--data") != false)
  }

  @Test("a temporary log whose folder cannot be created fails with the advice to set TMPDIR, and none about --data")
  func temporary() async {
    await #expect(processExitsWith: .success) {
      setenv("TMPDIR", "/nonexistent/folder", 1)
      do throws(CommandFailure) {
        _ = try temporaryLog()
        Issue.record("a log was opened")
      } catch {
        #expect(error.status == .inputOutput && error.message.contains("/nonexistent/folder"))
        let remedy = try #require(error.remedy)
        #expect(remedy.contains("TMPDIR") && !remedy.contains("--data"))
      }
    }
  }

  /// The status with which a command fails that reads the log of a folder; nil where it can be read.
  private func status(of directory: String) -> ExitCode? {
    do throws(CommandFailure) {
      _ = try withDataFolder { () throws(EmbeddedLogError) in try EmbeddedReader(directory: directory) }
      return nil
    } catch {
      return error.status
    }
  }
}
