import FoundationEssentials

/// A tab-separated table: comment lines that begin with `#`, one line of column names, then one row a line.
///
/// Every row has as many fields as there are columns; blank lines are skipped. Text is UTF-8, fields are verbatim.
package struct Table: Sendable {
  /// The file's name in errors.
  package let file: String
  package let columns: [String]
  package let rows: [Row]

  /// A row, with its line number.
  package struct Row: Sendable {
    package let file: String
    /// Counted from 1.
    package let line: Int
    fileprivate let fields: [String]
    fileprivate let index: [String: Int]
  }

  /// Reads the file at `path`; `columns` are the names that the first line after the comments has to give, in order.
  package init(path: String, columns: [String]) throws(TableError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw TableError(file: path, line: 0, problem: "cannot be read; expected a tab-separated table")
    }
    try self.init(bytes: Array(data), file: path, columns: columns)
  }

  package init(bytes: [UInt8], file: String, columns: [String]) throws(TableError) {
    let index = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [Row] = []
    var header = false
    var line = 0
    for bytes in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      if bytes.isEmpty || bytes.first == UInt8(ascii: "#") { continue }
      var fields: [String] = []
      fields.reserveCapacity(columns.count)
      for field in bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false) {
        guard let text = String(validating: field, as: UTF8.self) else {
          throw TableError(file: file, line: line, problem: "is not UTF-8")
        }
        fields.append(text)
      }
      if !header {
        guard fields == columns else {
          throw TableError(
            file: file, line: line,
            problem: "has the columns \(fields.joined(separator: ", ")); expected \(columns.joined(separator: ", "))")
        }
        header = true
        continue
      }
      guard fields.count == columns.count else {
        throw TableError(file: file, line: line, problem: "has \(fields.count) fields; expected \(columns.count)")
      }
      rows.append(Row(file: file, line: line, fields: fields, index: index))
    }
    guard header else {
      throw TableError(
        file: file, line: line, problem: "has no line of column names; expected \(columns.joined(separator: ", "))")
    }
    self.file = file
    self.columns = columns
    self.rows = rows
  }
}

extension Table.Row {
  /// The field of that column, unchanged. A column that the table does not have is a programming error and traps.
  package subscript(column: String) -> String {
    guard let position = index[column] else { preconditionFailure("\(file) has no column \(column)") }
    return fields[position]
  }

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
  package func list(_ column: String) -> [String] {
    optional(column)?.split(separator: ",").map(String.init) ?? []
  }

  package func integer(_ column: String, in range: ClosedRange<Int>) throws(TableError) -> Int {
    guard let value = Int(self[column]), range.contains(value) else {
      throw error(column, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  package func number(_ column: String, in range: ClosedRange<Double>) throws(TableError) -> Double {
    guard let value = Double(self[column]), range.contains(value) else {
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

  /// `event-triggers.tsv:141`, for people who look the row up.
  package var place: String { "\(file.split(separator: "/").last ?? "-"):\(line)" }

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
