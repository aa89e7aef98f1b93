import Files
import Glibc
import Messaging
import Models
import SQLite

/// Reads a data folder's log without writing to it, whether or not a `beacon run` is running. It sees what was
/// committed before each call. One thread uses it.
package final class EmbeddedReader {
  private let directory: String
  private let connection: Connection
  private var seenVersion: Int64 = -1

  package init(directory: String) throws(EmbeddedLogError) {
    let path = "\(directory)/\(LogSchema.fileName)"
    guard FileSystem.exists(path) else {
      let code = errno
      let isAbsent = code == ENOENT || code == ENOTDIR
      throw isAbsent ? EmbeddedLogError.noLog(directory: directory) : .file(FileError("open", path, code: code))
    }
    self.directory = directory
    connection = try withLogErrors {
      let connection = try Connection(path: path, mode: .readOnly)
      try connection.requireSchema(of: LogSchema.migrations.count)
      return connection
    }
  }

  /// The offsets and the time of one topic.
  package struct TopicSummary: Hashable, Sendable {
    package var name: String
    package var isCompacted: Bool
    /// The offset of the oldest record kept.
    package var first: Int64
    /// The offset that the next record will have.
    package var next: Int64
    /// The latest time of a record; nil before the first.
    package var time: Timestamp?
  }

  /// All topics, in order of name.
  package func topics() throws(EmbeddedLogError) -> [TopicSummary] {
    try withLogErrors {
      let query = try connection.statement("SELECT name, is_compacted, first, next, time FROM topic ORDER BY name")
      defer { query.reset() }
      var topics: [TopicSummary] = []
      while try query.step() {
        let time = Timestamp(milliseconds: query.integer(4))
        topics.append(
          TopicSummary(
            name: query.text(0) ?? "", isCompacted: query.integer(1) != 0, first: query.integer(2),
            next: query.integer(3), time: time == .distantPast ? nil : time))
      }
      return topics
    }
  }

  /// The records of a topic from an offset on, in order; for more, call again from the last offset + 1.
  package func records(
    topic name: String, from offset: Int64 = 0, limit: BatchLimit = BatchLimit()
  ) throws(EmbeddedLogError) -> [Record] {
    try withLogErrors {
      let topic = try topic(name)
      return try topic.records(from: offset, limit: limit, on: connection)
    }
  }

  /// The table of a compacted topic: the latest record of each key that was not removed, in order of keys.
  package func latest(topic name: String) throws(EmbeddedLogError) -> [Record] {
    try latest(topic: name, where: "", key: nil)
  }

  /// The latest record of one key of a compacted topic; nil if the key has no record, or a tombstone.
  package func latest(topic name: String, key: String) throws(EmbeddedLogError) -> Record? {
    try latest(topic: name, where: "WHERE latest.key = ?1", key: Array(key.utf8)).first
  }

  /// Waits until something has been committed since the last call, for at most `milliseconds`; the first call returns
  /// at once.
  ///
  /// - Returns: whether anything was committed.
  package func waitForChange(milliseconds: Int) throws(EmbeddedLogError) -> Bool {
    var left = milliseconds
    while true {
      let version = try withLogErrors { try connection.integer("PRAGMA data_version") ?? 0 }
      if version != seenVersion {
        seenVersion = version
        return true
      }
      guard left > 0 else { return false }
      let pause = min(left, 20)
      usleep(UInt32(pause) * 1000)
      left -= pause
    }
  }

  private func latest(
    topic name: String, where condition: String, key: [UInt8]?
  ) throws(EmbeddedLogError) -> [Record] {
    try withLogErrors {
      let topic = try topic(name)
      guard topic.isCompacted else {
        throw EmbeddedLogError.internalFault("the topic \(name) is not compacted and has no table")
      }
      let query = try connection.statement(
        """
        SELECT record.offset, record.time, record.key, record.value, record.headers
        FROM latest_\(topic.id) AS latest JOIN record_\(topic.id) AS record ON record.offset = latest.offset
        \(condition) ORDER BY latest.key
        """)
      if let key { try query.bind(1, key) }
      defer { query.reset() }
      var records: [Record] = []
      while try query.step() {
        if !query.isNull(3) { records.append(topic.record(of: query)) }
      }
      return records
    }
  }

  private func topic(_ name: String) throws -> TopicLog {
    guard let (id, isCompacted) = try TopicLog.find(name, on: connection) else {
      throw EmbeddedLogError.unknownTopic(name, directory: directory)
    }
    let cleanup: TopicConfiguration.Cleanup = isCompacted ? .compact(afterDays: 0) : .delete(afterDays: 0)
    return TopicLog(configuration: TopicConfiguration(name: name, cleanup: cleanup), id: id)
  }
}
