/// What `--help` prints for a command, at most 100 columns wide.
package func helpText(of command: Command, path: [String]) -> String {
  let name = path.joined(separator: " ")
  var text = "\(name): \(command.summary)\n\nUsage: \(usageLine(of: command, path: path))\n"
  if !command.discussion.isEmpty {
    for paragraph in command.discussion.split(separator: "\n\n") {
      text += "\n" + wrapped(String(paragraph), indent: 0, width: helpWidth) + "\n"
    }
  }
  text += section("Commands", command.commands.map { ($0.name, $0.summary) })
  text += section("Arguments", command.positionals.map { ($0.parameter.name, $0.parameter.help) })
  if command.commands.isEmpty {
    let options = command.options.map { ("--\($0.parameter.name) \($0.valueName)", $0.parameter.help) }
    let flags = command.flags.map { ("--\($0.name)", $0.help) }
    text += section("Options", options + flags + [("--help", "Print this text.")])
  }
  text += "\n\(command.examples.count == 1 ? "Example" : "Examples"):\n"
  for example in command.examples { text += "  \(example)\n" }
  return text
}

private let helpWidth = 100

private func usageLine(of command: Command, path: [String]) -> String {
  let name = path.joined(separator: " ")
  guard command.commands.isEmpty else { return "\(name) COMMAND ..." }
  var words = [name]
  words += command.options.map { "[--\($0.parameter.name) \($0.valueName)]" }
  words += command.flags.map { "[--\($0.name)]" }
  if !command.positionals.isEmpty { words.append(usage(of: command.positionals)) }
  return wrapped(words, indent: 4, firstColumn: "Usage: ".count, width: helpWidth)
}

func usage(of positionals: [PositionalEntry]) -> String {
  positionals.map { entry in
    switch entry.arity {
    case .one: entry.parameter.name
    case .atMostOne: "[\(entry.parameter.name)]"
    case .atLeastOne: "\(entry.parameter.name)..."
    case .any: "[\(entry.parameter.name)...]"
    }
  }.joined(separator: " ")
}

private func section(_ title: String, _ rows: [(name: String, help: String)]) -> String {
  guard let longest = rows.map(\.name.count).max() else { return "" }
  let column = min(longest, 24) + 4
  var text = "\n\(title):\n"
  for row in rows {
    let lead = "  " + row.name
    let gap = lead.count < column ? String(repeating: " ", count: column - lead.count) : "\n" + spaces(column)
    text += lead + gap + wrapped(row.help, indent: column, width: helpWidth) + "\n"
  }
  return text
}

private func wrapped(_ text: String, indent: Int, width: Int) -> String {
  wrapped(text.split(separator: " ").map(String.init), indent: indent, firstColumn: indent, width: width)
}

/// The words in lines of at most `width` columns; lines after the first are indented.
private func wrapped(_ words: [String], indent: Int, firstColumn: Int, width: Int) -> String {
  var lines = ""
  var column = firstColumn
  for (index, word) in words.enumerated() {
    if index > 0 {
      if column + 1 + word.count > width {
        lines += "\n" + spaces(indent)
        column = indent
      } else {
        lines += " "
        column += 1
      }
    }
    lines += word
    column += word.count
  }
  return lines
}

private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
