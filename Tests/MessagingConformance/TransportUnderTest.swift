import Messaging
import StateStore

/// A log and the transports on it, as the conformance suite sees them.
package protocol LogUnderTest: AnyObject {
  /// Partitions of every topic.
  var partitions: Int { get }

  /// Appends durably, as a publisher outside does.
  func append(_ records: [OutgoingRecord]) throws

  /// A transport for one input partition, as a process that has just started makes it.
  func transport(for stage: Stage, partition: Int) throws -> any StageTransport

  /// What is committed of a topic, in order of partitions and offsets.
  func records(topic: String) throws -> [Record]

  /// The rows that are committed of a stage's partition.
  func rows(of stage: Stage, partition: Int) throws -> [InMemoryStageState.Row]

  /// The process dies now: whatever is not committed is gone, and all transports made before are dead.
  func crash() throws

  /// Loses the state of a partition and keeps the log.
  ///
  /// - Returns: false where the two are one store and cannot be parted.
  func loseState(of stage: Stage, partition: Int) throws -> Bool
}

/// Makes empty logs with these topics.
package struct TransportUnderTest: Sendable, CustomStringConvertible {
  package let description: String
  package let makeLog: @Sendable ([TopicConfiguration]) throws -> any LogUnderTest

  package init(_ description: String, makeLog: @escaping @Sendable ([TopicConfiguration]) throws -> any LogUnderTest) {
    self.description = description
    self.makeLog = makeLog
  }
}

/// What a transport did wrong.
package struct ConformanceFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}

func require(_ holds: Bool, _ message: @autoclosure () -> String) throws {
  if !holds { throw ConformanceFailure(message()) }
}

func requireEqual<Value: Equatable>(_ found: Value, _ wanted: Value, _ what: String) throws {
  try require(found == wanted, "\(what): found \(found), wanted \(wanted)")
}
