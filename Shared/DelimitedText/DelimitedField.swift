extension DelimitedText {
  /// A field for a file of comma-separated values: quoted where it contains a comma, semicolon, tab, quotation mark or
  /// line break, or begins or ends with a space, which readers would trim.
  package static func field(_ text: String) -> String {
    let needsQuotes =
      text.utf8.contains { [0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D].contains($0) } || text.utf8.first == 0x20
      || text.utf8.last == 0x20
    guard needsQuotes else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
