import FoundationEssentials

/// Reads a table row by row without creating a string for every field. Format and errors are those of `Table`.
struct TableScanner {
  let file: String
  let bytes: [UInt8]
  private let columns: [String]
  private(set) var line = 0
  private var next = 0
  /// The offsets in `bytes` at which the fields of the current row begin, and the offset just after its line feed.
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
    self.columns = columns
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
    guard bounds.count - 1 == columns.count else {
      throw TableError(file: file, line: line, problem: "has \(bounds.count - 1) fields; expected \(columns.count)")
    }
    return true
  }

  /// The range of the bytes of a field of the current row.
  func range(_ column: Int) -> Range<Int> { bounds[column]..<bounds[column + 1] - 1 }

  func text(_ column: Int) -> String { bytes.text(range(column)) }

  func isAbsent(_ column: Int) -> Bool {
    let range = range(column)
    return range.isEmpty || range.count == 1 && bytes[range.lowerBound] == UInt8(ascii: "-")
  }

  /// Whether a comma-separated field contains `part`.
  func list(_ column: Int, contains part: StaticString) -> Bool {
    let range = range(column)
    var start = range.lowerBound
    for end in range.lowerBound...range.upperBound
    where end == range.upperBound || bytes[end] == UInt8(ascii: ",") {
      if isEqual(start..<end, UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount)) { return true }
      start = end + 1
    }
    return false
  }

  /// Whether a field consists of exactly these bytes.
  func field(_ column: Int, is other: [UInt8]) -> Bool {
    let range = range(column)
    return other.withUnsafeBufferPointer { isEqual(range, $0) }
  }

  private func isEqual(_ range: Range<Int>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard range.count == other.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<other.count where bytes[range.lowerBound + offset] != other[offset] { return false }
      return true
    }
  }

  /// The number in a field; nil where the field is empty or `-`.
  func number(_ column: Int) throws(TableError) -> Double? {
    if isAbsent(column) { return nil }
    guard let value = bytes.number(range(column)) else { throw error(column, expected: "a decimal number") }
    return value
  }

  func number(_ column: Int, in range: ClosedRange<Double>) throws(TableError) -> Double {
    guard let value = bytes.number(self.range(column)), range.contains(value) else {
      throw error(column, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func error(_ column: Int, expected: String) -> TableError {
    TableError(file: file, line: line, problem: "\(columns[column]) is \"\(text(column))\"; expected \(expected)")
  }

  /// Reads the next line that is neither blank nor a comment into `bounds`.
  private mutating func takeLine() -> Bool {
    // Local variables stay in registers.
    var found = bounds
    bounds = []
    var position = next
    var lines = line
    let isFound = bytes.withUnsafeBufferPointer { bytes in
      while position < bytes.count {
        let start = position
        lines += 1
        found.removeAll(keepingCapacity: true)
        found.append(start)
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
          if bytes[position] == UInt8(ascii: "\t") { found.append(position + 1) }
          position += 1
        }
        let isContent = start < position && bytes[start] != UInt8(ascii: "#")
        position += 1
        found.append(position)
        if isContent { return true }
      }
      return false
    }
    (bounds, next, line) = (found, position, lines)
    return isFound
  }
}

extension [UInt8] {
  /// The text that a range of bytes encodes in UTF-8.
  func text(_ range: Range<Int>) -> String {
    withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }

  /// The double nearest to the number that a range of bytes spells; nil where it spells none.
  func number(_ range: Range<Int>) -> Double? { decimal(range) ?? Double(text(range)) }

  /// A number of at most 15 digits with an optional minus sign and decimal point. Digits and power of ten are exact, so
  /// that their quotient is the nearest double. Nil for other forms.
  private func decimal(_ range: Range<Int>) -> Double? {
    withUnsafeBufferPointer { bytes in
      var digits: Int64 = 0
      var count = 0
      var scale: Int64 = 0
      let isNegative = !range.isEmpty && bytes[range.lowerBound] == UInt8(ascii: "-")
      for index in (isNegative ? range.lowerBound + 1 : range.lowerBound)..<range.upperBound {
        let digit = bytes[index] &- UInt8(ascii: "0")
        if digit < 10 {
          digits = digits &* 10 &+ Int64(digit)
          scale = scale &* 10
          count += 1
        } else if bytes[index] == UInt8(ascii: "."), scale == 0 {
          scale = 1
        } else {
          return nil
        }
      }
      guard (1...15).contains(count) else { return nil }
      let value = scale > 1 ? Double(digits) / Double(scale) : Double(digits)
      return isNegative ? -value : value
    }
  }
}
