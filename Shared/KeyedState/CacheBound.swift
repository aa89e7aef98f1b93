import Synchronization

/// How much the caches of one kind may keep in memory in this process, shared evenly by those that exist. A process has
/// one for each partition that it folds, and how many that are, its group decides.
///
/// Public for the same reason as `RowWriter`.
public final class CacheBound: Sendable {
  private let whole: Int
  private let caches = Atomic(0)

  /// - Parameter whole: in the unit in which the caches count their entries.
  public init(_ whole: Int) { self.whole = whole }

  /// What each cache may keep.
  public var share: Int { whole / max(1, caches.load(ordering: .relaxed)) }

  /// A cache was created.
  public func join() { caches.add(1, ordering: .relaxed) }

  /// A cache that had joined is gone.
  public func leave() { caches.subtract(1, ordering: .relaxed) }
}
