/// A tab-separated table: comment lines that begin with `#`, one line of column names, then one row a line.
///
/// Every row has as many fields as there are columns; blank lines are skipped. Text is UTF-8, fields are verbatim.
package struct Table: Sendable {
  /// The file's path, as errors name it.
  package var file: String { content.file }
  package var columns: [String] { content.columns }
  package let rows: [Row]
  private let content: Content

  /// The bytes of a table, which its rows share: a field becomes a string only when it is asked for.
  fileprivate final class Content: Sendable {
    let file: String
    /// The file's name without its folder.
    let name: String
    let columns: [String]
    let bytes: [UInt8]
    /// For each row in turn: the offsets in `bytes` at which its fields begin, and the offset just after its line feed.
    let bounds: [UInt32]

    init(file: String, columns: [String], bytes: [UInt8], bounds: [UInt32]) {
      self.file = file
      name = file.parts(at: UInt8(ascii: "/")).last ?? "-"
      self.columns = columns
      self.bytes = bytes
      self.bounds = bounds
    }
  }

  /// A row, with its line number.
  package struct Row: Sendable {
    fileprivate let content: Content
    /// Counted from 1.
    package let line: Int
    /// The index in the table's `bounds` of the row's first field.
    fileprivate let first: Int

    package var file: String { content.file }
  }

  /// Reads the file at `path`; `columns` are the names that the first line after the comments has to give, in order.
  package init(path: String, columns: [String]) throws(TableError) {
    try self.init(try TableScanner(path: path, columns: columns), columns)
  }

  package init(bytes: [UInt8], file: String, columns: [String]) throws(TableError) {
    try self.init(try TableScanner(bytes: bytes, file: file, columns: columns), columns)
  }

  private init(_ scanner: consuming TableScanner, _ columns: [String]) throws(TableError) {
    if let line = Self.firstInvalidLine(scanner.bytes) {
      throw TableError(file: scanner.file, line: line, problem: "is not UTF-8")
    }
    var bounds: [UInt32] = []
    var lines: [Int] = []
    while try scanner.advance() {
      lines.append(scanner.line)
      for bound in scanner.bounds { bounds.append(UInt32(bound)) }
    }
    let content = Content(file: scanner.file, columns: columns, bytes: scanner.bytes, bounds: bounds)
    rows = lines.enumerated().map { Row(content: content, line: $1, first: $0 * (columns.count + 1)) }
    self.content = content
  }

  /// The line, from 1, of the first byte that is not UTF-8; nil where all are.
  private static func firstInvalidLine(_ bytes: [UInt8]) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return bytes[..<error.byteOffsets.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
    }
  }
}

extension Table.Row {
  /// The range of a field's bytes. A column that the table does not have is a programming error and traps.
  private func range(_ column: String) -> Range<Int> {
    let length = column.utf8.count
    guard let position = content.columns.firstIndex(where: { $0.utf8.count == length && $0 == column }) else {
      preconditionFailure("\(file) has no column \(column)")
    }
    return Int(content.bounds[first + position])..<Int(content.bounds[first + position + 1]) - 1
  }

  /// The field of that column, unchanged. A column that the table does not have is a programming error and traps.
  package subscript(column: String) -> String { content.bytes.text(range(column)) }

  /// The text of a field; nil if it is empty or `-`.
  package func optional(_ column: String) -> String? {
    let text = self[column]
    return text.isEmpty || text == "-" ? nil : text
  }

  /// The text of a field that must not be empty.
  package func text(_ column: String) throws(TableError) -> String {
    guard let text = optional(column) else { throw error(column, expected: "a text") }
    return text
  }

  /// The parts of a comma-separated field; an empty list where it is empty or `-`.
  package func list(_ column: String) -> [String] { optional(column)?.parts(at: UInt8(ascii: ",")) ?? [] }

  package func integer(_ column: String, in range: ClosedRange<Int>) throws(TableError) -> Int {
    guard let value = Int(self[column]), range.contains(value) else {
      throw error(column, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  package func number(_ column: String, in range: ClosedRange<Double>) throws(TableError) -> Double {
    guard let value = content.bytes.number(self.range(column)), range.contains(value) else {
      throw error(column, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// The field as one of an enumeration's raw values.
  package func word<Word: RawRepresentable & CaseIterable>(
    _ column: String, as type: Word.Type
  ) throws(TableError) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: self[column]) else {
      throw error(column, expected: "one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return word
  }

  /// The file's name and the row's line, such as `event-triggers.tsv:141`, for people who look the row up.
  package var place: String { "\(content.name):\(line)" }

  /// The error of an invalid field of this row.
  package func error(_ column: String, expected: String) -> TableError {
    TableError(file: file, line: line, problem: "\(column) is \"\(self[column])\"; expected \(expected)")
  }
}

/// Why a table is invalid: where, and what was expected.
package struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// Counted from 1; 0 for the file as a whole.
  package let line: Int
  package let problem: String

  package init(file: String, line: Int, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  package var description: String { line == 0 ? "\(file) \(problem)" : "\(file):\(line) \(problem)" }
}

extension String {
  /// The parts of the text between the occurrences of an ASCII byte.
  func parts(at separator: UInt8, omittingEmpty: Bool = true) -> [String] {
    var text = self
    return text.withUTF8 { bytes in
      var parts: [String] = []
      var start = 0
      for end in 0...bytes.count where end == bytes.count || bytes[end] == separator {
        if start < end || !omittingEmpty {
          parts.append(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
        }
        start = end + 1
      }
      return parts
    }
  }
}
