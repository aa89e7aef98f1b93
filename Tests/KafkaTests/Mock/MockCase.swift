import Foundation
import KafkaMessaging
import Messaging
import MessagingConformance
import Models

/// One thing that the Kafka client must do while a cluster responds with errors. The name is a sentence that says what
/// is true.
struct MockCase: Sendable, CustomStringConvertible {
  let description: String
  private let check: @Sendable (MockBench) throws -> Void

  init(_ description: String, check: @escaping @Sendable (MockBench) throws -> Void) {
    self.description = description
    self.check = check
  }

  /// Why the cases of stages do not run on a mock cluster.
  static let whyNoStages =
    "mock: a stage commits in transactions, whose offsets it does not store and whose aborted records it shows"

  static let all = produce + consume + group + transactions

  func run() -> ConformanceOutcome {
    do {
      try check(try MockBench())
      return .pass(ConformanceTally())
    } catch {
      return .failure("\(error)")
    }
  }
}

/// A mock cluster of its own with one topic of two partitions.
final class MockBench: Sendable {
  static let topic = "mock"
  static let places = [TopicPartition(topic, 0), TopicPartition(topic, 1)]
  static let patience = 60.0
  let cluster: MockCluster

  init() throws {
    cluster = try MockCluster()
    try cluster.createTopic(Self.topic, partitions: Self.places.count)
  }

  var settings: KafkaSettings { cluster.settings }

  func require(_ holds: Bool, _ message: @autoclosure () -> String) throws {
    if !holds { throw TestFailure(message()) }
  }

  func requireEqual<Value: Equatable>(_ found: Value, _ wanted: Value, _ what: String) throws {
    try require(found == wanted, "\(what): found \(found), wanted \(wanted)")
  }

  /// The error that `body` throws must be of this kind.
  func requireError(_ kind: KafkaError.Kind, _ what: String, of body: () throws -> Void) throws {
    do { try body() } catch let error as KafkaError {
      return try requireEqual(error.kind, kind, "\(what): kind of \(error)")
    }
    throw TestFailure("\(what): no error, wanted one that is \(kind.rawValue)")
  }

  /// Polls a condition until it is true or a minute has passed.
  func wait(_ what: String, until holds: () throws -> Bool) throws {
    let end = Date(timeIntervalSinceNow: Self.patience)
    while Date() < end {
      if try holds() { return }
      Thread.sleep(forTimeInterval: 0.01)
    }
    throw TestFailure("waited a minute for \(what)")
  }

  /// Repeats a call while its errors are of such a kind, for at most a minute.
  func retry<Answer>(
    _ what: String, _ call: () throws -> Answer, whileKind allows: (KafkaError.Kind) -> Bool
  ) throws -> Answer {
    var answer: Answer?
    try wait(what) {
      do { answer = try call() } catch let error as KafkaError where allows(error.kind) {}
      return answer != nil
    }
    guard let answer else { throw TestFailure("no answer: \(what)") }
    return answer
  }

  // MARK: Records

  func record(_ number: Int) -> OutgoingRecord {
    OutgoingRecord(topic: Self.topic, key: nil, value: Array("\(number)".utf8), time: Timestamp(milliseconds: 0))
  }

  /// Even numbers go to partition 0.
  func produce(_ numbers: Range<Int>, with producer: KafkaProducer) throws {
    for number in numbers { try producer.produce(record(number), partition: number % 2, index: number) }
  }

  func publish(_ numbers: Range<Int>) throws {
    let producer = try KafkaProducer(settings)
    try produce(numbers, with: producer)
    try producer.flush()
  }

  func number(_ record: Record) -> Int { Int(String(decoding: record.value ?? [], as: UTF8.self)) ?? -1 }

  /// The numbers in each partition are exactly these, in their order.
  func requireNumbers(_ found: [Record], _ wanted: some Sequence<Int>) throws {
    let wanted = Array(wanted)
    for place in Self.places {
      try requireEqual(
        found.filter { $0.partition == place.partition }.map(number), wanted.filter { $0 % 2 == place.partition },
        "\(place)")
    }
  }

  /// All records of the topic, read by a client that meets no errors.
  func contents() throws -> [Record] {
    let consumer = try KafkaConsumer(settings)
    try consumer.assign(Self.places.map { ($0, 0) })
    return try readToEnds(consumer).records
  }

  /// Reads until both partitions end. Failures that are not retriable end it where they are not `expected`.
  func readToEnds(
    _ consumer: KafkaConsumer, expecting expected: Set<KafkaError.Kind> = []
  ) throws -> (records: [Record], errors: [KafkaError]) {
    var records: [Record] = []
    var errors: [KafkaError] = []
    var open = Set(Self.places)
    try wait("the ends of \(open)") {
      switch consumer.poll(milliseconds: 100) {
      case .record(let record): records.append(record)
      case .endOfPartition(let place): open.remove(place)
      case .nothing: break
      case .failure(let error):
        guard error.kind == .retriable || expected.contains(error.kind) else { throw error }
        errors.append(error)
      }
      return open.isEmpty
    }
    return (records, errors)
  }
}
