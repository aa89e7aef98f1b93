import Messaging
import Models
import SQLite

/// Retention and compaction of a topic, a few rows at a time. What is due is decided by the topic's own time and by how
/// far its readers are, never by a clock.
extension TopicLog {
  /// Marks the key's earlier record as superseded by the one at `offset`. A tombstone, and in a compacted topic a
  /// record without a key, is itself marked: it is removed after the retention of superseded records.
  func supersede(
    key: [UInt8]?, by offset: Int64, isTombstone: Bool, at time: Timestamp, _ connection: Connection
  ) throws(SQLiteError) {
    let note = try connection.statement("INSERT OR IGNORE INTO superseded_\(id) (since, offset) VALUES (?1, ?2)")
    guard let key else { return try note.bind(1, time.milliseconds).bind(2, offset).run() }
    let find = try connection.statement("SELECT offset FROM latest_\(id) WHERE key = ?1").bind(1, key)
    let before = try find.step() ? find.integer(0) : nil
    find.reset()
    if let before { try note.bind(1, time.milliseconds).bind(2, before).run() }
    if isTombstone { try note.bind(1, time.milliseconds).bind(2, offset).run() }
    let put = """
      INSERT INTO latest_\(id) (key, offset) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET offset = excluded.offset
      """
    try connection.statement(put).bind(1, key).bind(2, offset).run()
  }

  /// Removes at most `most` records that are due and that come before the offset `readTo`.
  ///
  /// - Returns: the number of records removed.
  func clean(readTo: Int64, most: Int, on connection: Connection) throws(SQLiteError) -> Int {
    switch configuration.cleanup {
    case .delete(let days): try expire(afterDays: days, readTo: readTo, most: most, on: connection)
    case .compact(let days): try compact(afterDays: days, readTo: readTo, most: most, on: connection)
    }
  }

  private func expire(
    afterDays days: Int, readTo: Int64, most: Int, on connection: Connection
  ) throws(SQLiteError) -> Int {
    let bounds = try bounds(on: connection)
    guard bounds.time != .distantPast, bounds.first < readTo else { return 0 }
    let horizon = bounds.time.adding(days: -days)
    let query = try connection.statement(
      "SELECT offset, time FROM record_\(id) WHERE offset >= ?1 AND offset < ?2 ORDER BY offset LIMIT ?3")
    try query.bind(1, bounds.first).bind(2, readTo).bind(3, most)
    var first = bounds.first
    while try query.step(), query.integer(1) < horizon.milliseconds { first = query.integer(0) + 1 }
    query.reset()
    guard first > bounds.first else { return 0 }
    try connection.statement("DELETE FROM record_\(id) WHERE offset < ?1").bind(1, first).run()
    let removed = connection.changes
    try connection.statement("UPDATE topic SET first = ?2 WHERE id = ?1").bind(1, id).bind(2, first).run()
    return removed
  }

  private func compact(
    afterDays days: Int, readTo: Int64, most: Int, on connection: Connection
  ) throws(SQLiteError) -> Int {
    let time = try bounds(on: connection).time
    guard time != .distantPast else { return 0 }
    let query = try connection.statement("SELECT since, offset FROM superseded_\(id) ORDER BY since, offset LIMIT ?1")
    try query.bind(1, most)
    var due: [(since: Int64, offset: Int64)] = []
    while try query.step(), query.integer(0) < time.adding(days: -days).milliseconds {
      guard query.integer(1) < readTo else { break }
      due.append((query.integer(0), query.integer(1)))
    }
    query.reset()
    for (since, offset) in due {
      let forget = """
        DELETE FROM latest_\(id) WHERE offset = ?1 AND key = (SELECT key FROM record_\(id) WHERE offset = ?1)
        """
      try connection.statement(forget).bind(1, offset).run()
      try connection.statement("DELETE FROM record_\(id) WHERE offset = ?1").bind(1, offset).run()
      try connection.statement("DELETE FROM superseded_\(id) WHERE since = ?1 AND offset = ?2")
        .bind(1, since).bind(2, offset).run()
    }
    return due.count
  }
}

extension EmbeddedLog {
  /// Removes records whose retention is over by the time of their topic, at most `most` from each topic, and only those
  /// that all of `stages` have read. Opens a transaction where none is open.
  package func clean(readBy stages: [Stage], most: Int = 1000) throws(EmbeddedLogError) {
    try withLogErrors {
      for name in topicNames {
        let topic = try topic(name)
        let readers = stages.filter { $0.input == name }.map(\.name)
        _ = try topic.clean(readTo: try readTo(topic, by: readers), most: most, on: connection)
      }
    }
  }

  private func readTo(_ topic: TopicLog, by readers: [String]) throws(SQLiteError) -> Int64 {
    let find = try connection.statement(
      """
      SELECT next FROM state_position JOIN state_space ON state_space.id = space WHERE stage = ?1 AND topic = ?2
      """)
    var lowest = try topic.bounds(on: connection).next
    for reader in readers {
      try find.bind(1, reader).bind(2, topic.configuration.name)
      lowest = min(lowest, try find.step() ? find.integer(0) : 0)
      find.reset()
    }
    return lowest
  }
}
