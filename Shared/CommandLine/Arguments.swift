/// The values that one command line gives to the command's parameters, parsed and validated.
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

  /// The value of the option; nil where it was not given.
  package subscript<Value>(option: Option<Value>) -> Value? { options[option.name].flatMap(option.read) }

  /// The first value of the positional; nil where it was not given.
  package subscript<Value>(positional: Positional<Value>) -> Value? {
    positionals[positional.name]?.first.flatMap(positional.read)
  }

  package func all<Value>(_ positional: Positional<Value>) -> [Value] {
    (positionals[positional.name] ?? []).compactMap(positional.read)
  }

  /// The values of the given options, by option name, as written.
  package var given: [String: String] { options }

  mutating func set(flag name: String) { flags.insert(name) }

  /// Stores an option's value. Returns false, and stores nothing, where the option was given before.
  mutating func set(option name: String, to text: String) -> Bool {
    guard options[name] == nil else { return false }
    options[name] = text
    return true
  }

  mutating func add(positional name: String, _ text: String) { positionals[name, default: []].append(text) }

  /// Whether a flag or an option of that name was given.
  func isGiven(_ name: String) -> Bool { flags.contains(name) || options[name] != nil }

  func count(positional name: String) -> Int { positionals[name]?.count ?? 0 }
}
