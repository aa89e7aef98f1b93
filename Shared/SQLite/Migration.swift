import CSQLite

extension Connection {
  /// Brings the file's schema to the state that `migrations` describes, in one transaction. The file's `user_version`
  /// counts the migrations made. A released migration is never changed, only followed by another.
  ///
  /// - Throws: where a newer program wrote the file.
  package func migrate(_ migrations: [String]) throws(SQLiteError) {
    guard try schemaVersion() != migrations.count else { return }
    try transaction { () throws(SQLiteError) in
      let version = try schemaVersion()
      try refuse(version, newerThan: migrations.count)
      for migration in migrations.dropFirst(version) { try execute(migration) }
      try execute("PRAGMA user_version = \(migrations.count)")
    }
  }

  /// Fails unless the file's schema is that of exactly `count` migrations: for readers, which cannot migrate.
  package func requireSchema(of count: Int) throws(SQLiteError) {
    let version = try schemaVersion()
    try refuse(version, newerThan: count)
    guard version == count else {
      throw SQLiteError(
        code: SQLITE_SCHEMA, message: "the file's schema is version \(version), older than \(count)", file: path)
    }
  }

  private func schemaVersion() throws(SQLiteError) -> Int {
    Int(try integer("PRAGMA user_version") ?? 0)
  }

  private func refuse(_ version: Int, newerThan known: Int) throws(SQLiteError) {
    guard version > known else { return }
    throw SQLiteError(
      code: SQLITE_SCHEMA,
      message: "a newer program wrote this file (schema \(version), this one knows \(known)); use that program",
      file: path)
  }
}
