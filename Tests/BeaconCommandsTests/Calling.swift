import BeaconCommands
import CommandLine
import Foundation
import Synchronization

/// The result of a call of `beacon`.
struct Answer {
  let code: ExitCode
  let output: String
  let errors: String

  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Calls `beacon` in this process, as the executable does.
func beacon(
  _ words: String..., input: String = "", environment: [String: String] = [:], onTerminal: Bool = false
) throws -> Answer {
  try beacon(words, input: Array(input.utf8), environment: environment, onTerminal: onTerminal)
}

func beacon(
  _ words: [String], input: [UInt8], environment: [String: String] = [:], onTerminal: Bool = false
) throws -> Answer {
  let inputFile = try TemporaryFolder()
  let path = "\(inputFile.path)/input"
  try Data(input).write(to: URL(filePath: path))
  guard let handle = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileReadNoSuchFile) }
  let output = Gathered()
  let errors = Gathered()
  let console = Console(
    output: output.channel(isTerminal: onTerminal), errors: errors.channel(isTerminal: false),
    input: handle.fileDescriptor, environment: environment)
  let code = execute(BeaconCommand.root, version: BeaconCommand.version, words: words, console: console)
  return Answer(code: code, output: output.text, errors: errors.text)
}

private final class Gathered: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  func channel(isTerminal: Bool) -> OutputChannel {
    OutputChannel(isTerminal: isTerminal, colour: false) { more in
      self.bytes.withLock { $0 += more }
      return 0
    }
  }

  var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
