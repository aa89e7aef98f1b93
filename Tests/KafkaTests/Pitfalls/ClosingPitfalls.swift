import CLibrdkafka
import Dispatch
import Foundation
import KafkaTestBroker
import Messaging
import Testing

@testable import KafkaMessaging

@Suite("Pitfalls of closing")
struct ClosingPitfalls {
  @Test("A close that hangs is left behind after its time, and the caller continues")
  func hangingClose() throws {
    let keys = KafkaSettings(bootstrapServers: "127.0.0.1:1").producer(transactionalId: nil)
    let handle = try KafkaHandle(RD_KAFKA_PRODUCER, keys: keys)
    let gate = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)
    let isClean = handle.destroy(within: 1) { _ in
      gate.wait()
      ended.signal()
    }
    #expect(!isClean)
    let next = try KafkaHandle(RD_KAFKA_PRODUCER, keys: keys)
    #expect(next.destroy(within: 30))
    gate.signal()
    #expect(ended.wait(timeout: .now() + 60) == .success)
  }

  @Test(
    "A consumer that hangs in the group's last rebalance is left behind",
    .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
  func hangingRebalance() throws {
    let settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic()
    let gate = DispatchSemaphore(value: 0)
    let seen = Recorder()
    let handler = RebalanceHandler(
      assigned: { places in
        seen.add(places)
        return places.map { ($0, 0) }
      }, revoked: { _, _ in gate.wait() })
    let consumer = try KafkaConsumer(settings, group: ConsumerGroup(id: "g-\(UUID().uuidString)"), onRebalance: handler)
    try consumer.subscribe([topic])
    try waiting(for: "the partition") {
      _ = consumer.poll(milliseconds: 100)
      return seen.places.isEmpty ? nil : ()
    }
    #expect(!consumer.close(seconds: 1))
    // A second close has nothing left to do.
    #expect(consumer.close())
    #expect(try readAll(topic, settings: settings).isEmpty)
    gate.signal()
  }

  @Test(
    "Clients of a broker that stands still are closed or left behind within their time",
    .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
  func frozenBroker() throws {
    let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
    let settings = KafkaSettings(bootstrapServers: broker.address)
    let admin = try KafkaAdmin(settings)
    _ = try admin.create(.init(name: "frozen", partitions: 1, replicationFactor: 1, configuration: [:]))
    try SharedBroker.waitUntilSeen(["frozen"], by: admin)
    let consumer = try KafkaConsumer(
      settings, group: ConsumerGroup(id: "frozen"),
      onRebalance: RebalanceHandler(assigned: { $0.map { ($0, 0) } }, revoked: { _, _ in }))
    try consumer.subscribe(["frozen"])
    let producer = try KafkaProducer(settings, transactionalId: "frozen")
    try producer.initTransactions()
    try producer.beginTransaction()
    try producer.produce(record("frozen", "k", "v"))
    try producer.flush()
    for _ in 0..<20 { _ = consumer.poll(milliseconds: 50) }
    broker.freeze()
    let began = Date()
    _ = producer.close(seconds: 3)
    _ = consumer.close(seconds: 3)
    #expect(Date().timeIntervalSince(began) < 60)
    broker.wake()
    #expect(try KafkaAdmin(settings).topics()["frozen"] == 1)
  }
}
