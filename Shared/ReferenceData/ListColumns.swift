import Models

/// The columns of files of sanctioned and debarred parties, by the headers that publishers use: `list-columns.tsv`.
package struct ListColumns: Sendable {
  package enum Column: String, Hashable, Sendable, CaseIterable {
    case name, aliases, list, measure, country, date, until, reason, url
  }

  private let columns: [String: Column]
  private let noEnds: Set<String>

  package init(path: String) throws(TableError) {
    var columns: [String: Column] = [:]
    var noEnds: Set<String> = []
    for row in try Table(path: path, columns: ["column", "header"]).rows {
      let header = try row.text("header")
      if row["column"] == "noEnd" {
        guard header == header.lowercased(), noEnds.insert(header).inserted else {
          throw row.error("header", expected: "a new text in lower case")
        }
        continue
      }
      guard header == header.lowercased(),
        columns.updateValue(try row.word("column", as: Column.self), forKey: header) == nil
      else { throw row.error("header", expected: "a new header in lower case") }
    }
    self.columns = columns
    self.noEnds = noEnds
  }

  /// The column of a header; nil for a header that is not in the table.
  package subscript(header: String) -> Column? { columns[header.lowercased()] }

  /// Whether that text in the column `until` means that the measure has no end: `Ongoing`, `永久`.
  package func meansNoEnd(_ text: String) -> Bool { noEnds.contains(text.lowercased()) }
}
