/// A topic's properties other than the type of its values. `topics create` applies them; `topics describe` and the
/// AsyncAPI document show them.
package struct TopicSpecification: Hashable, Sendable {
  package enum Partitioning: Hashable, Sendable {
    /// As many partitions as the installation gives every keyed topic; fixed at creation.
    case keyed
    case single
  }

  package enum Cleanup: Hashable, Sendable {
    case delete(days: Int)
    /// Only the latest record of each key is kept, but every record for at least that many days.
    case compact(afterDays: Int)

    package var isCompact: Bool { if case .compact = self { true } else { false } }
  }

  package enum TimestampType: String, Hashable, Sendable {
    case createTime = "CreateTime"
    case logAppendTime = "LogAppendTime"
  }

  package let name: String
  package let partitioning: Partitioning
  package let cleanup: Cleanup
  package let timestampType: TimestampType
  /// The most bytes that a record's value may have.
  package let maxMessageBytes: Int
  /// The `ce_type` of its records; nil for dead letters, which keep the type of the original record.
  package let eventType: String?
  package let documentation: TopicDocumentation

  init(
    _ name: String, _ partitioning: Partitioning, _ cleanup: Cleanup, timestampType: TimestampType = .createTime,
    maxMessageBytes: Int = 1_048_576, eventType: String?, _ documentation: TopicDocumentation
  ) {
    self.name = name
    self.partitioning = partitioning
    self.cleanup = cleanup
    self.timestampType = timestampType
    self.maxMessageBytes = maxMessageBytes
    self.eventType = eventType
    self.documentation = documentation
  }

  /// Whether people who write to the topic give each record a key: registers and actions, not articles.
  package var isKeyedByPublisher: Bool { documentation.direction == .written && !documentation.key.isOptional }

  package static let defaultKeyedPartitions = 6

  package func partitions(keyed: Int = defaultKeyedPartitions) -> Int {
    partitioning == .keyed ? keyed : 1
  }
}

/// What the AsyncAPI document says of a topic.
package struct TopicDocumentation: Hashable, Sendable {
  package enum Direction: Hashable, Sendable {
    /// Users write it, Beacon reads it.
    case written
    /// Beacon writes it, users read it.
    case read
  }

  package struct Key: Hashable, Sendable {
    let meaning: String
    /// Whether a record may lack a key.
    let isOptional: Bool

    static let subject = Key("The subject, as type/id.")

    init(_ meaning: String, isOptional: Bool = false) {
      self.meaning = meaning
      self.isOptional = isOptional
    }
  }

  package struct Operation: Hashable, Sendable {
    let name: String
    let summary: String
    let details: String?

    /// An operation between Beacon's own stages; `more` is appended to its summary.
    static func own(_ name: String, _ more: String = "") -> Operation {
      Operation(name, "Between Beacon's own stages; for users to read only." + more)
    }

    init(_ name: String, _ summary: String, _ details: String? = nil) {
      self.name = name
      self.summary = summary
      self.details = details
    }
  }

  /// The name of the channel and of its message in the AsyncAPI document.
  let channel: String
  let title: String
  let meaning: String
  let key: Key
  let direction: Direction
  let operation: Operation

  init(
    _ channel: String, _ title: String, _ meaning: String, key: Key, _ direction: Direction, _ operation: Operation
  ) {
    self.channel = channel
    self.title = title
    self.meaning = meaning
    self.key = key
    self.direction = direction
    self.operation = operation
  }
}
