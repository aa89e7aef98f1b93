import CommandLine
import EmbeddedMessaging
import EmbeddedPipeline
import Messaging
import Models
import PipelineComposition

/// Runs one stage again over the original records of its input, in temporary logs: one for each partition, because each
/// partition has its own time and state.
final class Refold {
  private let stage: Stage
  private let tables: [OutgoingRecord]
  private var partitions: [Int: Partition] = [:]
  private static let batch = 500

  private final class Partition {
    let log: EmbeddedLog
    let runtime: EmbeddedRuntime
    var waiting: [OutgoingRecord] = []

    init(_ stage: Stage, tables: [OutgoingRecord]) throws(CommandFailure) {
      let log = try temporaryLog()
      var settings = EmbeddedRuntime.Settings()
      settings.cleans = false
      self.log = log
      runtime = EmbeddedRuntime(
        Pipeline([stage], program: "beacon-replay"), on: log, clock: { .distantPast }, settings: settings)
      try process(tables)
    }

    func flush() throws(CommandFailure) {
      let records = waiting
      waiting = []
      try process(records)
    }

    func outputs(_ topic: String, _ visit: (Record) throws(CommandFailure) -> Void) throws(CommandFailure) {
      try flush()
      var next: Int64 = 0
      while true {
        let records = try withDataFolder { () throws(EmbeddedLogError) in
          try log.records(topic: topic, from: next)
        }
        guard let last = records.last else { return }
        for record in records { try visit(record) }
        next = last.offset + 1
      }
    }

    private func process(_ records: [OutgoingRecord]) throws(CommandFailure) {
      guard !records.isEmpty else { return }
      do throws(PipelineError) {
        try runtime.process(records)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// - Parameter tables: the current records of the topics that the stage reads as tables.
  init(_ stage: Stage, tables: [Record] = []) {
    self.stage = stage
    self.tables = tables.map(\.rewritten)
  }

  /// Adds the next record of the stage's input; each partition's records must come in order.
  func add(_ record: Record) throws(CommandFailure) {
    let partition: Partition
    if let known = partitions[record.partition] {
      partition = known
    } else {
      partition = try Partition(stage, tables: tables)
      partitions[record.partition] = partition
    }
    partition.waiting.append(record.rewritten)
    if partition.waiting.count >= Self.batch { try partition.flush() }
  }

  /// Visits what the stage wrote to a topic, partition by partition, in order.
  func outputs(_ topic: String, _ visit: (Record) throws(CommandFailure) -> Void) throws(CommandFailure) {
    for (_, partition) in partitions.sorted(by: { $0.key < $1.key }) { try partition.outputs(topic, visit) }
  }

  /// What the stage wrote to a topic for each partition of its input, in order.
  func outputs(_ topic: String) throws(CommandFailure) -> [[Record]] {
    var all: [[Record]] = []
    for (_, partition) in partitions.sorted(by: { $0.key < $1.key }) {
      var records: [Record] = []
      try partition.outputs(topic) { records.append($0) }
      all.append(records)
    }
    return all
  }
}

extension Record {
  /// The same record, to be written to another log: key, value, headers and time are kept.
  fileprivate var rewritten: OutgoingRecord {
    OutgoingRecord(topic: topic, key: key, value: value, headers: headers, time: time)
  }
}
