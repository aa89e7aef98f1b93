/// One row, or several that are read together, decoded while they are in use.
public protocol CachedEntry: AnyObject {
  /// Waits to be written.
  var isQueued: Bool { get set }
  /// Nothing is left of it: `takeRows` removes its rows.
  var isEmpty: Bool { get }
  /// About how many bytes of memory it takes now.
  var size: Int { get }
  /// The size that its cache counts for it.
  var countedSize: Int { get set }
  /// The rows that have changed since the last call; nil removes a row.
  func takeRows() -> [(key: [UInt8], value: [UInt8]?)]
}

/// Entries of one kind, decoded while they are in use and written back at the end of a batch.
///
/// Between batches, entries are dropped from memory that were not used while others of the share of `bound` were used.
///
/// Public for the same reason as `RowWriter`.
public final class WriteBackCache<Key: Hashable, Entry: CachedEntry> {
  @usableFromInline var recent: [Key: Entry] = [:]
  @usableFromInline var earlier: [Key: Entry] = [:]
  @usableFromInline var dirty: [(key: Key, entry: Entry)] = []
  /// The counted size of `recent`.
  @usableFromInline var size = 0
  @usableFromInline let bound: CacheBound

  /// - Parameter bound: bytes, about half of what the entries of all caches that share it take at most between batches.
  public init(bound: CacheBound) {
    self.bound = bound
    bound.join()
  }

  deinit { bound.leave() }

  /// The entry of that key: from memory, else what `load` reads or creates.
  @inlinable public func entry(
    _ key: Key, load: () throws(KeyedStateFailure) -> Entry?
  ) throws(KeyedStateFailure) -> Entry? {
    if let entry = recent[key] { return entry }
    var found = earlier[key]
    if found == nil { found = try load() }
    guard let entry = found else { return nil }
    recent[key] = entry
    entry.countedSize = entry.size
    size += entry.countedSize
    return entry
  }

  /// Marks the entry dirty: what changed of it is written with the next flush.
  @inlinable public func markDirty(_ key: Key, _ entry: Entry) {
    guard !entry.isQueued else { return }
    entry.isQueued = true
    dirty.append((key, entry))
  }

  /// Writes what changed.
  @inlinable public func flush(to state: any KeyedState) throws(KeyedStateFailure) {
    for (key, entry) in dirty {
      entry.isQueued = false
      size += entry.size - entry.countedSize
      entry.countedSize = entry.size
      for row in entry.takeRows() { try state.set(row.key, to: row.value) }
      if entry.isEmpty {
        recent[key] = nil
        earlier[key] = nil
      }
    }
    dirty.removeAll(keepingCapacity: true)
    if size > bound.share {
      earlier = recent
      recent = [:]
      size = 0
    }
  }
}
