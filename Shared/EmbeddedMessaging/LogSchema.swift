import SQLite
import StateStore

/// The one file of an embedded log: topics, records, positions, state and what was taken from the inbox.
///
/// Each topic has a table `record_<id>` whose row id is the offset, so that appending only ever touches the end of a
/// tree. A compacted topic also has `latest_<id>` (the newest offset of each key) and `superseded_<id>` (the offsets
/// that compaction will remove, by the log time at which they became obsolete).
enum LogSchema {
  static let fileName = "beacon.sqlite"

  static let migrations = [
    """
    CREATE TABLE topic (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      is_compacted INTEGER NOT NULL,
      first INTEGER NOT NULL DEFAULT 0,
      next INTEGER NOT NULL DEFAULT 0,
      time INTEGER NOT NULL DEFAULT \(Int64.min)
    ) STRICT;
    CREATE TABLE inbox (
      name TEXT PRIMARY KEY,
      consumed INTEGER NOT NULL,
      is_finished INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    StateSchema.migration,
    StateSchema.versionMigration,
    // Records that are written from here on have packed headers, which earlier programs cannot read.
    "SELECT 1",
  ]

  static func tables(topic id: Int64, isCompacted: Bool) -> String {
    let records = """
      CREATE TABLE record_\(id) (
        offset INTEGER PRIMARY KEY,
        time INTEGER NOT NULL,
        key BLOB,
        value BLOB,
        headers BLOB NOT NULL
      ) STRICT;
      """
    guard isCompacted else { return records }
    return records + """
      CREATE TABLE latest_\(id) (key BLOB PRIMARY KEY, offset INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE superseded_\(id) (
        since INTEGER NOT NULL, offset INTEGER NOT NULL, PRIMARY KEY (since, offset)
      ) STRICT, WITHOUT ROWID;
      """
  }
}
