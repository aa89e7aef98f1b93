import Models

/// The other ways in which texts write the names of registered projects: `project-name-forms.tsv`.
package struct ProjectNameForms: Sendable {
  private struct Form: Hashable {
    /// The last word of the name, in lower case.
    let ending: String
    /// How many words the name has with its ending; nil for any number.
    let words: Int?
    /// What is before and after the name without its ending.
    let before: String
    let after: String

    var omitsEnding: Bool { before.isEmpty && after.isEmpty }
  }

  private let forms: [Form]

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["ending", "words", "form"]))
  }

  package init(table: Table) throws(TableError) {
    var forms: [Form] = []
    for row in table.rows {
      let ending = try row.text("ending")
      guard ending == ending.lowercased(), !ending.utf8.contains(0x20) else {
        throw row.error("ending", expected: "one word in lower case")
      }
      let text = try row.text("form")
      let places = text.ranges(of: "{0}")
      guard places.count == 1 else { throw row.error("form", expected: "a text with {0}, once") }
      let form = Form(
        ending: ending, words: row["words"] == "any" ? nil : try row.integer("words", in: 2...20),
        before: String(text[..<places[0].lowerBound]), after: String(text[places[0].upperBound...]))
      guard !forms.contains(form) else { throw row.error("form", expected: "a form that no earlier row has") }
      forms.append(form)
    }
    self.forms = forms
  }

  /// The other forms of a name, in the order of the table.
  package func others(of name: String) -> [String] {
    let words = name.split(separator: " ")
    guard words.count > 1, let last = words.last else { return [] }
    let rest = words.dropLast().joined(separator: " ")
    return forms.filter {
      ($0.words ?? words.count) == words.count && (last == $0.ending || last == $0.ending.capitalisedFirst)
    }.map { $0.before + rest + $0.after }
  }

  /// Whether the word, in lower case, may be left out at the end of a name.
  package func mayOmit(_ word: some StringProtocol) -> Bool { forms.contains { $0.omitsEnding && $0.ending == word } }
}
