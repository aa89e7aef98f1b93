import KafkaMessaging
import Messaging
import PipelineContracts

/// Compares the records in a topic with what its writers must have written: each record once, none that nobody wrote,
/// and each writer's records of a key in the writer's order. Different writers' records mix in any order.
struct OutputComparison {
  let topic: String
  /// Whether what is published twice has one id, because ids are hashes of content here.
  private let repeatsIds: Bool
  private var wanted: [Place: Wanted] = [:]
  private(set) var violations: [String] = []
  /// How many of the wanted records are written and wait for the end of their transaction.
  private(set) var unended = 0

  /// Names a record: its id, which of those with this id it is, and its position if it is there once in every
  /// partition.
  private struct Place: Hashable {
    var id: String
    var occurrence = 0
    var partition: Int?
  }

  private struct Wanted {
    var key: [UInt8]?
    var value: [UInt8]?
    var headers: [Header]
    var writer: Int
    /// Its place among the records of its writer.
    var position: Int
  }

  init(topic: String) {
    self.topic = topic
    repeatsIds = topic == TopicCatalogue.identified.name
  }

  /// - Parameters:
  ///   - outputs: what one fold of one partition emits, in order.
  ///   - partitions: of the topic.
  mutating func expect(_ outputs: [OutgoingRecord], from writer: Int, partitions: Int) {
    for (position, output) in outputs.enumerated() where output.topic == topic {
      let wanted = Wanted(
        key: output.key, value: output.value, headers: Self.stable(output.headers), writer: writer, position: position)
      let id = Self.id(output.headers)
      let copies = output.destination == .everyPartition ? (0..<partitions).map(Optional.some) : [nil]
      for copy in copies {
        var place = Place(id: id, partition: copy)
        while repeatsIds, self.wanted[place] != nil { place.occurrence += 1 }
        if self.wanted.updateValue(wanted, forKey: place) != nil {
          violations.append("\(topic): its writers make \(id) twice")
        }
      }
    }
  }

  /// - Parameters:
  ///   - unended: records that are not lost, though no reader sees them yet.
  ///   - isOurs: false for records that no stage writes.
  mutating func compare(
    with records: [Record], unended: [Record] = [], where isOurs: (Record) -> Bool = { _ in true }
  ) {
    var seen = Set<Place>()
    var last: [Sequence: Int] = [:]
    for record in records where isOurs(record) {
      let id = Self.id(record.headers)
      var place = Place(id: id)
      if wanted[place] == nil { place.partition = record.partition }
      while repeatsIds, seen.contains(place) { place.occurrence += 1 }
      let name = "\(topic)/\(record.partition) at \(record.offset), \(id)"
      guard let wanted = wanted[place] else {
        violations.append("\(name): \(seen.contains(Place(id: id)) ? "doubled" : "nobody should have written it")")
        continue
      }
      guard seen.insert(place).inserted else {
        violations.append("\(name): doubled")
        continue
      }
      if wanted.value != record.value || wanted.key != record.key || wanted.headers != Self.stable(record.headers) {
        violations.append("\(name): says something else than the fold of the input")
      }
      let sequence = Sequence(partition: record.partition, key: record.key, writer: wanted.writer)
      if let before = last[sequence], before > wanted.position { violations.append("\(name): out of order") }
      last[sequence] = wanted.position
    }
    let waiting = Set(unended.map { Self.id($0.headers) })
    for place in wanted.keys where !seen.contains(place) {
      if waiting.contains(place.id) {
        self.unended += 1
        continue
      }
      violations.append("\(topic), \(place.id)\(place.partition.map { " in partition \($0)" } ?? ""): lost")
    }
  }

  private struct Sequence: Hashable {
    var partition: Int
    var key: [UInt8]?
    var writer: Int
  }

  /// `ce_id`; of a dead letter, the place of the record that it was.
  static func id(_ headers: [Header]) -> String {
    func text(_ name: String) -> String? {
      headers.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }
    if let id = text(CloudEvent.id), text("beacon_stage") == nil { return id }
    return ["beacon_stage", "beacon_topic", "beacon_partition", "beacon_offset"].map { text($0) ?? "?" }
      .joined(separator: "/")
  }

  private static func stable(_ headers: [Header]) -> [Header] { headers.filter { $0.name != CloudEvent.traceparent } }
}
