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
    headers(
      id: id, type: type.map { Header(Self.type, $0) },
      of: RecordOrigin(stage: stage, time: time, traceparent: traceparent))
  }

  /// - Parameter type: the `ce_type` header; nil for a record without one.
  static func headers(id: String, type: Header?, of origin: RecordOrigin) -> [Header] {
    var headers = [version, Header(Self.id, id)]
    headers.reserveCapacity(7)
    if let type { headers.append(type) }
    headers.append(origin.source)
    headers.append(origin.stated)
    headers.append(json)
    headers.append(origin.trace ?? Header(traceparent, TraceContext.begin(id, at: origin.time)))
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
  package var trace: String { String(decoding: traceHeader.value, as: UTF8.self) }

  fileprivate var traceHeader: Header {
    if let given = headers.first(where: { $0.name == CloudEvent.traceparent }), TraceContext.isValid(given.value) {
      return given
    }
    return Header(
      CloudEvent.traceparent, TraceContext.begin(eventId ?? "\(topic)/\(partition)/\(offset)", at: time))
  }
}

/// What the headers of all records say alike that one stage writes because of the same record: where they come from,
/// their log time, and the trace that they belong to.
package struct RecordOrigin: Sendable {
  let time: Timestamp
  /// The `ce_source` header.
  let source: Header
  /// The `ce_time` header.
  let stated: Header
  /// The `traceparent` header; nil for records that each begin a trace.
  let trace: Header?

  private init(stage: String, time: Timestamp, trace: Header?) {
    self.time = time
    source = Header(CloudEvent.source, "/beacon/\(stage)")
    stated = Header(CloudEvent.time, bytes: time.withUTF8 { [UInt8]($0) })
    self.trace = trace
  }

  /// - Parameter traceparent: nil where each record begins a trace.
  init(stage: String, time: Timestamp, traceparent: String?) {
    self.init(stage: stage, time: time, trace: traceparent.map { Header(CloudEvent.traceparent, $0) })
  }

  /// The origin of records with the time and the trace of the record that caused them.
  package init(stage: String, causedBy cause: Record) {
    self.init(stage: stage, time: cause.time, trace: cause.traceHeader)
  }
}
