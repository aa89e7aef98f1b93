import Models

/// One step of the pipeline, as the runtime sees it: what it reads, and how to create the fold of an input partition.
package struct Stage: Sendable {
  /// The stable name of the stage, which consumer groups, state files and dead letters contain.
  package let name: String
  /// The one topic that it folds; everything else that it reads is a table.
  package let input: String
  /// Topics that are read to their end before the first record, and followed from then on.
  package let tables: [String]
  /// The topics that it writes to, except the dead-letter topic. A transport may prepare for these before the first
  /// record.
  package let outputs: [String]
  /// Whether the stage has state; a stage without state has no state file.
  package let isStateful: Bool
  /// The version of the rows that the stage writes, 1 or more. State of another version is not read: the transport sets
  /// it aside and folds the input again from its first record, without repeating outputs.
  package let stateVersion: Int
  /// Whether the runtime appends a tick to an input partition that had no record for a minute, so that time also
  /// advances in a quiet partition.
  package let isTicked: Bool
  /// Creates the fold of one input partition, whose state is in `StageState`. Called again after every rollback.
  package let makeProcessor: @Sendable () throws(StageFailure) -> any StageProcessor

  package init(
    name: String, input: String, tables: [String] = [], outputs: [String] = [], isStateful: Bool,
    stateVersion: Int = 1, isTicked: Bool = false,
    makeProcessor: @escaping @Sendable () throws(StageFailure) -> any StageProcessor
  ) {
    self.name = name
    self.input = input
    self.tables = tables
    self.outputs = outputs
    self.isStateful = isStateful
    self.stateVersion = stateVersion
    self.isTicked = isTicked
    self.makeProcessor = makeProcessor
  }
}

/// The fold of one input partition: its outputs and state are a function of the records so far, in order, and of
/// nothing else: no clock, no other partition, no batch boundaries. Tables decide what is emitted, never what is
/// stored.
///
/// One thread at a time calls it. After a rollback the runtime drops the processor and creates a new one, so a
/// processor may keep decoded state in memory between calls.
package protocol StageProcessor: AnyObject {
  /// Called with the records that are folded next, in order, to begin work in advance that needs no state, on other
  /// cores if useful. It must not change the results of `process`, also where rows of tables arrive in between.
  func prepare(_ records: ArraySlice<Record>)

  /// Folds one record. A `badRecord` failure dead-letters this record alone: the runtime reverts its writes and
  /// outputs, and the processor must not have changed its state in memory.
  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure)

  /// Called when a row of one of the stage's tables has changed, in the order of the topic, and at the start for every
  /// row; `value` is nil if the row was removed. A row refused as `badRecord` is skipped: the earlier row of its key
  /// stays.
  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure)

  /// Called just before the batch is committed: writes to `state` what has changed in memory only.
  func willCommit(_ state: any StageState) throws(StageFailure)
}

extension StageProcessor {
  package func prepare(_ records: ArraySlice<Record>) {}
  package func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {}
  package func willCommit(_ state: any StageState) throws(StageFailure) {}
}

/// The current batch, as a stage sees it.
package struct StageBatch {
  /// The state of this partition, in the transaction of this batch.
  package let state: any StageState
  /// The partition's time: the running maximum of its records' times, the current one included.
  package internal(set) var time: Timestamp
  package internal(set) var outputs: [OutgoingRecord] = []
  /// The numbers that `count` has added up.
  package internal(set) var tally = Tally()

  package init(state: any StageState, time: Timestamp) {
    self.state = state
    self.time = time
  }

  package mutating func emit(_ record: OutgoingRecord) {
    outputs.append(record)
  }

  /// Counts an outcome of a record, for metrics and reports. Labels come from a short list, never from the record's
  /// text. The counts of a record that fails are reverted with its outputs.
  package mutating func count(_ metric: String, _ labels: [String]) {
    tally.add(1, metric, labels)
  }
}

/// The rows that a stage stores for one input partition, in order of their keys' bytes.
///
/// Reads see the writes of the same batch. Failures of the store are `infrastructure`.
package protocol StageState: AnyObject {
  /// What an operator has to do if a row cannot be read, so that the rows are folded again from the input; it names the
  /// state file. Empty for a state in memory.
  var remedy: String { get }
  func value(_ key: [UInt8]) throws(StageFailure) -> [UInt8]?
  /// Writes the row of `key`; nil removes it.
  func set(_ key: [UInt8], to value: [UInt8]?) throws(StageFailure)
  /// Visits the rows in order of their keys, from `first` to the last that begins with `last`, until `visit` returns
  /// false. `visit` may change or remove the row that it is given, and no other row before the scan ends.
  func scan(
    from first: [UInt8], through last: [UInt8],
    _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(StageFailure) -> Bool
  ) throws(StageFailure)
}

extension StageState {
  package var remedy: String { "" }

  /// Visits the rows whose key begins with `prefix`, as the scan of a range does.
  package func scan(
    prefix: [UInt8], _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(StageFailure) -> Bool
  ) throws(StageFailure) {
    try scan(from: prefix, through: prefix, visit)
  }

  /// The failure of a stage that met a row which this version does not write; `what` says which and why.
  package func unreadable(_ what: String, of stage: String) -> StageFailure {
    .fatal("the state of \(stage) is not what this version writes: \(what). \(remedy)")
  }
}

/// Why a stage could not handle a record: the one classification of failures.
package enum StageFailure: Error, Hashable, Sendable {
  /// This record is bad and no retry will help: it goes to the dead-letter topic, and the stream continues. `code` is
  /// stable; `message` says what was expected.
  case badRecord(code: String, message: String)
  /// Something that the stage needs is down: pause and retry.
  case infrastructure(String)
  /// Only a person can resolve this: stop; the message says what to do.
  case fatal(String)
}
