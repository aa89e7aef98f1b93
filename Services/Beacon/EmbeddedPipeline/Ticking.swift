import EmbeddedMessaging
import Messaging

extension EmbeddedPipeline {
  /// Appends a tick, unless the topic's time has already reached the clock's: it would be ignored.
  func tick() throws {
    guard let topic = pipeline.tickedTopic else { return }
    let now = clock()
    if try log.time(ofTopic: topic) < now { try log.append([pipeline.tick(now)]) }
  }
}

/// How long a topic has had no new record.
package struct QuietWatch {
  private let quietMilliseconds: Int
  private var next: Int64 = -1
  private var since = 0

  package init(quietMilliseconds: Int) {
    self.quietMilliseconds = quietMilliseconds
  }

  /// Notes the topic's next offset; returns whether a tick is due.
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
