import Foundation
import KafkaMessaging
import Messaging

/// The partitions that a member has. Its handlers run within `poll` and `close`, which the test calls on one thread
/// and, for the last close, waits for. Hence `@unchecked Sendable`.
private final class Holdings: @unchecked Sendable {
  var places: Set<TopicPartition> = []
  var assignments = 0
  /// Of each revocation, whether the partitions were lost.
  var revocations: [Bool] = []
  var next: [TopicPartition: Int64] = [:]

  var handler: RebalanceHandler {
    RebalanceHandler(
      assigned: { given in
        self.assignments += 1
        self.places.formUnion(given)
        return given.map { ($0, self.next[$0, default: 0]) }
      },
      revoked: { taken, isLost in
        self.revocations.append(isLost)
        self.places.subtract(taken)
      })
  }
}

/// One member of the group, and what it has read.
private final class Member {
  let held = Holdings()
  private(set) var records: [Record] = []
  private(set) var errors: [KafkaError] = []
  private let consumer: KafkaConsumer

  init(_ bench: MockBench, overrides keys: [String: String] = [:]) throws {
    var settings = bench.settings
    settings.overrides["heartbeat.interval.ms"] = "100"
    settings.overrides.merge(keys) { $1 }
    let group = ConsumerGroup(id: "group", sessionTimeoutMilliseconds: 3000)
    consumer = try KafkaConsumer(settings, group: group, onRebalance: held.handler)
    try consumer.subscribe([MockBench.topic])
  }

  func poll() throws {
    switch consumer.poll(milliseconds: 20) {
    case .record(let record):
      records.append(record)
      held.next[TopicPartition(record.topic, record.partition)] = record.offset + 1
    case .failure(let error): errors.append(error)
    case .endOfPartition, .nothing: break
    }
  }

  func close() throws {
    guard consumer.close() else { throw TestFailure("the member does not close") }
  }

  /// Each assignment is revoked before the next.
  func requirePairs(_ bench: MockBench) throws {
    try bench.requireEqual(
      held.assignments - held.revocations.count, held.places.isEmpty ? 0 : 1, "assignments that are not revoked")
  }

  func requireRetriable(_ bench: MockBench) throws {
    for error in errors { try bench.requireEqual(error.kind, .retriable, "kind of \(error)") }
  }
}

extension MockCase {
  private static let joining: [(String, [(MockCluster.Request, [MockCluster.Answer])])] = [
    (
      "no coordinator is known",
      [(.findCoordinator, [.coordinatorNotAvailable, .notCoordinator, .coordinatorNotAvailable, .disconnect])]
    ),
    (
      "the coordinator answers a join with errors",
      [(.joinGroup, [.coordinatorLoadInProgress, .notCoordinator, .unknownMemberId, .rebalanceInProgress])]
    ),
    (
      "the coordinator answers a synchronisation with errors",
      [(.syncGroup, [.rebalanceInProgress, .unknownMemberId])]
    ),
  ]

  private static let disturbances: [(MockCluster.Answer, isLoss: Bool)] = [
    (.rebalanceInProgress, false), (.unknownMemberId, true), (.illegalGeneration, true),
  ]

