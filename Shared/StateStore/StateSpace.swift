import Messaging
import Models
import SQLite

/// What a file remembers of one stage and one input partition: rows, positions and time change together, in the
/// transaction that is open on the connection.
package struct StateSpace {
  let connection: Connection
  let id: Int64

  /// Finds the space, and makes it at its first use.
  package init(stage: String, partition: Int, on connection: Connection) throws(SQLiteError) {
    self.connection = connection
    let find = try connection.statement("SELECT id FROM state_space WHERE stage = ?1 AND partition = ?2")
    try find.bind(1, stage).bind(2, partition)
    if try find.step() {
      id = find.integer(0)
      find.reset()
    } else {
      find.reset()
      try connection.statement("INSERT INTO state_space (stage, partition) VALUES (?1, ?2)")
        .bind(1, stage).bind(2, partition).run()
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

  /// The offset of the next record of each input topic; a topic that was never read is absent.
  package func positions() throws(SQLiteError) -> [String: Int64] {
    let query = try connection.statement("SELECT topic, next FROM state_position WHERE space = ?1").bind(1, id)
    defer { query.reset() }
    var positions: [String: Int64] = [:]
    while try query.step() { positions[query.text(0) ?? ""] = query.integer(1) }
    return positions
  }

  package func advance(to positions: [String: Int64], time: Timestamp) throws(SQLiteError) {
    for (topic, next) in positions {
      let put = """
        INSERT INTO state_position (space, topic, next) VALUES (?1, ?2, ?3)
        ON CONFLICT (space, topic) DO UPDATE SET next = excluded.next
        """
      try connection.statement(put).bind(1, id).bind(2, topic).bind(3, next).run()
    }
    try connection.statement("UPDATE state_space SET time = ?2 WHERE id = ?1")
      .bind(1, id).bind(2, time.milliseconds).run()
  }
}
