import Messaging
import Models
import SQLite
import StateStore

/// The one partition of a stage's inputs on the embedded log.
///
/// State, positions, time and outputs are rows of one file, so that `commit` has one step: the release of a savepoint.
/// Where no transaction is open that is a commit to the device. Where the owner of the log has one open over the
/// batches of several stages, all of them become true with its commit; should that fail, the owner abandons the runners.
package final class EmbeddedTransport: StageTransport {
  private let log: EmbeddedLog
  private let stage: Stage
  private var space: StateSpace?
  private var next: [String: Int64] = [:]
  private var tableNext: [String: Int64] = [:]

  package init(_ stage: Stage, on log: EmbeddedLog) {
    self.stage = stage
    self.log = log
  }

  package func assign() throws(StageFailure) -> StageAssignment {
    try mapped { () throws in
      let space = try openSpace()
      let known = try space.positions()
      for topic in stage.inputs {
        let first = try log.topic(topic).bounds(on: log.connection).first
        if let position = known[topic], position < first {
          throw StageFailure.fatal(
            """
            the records \(position) to \(first - 1) of \(topic) are gone before they were read. \
            Start with a new data folder and publish again.
            """)
        }
        next[topic] = known[topic] ?? first
      }
      tableNext = [:]
      self.space = space
      let emitted = try space.emittedUntil().filter { topic, until in next[topic, default: 0] < until }
      return StageAssignment(time: try space.time(), emitsFrom: emitted)
    }
  }

  /// The stage's space; one of another version is emptied, and folded again from the log.
  private func openSpace() throws(SQLiteError) -> StateSpace {
    let version = stage.stateVersion
    let space = try StateSpace(stage: stage.name, partition: 0, version: version, on: log.connection)
    if try space.version() != version {
      try log.connection.openSavepoint()
      do {
        try space.startAnew(version: version)
        try log.connection.releaseSavepoint()
      } catch {
        log.connection.rollbackSavepoint()
        throw error
      }
    }
    return space
  }

  package func pollTable(_ topic: String, limit: BatchLimit) throws(StageFailure) -> [Record] {
    try mapped { () throws in
      let records = try log.records(topic: topic, from: tableNext[topic, default: 0], limit: limit)
      if let last = records.last { tableNext[topic] = last.offset + 1 }
      return records
    }
  }

  package func poll(_ limit: BatchLimit) throws(StageFailure) -> [Record] {
    try mapped { () throws in
      var polled: [Record] = []
      var left = limit
      for topic in stage.inputs where left.records > 0 && left.bytes > 0 {
        let records = try log.records(topic: topic, from: next[topic, default: 0], limit: left)
        guard let last = records.last else { continue }
        let bytes = records.reduce(0) { $0 + $1.size }
        if bytes > left.bytes, !polled.isEmpty { break }
        next[topic] = last.offset + 1
        polled += records
        left.records -= records.count
        left.bytes -= bytes
      }
      return polled
    }
  }

  package func begin() throws(StageFailure) -> any StageState {
    guard let space else { throw .fatal("a batch was begun before the partition was assigned") }
    try mapped { () throws in try log.connection.openSavepoint() }
    return SQLiteStageState(space)
  }

  package func commit(_ batch: FoldedBatch) throws(StageFailure) {
    guard let space else { throw .fatal("a batch was committed before the partition was assigned") }
    try mapped { () throws in
      try log.append(batch.outputs)
      try space.advance(to: batch.positions, time: batch.time)
      try log.connection.releaseSavepoint()
    }
  }

  package func rollback() {
    log.connection.rollbackSavepoint()
  }

  private func mapped<Result>(_ body: () throws -> Result) throws(StageFailure) -> Result {
    do {
      return try body()
    } catch let failure as StageFailure {
      throw failure
    } catch let error as SQLiteError {
      throw StageFailure(error)
    } catch EmbeddedLogError.store(let error) {
      throw StageFailure(error)
    } catch {
      throw .fatal("\(error)")
    }
  }
}
