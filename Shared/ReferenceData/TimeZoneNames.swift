/// The offsets of time zones by name: `time-zones.tsv`.
package struct TimeZoneNames: Sendable {
  private let offsets: [String: Int]

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["name", "offset", "zone"]))
  }

  package init(table: Table) throws(TableError) {
    var offsets: [String: Int] = [:]
    for row in table.rows {
      let offset = try row.zoneOffset("offset")
      let name = try row.text("name")
      guard name == name.lowercased(), offsets[name] == nil else {
        throw row.error("name", expected: "a name in lower case that no earlier row has")
      }
      offsets[name] = offset
    }
    self.offsets = offsets
  }

  /// The offset of a time zone in minutes east of UTC; nil for an unknown name. `name` is in lower case.
  package func minutes(_ name: String) -> Int? { offsets[name] }
}

extension Table.Row {
  /// The minutes east of UTC of a field such as `+05:30`.
  func zoneOffset(_ column: String) throws(TableError) -> Int {
    let text = Array(try text(column).utf8)
    guard text.count == 6, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"), text[3] == UInt8(ascii: ":"),
      let hours = Int(String(decoding: text[1...2], as: UTF8.self)), hours <= 14,
      let minutes = Int(String(decoding: text[4...5], as: UTF8.self)), minutes < 60
    else { throw error(column, expected: "an offset such as +05:30") }
    return (hours * 60 + minutes) * (text[0] == UInt8(ascii: "-") ? -1 : 1)
  }
}
