import Messaging
import Models
import TestSupport

/// What a stage must have done to the records of its input, computed without any runtime: one record, one batch.
package struct Expectation {
  /// Of each key, in order, by topic.
  private var sequences: [Place: [Told]] = [:]
  /// In every partition, in any order.
  private var everywhere: [[UInt8]] = []
  private var rows: [Int: [InMemoryStageState.Row]] = [:]
  private let stage: Stage

  private struct Place: Hashable {
    var topic: String
    var key: [UInt8]?
  }

  private struct Told: Hashable {
    var value: [UInt8]?
    var headers: [Header]
    var time: Timestamp
  }

  /// - Parameter tables: the tables' rows, all known before the first record.
  package init(of stage: Stage, over log: any LogUnderTest) throws {
    self.stage = stage
    let records = try log.records(topic: stage.input)
    let tableRows = try stage.tables.flatMap { try log.records(topic: $0) }
    for partition in 0..<log.partitions {
      let state = InMemoryStageState()
      let processor = try stage.makeProcessor()
      for row in tableRows {
        if let key = row.key { try? processor.tableChanged(row.topic, key: key, value: row.value) }
      }
      var time = Timestamp.distantPast
      for record in records where record.partition == partition {
        time = max(time, record.time)
        try fold(record, processor, state, time)
      }
      rows[partition] = state.rows
    }
  }

  private mutating func fold(
    _ record: Record, _ processor: any StageProcessor, _ state: InMemoryStageState, _ time: Timestamp
  ) throws {
    let before = InMemoryStageState(rows: state.rows)
    var batch = StageBatch(state: before, time: time)
    do {
      try processor.process(record, in: &batch)
      for row in state.rows { state.set(row.key, to: nil) }
      for row in before.rows { state.set(row.key, to: row.value) }
      batch.outputs.forEach { expect($0) }
    } catch {
      guard case .badRecord(let code, let message) = error else { throw error }
      expect(Ledger.deadLetter(RejectedRecord(record: record, stage: stage.name, code: code, message: message)))
    }
    try processor.willCommit(state)
  }

  private mutating func expect(_ record: OutgoingRecord) {
    if record.destination == .everyPartition {
      everywhere.append(record.value ?? [])
    } else {
      let told = Told(value: record.value, headers: record.headers, time: record.time)
      sequences[Place(topic: record.topic, key: record.key), default: []].append(told)
    }
  }

  /// Compares with what is committed. The topics that the stage writes must be written by it alone.
  package func verify(_ log: any LogUnderTest) throws {
    for topic in Set(sequences.keys.map(\.topic)).union([Ledger.dead]).sorted() where topic != Ledger.markers {
      var found: [Place: [Told]] = [:]
      for record in try log.records(topic: topic) where isOurs(record) {
        let told = Told(value: record.value, headers: record.headers, time: record.time)
        found[Place(topic: topic, key: record.key), default: []].append(told)
      }
      let wanted = sequences.filter { $0.key.topic == topic }
      for key in Set(wanted.keys).union(found.keys) {
        try requireEqual(texts(found[key]), texts(wanted[key]), "\(stage.name): \(topic), key \(text(key.key))")
        try requireEqual(found[key] ?? [], wanted[key] ?? [], "\(stage.name): \(topic), key \(text(key.key))")
      }
    }
    for (partition, wanted) in rows {
      let found = try log.rows(of: stage, partition: partition)
      try requireEqual(
        found.map { text($0.key + [61] + $0.value) }, wanted.map { text($0.key + [61] + $0.value) },
        "\(stage.name): state of partition \(partition)")
    }
  }

  /// Every marker once in every partition, whatever stage wrote it.
  package static func verifyMarkers(_ expectations: [Expectation], _ log: any LogUnderTest) throws {
    let wanted = expectations.flatMap(\.everywhere).map { String(decoding: $0, as: UTF8.self) }.sorted()
    let records = try log.records(topic: Ledger.markers)
    for partition in 0..<log.partitions {
      let found = records.filter { $0.partition == partition }.map { text($0.value) }.sorted()
      try requireEqual(found, wanted, "markers of partition \(partition)")
    }
  }

  private func isOurs(_ record: Record) -> Bool {
    record.topic != Ledger.dead || record.header("stage") == stage.name
  }

  private func texts(_ told: [Told]?) -> [String] { (told ?? []).map { text($0.value) } }
}

private func text(_ bytes: [UInt8]?) -> String { bytes.map { String(decoding: $0, as: UTF8.self) } ?? "null" }
