import Files
import Glibc
import Messaging
import Models
import SQLite
import StateStore

/// The file of one stage and one input partition: its state, its position, and the outputs of the latest batch.
///
/// A lock beside the file keeps out a second owner on the same machine until the first has closed it.
final class PartitionStore {
  private let lock: FileLock
  private let connection: Connection
  private let space: StateSpace
  private let topic: String
  let path: String
  private let identity: FileIdentity?
  /// The new name of an unusable file that was set aside when this one was opened, and the reason; nil if there was
  /// none.
  private(set) var quarantined: String?

  private static let migrations = [StateSchema.migration, OutboxSchema.migration, StateSchema.versionMigration]

  /// Opens `directory/<stage>-<partition>.db`, or creates it. One that fails SQLite's check, that belongs to another
  /// cluster, or whose rows are of another version, is set aside, and a new one is created.
  init(
    directory: String, stage: String, version: Int = 1, input: TopicPartition, cluster: String
  ) throws(StageFailure) {
    path = "\(directory)/\(stage)-\(input.partition).db"
    lock = try Self.lock(path + ".lock", in: directory)
    var aside: String?
    do {
      if let reason = try Self.defect(of: path, version: version, cluster: cluster) {
        aside = try Self.setAside(path, because: reason)
      }
      connection = try Self.open(path)
      topic = input.topic
      space = try Self.prepare(connection, stage: stage, version: version, partition: input.partition, cluster: cluster)
      identity = FileIdentity(path)
    } catch {
      throw StageFailure(error)
    }
    quarantined = aside
  }

  /// Takes the lock of a file in a folder, which is created where it is missing.
  private static func lock(_ path: String, in directory: String) throws(StageFailure) -> FileLock {
    do throws(FileError) {
      try FileSystem.makeDirectory(directory)
      if let lock = try FileLock(path) { return lock }
    } catch {
      throw .infrastructure(error.description)
    }
    throw .infrastructure("another process has locked \(path): it must end before this one can work on the partition")
  }

  private static func open(_ path: String) throws(SQLiteError) -> Connection {
    let connection = try Connection(path: path, busyTimeout: 1000)
    try connection.execute(StateSchema.settings)
    try connection.migrate(migrations)
    return connection
  }

  private static func prepare(
    _ connection: Connection, stage: String, version: Int, partition: Int, cluster: String
  ) throws(SQLiteError) -> StateSpace {
    try connection.transaction { () throws(SQLiteError) in
      try connection.statement("INSERT INTO belongs (cluster) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM belongs)")
        .bind(1, cluster).run()
      return try StateSpace(stage: stage, partition: partition, version: version, on: connection)
    }
  }

  /// Why the file must not be used; nil if it may be used or does not exist.
  private static func defect(
    of path: String, version: Int, cluster: String
  ) throws(SQLiteError) -> String? {
    guard access(path, F_OK) == 0 else { return nil }
    do {
      let connection = try open(path)
      let check = try connection.statement("PRAGMA quick_check(1)")
      defer { check.reset() }
      guard try check.step(), let found = check.text(0) else { return "its check gave no result" }
      guard found == "ok" else { return "its check failed: \(found.split(separator: "\n").joined(separator: " "))" }
      let owner = try connection.statement("SELECT cluster FROM belongs")
      defer { owner.reset() }
      if try owner.step(), let name = owner.text(0), name != cluster { return "it belongs to cluster \(name)" }
      let stored = try connection.integer("SELECT version FROM state_space") ?? Int64(version)
      return stored == version
        ? nil : "its rows are of version \(stored), and this program writes version \(version): they are folded again"
    } catch  where !error.isTransient {
      return error.description
    }
  }

  private static func setAside(_ path: String, because reason: String) throws(SQLiteError) -> String {
    var number = 1
    while access("\(path).quarantine-\(number)", F_OK) == 0 { number += 1 }
    let aside = "\(path).quarantine-\(number)"
    for ending in ["-wal", "-shm"] { rename(path + ending, aside + ending) }
    guard rename(path, aside) == 0 else {
      throw SQLiteError(code: 14, message: "cannot rename to \(aside) (\(reason))", file: path)
    }
    return "\(aside): \(reason)"
  }

  /// Renames a partition's file that must not be used, and returns its new name with the reason. A store that has it
  /// open must not be used afterwards.
  static func setAside(directory: String, stage: String, partition: Int, because reason: String) throws(StageFailure)
    -> String
  {
    do { return try setAside("\(directory)/\(stage)-\(partition).db", because: reason) } catch {
      throw StageFailure(error)
    }
  }

  // MARK: What it knows

  /// Whether the path still names the open file, and the lock still excludes others. SQLite itself does not notice that
  /// its file was deleted: it would go on writing to one that nobody can open again.
  var isIntact: Bool { identity != nil && FileIdentity(path) == identity && lock.isIntact }

