/// Reads a table of named numbers (columns `name`, `value`, `unit`, `note`) into the fields of a value: each name once,
/// none missing, none unknown, each number in its range.
struct NamedNumbers<Value> {
  typealias Field<Number: Comparable> = (
    name: String, path: WritableKeyPath<Value, Number>, range: ClosedRange<Number>
  )

  var numbers: [Field<Double>] = []
  let integers: [Field<Int>]

  private static var columns: [String] { ["name", "value", "unit", "note"] }

  /// Reads the table of that name in a language's folders.
  func read(_ file: String, of folders: LanguageFolders, into value: inout Value) throws(TableError) {
    try read(try folders.rows(file, Self.columns), of: file, into: &value)
  }

  /// Reads the table at a path.
  func read(path: String, into value: inout Value) throws(TableError) {
    let table = try Table(path: path, columns: Self.columns)
    try read(table.rows, of: table.file, into: &value)
  }

  /// Reads the rows of a table.
  func read(_ rows: [Table.Row], of file: String, into value: inout Value) throws(TableError) {
    var left: [String: Table.Row] = [:]
    for row in rows {
      guard left.updateValue(row, forKey: row["name"]) == nil else {
        throw row.error("name", expected: "each name once")
      }
    }
    func take(_ name: String) throws(TableError) -> Table.Row {
      guard let row = left.removeValue(forKey: name) else {
        throw TableError(file: file, line: 0, problem: "lacks \(name)")
      }
      return row
    }
    for (name, path, range) in numbers { value[keyPath: path] = try take(name).number("value", in: range) }
    for (name, path, range) in integers { value[keyPath: path] = try take(name).integer("value", in: range) }
    if let unknown = left.keys.min(), let row = left[unknown] { throw row.error("name", expected: "a known constant") }
  }
}
