import KeyedState

/// How much of their state the scorers that share this keep decoded between batches: about twice each bound at most.
package struct ScoringMemory: Sendable {
  /// In bytes.
  let articles = CacheBound(6_000_000)
  /// In bytes.
  let subjects = CacheBound(48_000_000)
  /// In buckets, incidents and reports.
  let incidents = CacheBound(20_000)

  package init() {}
}
