import FoundationEssentials

/// Reads a table row by row without creating a string for every field. Format and errors are those of `Table`.
struct TableScanner {
  let file: String
  let bytes: [UInt8]
  private let columnCount: Int
  private(set) var line = 0
  private var next = 0
  /// Where each field of the current row begins, and after the last one the position behind the line's end.
  private(set) var bounds: [Int] = []

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
    let expected = columns.joined(separator: ", ")
    guard takeLine() else {
      throw TableError(file: file, line: line, problem: "has no line of column names; expected \(expected)")
    }
    let found = (0..<bounds.count - 1).map { text($0) }
    guard found == columns else {
      throw TableError(
        file: file, line: line,
        problem: "has the columns \(found.joined(separator: ", ")); expected \(expected)")
    }
  }

  /// Moves to the next row; returns false at the end.
  mutating func advance() throws(TableError) -> Bool {
    guard takeLine() else { return false }
    guard bounds.count - 1 == columnCount else {
      throw TableError(file: file, line: line, problem: "has \(bounds.count - 1) fields; expected \(columnCount)")
    }
    return true
  }

  /// The bytes of a field of the current row.
  func range(_ column: Int) -> Range<Int> { bounds[column]..<bounds[column + 1] - 1 }

  func text(_ column: Int) -> String { bytes.text(range(column)) }

  func isAbsent(_ column: Int) -> Bool {
    let range = range(column)
    return range.isEmpty || range.count == 1 && bytes[range.lowerBound] == UInt8(ascii: "-")
  }

  /// Whether a field with commas between its parts has this one.
  func list(_ column: Int, contains part: StaticString) -> Bool {
    bytes[range(column)].split(separator: UInt8(ascii: ",")).contains { field in
      field.count == part.utf8CodeUnitCount
        && field.elementsEqual(UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount))
    }
  }

  /// A decimal number without an exponent; nil where the field is `-`.
  func number(_ column: Int) throws(TableError) -> Double? {
    if isAbsent(column) { return nil }
    guard let value = bytes.decimal(range(column)) else { throw error(column, expected: "a decimal number") }
    return value
  }

  func error(_ column: Int, expected: String) -> TableError {
    TableError(file: file, line: line, problem: "field \(column + 1) is \"\(text(column))\"; expected \(expected)")
  }

  /// Reads the next line that is neither blank nor a comment into `bounds`.
  private mutating func takeLine() -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var position = next
      while position < bytes.count {
        let start = position
        line += 1
        let isComment = bytes[start] == UInt8(ascii: "#")
        bounds.removeAll(keepingCapacity: true)
        bounds.append(start)
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
          if bytes[position] == UInt8(ascii: "\t") { bounds.append(position + 1) }
          position += 1
        }
        let isContent = start < position && !isComment
        position += 1
        bounds.append(position)
        next = position
        if isContent { return true }
      }
      return false
    }
  }
}

extension [UInt8] {
  /// The text of a range of bytes in UTF-8.
  func text(_ range: Range<Int>) -> String {
    withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }

  /// The decimal number, with or without a sign and a point, that a range of bytes spells; nil where it spells none.
  /// It is the nearest double up to 15 digits, which is what tables have.
  func decimal(_ range: Range<Int>) -> Double? {
    withUnsafeBufferPointer { bytes in
      var value = 0.0
      var scale = 0.0
      var sign = 1.0
      var hasDigit = false
      for index in range {
        switch bytes[index] {
        case UInt8(ascii: "-") where index == range.lowerBound: sign = -1
        case UInt8(ascii: ".") where scale == 0: scale = 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          value = value * 10 + Double(bytes[index] - UInt8(ascii: "0"))
          scale *= 10
          hasDigit = true
        default: return nil
        }
      }
      return !hasDigit ? nil : sign * value / Swift.max(scale, 1)
    }
  }
}