  func stored() throws(StageFailure) -> PartitionRecovery.Stored? {
    try failing { () throws(SQLiteError) in
      guard let position = try space.position(in: topic) else { return nil }
      let query = try connection.statement("SELECT origin, first, end FROM outbox_batch")
      defer { query.reset() }
      guard try query.step() else { return PartitionRecovery.Stored(origin: position, position: position) }
      let outbox = query.optionalInteger(1).flatMap { first in query.optionalInteger(2).map { first..<$0 } }
      return PartitionRecovery.Stored(origin: query.integer(0), position: position, outbox: outbox)
    }
  }

  func time() throws(StageFailure) -> Timestamp {
    try failing { () throws(SQLiteError) in try space.time() }
  }

  /// The outputs of the latest batch, in the order in which they are to be sent.
  func outbox() throws(StageFailure) -> [OutgoingRecord] {
    try failing { () throws(SQLiteError) in
      let query = try connection.statement(
        "SELECT topic, everywhere, key, value, headers, time FROM outbox ORDER BY seq")
      defer { query.reset() }
      var records: [OutgoingRecord] = []
      while try query.step() {
        records.append(
          OutgoingRecord(
            topic: query.text(0) ?? "", destination: query.integer(1) == 0 ? .byKey : .everyPartition,
            key: query.blob(2), value: query.blob(3),
            headers: query.withBytes(4, HeaderCoding.decode) ?? [],
            time: Timestamp(milliseconds: query.integer(5))))
      }
      return records
    }
  }

  // MARK: One batch

  /// Opens the batch's transaction, which also deletes the outbox of the previous batch: it has been sent.
  func begin() throws(StageFailure) -> any StageState {
    try failing { () throws(SQLiteError) in
      try connection.begin()
      try deleteOutbox()
      return SQLiteStageState(
        space, remedy: "Stop the service, delete \(path) and start the service again: it folds \(topic) again")
    }
  }

  /// Deletes the outbox of the very first batch as soon as it is sent. Before that, a group without an offset
  /// means that the batch was never sent; afterwards, that somebody deleted the group's offset.
  func confirmFirstBatch() throws(StageFailure) {
    try failing { () throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in try deleteOutbox() }
    }
  }

  private func deleteOutbox() throws(SQLiteError) {
    try connection.statement("DELETE FROM outbox").run()
    try connection.statement("UPDATE outbox_batch SET first = NULL, end = NULL").run()
  }

  /// Commits state, outbox and position in one SQLite transaction. `first` is the position before the batch; the first
  /// record's offset may be higher, since transaction markers occupy offsets too.
  func commit(_ batch: FoldedBatch, first: Int64) throws(StageFailure) {
    try failing { () throws(SQLiteError) in
      let end = batch.position
      try connection.statement("INSERT INTO outbox_batch (id, origin) VALUES (1, ?1) ON CONFLICT DO NOTHING")
        .bind(1, first).run()
      if !batch.isCatchUp {
        try connection.statement("UPDATE outbox_batch SET first = ?1, end = ?2").bind(1, first).bind(2, end).run()
        for record in batch.outputs { try keep(record) }
      }
      try space.advance(to: end, in: topic, time: batch.time)
      try connection.commit()
    }
  }

  /// Moves the position over records that no longer exist and are given up. The outputs of the batch before count as
  /// sent.
  func skip(from first: Int64, to end: Int64) throws(StageFailure) {
    _ = try begin()
    do throws(StageFailure) {
      try commit(FoldedBatch(position: end, time: try time(), outputs: []), first: first)
    } catch {
      rollback()
      throw error
    }
  }

  func rollback() { connection.rollback() }

  private func keep(_ record: OutgoingRecord) throws(SQLiteError) {
    let put = "INSERT INTO outbox (topic, everywhere, key, value, headers, time) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    try connection.statement(put)
      .bind(1, record.topic).bind(2, record.destination == .everyPartition ? 1 : 0).bind(3, record.key)
      .bind(4, record.value).bind(5, HeaderCoding.encode(record.headers)).bind(6, record.time.milliseconds).run()
  }

  private func failing<Result>(_ body: () throws(SQLiteError) -> Result) throws(StageFailure) -> Result {
    do { return try body() } catch { throw StageFailure(error) }
  }
}

private enum OutboxSchema {
  static let migration = """
    CREATE TABLE belongs (cluster TEXT NOT NULL) STRICT;
    CREATE TABLE outbox_batch (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      origin INTEGER NOT NULL,
      first INTEGER,
      end INTEGER
    ) STRICT;
    CREATE TABLE outbox (
      seq INTEGER PRIMARY KEY,
      topic TEXT NOT NULL,
      everywhere INTEGER NOT NULL,
      key BLOB,
      value BLOB,
      headers BLOB NOT NULL,
      time INTEGER NOT NULL
    ) STRICT;
    """
}
