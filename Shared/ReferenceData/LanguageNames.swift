/// The languages that publishers name: `Tables/language-names.tsv`; and those that Beacon reads: `languages.tsv`.
package struct LanguageNames: Sendable {
  private let codes: [String: String]
  private let known: Set<String>
  /// The languages with a row in `languages.tsv`, ISO 639-1.
  package let read: Set<String>
  /// Those of `read` whose folders have tables of events.
  package let withEvents: Set<String>

  /// - Parameter languages: the path of `languages.tsv`.
  package init(path: String, languages: String) throws(TableError) {
    var codes: [String: String] = [:]
    for row in try Table(path: path, columns: ["name", "code"]).rows {
      let name = try row.text("name")
      guard name == name.lowercased(), codes.updateValue(try row.text("code"), forKey: name) == nil else {
        throw row.error("name", expected: "a name in lower case that no earlier row has")
      }
    }
    let folder = languages.lastIndex(of: "/").map { String(languages[..<$0]) } ?? "."
    var read: Set<String> = []
    var withEvents: Set<String> = []
    for row in try Table(path: languages, columns: LanguageCatalogue.columns).rows {
      let code = try row.text("code")
      read.insert(code)
      if LanguageFolders(directory: folder, names: row.list("folders")).haveEvents { withEvents.insert(code) }
    }
    self.codes = codes
    self.read = read.subtracting(["und", "other"])
    self.withEvents = withEvents.intersection(self.read)
    known = self.read.union(codes.values)
  }

  /// The ISO 639-1 code of a language by its code or name, in lower case; nil where there is no such language.
  package func code(_ name: String) -> String? { codes[name] ?? (known.contains(name) ? name : nil) }
}
