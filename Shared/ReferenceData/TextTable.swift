import Models

extension Texts {
  /// Reads a table with the columns `key` and `en`. Fails unless each key has one text, with just its arguments.
  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["key", "en"]))
  }

  package init(table: Table) throws(TableError) { try self.init(rows: table.rows, of: table, key: "key", text: "en") }

  /// - Parameters:
  ///   - rows: those rows of `table` that are its texts.
  ///   - key: the column of the keys.
  ///   - text: the column of the texts.
  init(rows: [Table.Row], of table: Table, key: String, text: String) throws(TableError) {
    var texts: [Key: String] = [:]
    for row in rows {
      let found = try row.word(key, as: Key.self)
      guard try texts.updateValue(row.text(text), forKey: found) == nil else {
        throw row.error(key, expected: "each key once")
      }
      let names = found.argumentNames
      guard row[text].hasInBraces(just: Set(names)) else {
        let expected = names.isEmpty ? "no braces" : "in braces just \(names.joined(separator: ", "))"
        throw row.error(text, expected: expected)
      }
    }
    if let missing = Key.allCases.first(where: { texts[$0] == nil }) {
      throw TableError(file: table.file, line: 0, problem: "lacks \(missing.rawValue)")
    }
    self.init { texts[$0] ?? "" }
  }
}
