/// Reads settings, each from the first of these that has it: command line, environment, file, default.
package struct ConfigurationReader: Sendable {
  private let arguments: [String: String]
  private let environment: [String: String]
  private let fileName: String
  private let fileEntries: [String: ConfigurationFile.Entry]

  /// `arguments` are the options that were given, by key name. Fails where the file sets a key that is not in `keys`.
  package init(
    keys: [KeyDescription], arguments: [String: String], environment: [String: String], file: ConfigurationFile?
  ) throws(ConfigurationError) {
    self.arguments = arguments
    self.environment = environment
    fileName = file?.name ?? ""
    var entries: [String: ConfigurationFile.Entry] = [:]
    let known = Set(keys.map(\.name))
    for entry in file?.entries ?? [] {
      guard known.contains(entry.key) else {
        throw ConfigurationError(
          key: entry.key, "there is no setting \(entry.key)",
          at: "\(fileName):\(entry.keyLine):\(entry.keyColumn)",
          expected: "one of \(keys.map(\.name).joined(separator: ", "))")
      }
      entries[entry.key] = entry
    }
    fileEntries = entries
  }

  /// The value of a key; nil if it is not set and has no default.
  package func optional<Value>(_ key: ConfigurationKey<Value>) throws(ConfigurationError) -> Value? {
    guard let (text, origin) = found(key.description) else { return nil }
    return try read(text, key, at: origin.description)
  }

  /// The value of a key; fails where it is not set and has no default.
  package func value<Value>(_ key: ConfigurationKey<Value>) throws(ConfigurationError) -> Value {
    guard let value = try optional(key) else {
      throw ConfigurationError(
        key: key.description.name, "\(key.description.name) is not set",
        at: "\(key.description.environmentName) or the configuration file", expected: key.description.expected)
    }
    return value
  }

  /// Whether something other than its default sets the key.
  package func isSet(_ key: KeyDescription) -> Bool {
    switch setting(key).origin {
    case .commandLine, .environment, .file: true
    case .default, .nothing: false
    }
  }

  /// The effective value of a key, and its source.
  package func setting(_ key: KeyDescription) -> EffectiveSetting {
    let found = found(key)
    return EffectiveSetting(
      key: key, value: found.map { key.isSecret ? "(hidden)" : $0.text }, origin: found?.origin ?? .nothing)
  }

  private func found(_ key: KeyDescription) -> (text: String, origin: EffectiveSetting.Origin)? {
    if !key.isSecret, let text = arguments[key.name] { return (text, .commandLine(option: key.name)) }
    if let text = environment[key.environmentName], !text.isEmpty { return (text, .environment(key.environmentName)) }
    if let entry = fileEntries[key.name] {
      return (entry.text, .file(name: fileName, line: entry.line, column: entry.column))
    }
    return key.defaultText.map { ($0, .default) }
  }

  private func read<Value>(
    _ text: String, _ key: ConfigurationKey<Value>, at place: String
  ) throws(ConfigurationError) -> Value {
    guard let value = key.read(text) else {
      let shown = key.description.isSecret ? "what is set" : "\"\(text)\""
      throw ConfigurationError(
        key: key.description.name, "\(key.description.name) cannot be \(shown)", at: place,
        expected: key.description.expected)
    }
    return value
  }
}

/// One setting as `beacon config` shows it.
package struct EffectiveSetting: Hashable, Sendable {
  package enum Origin: Hashable, Sendable, CustomStringConvertible {
    case commandLine(option: String)
    case environment(String)
    case file(name: String, line: Int, column: Int)
    case `default`
    case nothing

    package var description: String {
      switch self {
      case .commandLine(let option): "--\(option)"
      case .environment(let name): name
      case .file(let name, let line, let column): "\(name):\(line):\(column)"
      case .default: "default"
      case .nothing: "not set"
      }
    }
  }

  package let key: KeyDescription
  /// Nil where nothing sets it; `(hidden)` for a secret.
  package let value: String?
  package let origin: Origin
}
