/// Words that distinguish one event from another, as numbers do (weekdays, months): `fingerprint-details.tsv`.
package struct FingerprintDetails: Sendable {
  /// In lower case.
  package let words: Set<String>

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["word", "languages"]))
  }

  package init(table: Table) throws(TableError) {
    var words: Set<String> = []
    for row in table.rows {
      let word = try row.text("word")
      guard word == word.lowercased(), !word.utf8.contains(0x20), words.insert(word).inserted else {
        throw row.error("word", expected: "one word in lower case that no earlier row has")
      }
    }
    self.words = words
  }
}
