import Messaging
import Models
import SQLite

/// One topic of the log's file. It keeps nothing in memory that a rollback would have to revert.
struct TopicLog {
  let configuration: TopicConfiguration
  let id: Int64

  /// The offsets of the first record kept and of the next one to be appended, and the latest time of any record.
  struct Bounds {
    var first: Int64
    var next: Int64
    var time: Timestamp
  }

  var isCompacted: Bool { configuration.isCompacted }

  /// Finds or creates the topic; nil where it exists with another cleanup policy.
  static func make(_ configuration: TopicConfiguration, on connection: Connection) throws(SQLiteError) -> TopicLog? {
    let isCompacted = configuration.isCompacted
    if let (id, wasCompacted) = try find(configuration.name, on: connection) {
      return wasCompacted == isCompacted ? TopicLog(configuration: configuration, id: id) : nil
    }
    return try connection.transaction { () throws(SQLiteError) in
      try connection.statement("INSERT INTO topic (name, is_compacted) VALUES (?1, ?2)")
        .bind(1, configuration.name).bind(2, isCompacted ? 1 : 0).run()
      let id = try connection.integer("SELECT last_insert_rowid()") ?? 0
      try connection.execute(LogSchema.tables(topic: id, isCompacted: isCompacted))
      return TopicLog(configuration: configuration, id: id)
    }
  }

  static func find(
    _ name: String, on connection: Connection
  ) throws(SQLiteError) -> (id: Int64, isCompacted: Bool)? {
    let query = try connection.statement("SELECT id, is_compacted FROM topic WHERE name = ?1").bind(1, name)
    defer { query.reset() }
    return try query.step() ? (query.integer(0), query.integer(1) != 0) : nil
  }

  func bounds(on connection: Connection) throws(SQLiteError) -> Bounds {
    let query = try connection.statement("SELECT first, next, time FROM topic WHERE id = ?1").bind(1, id)
    defer { query.reset() }
    guard try query.step() else { return Bounds(first: 0, next: 0, time: .distantPast) }
    return Bounds(
      first: query.integer(0), next: query.integer(1), time: Timestamp(milliseconds: query.integer(2)))
  }

  /// Appends in order, in the open transaction.
  func append(_ records: [OutgoingRecord], on connection: Connection) throws(SQLiteError) {
    var bounds = try bounds(on: connection)
    let insert = try connection.statement(
      "INSERT INTO record_\(id) (offset, time, key, value, headers) VALUES (?1, ?2, ?3, ?4, ?5)")
    for record in records {
      bounds.time = max(bounds.time, record.time)
      try insert.bind(1, bounds.next).bind(2, record.time.milliseconds).bind(3, record.key)
        .bind(5, PackedHeaders.encode(record.headers, time: record.time))
      if let value = record.value {
        try value.withUnsafeBufferPointer { (value) throws(SQLiteError) in try insert.bind(4, borrowing: value).run() }
      } else {
        try insert.bind(4, nil as [UInt8]?).run()
      }
      if isCompacted {
        try supersede(key: record.key, by: bounds.next, isTombstone: record.value == nil, at: bounds.time, connection)
      }
      bounds.next += 1
    }
    try connection.statement("UPDATE topic SET next = ?2, time = ?3 WHERE id = ?1")
      .bind(1, id).bind(2, bounds.next).bind(3, bounds.time.milliseconds).run()
  }

  func records(
    from offset: Int64, limit: BatchLimit, on connection: Connection
  ) throws(SQLiteError) -> [Record] {
    let query = try connection.statement(
      "SELECT offset, time, key, value, headers FROM record_\(id) WHERE offset >= ?1 ORDER BY offset LIMIT ?2")
    try query.bind(1, offset).bind(2, limit.records)
    defer { query.reset() }
    var records: [Record] = []
    var bytes = 0
    while try query.step() {
      let record = record(of: query)
      bytes += record.size
      if bytes > limit.bytes, !records.isEmpty { break }
      records.append(record)
    }
    return records
  }

  /// The record of a row with the columns offset, time, key, value and headers.
  func record(of row: PreparedStatement) -> Record {
    let time = Timestamp(milliseconds: row.integer(1))
    return Record(
      topic: configuration.name, partition: 0, offset: row.integer(0), key: row.blob(2), value: row.blob(3),
      headers: row.withBytes(4) { PackedHeaders.decode($0, time: time) } ?? [], time: time)
  }
}
