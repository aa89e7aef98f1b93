import Messaging
import Models
import TestSupport

/// One partition on an `InMemoryLog`. It keeps the rules for a store that can be ahead of or behind the log.
final class InMemoryTransport: StageTransport {
  private let log: InMemoryLog
  private let stage: Stage
  private let slot: InMemoryLog.Slot
  private var next: Int64 = 0
  private var tableNext: [String: [Int64]] = [:]
  private var state: InMemoryStageState?

  init(_ stage: Stage, slot: InMemoryLog.Slot, on log: InMemoryLog) {
    self.stage = stage
    self.slot = slot
    self.log = log
  }

  func assign() throws(StageFailure) -> StageAssignment {
    var file = log.file(slot)
    let committed = log.offset(slot)
    if file.position > committed {
      if file.outboxFrom == committed {
        try publish(file.outbox, file.position)
      } else {
        file = InMemoryLog.StateFile()
        log.save(file, slot)
      }
    } else if log.plantedBug == .outboxSentTwice, file.position == committed {
      try publish(file.outbox, file.position)
    }
    next = log.plantedBug == .catchUpSkipped ? committed : file.position
    tableNext = [:]
    return StageAssignment(time: file.time, emitsFrom: log.offset(slot))
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
    for record in log.records(topic: stage.input, partition: slot.partition, from: next) {
      bytes += record.size
      guard polled.isEmpty || (polled.count < limit.records && bytes <= limit.bytes) else { return polled }
      polled.append(record)
      next = record.offset + 1
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
    let before = file.position
    file.rows = state?.rows ?? []
    file.position = batch.position
    file.time = batch.time
    file.outbox = batch.outputs
    file.outboxFrom = before
    log.save(file, slot)
    if batch.isCatchUp {
      guard batch.outputs.isEmpty else { throw .fatal("a batch that catches up has outputs") }
      return
    }
    if log.diesWithinCommit() { throw LogDeath.failure }
    try publish(file.outbox, file.position)
  }

  func rollback() { state = nil }

  private func publish(_ records: [OutgoingRecord], _ offset: Int64) throws(StageFailure) {
    do { try log.publish(records, offset, slot) } catch let failure as StageFailure {
      throw failure
    } catch { throw .fatal("\(error)") }
  }
}
