import Foundation
import SQLite
import Testing

@Suite struct ConnectionTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "beacon-sqlite-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private var path: String { folder.appending(path: "test.sqlite").path }

  private func opened() throws -> Connection {
    let connection = try Connection(path: path)
    try connection.execute("CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, value ANY) STRICT")
    return connection
  }

  private func count(_ connection: Connection) throws -> Int64? {
    try connection.integer("SELECT count(*) FROM thing")
  }

  @Test(
    "Bytes come back as they went in, empty apart from null",
    arguments: [nil, [], [0], Array(repeating: 255, count: 100_000), Array("text".utf8)] as [[UInt8]?])
  func blobs(_ bytes: [UInt8]?) throws {
    let connection = try opened()
    try connection.statement("INSERT INTO thing (value) VALUES (?1)").bind(1, bytes).run()
    let query = try connection.statement("SELECT value FROM thing")
    #expect(try query.step())
    #expect(query.blob(0) == bytes)
    #expect(query.withBytes(0) { $0.count } == bytes?.count)
  }

  @Test(
    "Text, integers and doubles come back as they went in",
    arguments: ["", "a\u{0}b", "汉字 \u{1F600}", String(repeating: "é", count: 5000)])
  func values(_ text: String) throws {
    let connection = try opened()
    try connection.statement("INSERT INTO thing (id, value) VALUES (?1, ?2)").bind(1, Int64.min).bind(2, text).run()
    try connection.statement("INSERT INTO thing (id, value) VALUES (?1, ?2)").bind(1, Int64.max).bind(2, 0.1).run()
    let query = try connection.statement("SELECT id, value FROM thing ORDER BY id")
    #expect(try query.step())
    #expect(query.integer(0) == .min)
    #expect(query.text(1) == text)
    #expect(try query.step())
    #expect(query.integer(0) == .max)
    #expect(query.double(1) == 0.1)
    #expect(try !query.step())
  }

  @Test("A statement that is being stepped is not handed out again")
  func statements() throws {
    let connection = try opened()
    for _ in 0..<3 { try connection.execute("INSERT INTO thing (value) VALUES (1)") }
    let outer = try connection.statement("SELECT id FROM thing")
    var pairs = 0
    while try outer.step() {
      let inner = try connection.statement("SELECT id FROM thing")
      while try inner.step() { pairs += 1 }
    }
    #expect(pairs == 9)
    #expect(try connection.statement("SELECT id FROM thing") === outer)
  }

  @Test("A transaction is kept whole or rolled back whole")
  func transactions() throws {
    let connection = try opened()
    try connection.transaction { () throws(SQLiteError) in
      try connection.execute("INSERT INTO thing (value) VALUES (1)")
    }
    #expect(throws: SQLiteError.self) {
      try connection.transaction { () throws(SQLiteError) in
        try connection.execute("INSERT INTO thing (value) VALUES (2)")
        try connection.execute("INSERT INTO nothing VALUES (1)")
      }
    }
    #expect(try count(connection) == 1)
    #expect(!connection.isInTransaction)
  }

  @Test("Savepoints nest, and each is rolled back alone")
  func savepoints() throws {
    let connection = try opened()
    try connection.begin()
    try connection.openSavepoint()
    try connection.execute("INSERT INTO thing (value) VALUES (1)")
    try connection.openSavepoint()
    try connection.execute("INSERT INTO thing (value) VALUES (2)")
    connection.rollbackSavepoint()
    try connection.releaseSavepoint()
    connection.rollbackSavepoint()
    try connection.commit()
    #expect(try count(connection) == 1)
  }

  @Test("An error names the file, the statement, the code and what to do")
  func errors() throws {
    let connection = try opened()
    let error = #expect(throws: SQLiteError.self) { try connection.execute("INSERT INTO nothing VALUES (1)") }
    #expect(error?.primaryCode == 1)
    #expect(error?.description.contains(path) == true)
    #expect(error?.description.contains("INSERT INTO nothing") == true)
    #expect(error?.isTransient == false)
  }

  @Test("A full file is a failure that may pass, and nothing of the transaction is kept")
  func fullDisk() throws {
    let connection = try opened()
    try connection.execute("PRAGMA max_page_count = 20")
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction { () throws(SQLiteError) in
        let insert = try connection.statement("INSERT INTO thing (value) VALUES (?1)")
        for _ in 0..<100 { try insert.bind(1, [UInt8](repeating: 1, count: 4000)).run() }
      }
    }
    #expect(error?.isTransient == true)
    #expect(error?.description.contains("Free disk space") == true)
    #expect(try count(connection) == 0)
  }

  @Test("A reader cannot write, and does not make a file that is not there")
  func readers() throws {
    #expect(throws: SQLiteError.self) { try Connection(path: path, mode: .readOnly) }
    let writer = try opened()
    try writer.execute("PRAGMA journal_mode = WAL")
    try writer.execute("INSERT INTO thing (value) VALUES (1)")
    let reader = try Connection(path: path, mode: .readOnly)
    #expect(try count(reader) == 1)
    #expect(throws: SQLiteError.self) { try reader.execute("INSERT INTO thing (value) VALUES (2)") }
  }

  @Test("Closing a reader leaves the write-ahead log alone")
  func readersDoNotCheckpoint() throws {
    var writer: Connection? = try opened()
    try writer?.execute("PRAGMA journal_mode = WAL; INSERT INTO thing (value) VALUES (1)")
    let wal = "\(path)-wal"
    var reader: Connection? = try Connection(path: path, mode: .readOnly)
    _ = try reader.map(count)
    let before = try FileManager.default.attributesOfItem(atPath: wal)[.size] as? Int
    reader = nil
    #expect(try FileManager.default.attributesOfItem(atPath: wal)[.size] as? Int == before)
    #expect((before ?? 0) > 0)
    writer = nil
    #expect(!FileManager.default.fileExists(atPath: wal))
  }

  @Test("Migrations run once, in order, and a newer file is refused")
  func migrations() throws {
    let connection = try Connection(path: path)
    let list = ["CREATE TABLE one (id)", "ALTER TABLE one ADD COLUMN more"]
    try connection.migrate(Array(list.prefix(1)))
    try connection.migrate(list)
    try connection.migrate(list)
    try connection.execute("INSERT INTO one (id, more) VALUES (1, 2)")
    try connection.requireSchema(of: 2)
    let newer = #expect(throws: SQLiteError.self) { try connection.migrate(Array(list.prefix(1))) }
    #expect(newer?.message.contains("newer program") == true)
    #expect(throws: SQLiteError.self) { try connection.requireSchema(of: 3) }
  }

  @Test("A migration that fails leaves the schema as it was")
  func failedMigration() throws {
    let connection = try Connection(path: path)
    #expect(throws: SQLiteError.self) { try connection.migrate(["CREATE TABLE one (id)", "nonsense"]) }
    #expect(try connection.integer("SELECT count(*) FROM sqlite_schema") == 0)
    #expect(try connection.integer("PRAGMA user_version") == 0)
  }
}
