import FoundationEssentials

/// Reads a large table row by row without creating a string for every field. Format and errors are those of `Table`.
struct TableScanner {
  let file: String
  let bytes: [UInt8]
  private let columnCount: Int
  private(set) var line = 0
  private var next = 0
  private var fields: [Range<Int>] = []

  init(path: String, columns: [String]) throws(TableError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw TableError(file: path, line: 0, problem: "cannot be read; expected a tab-separated table")
    }
    try self.init(bytes: Array(data), file: path, columns: columns)
  }

  init(bytes: [UInt8], file: String, columns: [String]) throws(TableError) {
    self.file = file
    self.bytes = bytes
    columnCount = columns.count
    guard takeLine(), fields.map({ text($0) }) == columns else {
      let names = columns.joined(separator: ", ")
      throw TableError(file: file, line: line, problem: "has other columns; expected \(names)")
    }
  }

  /// Moves to the next row; returns false at the end.
  mutating func advance() throws(TableError) -> Bool {
    guard takeLine() else { return false }
    guard fields.count == columnCount else {
      throw TableError(file: file, line: line, problem: "has \(fields.count) fields; expected \(columnCount)")
    }
    return true
  }

  /// The bytes of a field of the current row.
  func range(_ column: Int) -> Range<Int> { fields[column] }

  func text(_ column: Int) -> String { text(fields[column]) }

  func isAbsent(_ column: Int) -> Bool {
    let range = fields[column]
    return range.isEmpty || range.count == 1 && bytes[range.lowerBound] == UInt8(ascii: "-")
  }

  /// A decimal number without an exponent; nil where the field is `-`.
  func number(_ column: Int) throws(TableError) -> Double? {
    if isAbsent(column) { return nil }
    var value = 0.0
    var scale = 0.0
    var sign = 1.0
    for index in fields[column] {
      switch bytes[index] {
      case UInt8(ascii: "-") where index == fields[column].lowerBound: sign = -1
      case UInt8(ascii: ".") where scale == 0: scale = 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        value = value * 10 + Double(bytes[index] - UInt8(ascii: "0"))
        scale *= 10
      default: throw error(column, expected: "a decimal number")
      }
    }
    return sign * value / max(scale, 1)
  }

  func error(_ column: Int, expected: String) -> TableError {
    TableError(file: file, line: line, problem: "field \(column + 1) is \"\(text(column))\"; expected \(expected)")
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Reads the next line that is neither blank nor a comment into `fields`.
  private mutating func takeLine() -> Bool {
    while next < bytes.count {
      let start = next
      line += 1
      fields.removeAll(keepingCapacity: true)
      var field = start
      while next < bytes.count, bytes[next] != UInt8(ascii: "\n") {
        if bytes[next] == UInt8(ascii: "\t") {
          fields.append(field..<next)
          field = next + 1
        }
        next += 1
      }
      fields.append(field..<next)
      let isContent = start < next && bytes[start] != UInt8(ascii: "#")
      next += 1
      if isContent { return true }
    }
    return false
  }
}
