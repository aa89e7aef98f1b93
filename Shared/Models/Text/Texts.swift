/// A key of a table of texts.
package protocol TextKey: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
  /// How many arguments the text has: `{0}`, `{1}` and so on.
  var arguments: Int { get }
}

extension TextKey {
  /// The names of the arguments, as the text has them in braces.
  package var argumentNames: [String] { (0..<arguments).map { "\($0)" } }
}

/// The texts of which a program composes what people read: one for each key.
package struct Texts<Key: TextKey>: Hashable, Sendable {
  private var texts: [Key: String]

  /// - Parameter text: the text of a key, with just the key's arguments in braces.
  package init(_ text: (Key) throws -> String) rethrows {
    var texts: [Key: String] = [:]
    for key in Key.allCases { texts[key] = try text(key) }
    self.texts = texts
  }

  /// The text with its arguments in braces.
  package subscript(key: Key) -> String {
    get { texts[key] ?? "" }
    set { texts[key] = newValue }
  }

  /// The text with its arguments filled in.
  package func callAsFunction(_ key: Key, _ arguments: String...) -> String { self[key].filled(with: arguments) }
}
