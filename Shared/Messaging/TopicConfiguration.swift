/// The properties of a topic that a transport needs to store it.
package struct TopicConfiguration: Hashable, Sendable {
  package enum Cleanup: Hashable, Sendable {
    /// Records are deleted when they are older than that many days of log time.
    case delete(afterDays: Int)
    /// Only the latest record of each key is kept; a superseded record is deleted after that many days of log time. A
    /// null value removes the key.
    case compact(afterDays: Int)
  }

  package var isCompacted: Bool { if case .compact = cleanup { true } else { false } }

  package var name: String
  package var cleanup: Cleanup
  /// Whether external publishers give each record a key, as in registers, rather than a value alone.
  package var isKeyedByPublisher: Bool

  package init(name: String, cleanup: Cleanup, isKeyedByPublisher: Bool = false) {
    self.name = name
    self.cleanup = cleanup
    self.isKeyedByPublisher = isKeyedByPublisher
  }
}
