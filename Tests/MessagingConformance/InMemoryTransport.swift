import Messaging
import Models
import StateStore

/// One partition on an `InMemoryLog`. It keeps the rules for a store that can be ahead of or behind the log.
final class InMemoryTransport: StageTransport {
  private let log: InMemoryLog
  private let stage: Stage
  private let slot: InMemoryLog.Slot
  private var next: [String: Int64] = [:]
  private var tableNext: [String: [Int64]] = [:]
  private var state: InMemoryStageState?

  init(_ stage: Stage, slot: InMemoryLog.Slot, on log: InMemoryLog) {
    self.stage = stage
    self.slot = slot
    self.log = log
  }

  func assign() throws(StageFailure) -> StageAssignment {
    var file = log.file(slot)
    let offsets = log.offsets(slot)
    if isAhead(file.positions, of: offsets) {
      if file.outboxFrom == offsets {
        try publish(file.outbox, file.positions)
      } else {
        file = InMemoryLog.StateFile()
        log.save(file, slot)
      }
    } else if log.plantedBug == .outboxSentTwice, file.positions == offsets {
      try publish(file.outbox, file.positions)
    }
    next = log.plantedBug == .catchUpSkipped ? offsets : file.positions
    tableNext = [:]
    return StageAssignment(time: file.time, emitsFrom: log.offsets(slot))
  }

  func pollTable(_ topic: String, limit: BatchLimit) -> [Record] {
    var places = tableNext[topic] ?? Array(repeating: 0, count: log.partitions)
    defer { tableNext[topic] = places }
    for partition in places.indices {
      let records = log.records(topic: topic, partition: partition, from: places[partition]).prefix(limit.records)
      guard let last = records.last else { continue }
      places[partition] = last.offset + 1
      return Array(records)
    }
    return []
  }

  func poll(_ limit: BatchLimit) -> [Record] {
    var polled: [Record] = []
    var bytes = 0
    for topic in stage.inputs {
      for record in log.records(topic: topic, partition: slot.partition, from: next[topic, default: 0]) {
        bytes += record.size
        guard polled.isEmpty || (polled.count < limit.records && bytes <= limit.bytes) else { return polled }
        polled.append(record)
        next[topic] = record.offset + 1
      }
    }
    return polled
  }

  func begin() -> any StageState {
    let opened = InMemoryStageState(rows: log.file(slot).rows)
    state = opened
    return opened
  }

  func commit(_ batch: FoldedBatch) throws(StageFailure) {
    var file = log.file(slot)
    let before = file.positions
    file.rows = state?.rows ?? []
    file.positions.merge(batch.positions) { $1 }
    file.time = batch.time
    file.outbox = batch.outputs
    file.outboxFrom = before
    log.save(file, slot)
    if batch.isCatchUp {
      guard batch.outputs.isEmpty else { throw .fatal("a batch that catches up has outputs") }
      return
    }
    if log.diesWithinCommit() { throw LogDeath.failure }
    try publish(file.outbox, file.positions)
  }

  func rollback() { state = nil }

  private func isAhead(_ positions: [String: Int64], of offsets: [String: Int64]) -> Bool {
    positions.contains { $1 > offsets[$0, default: 0] }
  }

  private func publish(_ records: [OutgoingRecord], _ offsets: [String: Int64]) throws(StageFailure) {
    do { try log.publish(records, offsets, slot) } catch let failure as StageFailure {
      throw failure
    } catch { throw .fatal("\(error)") }
  }
}
