/// The properties of a topic that a transport needs to store it.
package struct TopicConfiguration: Hashable, Sendable {
  package enum Cleanup: Hashable, Sendable {
    /// Records older than that many days of log time are deleted.
    case delete(afterDays: Int)
    /// Of each key only the latest record is kept, and a superseded one for so many days of log time; a null value
    /// removes the key.
    case compact(afterDays: Int)
  }

  package var isCompacted: Bool { if case .compact = cleanup { true } else { false } }

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
