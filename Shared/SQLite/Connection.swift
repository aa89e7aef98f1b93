import CSQLite

/// An open database file. One thread at a time uses it and the statements prepared on it: it is not `Sendable`.
///
/// Statements are prepared once and kept. The connection closes when its last reference is released.
package final class Connection {
  package enum Mode: Hashable, Sendable {
    /// Creates the file where it is missing.
    case readWrite
    /// Never writes or checkpoints; the file must exist.
    case readOnly
  }

  package let path: String
  let handle: OpaquePointer
  private var cache: [String: PreparedStatement] = [:]

  /// Opens `path`; `:memory:` is a database of this connection alone.
  ///
  /// - Parameter busyTimeout: milliseconds that a call waits for another connection's lock.
  package init(path: String, mode: Mode = .readWrite, busyTimeout: Int = 5000) throws(SQLiteError) {
    let flags =
      switch mode {
      case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .readOnly: SQLITE_OPEN_READONLY
      }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let opened else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw SQLiteError(code: code, message: message, file: path)
    }
    self.path = path
    handle = opened
    sqlite3_busy_timeout(opened, Int32(clamping: busyTimeout))
    if mode == .readOnly { _ = beacon_sqlite_no_checkpoint_on_close(opened) }
  }

  deinit {
    cache.removeAll()
    sqlite3_close_v2(handle)
  }

  /// Runs statements and ignores their rows.
  package func execute(_ sql: String) throws(SQLiteError) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw error(sql: sql) }
  }

  /// The statement for `sql`, prepared at its first use. While it is being stepped, another call returns a second one.
  package func statement(_ sql: String) throws(SQLiteError) -> PreparedStatement {
    if let known = cache[sql], !known.isBusy { return known }
    let made = try PreparedStatement(sql, on: self)
    if cache[sql] == nil { cache[sql] = made }
    return made
  }

  /// The first column of the first row, as an integer; nil where there is no row or it is null.
  package func integer(_ sql: String) throws(SQLiteError) -> Int64? {
    let query = try statement(sql)
    defer { query.reset() }
    return try query.step() ? query.optionalInteger(0) : nil
  }

  /// The number of rows that the latest insert, update or delete touched.
  package var changes: Int { Int(sqlite3_changes64(handle)) }

  /// Whether a transaction is open.
  package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  func error(sql: String?) -> SQLiteError {
    SQLiteError(
      code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)), file: path, sql: sql)
  }
}
