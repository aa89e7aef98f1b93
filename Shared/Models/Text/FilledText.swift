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

  /// The names in braces, in order.
  package var namesInBraces: [String] {
    split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "}" }) }
  }
}
