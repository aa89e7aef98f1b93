import Models

/// Builds Markdown (GitHub's: CommonMark with tables and bare links). Text of records is escaped so that it cannot
/// become markup.
struct MarkdownWriter {
  private(set) var markdown = ""

  mutating func heading(_ text: String, level: Int) {
    markdown += String(repeating: "#", count: level) + " \(Self.escaped(text))\n\n"
  }

  mutating func paragraph(_ text: String) { markdown += "\(Self.block(text))\n\n" }

  mutating func quote(_ text: String) { markdown += "> \(Self.block(text))\n\n" }

  mutating func list(_ lines: [String]) {
    for line in lines { markdown += "- \(Self.block(line))\n" }
    markdown += "\n"
  }

  mutating func table(_ headings: [String], _ rows: [[String]]) {
    let line = { (cells: [String]) in "| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n" }
    markdown += line(headings) + "|" + String(repeating: "---|", count: headings.count) + "\n"
    for row in rows { markdown += line(row) }
    markdown += "\n"
  }

  /// The text of a block: escaped, and without what would make it a list, a rule or code at its start.
  static func block(_ text: String) -> String {
    let line = escaped(text).drop { $0 == " " }
    if let first = line.first, first == "-" || first == "+" { return "\\" + line }
    let rest = line.drop { ("0"..."9").contains($0) }
    guard let mark = rest.first, mark == "." || mark == ")", rest.startIndex > line.startIndex,
      rest.dropFirst().first ?? " " == " "
    else { return String(line) }
    return line[..<rest.startIndex] + "\\" + rest
  }

  /// One line of text: marks of Markdown and HTML are escaped, addresses are no links, line breaks and control
  /// characters become spaces.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case _ where scalar.isDirectionMark: continue
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": escaped += " "
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~": escaped += "\\\(scalar)"
      case ":" where escaped.hasSuffix("http") || escaped.hasSuffix("https"): escaped += "&#58;"
      case "." where escaped.hasSuffix("www"): escaped += "&#46;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
