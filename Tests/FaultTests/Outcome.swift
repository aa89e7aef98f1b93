import EmbeddedMessaging
import Messaging
import MessagingConformance

/// What a data folder's log says in the end: of each topic and key the sequence of records, with offsets and the order
/// between keys omitted. Records without a key have no order.
struct Outcome: Equatable {
  var sequences: [String: [[UInt8]?: [Told]]] = [:]
  /// `ce_id`s that a topic has more than once.
  var doubled: [String] = []

  struct Told: Equatable {
    var value: [UInt8]?
    var headers: [Header]

    var order: [UInt8] { headers.reduce(value ?? []) { $0 + $1.value } }
  }

  init(_ directory: String) throws {
    let reader = try EmbeddedReader(directory: directory)
    for topic in try reader.topics().map(\.name) {
      var ids = Set<String>()
      try reader.scan(topic: topic) { record in
        sequences[topic, default: [:]][record.key, default: []].append(
          Told(value: record.value, headers: record.headers.filter { $0.name != "traceparent" && isStable($0) }))
        if let id = record.header("ce_id"), !ids.insert(id).inserted { doubled.append("\(topic): \(id)") }
      }
      sequences[topic]?[nil]?.sort { $0.order.lexicographicallyPrecedes($1.order) }
    }
  }

  var records: Int { sequences.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.count } } }

  /// Where the two say different things, in words.
  func differences(from other: Outcome) -> [String] {
    var found: [String] = []
    for topic in Set(sequences.keys).union(other.sequences.keys).sorted() {
      let (ours, theirs) = (sequences[topic] ?? [:], other.sequences[topic] ?? [:])
      for key in Set(ours.keys).union(theirs.keys) where ours[key] ?? [] != theirs[key] ?? [] {
        let name = key.map { String(decoding: $0, as: UTF8.self) } ?? "null"
        found.append("\(topic), key \(name): \(ours[key]?.count ?? 0) records, wanted \(theirs[key]?.count ?? 0)")
      }
    }
    return found
  }

  private func isStable(_ header: Header) -> Bool { !header.name.hasSuffix("_offset") && header.name != "place" }
}
