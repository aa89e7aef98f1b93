import CommandLine
import EmbeddedMessaging
import EmbeddedPipeline

extension CommandFailure {
  /// The failure of a command whose embedded log failed, with the log's message.
  init(_ error: EmbeddedLogError) { self.init(ExitCode(error), error.description) }

  /// The failure of a command whose pipeline stopped, with the pipeline's message.
  init(_ error: PipelineError) { self.init(ExitCode(error), error.description) }
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
