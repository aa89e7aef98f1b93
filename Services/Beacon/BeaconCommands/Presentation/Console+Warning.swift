import CommandLine

extension Console {
  /// Prints a warning on standard error; `message` may contain text from outside.
  func warn(_ message: String) { errors.printLine("warning: " + terminalText(message)) }
}
