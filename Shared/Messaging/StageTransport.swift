import Models

/// One input partition of one stage on a transport: the port between the stage runtime and the transports.
///
/// The runner calls it from one thread: first `assign`; then again and again `pollTable` until every table is at its
/// end, `poll`, and where there are records `begin`, the fold, and `commit` or `rollback`. `poll` may also come before
/// `pollTable`: the tables are read to their ends before the fold, not before the poll. After `rollback`, and after any
/// failure, `assign` comes next.
///
/// `commit` makes the state, the position and time, and the outputs durable together, whatever crashes. A transport
/// whose state and log are two stores documents its order of commits, and reconciles the two in `assign`.
package protocol StageTransport: AnyObject {
  /// Continues from the partition's last commit; records polled since then are polled again.
  func assign() throws(StageFailure) -> StageAssignment

  /// The next records, since `assign`, of all partitions of a table's topic, in order of offsets; empty at the end of
  /// the topic.
  func pollTable(_ topic: String, limit: BatchLimit) throws(StageFailure) -> [Record]

  /// The next records of the input partition, in order of offsets; empty where there are none yet. A single record is
  /// returned however large it is.
  func poll(_ limit: BatchLimit) throws(StageFailure) -> [Record]

  /// Opens the transaction of a batch and returns the state to read and write within it.
  func begin() throws(StageFailure) -> any StageState

  func commit(_ batch: FoldedBatch) throws(StageFailure)

  /// Reverts everything since `begin`. It does not fail: what could not be reverted is resolved by the next `assign`.
  func rollback()
}

/// Where the fold of a partition continues.
package struct StageAssignment: Hashable, Sendable {
  /// The running maximum of the times of the folded records; `distantPast` before the first.
  package var time: Timestamp
  /// The offset from which outputs are emitted. Earlier records were handled by another owner of the partition; they
  /// are folded into the state without emitting, so that a store that lags catches up.
  package var emitsFrom: Int64

  package init(time: Timestamp, emitsFrom: Int64 = 0) {
    self.time = time
    self.emitsFrom = emitsFrom
  }
}

/// How much one batch may contain. A record larger than `bytes` is a batch by itself.
package struct BatchLimit: Hashable, Sendable {
  package var records: Int
  /// The bytes of keys, values and headers.
  package var bytes: Int

  package init(records: Int = 500, bytes: Int = 4 << 20) {
    self.records = records
    self.bytes = bytes
  }
}

/// The result of folding a batch, besides the changed state.
package struct FoldedBatch: Hashable, Sendable {
  /// The offset of the input's next record.
  package var position: Int64
  /// The partition's time after the batch.
  package var time: Timestamp
  /// The records to write, dead letters included, in the order in which they were emitted. Empty in a catch-up.
  package var outputs: [OutgoingRecord]
  /// Whether the batch was folded into the state only, without emitting records.
  package var isCatchUp: Bool

  package init(position: Int64, time: Timestamp, outputs: [OutgoingRecord], isCatchUp: Bool = false) {
    self.position = position
    self.time = time
    self.outputs = outputs
    self.isCatchUp = isCatchUp
  }
}

extension Record {
  /// The record's size in bytes, as `BatchLimit.bytes` counts it: key, value and headers.
  package var size: Int {
    headers.reduce((key?.count ?? 0) + (value?.count ?? 0)) { $0 + $1.name.utf8.count + $1.value.count }
  }
}
