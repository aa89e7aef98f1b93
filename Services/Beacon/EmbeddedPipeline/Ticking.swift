import EmbeddedMessaging
import Messaging

extension EmbeddedRuntime {
  /// Appends a tick, unless the topic's time has already reached the clock's time, since stages would ignore such a
  /// tick.
  func tick() throws {
    guard let topic = pipeline.tickedTopic else { return }
    let now = clock()
    if try log.time(ofTopic: topic) < now { try log.append([pipeline.tick(now)]) }
  }
}

/// Watches how long a topic has had no new record, to decide when a tick is due.
package struct QuietWatch {
  private let quietMilliseconds: Int
  private var next: Int64 = -1
  private var since = 0

  package init(quietMilliseconds: Int) {
    self.quietMilliseconds = quietMilliseconds
  }

  /// Takes the topic's next offset at a time in milliseconds; returns whether the topic has been quiet long enough for
  /// a tick.
  package mutating func isTickDue(nextOffset: Int64, at milliseconds: Int) -> Bool {
    if nextOffset != next {
      next = nextOffset
      since = milliseconds
    }
    guard milliseconds - since >= quietMilliseconds else { return false }
    since = milliseconds
    return true
  }
}
