/// The names of countries in many languages, for commands: `Tables/country-names.tsv`.
package struct CountryNames: Sendable {
  /// ISO 3166-1 alpha-2 codes by name in lower case. Names that several countries share are left out.
  package let codes: [String: String]
  private let names: [(name: String, code: String, languages: String)]

  /// `directory` is the folder of the reference data.
  package init(directory: String) throws(TableError) {
    var table = try TableScanner(
      path: "\(directory)/Tables/country-names.tsv", columns: ["name", "code", "languages"])
    var codes: [String: String] = [:]
    var ambiguous: Set<String> = []
    var names: [(String, String, String)] = []
    while try table.advance() {
      guard !table.isAbsent(0) else { throw table.error(0, expected: "a name") }
      guard !table.isAbsent(1) else { throw table.error(1, expected: "an ISO 3166-1 alpha-2 code") }
      let (name, code) = (table.text(0), table.text(1))
      names.append((name, code, table.text(2)))
      if let other = codes.updateValue(code, forKey: name.lowercased()), other != code {
        ambiguous.insert(name.lowercased())
      }
    }
    self.codes = codes.filter { !ambiguous.contains($0.key) }
    self.names = names
  }

  /// The shortest name of each country in a language, by ISO 3166-1 alpha-2 code; of equally short names the
  /// alphabetically first.
  package func names(in language: String) -> [String: String] {
    var shortest: [String: String] = [:]
    for (name, code, languages) in names
    where languages.split(whereSeparator: { $0 == " " || $0 == "," }).contains(Substring(language)) {
      if let known = shortest[code], (known.unicodeScalars.count, known) <= (name.unicodeScalars.count, name) {
        continue
      }
      shortest[code] = name
    }
    return shortest
  }
}
