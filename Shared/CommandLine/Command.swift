/// One command: its parameters, its help and its action.
package struct Command: Sendable {
  package typealias Action = @Sendable (Arguments, Console) throws(CommandFailure) -> ExitCode

  package enum Body: Sendable {
    case group([Command])
    case action(Action)
  }

  package let name: String
  /// One line, without a full stop.
  package let summary: String
  /// What a person needs to know beyond the summary; paragraphs are separated by empty lines.
  package let discussion: String
  package let flags: [Flag]
  package let options: [OptionEntry]
  /// Only the last may have an arity other than `one`.
  package let positionals: [PositionalEntry]
  /// Complete command lines, which `--help` prints.
  package let examples: [String]
  package let body: Body

  package init(
    _ name: String, summary: String, discussion: String = "", flags: [Flag] = [], options: [OptionEntry] = [],
    positionals: [PositionalEntry] = [], examples: [String], action: @escaping Action
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.flags = flags
    self.options = options
    self.positionals = positionals
    self.examples = examples
    body = .action(action)
  }

  /// A command that only groups other commands.
  package init(
    group name: String, summary: String, discussion: String = "", examples: [String], commands: [Command]
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    flags = []
    options = []
    positionals = []
    self.examples = examples
    body = .group(commands)
  }

  package var commands: [Command] {
    if case .group(let commands) = body { commands } else { [] }
  }
}
