/// Builds Markdown (CommonMark with tables). Text of records is escaped so that it cannot become markup.
struct MarkdownWriter {
  private(set) var markdown = ""

  mutating func heading(_ text: String, level: Int) {
    markdown += String(repeating: "#", count: level) + " \(Self.escaped(text))\n\n"
  }

  mutating func paragraph(_ text: String) { markdown += "\(Self.escaped(text))\n\n" }

  mutating func quote(_ text: String) { markdown += "> \(Self.escaped(text))\n\n" }

  mutating func list(_ lines: [String]) {
    for line in lines { markdown += "- \(Self.escaped(line))\n" }
    markdown += "\n"
  }

  mutating func table(_ headings: [String], _ rows: [[String]]) {
    let line = { (cells: [String]) in "| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n" }
    markdown += line(headings) + "|" + String(repeating: "---|", count: headings.count) + "\n"
    for row in rows { markdown += line(row) }
    markdown += "\n"
  }

  /// One line of text: marks of Markdown and HTML are escaped, line breaks and control characters become spaces.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200E}", "\u{200F}": continue
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": escaped += " "
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~": escaped += "\\\(scalar)"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
