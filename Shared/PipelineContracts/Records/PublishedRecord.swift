import Messaging
import Models

/// Records that are published from outside, by whatever program.
package enum PublishedRecord {
  /// Adds CloudEvents headers and a trace to the record where they are missing.
  ///
  /// `ce_id` is a hash of topic, key, value and `place`, the trace a hash of that and of the time: the same record has
  /// the same id, so that a repeated call can be recognised. `place` distinguishes equal records that were published
  /// twice on purpose, where the writer has a name for each that a repetition does not change.
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
  /// The headers, followed by those of an event and its trace that are not among them.
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
