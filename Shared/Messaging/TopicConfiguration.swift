/// What a transport must know of a topic to keep it.
package struct TopicConfiguration: Hashable, Sendable {
  package enum Cleanup: Hashable, Sendable {
    /// Records older than that many days of log time go.
    case delete(afterDays: Int)
    /// Of each key only the latest record stays; a null value removes the key.
    case compact
  }

  package var name: String
  package var cleanup: Cleanup
  /// Whether who publishes to the topic from outside gives each record a key (registers), or the value alone.
  package var isKeyedByPublisher: Bool

  package init(name: String, cleanup: Cleanup, isKeyedByPublisher: Bool = false) {
    self.name = name
    self.cleanup = cleanup
    self.isKeyedByPublisher = isKeyedByPublisher
  }
}
