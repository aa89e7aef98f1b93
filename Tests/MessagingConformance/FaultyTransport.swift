import Messaging

/// A step of the port at which a fault can strike.
package enum FaultPoint: String, Hashable, Sendable, CaseIterable {
  case assign, pollTable, poll, begin, read, write, scan, beforeCommit, afterCommit
}

package enum Fault: Hashable, Sendable {
  /// The call fails and may be tried again.
  case failure
  /// The process dies within the call.
  case crash
}

/// Lets faults strike the calls to a transport and to its state, where `strikes` says so.
package final class FaultyTransport: StageTransport {
  private let base: any StageTransport
  private let strikes: (FaultPoint) -> Fault?
  /// Set once the process has died; nothing reaches the transport after that.
  package private(set) var isDead = false

  package init(_ base: any StageTransport, strikes: @escaping (FaultPoint) -> Fault?) {
    self.base = base
    self.strikes = strikes
  }

  func strike(_ point: FaultPoint) throws(StageFailure) {
    if isDead { throw .fatal("dead") }
    switch strikes(point) {
    case nil: return
    case .failure: throw .infrastructure("\(point) failed")
    case .crash:
      isDead = true
      throw .fatal("died at \(point)")
    }
  }

  package func assign() throws(StageFailure) -> StageAssignment {
    try strike(.assign)
    return try base.assign()
  }

  package func pollTable(_ topic: String, limit: BatchLimit) throws(StageFailure) -> [Record] {
    try strike(.pollTable)
    return try base.pollTable(topic, limit: limit)
  }

  package func poll(_ limit: BatchLimit) throws(StageFailure) -> [Record] {
    try strike(.poll)
    return try base.poll(limit)
  }

  package func begin() throws(StageFailure) -> any StageState {
    try strike(.begin)
    return FaultyState(try base.begin(), of: self)
  }

  /// After the commit, a failure is an answer that was lost: the batch is there, and the runner does not know it.
  package func commit(_ batch: FoldedBatch) throws(StageFailure) {
    try strike(.beforeCommit)
    try base.commit(batch)
    try strike(.afterCommit)
  }

  package func rollback() {
    if !isDead { base.rollback() }
  }
}

private final class FaultyState: StageState {
  private let base: any StageState
  private let transport: FaultyTransport

  init(_ base: any StageState, of transport: FaultyTransport) {
    self.base = base
    self.transport = transport
  }

  func value(_ key: [UInt8]) throws(StageFailure) -> [UInt8]? {
    try transport.strike(.read)
    return try base.value(key)
  }

  func set(_ key: [UInt8], to value: [UInt8]?) throws(StageFailure) {
    try transport.strike(.write)
    try base.set(key, to: value)
  }

  func scan(
    from first: [UInt8], through last: [UInt8],
    _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(StageFailure) -> Bool
  ) throws(StageFailure) {
    try transport.strike(.scan)
    try base.scan(from: first, through: last, visit)
  }
}
