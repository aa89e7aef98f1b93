import EmbeddedMessaging
import Messaging
import SQLite
import StateStore
import TestSupport

/// The embedded log in a folder of its own, which goes with it.
package final class EmbeddedLogUnderTest: LogUnderTest {
  package let partitions = 1
  /// Never asked: a commit is one transaction.
  package var diesWithinCommit: () -> Bool = { false }
  private let directory: TemporaryDirectory
  private let topics: [TopicConfiguration]
  private var log: EmbeddedLog?

  package init(topics: [TopicConfiguration]) throws {
    self.topics = topics
    directory = try TemporaryDirectory()
    log = try EmbeddedLog.open(directory: directory.path, topics: topics, durability: .none)
  }

  package static let transport = TransportUnderTest("embedded log") { try EmbeddedLogUnderTest(topics: $0) }

  package func append(_ records: [OutgoingRecord]) throws { try opened().append(records) }

  package func transport(for stage: Stage, partition: Int) throws -> any StageTransport {
    EmbeddedTransport(stage, on: try opened())
  }

  package func records(topic: String) throws -> [Record] {
    var records: [Record] = []
    try EmbeddedReader(directory: directory.path).scan(topic: topic) { records.append($0) }
    return records
  }

  package func rows(of stage: Stage, partition: Int) throws -> [InMemoryStageState.Row] {
    let connection = try SQLite.Connection(path: "\(directory.path)/beacon.sqlite", mode: .readOnly)
    return try SQLiteStageState(StateSpace(stage: stage.name, partition: partition, on: connection)).allRows()
  }

  /// Closing the connection rolls back what is open, as the death of the process does.
  package func crash() throws {
    log = nil
    log = try EmbeddedLog.open(directory: directory.path, topics: topics, durability: .none)
  }

  package func loseState(of stage: Stage, partition: Int) throws {
    throw NotApplicable("state and log are one store")
  }

  private func opened() throws -> EmbeddedLog {
    guard let log else { throw ConformanceFailure("the log is closed") }
    return log
  }
}
