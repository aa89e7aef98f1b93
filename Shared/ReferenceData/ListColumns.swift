import Models

/// The columns of files of sanctioned and debarred parties, by the headers that publishers use: `list-columns.tsv`.
package struct ListColumns: Sendable {
  package enum Column: String, Hashable, Sendable, CaseIterable {
    case name, aliases, list, measure, country, date, until, reason, url
  }

  private let columns: [String: Column]

  package init(path: String) throws(TableError) {
    var columns: [String: Column] = [:]
    for row in try Table(path: path, columns: ["column", "header"]).rows {
      let header = try row.text("header")
      guard header == header.lowercased(),
        columns.updateValue(try row.word("column", as: Column.self), forKey: header) == nil
      else { throw row.error("header", expected: "a new header in lower case") }
    }
    self.columns = columns
  }

  /// The column of a header; nil for a header that is not in the table.
  package subscript(header: String) -> Column? { columns[header.lowercased()] }
}
