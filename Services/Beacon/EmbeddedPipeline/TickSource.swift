import EmbeddedMessaging
import Messaging
import Models

/// Where ticks go, and how one is written. Only the edge, which reads the clock, makes ticks; a stage reads them as data.
package struct TickSource: Sendable {
  package var topic: String
  package var make: @Sendable (_ asOf: Timestamp) throws(StageFailure) -> OutgoingRecord

  package init(
    topic: String, make: @escaping @Sendable (_ asOf: Timestamp) throws(StageFailure) -> OutgoingRecord
  ) {
    self.topic = topic
    self.make = make
  }
}

extension EmbeddedPipeline {
  /// Appends a tick, unless the topic's time has already reached the clock's: it would be ignored.
  func tick() throws {
    guard let ticks else { return }
    let now = clock()
    if try log.time(ofTopic: ticks.topic) < now { try log.append([try ticks.make(now)]) }
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

  /// Notes the topic's next offset; answers whether a tick is due.
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
