/// A row that is kept decoded while it is in use.
public protocol CachedRow: AnyObject {
  /// Waits to be written.
  var isQueued: Bool { get set }
  func encode(to row: inout RowWriter)
  /// Removes and returns the other rows of the entry that have changed since the last call.
  func takeParts() -> [(key: [UInt8], value: [UInt8])]
}

extension CachedRow {
  public func takeParts() -> [(key: [UInt8], value: [UInt8])] { [] }
}

/// Rows of one kind, decoded while they are in use and written back at the end of a batch.
///
/// Between batches, rows are dropped from memory that were not used while at least `bound` other rows were used.
///
/// Public for the same reason as `RowWriter`.
public final class WriteBackCache<Row: CachedRow> {
  @usableFromInline var recent: [KeyBytes: Row] = [:]
  @usableFromInline var earlier: [KeyBytes: Row] = [:]
  @usableFromInline var dirty: [(key: [UInt8], row: Row)] = []
  @usableFromInline let bound: Int
  /// Changes whenever rows were dropped: an object that was returned before may no longer be the one in use.
  public internal(set) var generation = 0

  public init(bound: Int) {
    self.bound = bound
  }

  /// The row of that key: from memory, else `decode`d from the state, else what `new` creates.
  @inlinable public func row(
    _ key: [UInt8], in state: any KeyedState, decode: ([UInt8]) throws(KeyedStateFailure) -> Row, new: () -> Row?
  ) throws(KeyedStateFailure) -> Row? {
    let bytes = KeyBytes(key)
    if let row = recent[bytes] { return row }
    if let row = earlier[bytes] {
      recent[bytes] = row
      return row
    }
    let found: Row?
    if let value = try state.value(key) { found = try decode(value) } else { found = new() }
    guard let row = found else { return nil }
    recent[bytes] = row
    return row
  }

  /// Marks the row dirty: it is written with the next flush.
  @inlinable public func markDirty(_ key: [UInt8], _ row: Row) {
    guard !row.isQueued else { return }
    row.isQueued = true
    dirty.append((key, row))
  }

  /// Writes what changed; a row for which `isEmpty` returns true is removed.
  public func flush(to state: any KeyedState, isEmpty: (Row) -> Bool = { _ in false }) throws(KeyedStateFailure) {
    for (key, row) in dirty {
      row.isQueued = false
      if isEmpty(row) {
        try state.set(key, to: nil)
        recent[KeyBytes(key)] = nil
        earlier[KeyBytes(key)] = nil
        generation += 1
        continue
      }
      var writer = RowWriter()
      row.encode(to: &writer)
      try state.set(key, to: writer.bytes)
      for part in row.takeParts() { try state.set(part.key, to: part.value) }
    }
    dirty = []
    if recent.count > bound {
      earlier = recent
      recent = [:]
      generation += 1
    }
  }
}
