/// When a failed attempt is retried, and when a task is given up.
package struct RetryPolicy: Hashable, Sendable {
  /// The pause after the first failure; it doubles with each further failure.
  package var firstPause: Duration
  package var longestPause: Duration
  /// The age of a record, from its log time, at which its task is given up.
  package var lifetime: Duration

  package static let defaultLongestPause = Duration.seconds(300)

  package init(
    firstPause: Duration = .seconds(1), longestPause: Duration = RetryPolicy.defaultLongestPause, lifetime: Duration
  ) {
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.lifetime = lifetime
  }

  /// The pause after `failures` failures in a row, from 1. A receiver may ask for a longer one, up to `longestPause`.
  package func pause(afterFailures failures: Int, asked: Duration?) -> Duration {
    let doubled = firstPause * (1 << min(max(failures - 1, 0), 20))
    return min(longestPause, max(doubled, asked ?? .zero))
  }
}
