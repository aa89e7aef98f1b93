/// A parameter of a command.
package protocol Parameter: Sendable {
  /// An option's long name without its dashes; a positional's name in the usage line.
  var name: String { get }
  var help: String { get }
  /// The expected value, for messages: `a whole number from 1 to 64`.
  var expected: String { get }
  func accepts(_ text: String) -> Bool
  /// What is wrong with a text that is not accepted, if more can be said than what is expected.
  func problem(with text: String) -> String?
}

extension Parameter {
  package func problem(with text: String) -> String? { nil }
}

/// A switch: `--json`.
package struct Flag: Hashable, Sendable {
  package let name: String
  package let help: String
  /// The names of flags and options that contradict it: a command line that has both is refused.
  package let excludes: [String]

  package init(_ name: String, help: String, excludes: [String] = []) {
    self.name = name
    self.help = help
    self.excludes = excludes
  }
}

/// An option with a value: `--data DIR`.
package struct Option<Value: Sendable>: Parameter {
  package let name: String
  package let valueName: String
  package let help: String
  package let expected: String
  package let read: @Sendable (String) -> Value?
  private let explain: @Sendable (String) -> String?

  /// - Parameter explain: says what is wrong with a text that `read` returns nil for, if it can.
  package init(
    _ name: String, _ valueName: String, help: String, expected: String, read: @escaping @Sendable (String) -> Value?,
    explain: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.name = name
    self.valueName = valueName
    self.help = help
    self.expected = expected
    self.read = read
    self.explain = explain
  }

  package func accepts(_ text: String) -> Bool { read(text) != nil }

  package func problem(with text: String) -> String? { explain(text) }
}

extension Option<String> {
  /// An option whose value is any text but the empty one.
  package init(_ name: String, _ valueName: String, help: String) {
    self.init(name, valueName, help: help, expected: valueName) { $0.isEmpty ? nil : $0 }
  }
}

/// A word without a name, known by its position: `FILE`.
package struct Positional<Value: Sendable>: Parameter {
  package let name: String
  package let help: String
  package let expected: String
  package let read: @Sendable (String) -> Value?

  package init(_ name: String, help: String, expected: String, read: @escaping @Sendable (String) -> Value?) {
    self.name = name
    self.help = help
    self.expected = expected
    self.read = read
  }

  package func accepts(_ text: String) -> Bool { read(text) != nil }
}

extension Positional<String> {
  /// A word that may be any text but the empty one.
  package init(_ name: String, help: String) {
    self.init(name, help: help, expected: name) { $0.isEmpty ? nil : $0 }
  }
}

/// An option of a command, independent of its value's type.
package struct OptionEntry: Sendable {
  package let parameter: any Parameter
  package let valueName: String

  package init<Value>(_ option: Option<Value>) {
    parameter = option
    valueName = option.valueName
  }
}

/// A positional of a command, independent of its value's type, with the number of words that it takes.
package struct PositionalEntry: Sendable {
  package enum Arity: Hashable, Sendable {
    case one, atMostOne, atLeastOne, any

    var isRequired: Bool { self == .one || self == .atLeastOne }
    var isRepeated: Bool { self == .atLeastOne || self == .any }
  }

  package let parameter: any Parameter
  package let arity: Arity

  package init<Value>(_ positional: Positional<Value>, _ arity: Arity = .one) {
    parameter = positional
    self.arity = arity
  }
}
