import CSQLite

/// A prepared statement. Bind from 1, step, read columns from 0, reset.
///
/// Bound values stay bound after a reset, until they are bound again.
package final class PreparedStatement {
  package let sql: String
  private let handle: OpaquePointer
  /// A statement must not outlive its connection's handle.
  private unowned let connection: Connection

  init(_ sql: String, on connection: Connection) throws(SQLiteError) {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK else { throw connection.error(sql: sql) }
    guard let prepared else {
      throw SQLiteError(code: SQLITE_MISUSE, message: "the statement is empty", file: connection.path, sql: sql)
    }
    self.sql = sql
    self.connection = connection
    handle = prepared
  }

  deinit { sqlite3_finalize(handle) }

  /// Whether the statement has been stepped since its last reset and has not reached its end.
  package var isBusy: Bool { sqlite3_stmt_busy(handle) != 0 }

  /// Moves to the next row; false at the end.
  package func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let failure = connection.error(sql: sql)
      sqlite3_reset(handle)
      throw failure
    }
  }

  package func reset() {
    sqlite3_reset(handle)
  }

  /// Runs to the end and resets.
  package func run() throws(SQLiteError) {
    defer { sqlite3_reset(handle) }
    while try step() {}
  }
}

extension PreparedStatement {
  @discardableResult
  package func bind(_ position: Int32, _ value: Int64) throws(SQLiteError) -> Self {
    try checked(sqlite3_bind_int64(handle, position, value))
  }

  @discardableResult
  package func bind(_ position: Int32, _ value: Int) throws(SQLiteError) -> Self {
    try bind(position, Int64(value))
  }

  @discardableResult
  package func bind(_ position: Int32, _ value: Double) throws(SQLiteError) -> Self {
    try checked(sqlite3_bind_double(handle, position, value))
  }

  /// Binds a copy. Nil binds null; an empty string remains an empty string.
  @discardableResult
  package func bind(_ position: Int32, _ text: String?) throws(SQLiteError) -> Self {
    guard var text else { return try checked(sqlite3_bind_null(handle, position)) }
    return try checked(
      text.withUTF8 { utf8 in
        let base = UnsafeRawPointer(utf8.baseAddress ?? Self.nothing).assumingMemoryBound(to: CChar.self)
        return sqlite3_bind_text64(
          handle, position, base, UInt64(utf8.count), beacon_sqlite_transient(), UInt8(SQLITE_UTF8))
      })
  }

  /// Binds a copy. Nil binds null; an empty array binds an empty blob.
  @discardableResult
  package func bind(_ position: Int32, _ blob: [UInt8]?) throws(SQLiteError) -> Self {
    guard let blob else { return try checked(sqlite3_bind_null(handle, position)) }
    return try checked(
      blob.withUnsafeBytes { bytes in
        sqlite3_bind_blob64(
          handle, position, bytes.baseAddress ?? UnsafeRawPointer(Self.nothing), UInt64(bytes.count),
          beacon_sqlite_transient())
      })
  }

  /// Binds memory that is not copied: it must not change until the statement has run.
  @discardableResult
  package func bind(_ position: Int32, borrowing bytes: UnsafeBufferPointer<UInt8>) throws(SQLiteError) -> Self {
    try checked(
      sqlite3_bind_blob64(
        handle, position, UnsafeRawPointer(bytes.baseAddress) ?? UnsafeRawPointer(Self.nothing), UInt64(bytes.count),
        nil))
  }

  private func checked(_ code: Int32) throws(SQLiteError) -> Self {
    guard code == SQLITE_OK else { throw connection.error(sql: sql) }
    return self
  }

  /// The address for empty values, since a null pointer would bind null; it is never read.
  nonisolated(unsafe) private static let nothing = UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
}

extension PreparedStatement {
  package func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  package func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  package func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  package func text(_ column: Int32) -> String? {
    withBytes(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// A copy of the column's bytes; nil where it is null.
  package func blob(_ column: Int32) -> [UInt8]? {
    withBytes(column) { [UInt8]($0) }
  }

  /// The column's bytes in SQLite's own memory, valid within `body` only; nil where it is null.
  package func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    if isNull(column) { return nil }
    let start = sqlite3_column_blob(handle, column)
    return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
}
