/// A setting: its name, its type and range, and its default.
package struct ConfigurationKey<Value: Sendable>: Sendable {
  package let description: KeyDescription
  /// Parses a value; nil where it is of another type or out of range.
  package let read: @Sendable (String) -> Value?

  package init(description: KeyDescription, read: @escaping @Sendable (String) -> Value?) {
    self.description = description
    self.read = read
  }
}

/// What a person needs to know to set a key.
package struct KeyDescription: Hashable, Sendable {
  /// Dotted, in lower case: `log.level`. Its parts are nested sections in a file.
  package let name: String
  package let type: String
  /// Nil where the key has no value unless one is set.
  package let defaultText: String?
  package let unit: String?
  /// The valid range, for example `1 to 64`; nil for none.
  package let range: String?
  /// What the setting does, in one sentence.
  package let summary: String
  /// A secret is never printed, and never taken from the command line, which other users can see.
  package let isSecret: Bool

  package init(
    _ name: String, type: String, defaultText: String?, unit: String? = nil, range: String? = nil, summary: String,
    isSecret: Bool = false
  ) {
    self.name = name
    self.type = type
    self.defaultText = defaultText
    self.unit = unit
    self.range = range
    self.summary = summary
    self.isSecret = isSecret
  }

  /// The name of its environment variable: `BEACON_LOG_LEVEL` for `log.level`.
  package var environmentName: String {
    "BEACON_" + name.uppercased().map { $0 == "." || $0 == "-" ? "_" : String($0) }.joined()
  }

  /// What a valid value is, for example `a whole number of records, 1 to 500`.
  package var expected: String {
    type + (unit.map { " of \($0)" } ?? "") + (range.map { ", \($0)" } ?? "")
  }
}

extension ConfigurationKey<Int> {
  package static func integer(
    _ name: String, default value: Int, in range: ClosedRange<Int>, unit: String? = nil, _ summary: String
  ) -> Self {
    let description = KeyDescription(
      name, type: "a whole number", defaultText: String(value), unit: unit,
      range: "\(range.lowerBound) to \(range.upperBound)", summary: summary)
    return Self(description: description) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
  }
}

extension ConfigurationKey<Bool> {
  package static func flag(_ name: String, default value: Bool, _ summary: String) -> Self {
    let description = KeyDescription(
      name, type: "yes or no", defaultText: value ? "yes" : "no", range: "also true or false, 1 or 0",
      summary: summary)
    return Self(description: description) { text in
      switch text {
      case "yes", "true", "1": true
      case "no", "false", "0": false
      default: nil
      }
    }
  }
}

extension ConfigurationKey<String> {
  package static func text(
    _ name: String, type: String, default value: String?, isSecret: Bool = false, _ summary: String
  ) -> Self {
    let description = KeyDescription(name, type: type, defaultText: value, summary: summary, isSecret: isSecret)
    return Self(description: description) { $0.isEmpty ? nil : $0 }
  }
}

extension ConfigurationKey where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  package static func choice(_ name: String, default value: Value, _ summary: String) -> Self {
    let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
    let description = KeyDescription(name, type: "one of \(names)", defaultText: value.rawValue, summary: summary)
    return Self(description: description) { Value(rawValue: $0) }
  }
}
