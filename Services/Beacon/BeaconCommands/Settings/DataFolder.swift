import CommandLine
import EmbeddedMessaging
import EmbeddedPipeline
import Files
import FoundationEssentials
import PipelineComposition

extension CommandFailure {
  /// The failure of a command whose embedded log failed, with the log's message.
  init(_ error: EmbeddedLogError) {
    switch error {
    case .noLog(let directory) where Self.isFile(directory):
      self.init(
        ExitCode(error), "\(directory) is a file, and no data folder", expected: "the folder of the embedded log",
        remedy: "name a folder with --data or BEACON_DATA")
    case .file(let cause):
      self.init(
        ExitCode(error), cause.description, expected: "a data folder that can be created, read and written",
        remedy: cause.isOfPath
          ? "correct the path or its permissions, or name another folder with --data or BEACON_DATA" : nil)
    default: self.init(ExitCode(error), error.description)
    }
  }

  /// The failure of a command whose temporary log could not be opened.
  init(temporaryLog error: EmbeddedLogError) {
    guard case .file(let cause) = error else {
      self.init(error)
      return
    }
    self.init(
      ExitCode(error), cause.description, expected: "a folder for temporary files that this user may write to",
      remedy: "set TMPDIR to such a folder, on a volume with free space")
  }

  /// The failure of a command whose pipeline stopped, with the pipeline's message.
  init(_ error: PipelineError) {
    if case .log(let cause) = error { self.init(cause) } else { self.init(ExitCode(error), error.description) }
  }

  private static func isFile(_ path: String) -> Bool {
    var isDirectory = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory
  }
}

extension ExitCode {
  fileprivate init(_ error: EmbeddedLogError) {
    self =
      switch error {
      case .locked: .temporaryFailure
      case .noLog: .noInput
      case .unknownTopic: .misuse
      case .otherCleanup, .store, .internalFault: .internalError
      case .file: .inputOutput
      }
  }

  fileprivate init(_ error: PipelineError) {
    self =
      switch error {
      case .stopped: .internalError
      case .log(let error): ExitCode(error)
      case .lost: .inputOutput
      }
  }
}

/// Runs `body` and converts a failure of the embedded log to a `CommandFailure`.
func withDataFolder<Result>(
  _ body: () throws(EmbeddedLogError) -> Result
) throws(CommandFailure) -> Result {
  do {
    return try body()
  } catch {
    throw CommandFailure(error)
  }
}

/// Opens a log in a new temporary folder, which is removed with it.
func temporaryLog() throws(CommandFailure) -> EmbeddedLog {
  do throws(EmbeddedLogError) {
    return try EmbeddedLog.temporary(topics: Pipeline.topics)
  } catch {
    throw CommandFailure(temporaryLog: error)
  }
}
