/// Something that a command takes from its command line.
package protocol Parameter: Sendable {
  /// An option's long name without its dashes; a positional's placeholder.
  var name: String { get }
  var help: String { get }
  /// What a value has to be, for messages: `a whole number from 1 to 64`.
  var expected: String { get }
  func accepts(_ text: String) -> Bool
}

/// A switch: `--json`.
package struct Flag: Hashable, Sendable {
  package let name: String
  package let help: String

  package init(_ name: String, help: String) {
    self.name = name
    self.help = help
  }
}

/// An option with a value: `--data DIR`.
package struct Option<Value: Sendable>: Parameter {
  package let name: String
  package let placeholder: String
  package let help: String
  package let expected: String
  package let read: @Sendable (String) -> Value?

  package init(
    _ name: String, _ placeholder: String, help: String, expected: String, read: @escaping @Sendable (String) -> Value?
  ) {
    self.name = name
    self.placeholder = placeholder
    self.help = help
    self.expected = expected
    self.read = read
  }

  package func accepts(_ text: String) -> Bool { read(text) != nil }
}

extension Option<String> {
  /// An option whose value is any text but the empty one.
  package init(_ name: String, _ placeholder: String, help: String) {
    self.init(name, placeholder, help: help, expected: "a \(placeholder)") { $0.isEmpty ? nil : $0 }
  }
}

/// A word without a name, known by its place: `FILE`.
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
  package init(_ name: String, help: String) {
    self.init(name, help: help, expected: "a \(name)") { $0.isEmpty ? nil : $0 }
  }
}

/// An option as a command lists it, whatever the type of its value.
package struct OptionEntry: Sendable {
  package let parameter: any Parameter
  package let placeholder: String

  package init<Value>(_ option: Option<Value>) {
    parameter = option
    placeholder = option.placeholder
  }
}

/// A positional as a command lists it.
package struct PositionalEntry: Sendable {
  package enum Arity: Hashable, Sendable {
    case one, atMostOne, atLeastOne
  }

  package let parameter: any Parameter
  package let arity: Arity

  package init<Value>(_ positional: Positional<Value>, _ arity: Arity = .one) {
    parameter = positional
    self.arity = arity
  }
}
