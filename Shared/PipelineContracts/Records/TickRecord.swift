import Messaging
import Models

/// The record that advances the time of a quiet partition.
package enum TickRecord {
  /// A tick for all partitions of the signals topic.
  ///
  /// - Parameter writer: the program that read the clock.
  package static func make(asOf: Timestamp, from writer: String) -> OutgoingRecord {
    let topic = TopicCatalogue.signals
    return OutgoingRecord(
      topic: topic.name, destination: .everyPartition, key: nil, value: topic.encode(.tick(asOf: asOf)),
      headers: CloudEvent.headers(
        id: contentHash("tick", asOf.description), type: topic.specification.eventType, stage: writer, time: asOf),
      time: asOf)
  }

  /// The tick of the warnings topic that passes on `cause`, a tick of the signals topic. Its id depends on the
  /// partition and offset of `cause`, since two partitions may have ticks of the same millisecond.
  package static func forwarded(
    asOf: Timestamp, from stage: String, causedBy cause: Record
  ) throws(StageFailure) -> OutgoingRecord {
    let id = contentHash("tick", TopicCatalogue.warnings.name, cause.topic, "\(cause.partition)", "\(cause.offset)")
    return try TopicCatalogue.warnings.record(
      .tick(asOf: asOf), id: id, time: asOf, from: stage, traceparent: cause.trace)
  }
}
