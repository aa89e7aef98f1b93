import CommandLine
import JSONCoding
import Messaging
import Models
import PipelineContracts

/// Where commands read the records of topics: the embedded log of a data folder, or a Kafka cluster. Only committed
/// records are seen. For use by one thread.
protocol RecordSource: AnyObject {
  /// Visits each record that is in the topic at the call: in order within a partition, while partitions may interleave.
  ///
  /// - Returns: the ends of the partitions, from which to follow the topic.
  func scan(
    _ topic: String, _ visit: (Record) throws(CommandFailure) -> Void
  ) throws(CommandFailure) -> TopicEnds

  /// Visits each record after `ends` as it arrives. Waits while the log cannot be reached.
  ///
  /// - Parameter idle: called several times a second, and whenever there is nothing to read; returns whether to
  ///   continue.
  func follow(
    _ topic: String, after ends: TopicEnds, idle: () throws(CommandFailure) -> Bool,
    _ visit: (Record) throws(CommandFailure) -> Void
  ) throws(CommandFailure)

  /// The first offset of each partition: above 0 where retention has removed records.
  func starts(of topic: String) throws(CommandFailure) -> TopicEnds

  /// The current record of each key of a compacted topic, in order of the keys' bytes.
  func latest(_ topic: String) throws(CommandFailure) -> [Record]

  /// The current record of one key of a compacted topic; nil if the key has no record, or a tombstone.
  func latest(_ topic: String, key: String) throws(CommandFailure) -> Record?

  /// The record at that offset of the partition; nil if it does not exist.
  func record(_ topic: String, _ number: RecordNumber) throws(CommandFailure) -> Record?
}

/// The offset that the next record of each partition will have, by partition.
typealias TopicEnds = [Int: Int64]

/// A record's position in its topic: `partition:offset`. The embedded log has only partition 0, which may be omitted:
/// `7` is `0:7`.
struct RecordNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
  let partition: Int
  let offset: Int64

  init(_ record: Record) {
    partition = record.partition
    offset = record.offset
  }

  init(partition: Int, offset: Int64) {
    self.partition = partition
    self.offset = offset
  }

  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let last = parts.last, let offset = Int64(last), offset >= 0, parts.count <= 2,
      let partition = parts.count == 2 ? Int(parts[0]) : 0, partition >= 0
    else { return nil }
    self.partition = partition
    self.offset = offset
  }

  var description: String { "\(partition):\(offset)" }

  static func < (left: RecordNumber, right: RecordNumber) -> Bool {
    (left.partition, left.offset) < (right.partition, right.offset)
  }
}

extension RecordSource {
  /// The non-nil results of `read` for the records now in the topic, in order of time. Each record is sorted by the
  /// latest time so far in its partition, so that the records of a partition stay in order.
  func inOrder<Item>(
    _ topic: String, _ read: (Record) throws(CommandFailure) -> Item?
  ) throws(CommandFailure) -> (items: [Item], ends: TopicEnds) {
    var times: [Int: Timestamp] = [:]
    var found: [(time: Timestamp, number: RecordNumber, item: Item)] = []
    let ends = try scan(topic) { (record) throws(CommandFailure) in
      let time = max(times[record.partition] ?? .distantPast, record.time)
      times[record.partition] = time
      if let item = try read(record) { found.append((time, RecordNumber(record), item)) }
    }
    found.sort { ($0.time, $0.number) < ($1.time, $1.number) }
    return (found.map(\.item), ends)
  }

  func latest<Value>(_ topic: Topic<Value>, key: String) throws(CommandFailure) -> Value? {
    try latest(topic.name, key: key).map { (record) throws(CommandFailure) in try record.decoded(as: topic) }
  }

  /// The current values of a compacted topic, in order of their keys. A row of a register that cannot be read is left
  /// out, as stages do, because anyone may write to a register; in another topic it is a failure.
  ///
  /// - Parameter skipped: called with a message about each row that is left out.
  func latest<Value>(
    _ topic: Topic<Value>, skipped: (String) -> Void = { _ in }
  ) throws(CommandFailure) -> [Value] {
    var values: [Value] = []
    for record in try latest(topic.name) {
      do throws(CommandFailure) {
        values.append(try record.decoded(as: topic))
      } catch {
        guard topic.specification.isKeyedByPublisher else { throw error }
        skipped(error.message)
      }
    }
    return values
  }
}

extension Record {
  func decoded<Value>(as topic: Topic<Value>) throws(CommandFailure) -> Value {
    do {
      return try topic.decode(value ?? [])
    } catch {
      throw CommandFailure(
        .internalError, "record \(RecordNumber(self)) of \(topic.name) cannot be read: \(error.description)",
        remedy: "read this log with the version of Beacon that wrote it")
    }
  }
}
