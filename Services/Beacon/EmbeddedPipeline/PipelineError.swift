import EmbeddedMessaging
import Messaging

/// Why the pipeline stopped before the end of its run.
package enum PipelineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stage stopped with a failure that needs a person. The earlier work of the other stages is committed.
  case stopped(StageStopped)
  /// The log failed. The last round is lost, and is done again at the next start.
  case log(EmbeddedLogError)
  /// The round's transaction was lost; see the reason.
  case lost(String)

  init(_ error: any Error) {
    switch error {
    case let error as PipelineError: self = error
    case let error as StageStopped: self = .stopped(error)
    case let error as EmbeddedLogError: self = .log(error)
    case let error as LostTransaction: self = .lost(error.reason)
    default: self = .lost("\(error)")
    }
  }

  /// Whether a later attempt at the same round may succeed.
  var isTransient: Bool {
    switch self {
    case .stopped: false
    case .log(.store(let error)): error.isTransient
    case .log(.file): true
    case .log: false
    case .lost: true
    }
  }

  package var description: String {
    switch self {
    case .stopped(let stopped): stopped.description
    case .log(let error): error.description
    case .lost(let reason): reason
    }
  }
}

struct LostTransaction: Error {
  var reason: String
}
