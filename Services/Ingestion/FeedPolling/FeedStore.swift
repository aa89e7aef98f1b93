import Models
import SQLite

/// The feeds and what was seen of them, in one SQLite file.
package final class FeedStore {
  /// How many of each feed's items are remembered.
  static let rememberedItems = 5000

  private let connection: Connection

  package init(path: String) throws(SQLiteError) {
    connection = try Connection(path: path)
    try connection.migrate([
      """
      CREATE TABLE feeds (
        url TEXT PRIMARY KEY, name TEXT, etag TEXT, last_modified TEXT, status TEXT NOT NULL, detail TEXT NOT NULL,
        failures INTEGER NOT NULL, last_poll INTEGER, next_poll INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE items (
        number INTEGER PRIMARY KEY, url TEXT NOT NULL, item TEXT NOT NULL, UNIQUE (url, item)) STRICT;
      """
    ])
  }

  /// All feeds, in order of address.
  package func feeds() throws(SQLiteError) -> [Feed] {
    let statement = try connection.statement(
      "SELECT url, name, etag, last_modified, status, detail, failures, last_poll, next_poll FROM feeds ORDER BY url")
    defer { statement.reset() }
    var feeds: [Feed] = []
    while try statement.step() {
      var feed = Feed(
        url: statement.text(0) ?? "", name: statement.text(1),
        nextPoll: Timestamp(milliseconds: statement.integer(8)))
      feed.validators = Feed.Validators(etag: statement.text(2), lastModified: statement.text(3))
      feed.status = statement.text(4).flatMap(Feed.Status.init) ?? .new
      feed.detail = statement.text(5) ?? ""
      feed.failures = Int(statement.integer(6))
      feed.lastPoll = statement.optionalInteger(7).map { Timestamp(milliseconds: $0) }
      feeds.append(feed)
    }
    return feeds
  }

  /// Adds or replaces the feed.
  package func save(_ feed: Feed) throws(SQLiteError) {
    let statement = try connection.statement("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    try statement.bind(1, feed.url).bind(2, feed.name).bind(3, feed.validators.etag)
      .bind(4, feed.validators.lastModified).bind(5, feed.status.rawValue).bind(6, feed.detail).bind(7, feed.failures)
    if let last = feed.lastPoll {
      try statement.bind(8, last.milliseconds)
    } else {
      try statement.bind(8, nil as String?)
    }
    try statement.bind(9, feed.nextPoll.milliseconds).run()
  }

  /// Removes the feed; returns whether it existed.
  package func remove(_ url: String) throws(SQLiteError) -> Bool {
    try connection.transaction { () throws(SQLiteError) in
      try connection.statement("DELETE FROM items WHERE url = ?").bind(1, url).run()
      try connection.statement("DELETE FROM feeds WHERE url = ?").bind(1, url).run()
      return connection.changes > 0
    }
  }

  /// The items of a feed that were not seen before.
  package func unseen(_ items: [String], of url: String) throws(SQLiteError) -> Set<String> {
    var unseen: Set<String> = []
    let statement = try connection.statement("SELECT 1 FROM items WHERE url = ? AND item = ?")
    for item in items {
      try statement.bind(1, url).bind(2, item)
      if try !statement.step() { unseen.insert(item) }
      statement.reset()
    }
    return unseen
  }

  /// Saves the feed and remembers `items`, which must have been published before.
  package func save(_ feed: Feed, seen items: [String]) throws(SQLiteError) {
    try connection.transaction { () throws(SQLiteError) in
      try save(feed)
      let statement = try connection.statement("INSERT OR IGNORE INTO items (url, item) VALUES (?, ?)")
      for item in items { try statement.bind(1, feed.url).bind(2, item).run() }
      try connection.statement(
        """
        DELETE FROM items WHERE url = ?1 AND number <= (
          SELECT number FROM items WHERE url = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)
        """
      ).bind(1, feed.url).bind(2, Self.rememberedItems).run()
    }
  }
}
