/// The failure of a command, with a message for the person who called it.
package struct CommandFailure: Error, Hashable, Sendable {
  package let status: ExitCode
  /// What happened, and where: a sentence without its full stop.
  package let message: String
  package let expected: String?
  /// What to do about it, if anything.
  package let remedy: String?

  package init(_ status: ExitCode, _ message: String, expected: String? = nil, remedy: String? = nil) {
    self.status = status
    self.message = message
    self.expected = expected
    self.remedy = remedy
  }

  /// The failure as lines for standard error; `command` is the name that was called, for example `beacon publish`.
  package func text(command: String) -> String {
    var lines = "\(command): \(terminalText(message))\n"
    if let expected { lines += "  expected: \(terminalText(expected))\n" }
    if let remedy { lines += "  what to do: \(terminalText(remedy))\n" }
    return lines
  }
}
