/// A file of comma-separated values, as spreadsheets write it (RFC 4180): quoted fields may contain commas, line breaks
/// and doubled quotes. The first row names the columns.
///
/// The separator is a comma, a semicolon or a tab, whichever is most frequent outside quotes in the first row. The text
/// is UTF-8 with or without a byte order mark, or GB18030 where it is not UTF-8.
package struct DelimitedText: Sendable {
  /// The names of the columns as written, but trimmed.
  package let columns: [String]
  package let rows: [Row]

  /// A row, with the line on which it begins.
  package struct Row: Hashable, Sendable {
    /// Counted from 1; the row of column names is usually line 1.
    package let line: Int
    /// Trimmed fields; there may be more or fewer than columns.
    package let fields: [String]
  }

  /// Why a file or a row cannot be read.
  package enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    case tooLarge(limit: Int)
    case encoding
    case unclosedQuote(line: Int)

    package var description: String {
      switch self {
      case .empty: "the file is empty; expected a row of column names and at least one row below it"
      case .tooLarge(let limit): "the file has more than \(limit) bytes; split it"
      case .encoding: "the text is neither UTF-8 nor GB18030; save it as \"CSV UTF-8\""
      case .unclosedQuote(let line):
        "the quotation mark that opens a field on line \(line) is never closed; close it, or double a mark that is text"
      }
    }
  }

  package static let maxBytes = 64 * 1_048_576

  package init(_ bytes: [UInt8]) throws(Problem) {
    guard bytes.count <= Self.maxBytes else { throw .tooLarge(limit: Self.maxBytes) }
    var scanner = RowScanner(bytes: try unicodeBytes(of: bytes))
    guard let header = try scanner.next() else { throw .empty }
    var rows: [Row] = []
    while let row = try scanner.next() { rows.append(row) }
    columns = header.fields
    self.rows = rows
  }

  /// The row's fields by column name, without empty fields and fields beyond the columns.
  package func named(_ row: Row) -> [String: String] {
    Dictionary(
      zip(columns, row.fields).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
  }
}
