import Models

/// Builds HTML and SVG. All text and attribute values are escaped here, so that text from articles is never markup.
struct HTMLWriter {
  private(set) var html = ""

  /// Writes an element with its content; the attributes keep their order.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: (inout HTMLWriter) -> Void
  ) {
    open(name, attributes)
    html += ">"
    content(&self)
    html += "</\(name)>"
  }

  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// Writes an element without content, such as `<path …/>`.
  mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
    open(name, attributes)
    html += "/>"
  }

  mutating func text(_ text: String) { html += Self.escaped(text) }

  /// Writes constant markup, such as the stylesheet; never text from a record.
  mutating func markup(_ markup: StaticString) { html += "\(markup)" }

  private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    html += "<\(name)"
    for (key, value) in attributes { html += " \(key)=\"\(Self.escaped(value))\"" }
  }

  /// Escapes markup and both quotation marks; drops characters that HTML does not allow, and marks that would turn the
  /// direction of the text around them.
  static func escaped(_ text: String) -> String {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;".utf8
      case "<": escaped += "&lt;".utf8
      case ">": escaped += "&gt;".utf8
      case "\"": escaped += "&quot;".utf8
      case "'": escaped += "&#39;".utf8
      case "\n", "\t": escaped.append(UInt8(scalar.value))
      case _ where scalar.isDirectionMark: continue
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": continue
      default: escaped += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
