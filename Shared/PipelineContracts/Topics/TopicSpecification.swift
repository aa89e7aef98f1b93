/// What a topic is, whatever its values are: what `topics create` makes and `topics describe` shows.
package struct TopicSpecification: Hashable, Sendable {
  package enum Partitioning: Hashable, Sendable {
    /// As many partitions as the installation gives every keyed topic; fixed at creation.
    case keyed
    case single
  }

  package enum Cleanup: Hashable, Sendable {
    case delete(days: Int)
    case compact
  }

  package enum TimestampType: String, Hashable, Sendable {
    case createTime = "CreateTime"
    case logAppendTime = "LogAppendTime"
  }

  package let name: String
  package let partitioning: Partitioning
  package let cleanup: Cleanup
  package let timestampType: TimestampType
  /// The limit of a record's value.
  package let maxMessageBytes: Int
  /// `ce_type` of its records; nil where they keep the type of what they carry.
  package let eventType: String?

  init(
    _ name: String, _ partitioning: Partitioning, _ cleanup: Cleanup, timestampType: TimestampType = .createTime,
    maxMessageBytes: Int = 1_048_576, eventType: String?
  ) {
    self.name = name
    self.partitioning = partitioning
    self.cleanup = cleanup
    self.timestampType = timestampType
    self.maxMessageBytes = maxMessageBytes
    self.eventType = eventType
  }

  package static let defaultKeyedPartitions = 6

  package func partitions(keyed: Int = defaultKeyedPartitions) -> Int {
    partitioning == .keyed ? keyed : 1
  }
}