  static let group: [MockCase] =
    joining.map { reason, errors in
      MockCase("a member gets all partitions and reads all once although \(reason)") { bench in
        try bench.publish(0..<40)
        for (request, answers) in errors { bench.cluster.answer(request, answers) }
        let member = try Member(bench)
        try bench.wait("40 records") {
          try member.poll()
          return member.records.count >= 40
        }
        try bench.requireEqual(member.held.places, Set(MockBench.places), "partitions")
        try bench.requireNumbers(member.records, 0..<40)
        try member.requireRetriable(bench)
        try member.close()
        try bench.requireEqual(member.held.places, [], "partitions after the end")
        try member.requirePairs(bench)
      }
    }
    + disturbances.map { answer, isLoss in
      MockCase("a heartbeat with the response \(answer) leads to a new assignment, and reading goes on") { bench in
        try bench.publish(0..<40)
        let member = try Member(bench)
        try bench.wait("40 records") {
          try member.poll()
          return member.records.count >= 40
        }
        let assignments = member.held.assignments
        let revocations = member.held.revocations.count
        bench.cluster.answer(.heartbeat, [answer])
        try bench.wait("a new assignment") {
          try member.poll()
          return member.held.assignments > assignments
        }
        try bench.requireEqual(
          member.held.revocations.dropFirst(revocations).first, isLoss, "whether the partitions were lost")
        try bench.publish(40..<80)
        try bench.wait("80 records") {
          try member.poll()
          return member.records.count >= 80
        }
        try bench.requireNumbers(member.records, 0..<80)
        try member.requirePairs(bench)
        try member.requireRetriable(bench)
      }
    } + [
      MockCase("two members share the partitions, and those of one that closes go to the other") { bench in
        try bench.publish(0..<40)
        let first = try Member(bench)
        try bench.wait("all partitions at the first") {
          try first.poll()
          return first.records.count >= 40
        }
        let second = try Member(bench)
        try bench.wait("one partition each, and not the same") {
          try first.poll()
          try second.poll()
          return first.held.places.count == 1 && second.held.places.count == 1
            && first.held.places != second.held.places
        }
        try bench.require(!first.held.revocations.isEmpty, "the first was asked for nothing back")
        try first.close()
        try bench.requireEqual(first.held.places, [], "partitions of the closed member")
        try bench.wait("all partitions at the second") {
          try second.poll()
          return second.held.places == Set(MockBench.places) && second.records.count >= 40
        }
        try first.requirePairs(bench)
        try second.requirePairs(bench)
        try bench.requireNumbers(second.records, 0..<40)
        try bench.requireNumbers(first.records, 0..<40)
      },
      MockCase("a group whose coordinator moves keeps its member or assigns anew, and reads all once") { bench in
        try bench.publish(0..<40)
        bench.cluster.moveCoordinator(of: "group", to: 1)
        let member = try Member(bench)
        try bench.wait("40 records") {
          try member.poll()
          return member.records.count >= 40
        }
        bench.cluster.moveCoordinator(of: "group", to: 2)
        try bench.publish(40..<80)
        try bench.wait("80 records") {
          try member.poll()
          return member.records.count >= 80
        }
        try bench.requireNumbers(member.records, 0..<80)
        try member.requireRetriable(bench)
      },
      MockCase(
        "committed offsets are read once the answers are no errors, which are retriable, and a group without any has none"
      ) {
        bench in
        try bench.publish(0..<40)
        // Beacon commits in transactions only, which the mock cluster does not keep.
        let member = try Member(bench, overrides: ["enable.auto.commit": "true", "enable.auto.offset.store": "true"])
        try bench.wait("40 records") {
          try member.poll()
          return member.records.count >= 40
        }
        try member.close()
        bench.cluster.answer(.findCoordinator, [.coordinatorNotAvailable])
        bench.cluster.answer(.offsetFetch, [.notCoordinator, .coordinatorLoadInProgress, .disconnect])
        let reader = try KafkaConsumer(bench.settings, group: ConsumerGroup(id: "group"))
        let found = try bench.retry("committed offsets") {
          try reader.committed(MockBench.places)
        } whileKind: {
          $0 == .retriable
        }
        try bench.requireEqual(found.values.map { $0 ?? -1 }, [20, 20], "committed offsets")
        let other = try KafkaConsumer(bench.settings, group: ConsumerGroup(id: "another group"))
        let none = try other.committed(MockBench.places)
        try bench.requireEqual(none.values.map { $0 ?? -1 }, [-1, -1], "committed offsets of another group")
        bench.cluster.answer(.offsetFetch, Array(repeating: .coordinatorLoadInProgress, count: 500))
        try bench.requireError(.retriable, "committed offsets while the coordinator loads") {
          _ = try reader.committed(MockBench.places, milliseconds: 1000)
        }
      },
      MockCase("a group that is not ours to join is reported as not authorised") { bench in
        bench.cluster.answer(.joinGroup, Array(repeating: .groupAuthorizationFailed, count: 50))
        let member = try Member(bench)
        try bench.wait("an error") {
          try member.poll()
          return !member.errors.isEmpty
        }
        try bench.requireEqual(member.errors.first?.kind, .notAuthorised, "kind of \(member.errors)")
        try bench.requireEqual(member.held.assignments, 0, "assignments")
      },
    ]
}
