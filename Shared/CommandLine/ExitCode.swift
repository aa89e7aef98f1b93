/// The exit status of a command. Numbers from 64 on are those of BSD's `sysexits.h`.
package enum ExitCode: Int32, Hashable, Sendable, CaseIterable {
  case success = 0
  /// Some of the input was bad; the rest was done.
  case partial = 2
  /// The command line is wrong.
  case misuse = 64
  /// The input is invalid.
  case dataError = 65
  /// An input is missing or cannot be read.
  case noInput = 66
  /// Something that is needed is not available now.
  case unavailable = 69
  /// The program has a fault.
  case internalError = 70
  /// An output cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed.
  case inputOutput = 74
  /// Try again later.
  case temporaryFailure = 75
  /// The configuration is wrong.
  case configuration = 78

  package var meaning: String {
    switch self {
    case .success: "done"
    case .partial: "done, but some lines of the input were bad; each has an error in the output"
    case .misuse: "the command line is wrong"
    case .dataError: "the input is not what it should be"
    case .noInput: "an input or the reference data is not there"
    case .unavailable: "something that is needed cannot be had"
    case .internalError: "a fault of the program"
    case .cannotCreate: "an output cannot be created"
    case .inputOutput: "reading or writing failed"
    case .temporaryFailure: "busy; try again"
    case .configuration: "the configuration is wrong"
    }
  }
}
