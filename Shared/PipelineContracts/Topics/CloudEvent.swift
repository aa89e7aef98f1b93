import Messaging
import Models

/// The headers of the CloudEvents 1.0 Kafka binding, binary mode.
package enum CloudEvent {
  package static let specversion = "ce_specversion"
  package static let id = "ce_id"
  package static let type = "ce_type"
  package static let source = "ce_source"
  package static let time = "ce_time"
  package static let contentType = "content-type"
  /// W3C trace context: see `TraceContext`.
  package static let traceparent = "traceparent"

  /// - Parameter traceparent: the trace that the record belongs to; nil begins a new one.
  package static func headers(
    id: String, type: String?, stage: String, time: Timestamp, traceparent: String? = nil
  ) -> [Header] {
    var headers = [version, Header(Self.id, id)]
    headers.reserveCapacity(7)
    if let type { headers.append(Header(Self.type, type)) }
    headers.append(Header(source, "/beacon/\(stage)"))
    headers.append(Header(Self.time, time.description))
    headers.append(json)
    headers.append(Header(Self.traceparent, traceparent ?? TraceContext.begin(id, at: time)))
    return headers
  }

  /// The `ce_specversion` header of every record.
  private static let version = Header(specversion, "1.0")
  /// The `content-type` header of every record.
  private static let json = Header(contentType, "application/json")
}

extension Record {
  /// `ce_id`; nil where the record has none.
  package var eventId: String? { header(CloudEvent.id) }

  /// The trace that this record belongs to: the one that its `traceparent` header names, else one that begins with it.
  package var trace: String {
    if let given = header(CloudEvent.traceparent), TraceContext.isValid(given) { return given }
    return TraceContext.begin(eventId ?? "\(topic)/\(partition)/\(offset)", at: time)
  }
}
