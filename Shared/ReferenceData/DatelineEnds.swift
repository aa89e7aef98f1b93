/// What ends the dateline or credit before a text: `dateline-ends.tsv`.
package struct DatelineEnds: Sendable {
  private enum Spaces: String, CaseIterable {
    case both, after
  }

  private enum Answer: String, CaseIterable {
    case yes, no
  }

  package static let columns = ["mark", "spaces", "languages", "headline"]

  /// The marks and words with the spaces around them, in UTF-8 and in the order of the table.
  package let ends: [[UInt8]]
  /// The words with which a dateline ends that a headline leaves out, without spaces.
  package let headlineWords: [String]

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: Self.columns))
  }

  package init(table: Table) throws(TableError) {
    var ends: [[UInt8]] = []
    var headlineWords: [String] = []
    for row in table.rows {
      // A hyphen is a mark here, not an empty field.
      let mark = row["mark"]
      let spaces = try row.word("spaces", as: Spaces.self)
      let end = Array((spaces == .both ? " \(mark) " : "\(mark) ").utf8)
      guard !mark.isEmpty, !mark.utf8.contains(0x20), !ends.contains(end) else {
        throw row.error("mark", expected: "a mark or word without a space that no earlier row has")
      }
      ends.append(end)
      guard try row.word("headline", as: Answer.self) == .yes else { continue }
      guard spaces == .after else { throw row.error("headline", expected: "no for a mark with a space before it") }
      headlineWords.append(mark)
    }
    self.ends = ends
    self.headlineWords = headlineWords
  }
}
