extension Connection {
  /// Runs `body` in a transaction that holds the write lock from its start: all of it or nothing.
  package func transaction<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
    try begin()
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      rollback()
      throw error
    }
  }

  /// Opens a transaction and takes the write lock.
  package func begin() throws(SQLiteError) {
    try statement("BEGIN IMMEDIATE").run()
  }

  package func commit() throws(SQLiteError) {
    try statement("COMMIT").run()
  }

  /// Takes back the open transaction; none is needed (SQLite itself rolls back on some failures).
  package func rollback() {
    if isInTransaction { try? execute("ROLLBACK") }
  }

  /// Opens a savepoint, or a transaction where none is open. Savepoints nest.
  package func openSavepoint() throws(SQLiteError) {
    try statement("SAVEPOINT part").run()
  }

  /// Keeps what was written since the innermost savepoint; the outermost one, outside a transaction, commits.
  package func releaseSavepoint() throws(SQLiteError) {
    try statement("RELEASE part").run()
  }

  /// Takes back what was written since the innermost savepoint, and closes it. A transaction that SQLite has already
  /// rolled back as a whole leaves nothing to take back.
  package func rollbackSavepoint() {
    if isInTransaction { try? execute("ROLLBACK TO part; RELEASE part") }
  }
}
