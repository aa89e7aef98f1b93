/// The legal forms at the end of companies' names, for the comparison of names: `legal-forms.tsv`.
package struct LegalForms: Sendable {
  /// Forms in ASCII letters, which are compared as whole words. A form of several words has single spaces between them.
  private let words: Set<String>
  /// Forms in other scripts, which follow a name without a space, longest first.
  private let endings: [String]

  package init(_ forms: [String]) {
    words = Set(forms.filter { $0.utf8.allSatisfy { $0 < 0x80 } })
    endings = forms.filter { !$0.utf8.allSatisfy { $0 < 0x80 } }.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  package init(path: String) throws(TableError) {
    var forms: [String] = []
    for row in try Table(path: path, columns: ["form"]).rows {
      let form = try row.text("form")
      guard form == form.lowercased(), !forms.contains(form) else {
        throw row.error("form", expected: "a new form in lower case")
      }
      forms.append(form)
    }
    self.init(forms)
  }

  /// A name in the form for comparison: in lower case, with one space for everything between letters and digits, and
  /// without the legal forms at its end. At least one word always remains.
  package func folded(_ name: String) -> String {
    var parts = Self.words(of: name)
    while parts.count > 1 {
      if parts.count > 2, words.contains(parts.suffix(2).joined(separator: " ")) {
        parts.removeLast(2)
      } else if words.contains(parts[parts.count - 1]) {
        parts.removeLast()
      } else {
        break
      }
    }
    let text = parts.joined(separator: " ")
    for ending in endings where text.utf8.count > ending.utf8.count && text.hasSuffix(ending) {
      return String(text.dropLast(ending.count))
    }
    return text
  }

  private static func words(of name: String) -> [String] {
    // A dot or an apostrophe does not separate words: "S.A." is "sa", "O'Neil" is "oneil".
    let kept = name.lowercased().utf8.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "'") }
    return kept.split { byte in
      !(byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte))
    }.map { String(decoding: $0, as: UTF8.self) }
  }
}
