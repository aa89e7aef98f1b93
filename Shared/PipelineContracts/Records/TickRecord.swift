import Messaging
import Models

/// The record that tells a partition of signals how late it is, where nothing else does.
package enum TickRecord {
  /// - Parameter writer: the program whose edge read the clock.
  package static func make(asOf: Timestamp, from writer: String) -> OutgoingRecord {
    let topic = TopicCatalogue.signals
    return OutgoingRecord(
      topic: topic.name, destination: .everyPartition, key: nil, value: topic.encode(.tick(asOf: asOf)),
      headers: CloudEvent.headers(
        id: contentHash("tick", asOf.description), type: topic.specification.eventType, stage: writer, time: asOf),
      time: asOf)
  }
}
