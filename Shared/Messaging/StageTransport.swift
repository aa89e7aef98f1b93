import Models

/// One input partition of one stage, as a transport serves it: the port that the stage runtime owns.
///
/// The runner calls it from one thread, in this order: `assign`; `pollTable` until every table is at its end; then
/// again and again `pollTable`, `poll`, and where there are records `begin`, the fold, and `commit` or `rollback`.
/// After `rollback`, and after any failure, `assign` comes next.
///
/// What `commit` must make true at once, whatever crashes: the state, the positions and time, and the outputs. A
/// transport whose state and log are two stores keeps to the order of commits that it states itself, and answers from
/// `assign` where it found them apart.
package protocol StageTransport: AnyObject {
  /// Takes up the partition where its last commit left it; what was polled since is offered again.
  func assign() throws(StageFailure) -> StageAssignment

  /// The next records of a table's topic since `assign`, all partitions of it, in order of offsets; empty at its end.
  func pollTable(_ topic: String, limit: BatchLimit) throws(StageFailure) -> [Record]

  /// The next records of the input partition, in order of offsets; empty where there is none now. One
  /// record is always offered, however large.
  func poll(_ limit: BatchLimit) throws(StageFailure) -> [Record]

  /// Opens the batch's transaction and answers the state in it.
  func begin() throws(StageFailure) -> any StageState

  func commit(_ batch: FoldedBatch) throws(StageFailure)

  /// Takes back everything since `begin`. It does not fail: what cannot be taken back shows at the next `assign`.
  func rollback()
}

/// Where the fold of a partition goes on.
package struct StageAssignment: Hashable, Sendable {
  /// The running maximum of the times of the records folded; `distantPast` before the first.
  package var time: Timestamp
  /// The offset from which on outputs are wanted. Records before it were handled by another owner of the partition, and
  /// are folded into the state without emitting: that is how a store that is behind catches up.
  package var emitsFrom: Int64

  package init(time: Timestamp, emitsFrom: Int64 = 0) {
    self.time = time
    self.emitsFrom = emitsFrom
  }
}

/// How much one batch may hold. A record that alone exceeds `bytes` is a batch of its own.
package struct BatchLimit: Hashable, Sendable {
  package var records: Int
  /// Of keys, values and headers.
  package var bytes: Int

  package init(records: Int = 500, bytes: Int = 4 << 20) {
    self.records = records
    self.bytes = bytes
  }
}

/// What a batch did besides changing the state.
package struct FoldedBatch: Hashable, Sendable {
  /// The offset of the input's next record.
  package var position: Int64
  /// The partition's time after the batch.
  package var time: Timestamp
  /// In the order in which they were emitted, dead letters among them. Empty while catching up.
  package var outputs: [OutgoingRecord]
  /// True where the batch was folded without emitting.
  package var isCatchUp: Bool

  package init(position: Int64, time: Timestamp, outputs: [OutgoingRecord], isCatchUp: Bool = false) {
    self.position = position
    self.time = time
    self.outputs = outputs
    self.isCatchUp = isCatchUp
  }
}

extension Record {
  /// What it counts against a batch's limit.
  package var size: Int {
    headers.reduce((key?.count ?? 0) + (value?.count ?? 0)) { $0 + $1.name.utf8.count + $1.value.count }
  }
}
