/// What ends the dateline or credit before a text: `dateline-ends.tsv`.
package struct DatelineEnds: Sendable {
  private enum Spaces: String, CaseIterable {
    case both, after
  }

  /// The marks and words with the spaces around them, in UTF-8 and in the order of the table.
  package let ends: [[UInt8]]

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["mark", "spaces", "languages"]))
  }

  package init(table: Table) throws(TableError) {
    var ends: [[UInt8]] = []
    for row in table.rows {
      // A hyphen is a mark here, not an empty field.
      let mark = row["mark"]
      let spaces = try row.word("spaces", as: Spaces.self)
      let end = Array((spaces == .both ? " \(mark) " : "\(mark) ").utf8)
      guard !mark.isEmpty, !mark.utf8.contains(0x20), !ends.contains(end) else {
        throw row.error("mark", expected: "a mark or word without a space that no earlier row has")
      }
      ends.append(end)
    }
    self.ends = ends
  }
}
