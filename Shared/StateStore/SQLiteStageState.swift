import Messaging
import SQLite

/// The rows of one space in a SQLite file. Everything happens in the transaction that is open on the connection.
package final class SQLiteStageState: StageState {
  /// The statement that reads a row, kept so that it is looked up by its text only once.
  private var find: PreparedStatement?
  /// The statement that writes a row, kept for the same reason as `find`.
  private var put: PreparedStatement?
  /// The statement that removes a row, kept for the same reason as `find`.
  private var delete: PreparedStatement?
  /// The statements that read a page of a scan, kept for the same reason as `find`.
  private var pages: [PreparedStatement?] = [nil, nil, nil, nil]
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
        let statement = try statement("DELETE FROM state WHERE space = ?1 AND key = ?2", in: &delete)
        try statement.bind(1, space)
        try key.withUnsafeBufferPointer { (key) throws(SQLiteError) in try statement.bind(2, borrowing: key).run() }
      }
    } catch {
      throw StageFailure(error)
    }
  }

  package func scan(
    from first: [UInt8], through last: [UInt8],
    _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(StageFailure) -> Bool
  ) throws(StageFailure) {
    var (from, isAfter) = (first, false)
    let end = successor(ofPrefix: last)
    while true {
      let page = try page(from: from, isAfter: isAfter, before: end)
      for row in page { guard try visit(row.key, row.value) else { return } }
      guard page.count == Self.rowsInPage, let last = page.last else { return }
      (from, isAfter) = (last.key, true)
    }
  }

  /// The number of rows in a page. A page is read to its end before its rows are visited: a cursor could return a row
  /// again that the visit wrote.
  private static let rowsInPage = 64

  /// The next rows from the key `from` on, or from the one after it where `isAfter` is true.
  private func page(
    from: [UInt8], isAfter: Bool, before end: [UInt8]?
  ) throws(StageFailure) -> [(key: [UInt8], value: [UInt8])] {
    do {
      let query = try pageStatement(isAfter: isAfter, isBounded: end != nil)
      return try from.withUnsafeBufferPointer { (from) throws(SQLiteError) in
        try (end ?? []).withUnsafeBufferPointer { (bound) throws(SQLiteError) in
          try query.bind(1, space).bind(2, borrowing: from)
          if end != nil { try query.bind(3, borrowing: bound) }
          defer { query.reset() }
          var rows: [(key: [UInt8], value: [UInt8])] = []
          while try query.step() { rows.append((query.blob(0) ?? [], query.blob(1) ?? [])) }
          return rows
        }
      }
    } catch {
      throw StageFailure(error)
    }
  }

  private func pageStatement(isAfter: Bool, isBounded: Bool) throws(SQLiteError) -> PreparedStatement {
    let place = (isAfter ? 1 : 0) + (isBounded ? 2 : 0)
    if let known = pages[place] { return known }
    let made = try connection.statement(
      """
      SELECT key, value FROM state WHERE space = ?1 AND key \(isAfter ? ">" : ">=") ?2
      \(isBounded ? "AND key < ?3" : "") ORDER BY key LIMIT \(Self.rowsInPage)
      """)
    pages[place] = made
    return made
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
    self = error.isTransient ? .infrastructure(error.description) : .fatal(error.description)
  }
}
