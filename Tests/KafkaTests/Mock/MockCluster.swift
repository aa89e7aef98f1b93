import CMockCluster
import Glibc
import KafkaMessaging
import KafkaTestBroker
import Synchronization

/// librdkafka's mock cluster: brokers in this process that answer as they are told. It has no admin requests, responds
/// to those of a transaction without keeping one, and keeps no more than 5 MiB of a partition.
///
/// The cluster has its own locks. Hence `@unchecked Sendable`.
final class MockCluster: @unchecked Sendable {
  /// Kinds of requests by their number in Kafka's protocol.
  enum Request: Int16 {
    case produce = 0
    case fetch = 1
    case listOffsets = 2
    case offsetFetch = 9
    case findCoordinator = 10
    case joinGroup = 11
    case heartbeat = 12
    case syncGroup = 14
    case initProducerId = 22
    case addOffsetsToTransaction = 25
    case endTransaction = 26
  }

  /// Errors by their number in Kafka's protocol; `disconnect` cuts the connection instead of an answer.
  enum Answer: Int32 {
    case disconnect = -195
    case unknownServerError = -1
    case success = 0
    case offsetOutOfRange = 1
    case unknownTopicOrPartition = 3
    case leaderNotAvailable = 5
    case notLeaderForPartition = 6
    case requestTimedOut = 7
    case replicaNotAvailable = 9
    case messageTooLarge = 10
    case coordinatorLoadInProgress = 14
    case coordinatorNotAvailable = 15
    case notCoordinator = 16
    case notEnoughReplicas = 19
    case notEnoughReplicasAfterAppend = 20
    case illegalGeneration = 22
    case unknownMemberId = 25
    case rebalanceInProgress = 27
    case topicAuthorizationFailed = 29
    case groupAuthorizationFailed = 30
    case clusterAuthorizationFailed = 31
    case storageError = 56
    case fencedLeaderEpoch = 74
    case unknownLeaderEpoch = 75
    case offsetNotAvailable = 78
    case invalidRecord = 87
  }

  private let pointer: OpaquePointer
  let brokers: Int
  /// Sockets that keep the ports of brokers that are down: librdkafka ends the process where it cannot have them again.
  private let heldPorts = Mutex<[Int32]>([])

  init(brokers: Int = 3) throws {
    guard let pointer = beacon_mock_start(Int32(brokers)) else { throw TestFailure("the mock cluster does not start") }
    self.pointer = pointer
    self.brokers = brokers
  }

  deinit {
    releasePorts()
    beacon_mock_stop(pointer)
  }

  private var bootstraps: String { String(cString: beacon_mock_bootstraps(pointer)) }

  /// Beacon's settings, with shorter waits: errors come at once here, and so should the next try.
  var settings: KafkaSettings {
    var settings = KafkaSettings(bootstrapServers: bootstraps)
    settings.overrides = [
      "retry.backoff.ms": "20", "reconnect.backoff.ms": "20", "reconnect.backoff.max.ms": "200",
      "topic.metadata.refresh.fast.interval.ms": "20", "fetch.error.backoff.ms": "20",
    ]
    return settings
  }

  func createTopic(_ name: String, partitions: Int) throws {
    let error = beacon_mock_create_topic(pointer, name, Int32(partitions), Int32(brokers))
    guard error == 0 else { throw TestFailure("the mock cluster makes no topic \(name): \(error)") }
  }

  /// The next requests of this kind get these answers, one each, and those after them are served.
  func answer(_ request: Request, _ answers: [Answer]) {
    let codes = answers.map(\.rawValue)
    beacon_mock_push_errors(pointer, request.rawValue, codes, codes.count)
  }

  /// The next `count` requests of this kind to one broker get this answer, each after a wait.
  func answer(_ request: Request, to broker: Int, _ answer: Answer, after milliseconds: Int, count: Int) {
    beacon_mock_push_slow_errors(
      pointer, Int32(broker), request.rawValue, answer.rawValue, Int32(milliseconds), count)
  }

  /// How many of those answers are left.
  func answersLeft(_ request: Request, to broker: Int) -> Int {
    beacon_mock_waiting_errors(pointer, Int32(broker), request.rawValue)
  }

  func serve(_ request: Request) { beacon_mock_clear_errors(pointer, request.rawValue) }

  /// What metadata says of a topic from now on.
  func answerMetadata(of topic: String, _ answer: Answer) { beacon_mock_topic_error(pointer, topic, answer.rawValue) }

  /// Takes all brokers down, and keeps their ports until `bringUp`.
  func takeDown() throws {
    _ = beacon_mock_set_down(pointer, -1)
    for address in bootstraps.split(separator: ",") {
      guard let port = address.split(separator: ":").last.flatMap({ Int($0) }), let held = KafkaTestBroker.hold(port)
      else { throw TestFailure("the port of the mock broker \(address) cannot be kept") }
      heldPorts.withLock { $0.append(held) }
    }
  }

  func bringUp() {
    releasePorts()
    _ = beacon_mock_set_up(pointer, -1)
  }

  private func releasePorts() {
    heldPorts.withLock { ports in
      for port in ports { close(port) }
      ports = []
    }
  }

  func moveLeader(of place: TopicPartition, to broker: Int) {
    _ = beacon_mock_set_leader(pointer, place.topic, Int32(place.partition), Int32(broker))
  }

  func moveCoordinator(of group: String, to broker: Int) {
    _ = beacon_mock_set_coordinator(pointer, group, Int32(broker))
  }
}
