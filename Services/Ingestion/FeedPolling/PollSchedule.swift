import Models

/// Decides when a feed is polled again. Pure: the same input gives the same time.
package struct PollSchedule: Hashable, Sendable {
  /// The wait after a poll that succeeded.
  package var interval: Duration
  /// The longest wait, however often the feed has failed and whatever the server asks for; the part that depends on the
  /// address is added to it.
  package var longest: Duration = .seconds(86_400)

  package init(interval: Duration = .seconds(900)) { self.interval = interval }

  /// The time of the next poll. The interval doubles with each failure in a row; a longer pause that the server asks
  /// for replaces it. Up to a tenth is added, depending on the address, so that feeds added at the same time are not
  /// polled at the same time.
  package func next(after time: Timestamp, failures: Int, asked: Duration? = nil, url: String) -> Timestamp {
    var wait = interval * (1 << min(failures, 16))
    if let asked { wait = max(wait, asked) }
    wait = min(wait, longest)
    let spread = FNV1a(url.utf8).value % 100
    let milliseconds = Int64(wait / .milliseconds(1))
    return time.adding(milliseconds: milliseconds + milliseconds / 1000 * Int64(spread))
  }
}
