/// The parsed and validated words of one command line, by the command's parameters.
package struct Arguments: Sendable {
  /// The names that led to the command, for example `["beacon", "projects", "add"]`.
  package let path: [String]
  private var flags: Set<String> = []
  private var options: [String: String] = [:]
  private var positionals: [String: [String]] = [:]

  package init(path: [String]) {
    self.path = path
  }

  package subscript(flag: Flag) -> Bool { flags.contains(flag.name) }

  /// Nil where the option was not given.
  package subscript<Value>(option: Option<Value>) -> Value? { options[option.name].flatMap(option.read) }

  /// Nil where the word was not given.
  package subscript<Value>(positional: Positional<Value>) -> Value? {
    positionals[positional.name]?.first.flatMap(positional.read)
  }

  package func all<Value>(_ positional: Positional<Value>) -> [Value] {
    (positionals[positional.name] ?? []).compactMap(positional.read)
  }

  /// The values of the given options, by option name, as written.
  package var given: [String: String] { options }

  mutating func set(flag name: String) { flags.insert(name) }

  /// Returns false where the option was given before.
  mutating func set(option name: String, to text: String) -> Bool {
    guard options[name] == nil else { return false }
    options[name] = text
    return true
  }

  mutating func add(positional name: String, _ text: String) { positionals[name, default: []].append(text) }

  func count(positional name: String) -> Int { positionals[name]?.count ?? 0 }
}
