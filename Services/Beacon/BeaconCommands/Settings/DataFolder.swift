import CommandLine
import EmbeddedMessaging

extension CommandFailure {
  /// The failure of a command whose embedded log failed, with the log's message.
  init(_ error: EmbeddedLogError) {
    self.init(ExitCode(rawValue: error.exitStatus) ?? .internalError, error.description)
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
