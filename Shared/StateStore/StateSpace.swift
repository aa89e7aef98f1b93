import Messaging
import Models
import SQLite

/// The state of one stage and one input partition in a file: rows, position and time change together, in the
/// transaction that is open on the connection.
package struct StateSpace {
  let connection: Connection
  let id: Int64

  /// Opens the space of a stage and partition. At its first use it is created, for rows of `version`.
  package init(stage: String, partition: Int, version: Int = 1, on connection: Connection) throws(SQLiteError) {
    self.connection = connection
    let find = try connection.statement("SELECT id FROM state_space WHERE stage = ?1 AND partition = ?2")
    try find.bind(1, stage).bind(2, partition)
    if try find.step() {
      id = find.integer(0)
      find.reset()
    } else {
      find.reset()
      try connection.statement("INSERT INTO state_space (stage, partition, version) VALUES (?1, ?2, ?3)")
        .bind(1, stage).bind(2, partition).bind(3, version).run()
      id = try connection.integer("SELECT last_insert_rowid()") ?? 0
    }
  }

  /// The partition's time; `distantPast` before its first record.
  package func time() throws(SQLiteError) -> Timestamp {
    let query = try connection.statement("SELECT time FROM state_space WHERE id = ?1").bind(1, id)
    defer { query.reset() }
    guard try query.step(), let time = query.optionalInteger(0) else { return .distantPast }
    return Timestamp(milliseconds: time)
  }

  /// The offset of the next record of the input topic; nil where it was never read.
  package func position(in topic: String) throws(SQLiteError) -> Int64? {
    let query = try connection.statement("SELECT next FROM state_position WHERE space = ?1 AND topic = ?2")
    try query.bind(1, id).bind(2, topic)
    defer { query.reset() }
    return try query.step() ? query.integer(0) : nil
  }

  /// Stores the offset of the next record of the input topic, and the partition's time.
  package func advance(to next: Int64, in topic: String, time: Timestamp) throws(SQLiteError) {
    let put = """
      INSERT INTO state_position (space, topic, next) VALUES (?1, ?2, ?3)
      ON CONFLICT (space, topic) DO UPDATE SET next = excluded.next
      """
    try connection.statement(put).bind(1, id).bind(2, topic).bind(3, next).run()
    try connection.statement("UPDATE state_space SET time = ?2 WHERE id = ?1")
      .bind(1, id).bind(2, time.milliseconds).run()
  }

  // MARK: Versions

  /// The version of the stage for which the rows were written.
  package func version() throws(SQLiteError) -> Int {
    let query = try connection.statement("SELECT version FROM state_space WHERE id = ?1").bind(1, id)
    defer { query.reset() }
    return try query.step() ? Int(query.integer(0)) : 1
  }

  /// Empties the space, so that its rows are folded again from the input's first record, in a new version.
  /// `emittedUntil` then gives the positions that the space had reached. Call it in a transaction.
  package func startAnew(version: Int) throws(SQLiteError) {
    let keep = """
      INSERT INTO state_emitted (space, topic, until) SELECT space, topic, next FROM state_position WHERE space = ?1
      ON CONFLICT (space, topic) DO UPDATE SET until = max(until, excluded.until)
      """
    for statement in [
      keep, "DELETE FROM state_position WHERE space = ?1", "DELETE FROM state WHERE space = ?1",
    ] {
      try connection.statement(statement).bind(1, id).run()
    }
    try connection.statement("UPDATE state_space SET version = ?2, time = NULL WHERE id = ?1")
      .bind(1, id).bind(2, version).run()
  }

  /// The offset of the input topic before which all outputs were written when the space was last emptied; 0 where it
  /// never was.
  package func emittedUntil(in topic: String) throws(SQLiteError) -> Int64 {
    let query = try connection.statement("SELECT until FROM state_emitted WHERE space = ?1 AND topic = ?2")
    try query.bind(1, id).bind(2, topic)
    defer { query.reset() }
    return try query.step() ? query.integer(0) : 0
  }
}
