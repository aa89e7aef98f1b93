/// The properties of a topic that a transport needs to store it.
package struct TopicConfiguration: Hashable, Sendable {
  package enum Cleanup: Hashable, Sendable {
    /// Records older than that many days of log time are deleted.
    case delete(afterDays: Int)
    /// Only the latest record of each key is kept; a null value removes the key.
    case compact
  }

  package var name: String
  package var cleanup: Cleanup
  /// Whether external publishers give each record a key (registers) or the value alone.
  package var isKeyedByPublisher: Bool

  package init(name: String, cleanup: Cleanup, isKeyedByPublisher: Bool = false) {
    self.name = name
    self.cleanup = cleanup
    self.isKeyedByPublisher = isKeyedByPublisher
  }
}
