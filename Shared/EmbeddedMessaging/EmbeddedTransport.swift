import Messaging
import Models
import SQLite
import StateStore

/// The one partition of a stage's input on the embedded log.
///
/// State, position, time and outputs are rows of one file, so that `commit` has one step: the release of a savepoint.
/// Without an open transaction that is a commit to the device. Where the owner of the log has opened a transaction over
/// the batches of several stages, all of them become durable with its commit; if that fails, the owner discards the
/// stages' runners.
package final class EmbeddedTransport: StageTransport {
  private let log: EmbeddedLog
  private let stage: Stage
  private var space: StateSpace?
  private var next: Int64 = 0
  private var tableNext: [String: Int64] = [:]

  package init(_ stage: Stage, on log: EmbeddedLog) {
    self.stage = stage
    self.log = log
  }

  package func assign() throws(StageFailure) -> StageAssignment {
    try mapped { () throws in
      let space = try openSpace()
      let known = try space.position(in: stage.input)
      let first = try log.topic(stage.input).bounds(on: log.connection).first
      if let position = known, position < first {
        throw StageFailure.fatal(
          """
          the records \(position) to \(first - 1) of \(stage.input) were removed before they were read. \
          Start with a new data folder and publish again.
          """)
      }
      next = known ?? first
      tableNext = [:]
      self.space = space
      return StageAssignment(time: try space.time(), emitsFrom: try space.emittedUntil(in: stage.input))
    }
  }

  /// The stage's state space. Where it has another state version it is emptied, and the stage folds its input from the
  /// beginning again.
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
      let records = try log.records(topic: stage.input, from: next, limit: limit)
      if let last = records.last { next = last.offset + 1 }
      return records
    }
  }

  package func begin() throws(StageFailure) -> any StageState {
    guard let space else { throw .fatal("a batch was begun before the partition was assigned") }
    try mapped { () throws in try log.connection.openSavepoint() }
    return SQLiteStageState(
      space, remedy: "\(log.connection.path) is damaged: start with a new data folder and publish again")
  }

  package func commit(_ batch: FoldedBatch) throws(StageFailure) {
    guard let space else { throw .fatal("a batch was committed before the partition was assigned") }
    try mapped { () throws in
      try log.append(batch.outputs)
      try space.advance(to: batch.position, in: stage.input, time: batch.time)
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
