import Messaging
import TestSupport

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

  /// The process dies: what is not committed is lost, and no earlier transport can be used.
  func crash() throws

  /// Loses the state of a partition and keeps the log.
  ///
  /// - Throws: `NotApplicable` where the two are one store and cannot be parted.
  func loseState(of stage: Stage, partition: Int) throws

  /// Asked at each point within a commit at which a process can die; true lets it die there: the commit throws
  /// `LogDeath.failure`. A log whose commit is one transaction has no such point.
  var diesWithinCommit: () -> Bool { get set }
}

/// How a log lets a process die within a commit.
package enum LogDeath {
  package static let reason = "died within a commit"
  package static let failure = StageFailure.fatal(reason)
}

/// Makes empty logs with these topics.
package struct TransportUnderTest: Sendable, CustomStringConvertible {
  package let description: String
  package let makeLog: @Sendable ([TopicConfiguration]) throws -> any LogUnderTest
  /// Where a log costs much to make, a case that strikes at one call after the other does so at fewer calls, and on one
  /// log that grows.
  package let isCostly: Bool

  package init(
    _ description: String, isCostly: Bool = false,
    makeLog: @escaping @Sendable ([TopicConfiguration]) throws -> any LogUnderTest
  ) {
    self.description = description
    self.isCostly = isCostly
    self.makeLog = makeLog
  }

  /// Does something for the first call, the second and so on.
  func forEachCall(_ body: (Int, any LogUnderTest) throws -> Void) throws {
    var shared: (any LogUnderTest)?
    for call in 0..<(isCostly ? 6 : 12) {
      let log = try shared ?? makeLog(Ledger.topics)
      if isCostly { shared = log }
      try body(call, log)
    }
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
