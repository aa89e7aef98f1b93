/// The result of parsing a command line.
package enum Invocation: Sendable {
  case help(Command, path: [String])
  case version
  case run(Arguments, Command.Action)
}

/// Parses a command line by a tree of commands.
///
/// `--name value` and `--name=value` are the same; `--` ends the options; `-` is a positional. `--help` and `-h`
/// anywhere before `--` win over everything else.
package struct CommandParser: Sendable {
  package let root: Command

  package init(root: Command) {
    self.root = root
  }

  /// Parses the words after the program's own name. A failure has the status `misuse`.
  package func parse(_ words: [String]) throws(CommandFailure) -> Invocation {
    if words.first == "--version", words.count == 1 { return .version }
    var words = words[...]
    var wantsHelp = false
    if words.first == "help" {
      words = words.dropFirst()
      wantsHelp = true
    }
    var command = root
    var path = [root.name]
    while case .group(let commands) = command.body {
      guard let word = words.first else {
        if wantsHelp { return .help(command, path: path) }
        throw misuse("a command is missing after \(quoted(path))", path, expected: names(of: commands))
      }
      if word == "--help" || word == "-h" { return .help(command, path: path) }
      guard let next = commands.first(where: { $0.name == word }) else {
        throw unknown(word, among: commands.map(\.name), kind: word.hasPrefix("-") ? "option" : "command", path)
      }
      command = next
      path.append(next.name)
      words = words.dropFirst()
    }
    let beforeEnd = words.prefix { $0 != "--" }
    if wantsHelp || beforeEnd.contains("--help") || beforeEnd.contains("-h") { return .help(command, path: path) }
    guard case .action(let action) = command.body else { return .help(command, path: path) }
    return .run(try arguments(of: command, path: path, words: words), action)
  }

  private func arguments(
    of command: Command, path: [String], words: ArraySlice<String>
  ) throws(CommandFailure) -> Arguments {
    var result = Arguments(path: path)
    var rest = words
    var optionsEnded = false
    while let word = rest.popFirst() {
      if !optionsEnded && word == "--" {
        optionsEnded = true
      } else if !optionsEnded && word.hasPrefix("--") {
        try readOption(word, of: command, into: &result, rest: &rest)
      } else if !optionsEnded && word.hasPrefix("-") && word != "-" {
        throw unknown(word, among: [], kind: "option", path)
      } else {
        try readPositional(word, of: command, into: &result)
      }
    }
    for entry in command.positionals where entry.arity.isRequired {
      guard result.count(positional: entry.parameter.name) > 0 else {
        throw misuse("\(entry.parameter.name) is missing", path, expected: entry.parameter.expected)
      }
    }
    for flag in command.flags where result[flag] {
      guard let other = flag.excludes.first(where: result.isGiven) else { continue }
      throw misuse("--\(flag.name) and --\(other) are both given", path, expected: "only one of them")
    }
    return result
  }

  private func readOption(
    _ word: String, of command: Command, into result: inout Arguments, rest: inout ArraySlice<String>
  ) throws(CommandFailure) {
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    if command.flags.contains(where: { $0.name == name }) {
      guard parts.count == 1 else { throw misuse("--\(name) takes no value", result.path, expected: "--\(name) alone") }
      result.set(flag: name)
      return
    }
    guard let entry = command.options.first(where: { $0.parameter.name == name }) else {
      let known = command.flags.map { "--\($0.name)" } + command.options.map { "--\($0.parameter.name)" }
      throw unknown("--\(name)", among: known + ["--help"], kind: "option", result.path)
    }
    let value: String
    if parts.count == 2 {
      value = String(parts[1])
    } else if let next = rest.first, !next.hasPrefix("--") {
      value = next
      rest = rest.dropFirst()
    } else {
      throw misuse("--\(name) needs a value", result.path, expected: entry.parameter.expected)
    }
    guard entry.parameter.accepts(value) else {
      let problem = entry.parameter.problem(with: value).map { ": \($0)" } ?? ""
      throw misuse("--\(name) cannot be \"\(value)\"\(problem)", result.path, expected: entry.parameter.expected)
    }
    guard result.set(option: name, to: value) else {
      throw misuse("--\(name) is given twice", result.path, expected: "--\(name) once")
    }
  }

  private func readPositional(
    _ word: String, of command: Command, into result: inout Arguments
  ) throws(CommandFailure) {
    let entry = command.positionals.first {
      $0.arity.isRepeated || result.count(positional: $0.parameter.name) == 0
    }
    guard let entry else {
      throw misuse(
        "\"\(word)\" is one word too many", result.path,
        expected: command.positionals.isEmpty ? "options only" : "only \(usage(of: command.positionals))")
    }
    guard entry.parameter.accepts(word) else {
      let problem = entry.parameter.problem(with: word).map { ": \($0)" } ?? ""
      throw misuse(
        "\(entry.parameter.name) cannot be \"\(word)\"\(problem)", result.path, expected: entry.parameter.expected)
    }
    result.add(positional: entry.parameter.name, word)
  }

  private func misuse(_ message: String, _ path: [String], expected: String) -> CommandFailure {
    CommandFailure(.misuse, message, expected: expected, remedy: "see \(quoted(path + ["--help"]))")
  }

  private func unknown(_ word: String, among known: [String], kind: String, _ path: [String]) -> CommandFailure {
    let guess = suggestion(for: word, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
    return CommandFailure(
      .misuse, "there is no \(kind) \"\(word)\"\(guess)", remedy: "see \(quoted(path + ["--help"]))")
  }

  private func quoted(_ path: [String]) -> String { "`" + path.joined(separator: " ") + "`" }

  private func names(of commands: [Command]) -> String {
    "one of " + commands.map(\.name).joined(separator: ", ")
  }
}
