import Messaging
import Models

/// Records that are published from outside the pipeline, by any program.
package enum PublishedRecord {
  /// Adds CloudEvents headers and a trace to the record where they are missing.
  ///
  /// `ce_id` is a hash of topic, key, value and `place`; the trace is a hash of `ce_id` and the time. So a repeated
  /// call gives the same id. `place` is the writer's own name for the record, the same when the writer repeats it; it
  /// distinguishes equal records that were published twice on purpose.
  package static func stamped(_ record: OutgoingRecord, from writer: String, place: String = "") -> OutgoingRecord {
    let id = contentHash(
      "published",
      bytes: [Array(record.topic.utf8), record.key ?? [], record.value ?? [], Array(place.utf8)])
    let type = TopicCatalogue.eventType(ofTopic: record.topic)
    var record = record
    record.headers = CloudEvent.completed(
      record.headers, id: id, type: type, stage: writer, time: record.time)
    return record
  }
}

extension CloudEvent {
  /// The given headers, followed by the CloudEvents and trace headers that are missing among them.
  static func completed(
    _ headers: [Header], id: String, type: String?, stage: String, time: Timestamp
  ) -> [Header] {
    let given = Set(headers.map(\.name))
    let own = headers.first { $0.name == Self.id }.map { String(decoding: $0.value, as: UTF8.self) } ?? id
    let all = Self.headers(
      id: id, type: type, stage: stage, time: time, traceparent: TraceContext.begin(own, at: time))
    return headers + all.filter { !given.contains($0.name) }
  }
}
