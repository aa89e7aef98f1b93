import Files
import Messaging
import Models
import SQLite

/// A data folder opened for writing: all topics, positions and state in one SQLite file, protected by a lock file. It
/// is the file's only writing connection; one thread uses it.
///
/// Everything is written in transactions. With `Durability.full` a committed transaction survives a loss of power; an
/// uncommitted one leaves nothing.
package final class EmbeddedLog {
  package enum Durability: Hashable, Sendable {
    /// Each transaction is flushed to the device.
    case full
    /// Nothing is flushed: for logs that are thrown away.
    case none
  }

  package let directory: String
  let connection: Connection
  private let topics: [String: TopicLog]
  private let lock: DirectoryLock
  private let isTemporary: Bool

  /// Opens the folder; creates it, its log and the topics where they are missing.
  package static func open(
    directory: String, topics: [TopicConfiguration], durability: Durability = .full
  ) throws(EmbeddedLogError) -> EmbeddedLog {
    try EmbeddedLog(directory: directory, topics: topics, durability: durability, isTemporary: false)
  }

  /// A log in a new folder under `TMPDIR`; the folder is removed when the log is released.
  package static func temporary(topics: [TopicConfiguration]) throws(EmbeddedLogError) -> EmbeddedLog {
    let directory = try withLogErrors { try FileSystem.makeTemporaryDirectory(named: "beacon") }
    return try EmbeddedLog(directory: directory, topics: topics, durability: .none, isTemporary: true)
  }

  private init(
    directory: String, topics: [TopicConfiguration], durability: Durability, isTemporary: Bool
  ) throws(EmbeddedLogError) {
    (lock, connection, self.topics) = try withLogErrors {
      try FileSystem.makeDirectory("\(directory)/inbox")
      let lock = try DirectoryLock(directory)
      let connection = try Connection(path: "\(directory)/\(LogSchema.fileName)")
      // Foreign keys are not checked: each row of a stage's state names the space that its writer has just read, and a
      // check would copy every page that the row changes, in case the row is refused.
      try connection.execute(
        """
        PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;
        PRAGMA synchronous = \(durability == .full ? "FULL" : "OFF");
        PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 67108864;
        PRAGMA cache_size = -24000; PRAGMA temp_store = MEMORY;
        """)
      try connection.migrate(LogSchema.migrations)
      var made: [String: TopicLog] = [:]
      for topic in topics {
        guard let log = try TopicLog.make(topic, on: connection) else {
          throw EmbeddedLogError.otherCleanup(topic: topic.name, directory: directory)
        }
        made[topic.name] = log
      }
      return (lock, connection, made)
    }
    self.directory = directory
    self.isTemporary = isTemporary
  }

  deinit {
    if isTemporary { FileSystem.removeTree(directory) }
  }

  /// The topics that this log was opened with, by name.
  package var topicNames: [String] { topics.keys.sorted() }

  func topic(_ name: String) throws(EmbeddedLogError) -> TopicLog {
    guard let topic = topics[name] else { throw .unknownTopic(name, directory: directory) }
    return topic
  }

  /// Appends the records in order. Opens a transaction where none is open.
  package func append(_ records: [OutgoingRecord]) throws(EmbeddedLogError) {
    guard !records.isEmpty else { return }
    var byTopic: [(name: String, records: [OutgoingRecord])] = []
    for record in records {
      if let place = byTopic.firstIndex(where: { $0.name == record.topic }) {
        byTopic[place].records.append(record)
      } else {
        byTopic.append((record.topic, [record]))
      }
    }
    try withLogErrors {
      let appends = try byTopic.map { (try topic($0.name), $0.records) }
      try connection.openSavepoint()
      do {
        for (topic, records) in appends { try topic.append(records, on: connection) }
        try connection.releaseSavepoint()
      } catch {
        connection.rollbackSavepoint()
        throw error
      }
    }
  }

  /// The records of a topic from an offset on, in order.
  package func records(
    topic name: String, from offset: Int64 = 0, limit: BatchLimit = BatchLimit()
  ) throws(EmbeddedLogError) -> [Record] {
    try withLogErrors { try topic(name).records(from: offset, limit: limit, on: connection) }
  }

  /// The offset that the topic's next record will have.
  package func nextOffset(ofTopic name: String) throws(EmbeddedLogError) -> Int64 {
    try withLogErrors { try topic(name).bounds(on: connection).next }
  }

  /// The latest time of a record in the topic; `distantPast` where it never had one.
  package func time(ofTopic name: String) throws(EmbeddedLogError) -> Timestamp {
    try withLogErrors { try topic(name).bounds(on: connection).time }
  }

  /// Whether a transaction is open. Within `transaction` it is false only after SQLite rolled the whole of it back, as
  /// it does where the disk is full.
  package var isInTransaction: Bool { connection.isInTransaction }

  /// Runs `body` in one transaction.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    do { try connection.begin() } catch { throw EmbeddedLogError.store(error) }
    let result: Result
    do {
      result = try body()
    } catch {
      connection.rollback()
      throw error
    }
    do {
      try connection.commit()
    } catch {
      connection.rollback()
      throw EmbeddedLogError.store(error)
    }
    return result
  }
}
