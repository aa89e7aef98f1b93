import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import Testing

@Suite(
  "Pitfalls of producers", .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct ProducerPitfalls {
  @Test("Headers to an unknown partition are an error and no crash")
  func unknownPartition() throws {
    let settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic()
    let producer = try KafkaProducer(settings)
    try producer.produce(record(topic, "k", "v"))
    try producer.flush()
    let failure = #expect(throws: KafkaError.self) {
      try producer.produce(record(topic, "k", "v", headers: [Header("a", "b")]), partition: 99)
      try producer.flush()
    }
    #expect(failure?.kind == .rejectedRecord)
  }

  @Test("A second producer with the same transactional id fences the first, whose records stay unseen")
  func fencing() throws {
    let settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic()
    let id = "t-\(UUID().uuidString)"
    let first = try KafkaProducer(settings, transactionalId: id)
    try first.initTransactions()
    try first.beginTransaction()
    try first.produce(record(topic, "a", "zombie"))
    let second = try KafkaProducer(settings, transactionalId: id)
    try second.initTransactions()
    try second.beginTransaction()
    try second.produce(record(topic, "a", "heir"))
    try second.commitTransaction()
    let failure = #expect(throws: KafkaError.self) { try first.commitTransaction() }
    #expect(failure?.kind == .fenced)
    #expect(try read(topic, count: 1, settings: settings).map(\.value) == [Array("heir".utf8)])
  }

  @Test("A producer whose transaction the broker has ended learns it, and its successor continues without its records")
  func transactionTimeout() throws {
    var settings = try SharedBroker.settings()
    settings.overrides = shortTransactions
    let topic = try SharedBroker.topic()
    let id = "t-\(UUID().uuidString)"
    let late = try KafkaProducer(settings, transactionalId: id)
    try late.initTransactions()
    try late.beginTransaction()
    try late.produce(record(topic, "a", "too late"))
    try late.flush()
    try waitForEndOfTransaction(in: TopicPartition(topic, 0), settings: settings)
    let failure = #expect(throws: KafkaError.self) { try late.commitTransaction() }
    let kind = try #require(failure?.kind)
    #expect([.fenced, .fatal].contains(kind), "\(failure?.description ?? "")")
    #expect(late.close())
    let heir = try KafkaProducer(settings, transactionalId: id)
    try heir.initTransactions()
    try heir.beginTransaction()
    try heir.produce(record(topic, "a", "heir"))
    try heir.commitTransaction()
    #expect(try readAll(topic, settings: settings).map(\.value) == [Array("heir".utf8)])
  }
}

/// Transactions that the broker ends after three seconds.
let shortTransactions = [
  "transaction.timeout.ms": "3000", "message.timeout.ms": "3000", "socket.timeout.ms": "3000",
]

/// Returns when the broker has ended the only transaction that has written to `place`.
func waitForEndOfTransaction(in place: TopicPartition, settings: KafkaSettings) throws {
  let reader = try TopicReader(settings)
  let written = try reader.end(of: place)
  // The end of a transaction is written after its records.
  try waiting(for: "the end of the transaction in \(place)") { try reader.end(of: place) > written ? () : nil }
}
