/// The input, the outputs and the environment of a command.
package struct Console: Sendable {
  package let output: OutputChannel
  package let errors: OutputChannel
  /// The file descriptor of the input, as a rule standard input.
  package let input: Int32
  package let environment: [String: String]

  package init(output: OutputChannel, errors: OutputChannel, input: Int32 = 0, environment: [String: String]) {
    self.output = output
    self.errors = errors
    self.input = input
    self.environment = environment
  }

  /// The standard streams of the process.
  package init(environment: [String: String]) {
    self.init(
      output: OutputChannel(descriptor: 1, isBuffered: true, environment: environment),
      errors: OutputChannel(descriptor: 2, isBuffered: false, environment: environment), environment: environment)
  }
}

/// Parses the command line, runs the command and reports its failure; returns the exit status.
package func execute(_ root: Command, version: String, words: [String], console: Console) -> ExitCode {
  var called = root.name
  do throws(CommandFailure) {
    let status: ExitCode
    switch try CommandParser(root: root).parse(words) {
    case .help(let command, let path):
      console.output.print(helpText(of: command, path: path))
      status = .success
    case .version:
      console.output.printLine("\(root.name) \(version)")
      status = .success
    case .run(let arguments, let action):
      called = arguments.path.joined(separator: " ")
      status = try action(arguments, console)
    }
    try console.output.flush()
    try console.errors.flush()
    return status
  } catch {
    // The failure is reported even where standard output is closed, so neither flush may hide it.
    try? console.output.flush()
    console.errors.print(error.text(command: called))
    try? console.errors.flush()
    return error.status
  }
}
