import Synchronization

/// The memory limit of all caches of one kind in this process, divided evenly among them. There is one cache for each
/// partition that the process folds, so the consumer group decides how many there are.
///
/// Public because `WriteBackCache` is: other modules compile their own copies of its generic code.
public final class CacheBound: Sendable {
  private let whole: Int
  private let caches = Atomic(0)

  /// - Parameter whole: the limit of all caches together, in the unit in which they count their entries.
  public init(_ whole: Int) { self.whole = whole }

  /// The limit of each cache, in the unit of `whole`.
  public var share: Int { whole / max(1, caches.load(ordering: .relaxed)) }

  /// Counts a new cache.
  public func join() { caches.add(1, ordering: .relaxed) }

  /// Stops counting a cache that had joined.
  public func leave() { caches.subtract(1, ordering: .relaxed) }
}
