/// The tables of this module, for the migrations of the file that contains them.
///
/// A space is one stage and one input partition: its rows, how far it has folded each input topic, and its time.
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

  /// Pragmas of a file that only a stage writes. A batch changes pages all over the file, many of them again in the
  /// next one: with a longer log, 32 MB, a page that changed in several batches is copied into the file once. Rows of
  /// some kilobytes fit the larger pages, which a new file has. The cache is small, since a process has one for each
  /// partition: the stage keeps decoded rows, and the system the pages. A batch that changes more pages than fit
  /// takes more memory until it is committed, rather than to write pages that it will change again.
  package static let settings = """
    PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -4000; PRAGMA cache_spill = OFF;
    """

  /// The version of each stage's rows, and, while they are being folded again, the offsets up to which every output was
  /// already written.
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
