import Messaging
import SQLite

/// The rows of one space in a SQLite file. Everything happens in the transaction that is open on the connection.
package final class SQLiteStageState: StageState {
  /// The statement that reads a row, kept so that it is looked up by its text only once.
  private var find: PreparedStatement?
  /// The statement that writes a row, kept for the same reason as `find`.
  private var put: PreparedStatement?
  private let connection: Connection
  private let space: Int64
  package let remedy: String

  /// - Parameter remedy: what a person has to do where a row cannot be read.
  package init(_ space: StateSpace, remedy: String = "") {
    connection = space.connection
    self.space = space.id
    self.remedy = remedy
  }

  package func value(_ key: [UInt8]) throws(StageFailure) -> [UInt8]? {
    do {
      let query = try statement("SELECT value FROM state WHERE space = ?1 AND key = ?2", in: &find)
      return try key.withUnsafeBufferPointer { (key) throws(SQLiteError) in
        try query.bind(1, space).bind(2, borrowing: key)
        defer { query.reset() }
        return try query.step() ? query.blob(0) : nil
      }
    } catch {
      throw StageFailure(error)
    }
  }

  private func statement(
    _ sql: String, in known: inout PreparedStatement?
  ) throws(SQLiteError) -> PreparedStatement {
    if let known { return known }
    let made = try connection.statement(sql)
    known = made
    return made
  }

  package func set(_ key: [UInt8], to value: [UInt8]?) throws(StageFailure) {
    do {
      if let value {
        // Replacing needs no look for a row of that key before: the table has no other index and no trigger.
        let statement = try statement("REPLACE INTO state (space, key, value) VALUES (?1, ?2, ?3)", in: &put)
        try statement.bind(1, space)
        try key.withUnsafeBufferPointer { (key) throws(SQLiteError) in
          try value.withUnsafeBufferPointer { (value) throws(SQLiteError) in
            try statement.bind(2, borrowing: key).bind(3, borrowing: value).run()
          }
        }
      } else {
        try connection.statement("DELETE FROM state WHERE space = ?1 AND key = ?2").bind(1, space).bind(2, key).run()
      }
    } catch {
      throw StageFailure(error)
    }
  }

  package func scan(
    prefix: [UInt8], _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(StageFailure) -> Bool
  ) throws(StageFailure) {
    var (from, comparison) = (prefix, ">=")
    let end = successor(ofPrefix: prefix)
    while true {
      let page = try page(from: from, comparison, before: end)
      for row in page { guard try visit(row.key, row.value) else { return } }
      guard page.count == Self.rowsInPage, let last = page.last else { return }
      (from, comparison) = (last.key, ">")
    }
  }

  /// The number of rows in a page. A page is read to its end before its rows are visited: a cursor could return a row
  /// again that the visit wrote.
  private static let rowsInPage = 64

  private func page(
    from: [UInt8], _ comparison: String, before end: [UInt8]?
  ) throws(StageFailure) -> [(key: [UInt8], value: [UInt8])] {
    do {
      let bound = end == nil ? "" : "AND key < ?3"
      let select = """
        SELECT key, value FROM state WHERE space = ?1 AND key \(comparison) ?2 \(bound)
        ORDER BY key LIMIT \(Self.rowsInPage)
        """
      let query = try connection.statement(select)
      try query.bind(1, space).bind(2, from)
      if let end { try query.bind(3, end) }
      defer { query.reset() }
      var rows: [(key: [UInt8], value: [UInt8])] = []
      while try query.step() { rows.append((query.blob(0) ?? [], query.blob(1) ?? [])) }
      return rows
    } catch {
      throw StageFailure(error)
    }
  }
}

/// The first key after all keys with this prefix; nil where no key can follow them.
func successor(ofPrefix prefix: [UInt8]) -> [UInt8]? {
  guard let last = prefix.lastIndex(where: { $0 != 0xff }) else { return nil }
  return Array(prefix[..<last]) + [prefix[last] + 1]
}

extension StageFailure {
  /// Classifies a failure of SQLite: a temporary one is retried, any other needs a person.
  package init(_ error: SQLiteError) {
    self = error.mayPass ? .infrastructure(error.description) : .fatal(error.description)
  }
}
