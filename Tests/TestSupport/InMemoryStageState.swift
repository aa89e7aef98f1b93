import Messaging
import Models

/// The rows of one space in memory, for tests and temporary state. A transport copies them at the start of a batch and
/// restores the copy to roll it back.
package final class InMemoryStageState: StageState {
  /// In order of their keys' bytes.
  package private(set) var rows: [Row]

  package struct Row: Hashable, Sendable {
    package var key: [UInt8]
    package var value: [UInt8]

    package init(key: [UInt8], value: [UInt8]) {
      self.key = key
      self.value = value
    }
  }

  package init(rows: [Row] = []) {
    self.rows = rows
  }

  package func value(_ key: [UInt8]) -> [UInt8]? {
    let place = place(of: key)
    return place < rows.count && rows[place].key == key ? rows[place].value : nil
  }

  package func set(_ key: [UInt8], to value: [UInt8]?) {
    let place = place(of: key)
    let isThere = place < rows.count && rows[place].key == key
    switch (value, isThere) {
    case (let value?, true): rows[place].value = value
    case (let value?, false): rows.insert(Row(key: key, value: value), at: place)
    case (nil, true): rows.remove(at: place)
    case (nil, false): break
    }
  }

  package func scan(
    from first: [UInt8], through last: [UInt8],
    _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(StageFailure) -> Bool
  ) throws(StageFailure) {
    var next = place(of: first)
    while next < rows.count {
      let row = rows[next]
      guard row.key.starts(with: last) || row.key.lexicographicallyPrecedes(last) else { return }
      guard try visit(row.key, row.value) else { return }
      next = next < rows.count && rows[next].key == row.key ? next + 1 : place(of: row.key)
    }
  }

  /// The index of the key, or where it would be inserted.
  private func place(of key: [UInt8]) -> Int {
    rows.partitioningIndex { !$0.key.lexicographicallyPrecedes(key) }
  }
}
