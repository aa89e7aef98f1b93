extension Connection {
  /// Runs `body` in a transaction that takes the write lock at its start: all of it or nothing is written.
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

  /// Rolls back the open transaction, if any: SQLite itself rolls back on some failures.
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

  /// Rolls back to the innermost savepoint, and closes it. Does nothing where SQLite has already rolled back the whole
  /// transaction.
  package func rollbackSavepoint() {
    if isInTransaction { try? execute("ROLLBACK TO part; RELEASE part") }
  }
}
