/// The names of months in dates of articles and of lists, in many languages: `month-names.tsv`.
package struct MonthNames: Sendable {
  private let months: [String: Int]

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["name", "month", "languages"]))
  }

  package init(table: Table) throws(TableError) {
    var months: [String: Int] = [:]
    for row in table.rows {
      let name = try row.text("name")
      guard name == name.lowercased(), months[name] == nil else {
        throw row.error("name", expected: "a name in lower case that no earlier row has")
      }
      guard let month = Int(try row.text("month")), (1...12).contains(month) else {
        throw row.error("month", expected: "a number from 1 to 12")
      }
      months[name] = month
    }
    self.months = months
  }

  /// The number, 1 to 12, of the month with that name, given in lower case; nil for an unknown name.
  package func month(_ name: String) -> Int? { months[name] }
}
