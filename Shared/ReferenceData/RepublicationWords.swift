/// The words with which a text says when it was first published: `republication-words.tsv`.
package struct RepublicationWords: Sendable {
  /// The beginnings of such sentences, in lower case and in the order of the table.
  package let beginnings: [String]

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["words", "language"]))
  }

  package init(table: Table) throws(TableError) {
    var beginnings: [String] = []
    for row in table.rows {
      let words = try row.text("words")
      guard words == words.lowercased(), !beginnings.contains(words) else {
        throw row.error("words", expected: "words in lower case that no earlier row has")
      }
      beginnings.append(words)
    }
    self.beginnings = beginnings
  }
}
