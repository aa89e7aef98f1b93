/// A media type as the header `Content-Type` states it (RFC 9110, section 8.3.1): `Text/HTML; Charset="gbk"`.
package struct MediaType: Hashable, Sendable {
  /// The type and subtype in lower case, such as `text/html`; empty where none is stated.
  package let name: String
  /// The character encoding as stated, without quotation marks; nil without one.
  package let charset: String?

  package init(_ header: String) {
    let parts = header.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
    name = parts.first?.lowercased() ?? ""
    charset = parts.dropFirst().lazy.compactMap(Self.charset).first
  }

  private static func charset(_ parameter: Substring) -> String? {
    guard let sign = parameter.firstIndex(of: "="), trimmed(parameter[..<sign]).lowercased() == "charset" else {
      return nil
    }
    let value = trimmed(parameter[parameter.index(after: sign)...]).filter { $0 != "\"" && $0 != "'" }
    return value.isEmpty ? nil : value
  }

  /// The text without blanks and tabs at its ends.
  static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
