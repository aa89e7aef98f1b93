import KeyedState

/// How much decoded state the scorers that share this keep in memory between batches: up to about twice each bound, for
/// all of them together.
package struct ScoringMemory: Sendable {
  /// The bound for articles, in bytes.
  let articles = CacheBound(6_000_000)
  /// The bound for subjects and their accounts, in bytes.
  let subjects = CacheBound(48_000_000)
  /// The bound for incidents, in buckets, incidents and reports.
  let incidents = CacheBound(20_000)

  package init() {}
}
