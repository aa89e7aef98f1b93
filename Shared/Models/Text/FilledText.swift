extension String {
  /// The text with each name in braces, such as `{0}`, replaced by its value; names without a value are left as they
  /// are.
  package func filled(_ value: (Substring) -> String?) -> String {
    var text = ""
    var rest = self[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
    {
      let name = rest[rest.utf8.index(after: open)..<close]
      text += rest[..<open]
      text += value(name) ?? String(rest[open...close])
      rest = rest[rest.utf8.index(after: close)...]
    }
    return text + rest
  }

  /// The text with `{0}`, `{1}` and so on replaced by the arguments; a number without an argument is left as it is.
  package func filled(with arguments: [String]) -> String {
    filled { name in Int(name).flatMap { arguments.indices.contains($0) ? arguments[$0] : nil } }
  }

  /// The names in braces, in order.
  package var namesInBraces: [String] {
    var names: [String] = []
    _ = filled { name in
      names.append(String(name))
      return nil
    }
    return names
  }

  /// Whether these names are in braces and no others, and no brace is without its counterpart.
  package func hasInBraces(just names: Set<String>) -> Bool {
    Set(namesInBraces) == names
      && !filled { _ in "" }.utf8.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
  }
}
