import Models

/// One step of the pipeline, as the runtime sees it: what it reads, and how to make the fold of one input partition.
package struct Stage: Sendable {
  /// Stable: it names consumer groups, state files and the stage in dead letters.
  package let name: String
  /// The one topic that it folds; what else it needs are tables.
  package let input: String
  /// Compacted topics that are read to their end before the first record, and followed.
  package let tables: [String]
  /// What it writes to, dead letters apart. A transport may make itself ready for these before the first record.
  package let outputs: [String]
  /// A stage without state skips the state store.
  package let isStateful: Bool
  /// The version of the rows that the stage writes; at least 1. State of another version is not read: the transport puts
  /// it aside and folds the input again from its first record, without repeating outputs.
  package let stateVersion: Int
  /// Whether the runtime appends a tick to a partition of the input that had no record for a minute, so that time passes
  /// for the stage where nothing happens.
  package let isTicked: Bool
  /// Makes the fold of one input partition from what `StageState` remembers. Called again after every rollback.
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

/// The fold of one input partition: outputs and state are a function of the records before, in order, and of nothing
/// else: no clock, no other partition, no batch boundaries. Tables decide what is emitted, never what is remembered.
///
/// One thread at a time calls it. After a batch that was rolled back the runtime drops the processor and makes a new one,
/// so it may keep decoded state in memory between calls.
package protocol StageProcessor: AnyObject {
  /// The records that are about to be folded, in order: a chance to do work ahead that needs neither state nor tables'
  /// later rows, on several cores if it likes. It must change nothing of what `process` makes of them.
  func prepare(_ records: ArraySlice<Record>)

  /// Folds one record. A `badRecord` failure dead-letters this record alone: the runtime takes back its writes and
  /// outputs, and the processor must not have changed what it holds in memory.
  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure)

  /// A row of one of the stage's tables changed; `value` is nil where it was removed. Called in order of the table's
  /// topic, for every row at the start. A row refused as `badRecord` is left out.
  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure)

  /// The batch is about to be committed: write what is still only in memory to `state`.
  func willCommit(_ state: any StageState) throws(StageFailure)
}

extension StageProcessor {
  package func prepare(_ records: ArraySlice<Record>) {}
  package func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {}
  package func willCommit(_ state: any StageState) throws(StageFailure) {}
}

/// What a stage sees of the batch that it is in.
package struct StageBatch {
  /// The state of this partition, in the transaction of this batch.
  package let state: any StageState
  /// The partition's time: the running maximum of its records' times, the current one included.
  package internal(set) var time: Timestamp
  package internal(set) var outputs: [OutgoingRecord] = []
  /// What the records came to; see `count`.
  package internal(set) var tally = Tally()

  package init(state: any StageState, time: Timestamp) {
    self.state = state
    self.time = time
  }

  package mutating func emit(_ record: OutgoingRecord) {
    outputs.append(record)
  }

  /// Counts what a record came to, for metrics and reports: a word or two from a short list, never a text of the record.
  /// What was counted for a record that fails is taken back with its outputs.
  package mutating func count(_ metric: String, _ labels: [String]) {
    tally.add(1, metric, labels)
  }
}

/// The rows that a stage remembers of one input partition, in order of their keys' bytes.
///
/// Reads see the writes of the same batch. Failures of the store are `infrastructure`.
package protocol StageState: AnyObject {
  func value(_ key: [UInt8]) throws(StageFailure) -> [UInt8]?
  /// Nil removes the row.
  func set(_ key: [UInt8], to value: [UInt8]?) throws(StageFailure)
  /// The rows whose key begins with `prefix`, in order; `visit` answers whether to go on. It may change or remove the
  /// row that it is shown, and must leave the others as they are until the scan ends.
  func scan(prefix: [UInt8], _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(StageFailure) -> Bool)
    throws(StageFailure)
}

/// Why a stage could not handle a record: the one place where failures are classed.
package enum StageFailure: Error, Hashable, Sendable {
  /// This record is bad and will be bad for ever: it goes to the dead-letter topic, and the stream goes on.
  /// `code` is stable; `message` says what was expected.
  case badRecord(code: String, message: String)
  /// Something that the stage needs is down: pause and try again.
  case infrastructure(String)
  /// Nothing will mend this without a person: stop, and say what to do.
  case fatal(String)
}
