/// One row, or several that are read together, decoded while they are in use.
public protocol CachedEntry: AnyObject {
  /// Whether the entry waits to be written.
  var isQueued: Bool { get set }
  /// Whether nothing is left of the entry, so that `takeRows` removes its rows.
  var isEmpty: Bool { get }
  /// The approximate memory that the entry takes now, in bytes.
  var size: Int { get }
  /// The size, in bytes, at which the cache last counted the entry.
  var countedSize: Int { get set }
  /// The rows that have changed since the last call; nil removes a row.
  func takeRows() -> [(key: [UInt8], value: [UInt8]?)]
}

/// Entries of one kind, decoded while they are in use and written back at the end of a batch.
///
/// When the entries in recent use exceed the cache's share of `bound`, a flush drops all entries that were not among
/// them.
///
/// Public, so that the compiler can specialise it for other modules' types, which it does not do for `package`
/// declarations.
public final class WriteBackCache<Key: Hashable, Entry: CachedEntry> {
  @usableFromInline var recent: [Key: Entry] = [:]
  @usableFromInline var earlier: [Key: Entry] = [:]
  @usableFromInline var dirty: [(key: Key, entry: Entry)] = []
  /// The counted size of the entries in `recent`, in bytes.
  @usableFromInline var size = 0
  @usableFromInline let bound: CacheBound

  /// - Parameter bound: in bytes; between batches, all caches that share it take at most about twice as much.
  public init(bound: CacheBound) {
    self.bound = bound
    bound.join()
  }

  deinit { bound.leave() }

  /// The entry of `key`: from memory, otherwise what `load` reads or creates; nil if `load` returns nil.
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

  /// Marks the entry as changed, so that the next flush writes its changed rows.
  @inlinable public func markDirty(_ key: Key, _ entry: Entry) {
    guard !entry.isQueued else { return }
    entry.isQueued = true
    dirty.append((key, entry))
  }

  /// Writes the changed rows to `state`, then drops entries if the bound is exceeded.
  @inlinable public func flush(to state: any KeyedState) throws(KeyedStateFailure) {
    for (key, entry) in dirty {
      entry.isQueued = false
      let sizeNow = entry.size
      size += sizeNow - entry.countedSize
      entry.countedSize = sizeNow
      for row in entry.takeRows() { try state.set(row.key, to: row.value) }
      if entry.isEmpty {
        if recent.removeValue(forKey: key) != nil { size -= sizeNow }
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
