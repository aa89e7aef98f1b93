import CommandLine
import EmbeddedMessaging

extension CommandFailure {
  /// The log's own words say what happened, where and what to do.
  init(_ error: EmbeddedLogError) {
    self.init(ExitCode(rawValue: error.exitStatus) ?? .internalError, error.description)
  }
}

/// Runs `body` and says a failure of the log as one of the command.
func withDataFolder<Result>(
  _ body: () throws(EmbeddedLogError) -> Result
) throws(CommandFailure) -> Result {
  do {
    return try body()
  } catch {
    throw CommandFailure(error)
  }
}
