import CSQLite

/// A call to SQLite that failed: what happened, in which file and statement, and what to do about it.
package struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// SQLite's extended result code, for example 13 (full) or 522 (short read).
  package var code: Int32
  /// SQLite's own message.
  package var message: String
  package var file: String
  package var sql: String?

  package init(code: Int32, message: String, file: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.file = file
    self.sql = sql
  }

  /// The result code without its extension.
  package var primaryCode: Int32 { code & 0xff }

  /// Whether the same call may succeed later without a repair of the file: after a full disk, a lock, a failing device.
  package var isTransient: Bool {
    [SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_PROTOCOL]
      .contains(primaryCode)
  }

  package var description: String {
    let statement = sql.map { " in “\($0)”" } ?? ""
    return "SQLite error \(code) in \(file)\(statement): \(message). \(advice)"
  }

  private var advice: String {
    switch primaryCode {
    case SQLITE_FULL: "Free disk space on the volume of that file; the transaction was not made."
    case SQLITE_BUSY, SQLITE_LOCKED: "Another process uses the file; wait for it or end it."
    case SQLITE_CANTOPEN: "Check that the folder exists and that this user may write in it."
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: "Check the permissions of the file and of its folder."
    case SQLITE_CORRUPT, SQLITE_NOTADB: "The file is damaged: move it aside or restore a copy of it."
    case SQLITE_IOERR: "The device failed: check the free space of its volume, and the system's log."
    case SQLITE_NOMEM: "The process is out of memory."
    case SQLITE_SCHEMA, SQLITE_ERROR: "The file's schema is not the one this program expects."
    case SQLITE_CONSTRAINT: "A row broke a rule of the schema."
    default: "See https://sqlite.org/rescode.html."
    }
  }
}
