/// The tables of this module, for the migrations of the file that contains them.
///
/// A space is one stage and one input partition: its rows, its position in each input topic, and its time.
package enum StateSchema {
  package static let migration = """
    CREATE TABLE state_space (
      id INTEGER PRIMARY KEY,
      stage TEXT NOT NULL,
      partition INTEGER NOT NULL,
      time INTEGER,
      UNIQUE (stage, partition)
    ) STRICT;
    CREATE TABLE state_position (
      space INTEGER NOT NULL REFERENCES state_space (id),
      topic TEXT NOT NULL,
      next INTEGER NOT NULL CHECK (next >= 0),
      PRIMARY KEY (space, topic)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE state (
      space INTEGER NOT NULL REFERENCES state_space (id),
      key BLOB NOT NULL,
      value BLOB NOT NULL,
      PRIMARY KEY (space, key)
    ) STRICT, WITHOUT ROWID;
    """

  /// Pragmas of a file that only a stage writes. Batches change many of the same pages, so that a long write-ahead log
  /// (32 MB) copies a page into the file once for several batches. Large pages, which only a new file takes over, fit
  /// rows of a few kilobytes. The cache is small, since each partition has one, and may exceed its size until a batch
  /// is committed, so that no page is written twice.
  package static let settings = """
    PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -4000; PRAGMA cache_spill = OFF;
    """

  /// Adds the version of each space's rows and, for rows that are folded again, the offsets before which every output
  /// was already written.
  package static let versionMigration = """
    ALTER TABLE state_space ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
    CREATE TABLE state_emitted (
      space INTEGER NOT NULL REFERENCES state_space (id),
      topic TEXT NOT NULL,
      until INTEGER NOT NULL CHECK (until >= 0),
      PRIMARY KEY (space, topic)
    ) STRICT, WITHOUT ROWID;
    """
}
