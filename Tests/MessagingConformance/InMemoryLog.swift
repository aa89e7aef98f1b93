import Messaging
import Models
import TestSupport

/// A log in memory whose topics and state files are stores apart, as on Kafka: the state is committed first, with the
/// outputs kept beside it, then the outputs and the group's offset are committed at once.
package final class InMemoryLog: LogUnderTest {
  package let partitions: Int
  private var topics: [String: [[Record]]] = [:]
  private var committed: [Slot: Int64] = [:]
  private var files: [Slot: StateFile] = [:]
  /// What the transports of this log do wrong, for a test that the simulation notices.
  package var plantedBug: PlantedBug?
  /// Asked between the two steps of a commit.
  package var diesWithinCommit: () -> Bool = { false }

  struct Slot: Hashable {
    var stage: String
    var partition: Int
  }

  /// What one SQLite file would contain.
  struct StateFile {
    var rows: [InMemoryStageState.Row] = []
    var position: Int64 = 0
    var time = Timestamp.distantPast
    /// The outputs of the last batch, and the position at which that batch began.
    var outbox: [OutgoingRecord] = []
    var outboxFrom: Int64 = 0
  }

  /// A mistake in the order of commits or in recovery.
  package enum PlantedBug: String, Sendable, CaseIterable {
    /// The group's offset is committed before the outputs, instead of with them.
    case offsetsBeforeOutputs
    /// A file that is behind continues at the group's offset, without folding what lies between.
    case catchUpSkipped
    /// The outbox is sent at every start, also where the group is where the file is.
    case outboxSentTwice
  }

  package init(topics: [TopicConfiguration], partitions: Int) {
    self.partitions = partitions
    for topic in topics { self.topics[topic.name] = Array(repeating: [], count: partitions) }
  }

  package func append(_ records: [OutgoingRecord]) throws {
    for record in records {
      let places =
        record.destination == .everyPartition ? Array(0..<partitions) : [partition(of: record.key)]
      for place in places {
        guard let offset = topics[record.topic]?[place].count else {
          throw ConformanceFailure("no topic \(record.topic)")
        }
        topics[record.topic]?[place].append(
          Record(
            topic: record.topic, partition: place, offset: Int64(offset), key: record.key, value: record.value,
            headers: record.headers, time: record.time))
      }
    }
  }

  package func transport(for stage: Stage, partition: Int) -> any StageTransport {
    InMemoryTransport(stage, slot: Slot(stage: stage.name, partition: partition), on: self)
  }

  package func records(topic: String) -> [Record] { (topics[topic] ?? []).flatMap { $0 } }

  package func rows(of stage: Stage, partition: Int) -> [InMemoryStageState.Row] {
    file(Slot(stage: stage.name, partition: partition)).rows
  }

  package func crash() {}

  package func loseState(of stage: Stage, partition: Int) {
    files[Slot(stage: stage.name, partition: partition)] = nil
  }

  func records(topic: String, partition: Int, from offset: Int64) -> ArraySlice<Record> {
    (topics[topic]?[partition] ?? []).dropFirst(Int(offset))
  }

  func file(_ slot: Slot) -> StateFile { files[slot] ?? StateFile() }
  func offset(_ slot: Slot) -> Int64 { committed[slot] ?? 0 }

  /// The first step of a commit.
  func save(_ file: StateFile, _ slot: Slot) { files[slot] = file }

  /// The second step of a commit: outputs and offset at once.
  func publish(_ records: [OutgoingRecord], _ offset: Int64, _ slot: Slot) throws {
    if plantedBug == .offsetsBeforeOutputs {
      committed[slot] = offset
      if diesWithinCommit() { throw LogDeath.failure }
    }
    try append(records)
    committed[slot] = offset
  }

  private func partition(of key: [UInt8]?) -> Int {
    let hash = (key ?? []).reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return Int(hash % UInt64(partitions))
  }
}
