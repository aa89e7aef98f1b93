import JSONCoding
import Messaging
import Models
import PipelineContracts

/// Compares a topic's published records with the recomputed ones: each key must have the same records in the same
/// order.
struct Verification {
  struct Difference: Hashable, Sendable, JSONEncodable {
    enum Kind: String, Hashable, Sendable, CaseIterable {
      /// Published with another value than the recomputed one.
      case altered
      /// Recomputed, but not published.
      case missing
      /// Published, but not recomputed.
      case unexpected
      /// Published more than once.
      case doubled
      /// Published after a record of the same key that it should precede.
      case misplaced
    }

    var kind: Kind
    var topic: String
    var key: String
    /// The record's id, from its header `ce_id`.
    var id: String
    /// The place where the two values differ, for people; empty for kinds other than `altered`.
    var detail: String

    func write(to json: inout JSONWriter) {
      json.beginObject()
      json.field("kind", kind)
      json.field("topic", topic)
      json.field("key", key)
      json.field("id", id)
      json.field("detail", detail)
      json.endObject()
    }
  }

  private struct Expected {
    var key: String
    var value: [UInt8]
    var order: Int
    var time: Timestamp
  }

  let topic: String
  /// Whether only the latest record of a key must exist.
  let isCompacted: Bool
  private var expected: [String: Expected] = [:]
  private var latest: [String: String] = [:]
  private var found: Set<String> = []
  private var lastOrder: [String: Int] = [:]
  private var firstTime: Timestamp?
  private(set) var published = 0
  private(set) var differences: [Difference] = []

  init(topic: String, isCompacted: Bool) {
    self.topic = topic
    self.isCompacted = isCompacted
  }

  /// Adds the next recomputed record.
  mutating func expect(_ record: Record) {
    let (id, key) = Self.name(record)
    expected[id] = Expected(key: key, value: record.value ?? [], order: expected.count, time: record.time)
    latest[key] = id
  }

  /// Compares the next published record. Call it after `expect` for all recomputed records.
  mutating func check(_ record: Record) {
    let (id, key) = Self.name(record)
    published += 1
    firstTime = min(firstTime ?? record.time, record.time)
    guard let match = expected[id], match.key == key else {
      return differences.append(.init(kind: .unexpected, topic: topic, key: key, id: id, detail: ""))
    }
    guard found.insert(id).inserted else {
      return differences.append(.init(kind: .doubled, topic: topic, key: key, id: id, detail: ""))
    }
    let value = record.value ?? []
    if match.value != value {
      differences.append(
        .init(kind: .altered, topic: topic, key: key, id: id, detail: Self.parting(value, match.value)))
    }
    if let last = lastOrder[key], last > match.order {
      differences.append(.init(kind: .misplaced, topic: topic, key: key, id: id, detail: ""))
    }
    lastOrder[key] = match.order
  }

  /// Reports the records that are missing from the topic. A compacted topic needs only the latest record of each key,
  /// and, if `isTruncated`, records older than the first published one may be missing.
  mutating func finish(isTruncated: Bool) {
    for (id, record) in expected.sorted(by: { $0.value.order < $1.value.order }) where !found.contains(id) {
      if isCompacted, latest[record.key] != id { continue }
      if isTruncated, let firstTime, record.time < firstTime { continue }
      differences.append(.init(kind: .missing, topic: topic, key: record.key, id: id, detail: ""))
    }
  }

  private static func name(_ record: Record) -> (id: String, key: String) {
    (record.eventId ?? "\(record.partition)/\(record.offset)", String(decoding: record.key ?? [], as: UTF8.self))
  }

  /// Up to 80 bytes of each value around the first byte in which they differ.
  private static func parting(_ published: [UInt8], _ recomputed: [UInt8]) -> String {
    let place =
      zip(published, recomputed).enumerated().first { $1.0 != $1.1 }?.offset
      ?? min(published.count, recomputed.count)
    func around(_ bytes: [UInt8]) -> String {
      String(decoding: bytes[max(0, place - 40)..<min(bytes.count, place + 40)], as: UTF8.self)
    }
    return "published …\(around(published))…, recomputed …\(around(recomputed))…"
  }
}
