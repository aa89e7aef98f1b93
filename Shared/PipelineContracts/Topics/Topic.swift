import JSONCoding
import Messaging
import Models

/// A topic of the catalogue, independent of the type of its values.
package protocol CatalogueTopic: Sendable {
  var specification: TopicSpecification { get }

  /// The form of the values, from which their schema is generated.
  var shape: Shape { get }

  /// Decodes a value and encodes it again, as a record of its topic.
  func record(
    decoding bytes: [UInt8], id: String, time: Timestamp, from stage: String, traceparent: String?
  ) throws -> OutgoingRecord
}

/// A topic with the type of its values: its name, keys and codec, declared in one place.
package struct Topic<Value: ContractValue>: CatalogueTopic {
  package let specification: TopicSpecification
  /// The code of a value with more bytes than `readLimit`.
  private let tooLarge: JSONError.Code
  /// The most bytes of a value that are decoded.
  private let readLimit: Int
  /// The `ce_type` header of its records; nil for dead letters.
  private let type: Header?
  private let routing: @Sendable (Value) -> RecordRouting

  package var name: String { specification.name }

  init(
    _ specification: TopicSpecification, readLimit: Int? = nil, tooLarge: JSONError.Code = .tooLarge,
    routing: @escaping @Sendable (Value) -> RecordRouting
  ) {
    self.specification = specification
    self.readLimit = readLimit ?? specification.maxMessageBytes
    self.tooLarge = tooLarge
    type = specification.eventType.map { Header(CloudEvent.type, $0) }
    self.routing = routing
  }

  package var shape: Shape { Value.shape(Value.plain) }

  package func record(
    decoding bytes: [UInt8], id: String, time: Timestamp, from stage: String, traceparent: String?
  ) throws -> OutgoingRecord {
    try record(try decode(bytes), id: id, time: time, from: stage, traceparent: traceparent)
  }

  /// The record's key; nil for a value that goes to every partition, or whose topic has no key.
  package func key(_ value: Value) -> [UInt8]? {
    if case .key(let key) = routing(value) { Array(key.utf8) } else { nil }
  }

  package func encode(_ value: Value) -> [UInt8] { value.jsonBytes(reserving: 8192) }

  /// Decodes a value. `limit`, in bytes, overrides the limit of the topic.
  package func decode(_ bytes: [UInt8], limit: Int? = nil) throws(JSONError) -> Value {
    let limit = limit ?? readLimit
    guard bytes.count <= limit else {
      throw JSONError(tooLarge, "the value has \(bytes.count) bytes; at most \(limit) are read")
    }
    return try Value(jsonBytes: bytes, limits: .init(bytes: limit))
  }

  /// The value of a table's row; nil for a removed row. Throws `badRecord` if it cannot be read.
  package func row(_ value: [UInt8]?) throws(StageFailure) -> Value? {
    guard let value else { return nil }
    do { return try decode(value) } catch { throw StageFailure(error) }
  }

  /// The value of a record. If it is missing or cannot be read, throws `badRecord` with a code of `ErrorCode`.
  package func decode(_ record: Record) throws(StageFailure) -> Value {
    guard let value = record.value else {
      throw .badRecord(.nullValue, "the record has no value; expected one in \(name)")
    }
    do {
      return try decode(value)
    } catch {
      throw StageFailure(error)
    }
  }

  /// The record that carries `value`, with its CloudEvents headers.
  ///
  /// - Parameters:
  ///   - id: `ce_id`, the same when the record is written again after a fault, so that consumers can drop repeats.
  ///   - time: the log time, written as `ce_time`.
  ///   - stage: the stage, or command, that writes it.
  ///   - traceparent: nil begins a trace.
  /// - Throws: a bad record `output_too_large` for a value over the topic's limit.
  package func record(
    _ value: Value, id: String, time: Timestamp, from stage: String, traceparent: String? = nil
  ) throws(StageFailure) -> OutgoingRecord {
    try record(value, id: id, of: RecordOrigin(stage: stage, time: time, traceparent: traceparent))
  }

  /// The record that carries `value`, with the time and the trace of the record that caused it.
  package func record(
    _ value: Value, id: String, from stage: String, causedBy cause: Record
  ) throws(StageFailure) -> OutgoingRecord {
    try record(value, id: id, of: RecordOrigin(stage: stage, causedBy: cause))
  }

  /// The record that carries `value`. Records that one record causes share their origin, made once.
  package func record(_ value: Value, id: String, of origin: RecordOrigin) throws(StageFailure) -> OutgoingRecord {
    try record(encode(value), routing: routing(value), id: id, of: origin)
  }

  /// The record of a value that is encoded already, under its key.
  func record(
    encoded bytes: [UInt8], key: String, id: String, of origin: RecordOrigin
  ) throws(StageFailure) -> OutgoingRecord {
    try record(bytes, routing: .key(key), id: id, of: origin)
  }

  private func record(
    _ bytes: [UInt8], routing: RecordRouting, id: String, of origin: RecordOrigin
  ) throws(StageFailure) -> OutgoingRecord {
    guard bytes.count <= specification.maxMessageBytes else {
      throw .badRecord(
        .outputTooLarge,
        "the record \(id) for \(name) has \(bytes.count) bytes; at most \(specification.maxMessageBytes) are written")
    }
    let key: [UInt8]? = if case .key(let key) = routing { Array(key.utf8) } else { nil }
    return OutgoingRecord(
      topic: name, destination: routing == .everyPartition ? .everyPartition : .byKey, key: key, value: bytes,
      headers: CloudEvent.headers(id: id, type: type, of: origin), time: origin.time)
  }
}

/// Where the record of a value is written: to the partition of its key, to any partition, or to every partition.
enum RecordRouting: Hashable, Sendable {
  case key(String)
  case anyPartition
  case everyPartition
}

extension StageFailure {
  package init(_ error: JSONError) {
    self = .badRecord(code: error.code.rawValue, message: error.description)
  }

  package static func badRecord(_ code: ErrorCode, _ message: String) -> StageFailure {
    .badRecord(code: code.rawValue, message: message)
  }
}
