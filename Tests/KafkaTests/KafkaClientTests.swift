import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import Testing

@Suite("Kafka client", .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaClientTests {
  @Test("Keys, values, headers, empty ones, absent ones and tombstones arrive as they were sent")
  func roundTrip() throws {
    let settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic()
    let sent = [
      record(topic, "k", "v", headers: [Header("ce_id", "1"), Header("ce_time", "2026-01-02T03:04:05Z")]),
      record(topic, "", ""), record(topic, nil, "no key"), record(topic, "gone", nil),
      record(topic, "many", "headers", headers: (0..<300).map { Header("h\($0 % 7)", "\($0)") }),
      record(topic, "empty header", "x", headers: [Header("e", "")]),
    ]
    let producer = try KafkaProducer(settings)
    for (index, record) in sent.enumerated() { try producer.produce(record, index: index) }
    try producer.flush()
    let got = try read(topic, count: sent.count, settings: settings)
    #expect(got.map(\.key) == sent.map(\.key))
    #expect(got.map(\.value) == sent.map(\.value))
    #expect(got.map(\.headers) == sent.map(\.headers))
    #expect(got.map(\.offset) == Array(0..<6))
    #expect(got[0].time == Timestamp(rfc3339: "2026-01-02T03:04:05Z"))
  }

  @Test("A record that is too large is refused by name, and the next one is accepted")
  func tooLarge() throws {
    let settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic(configuration: ["max.message.bytes": "1000"])
    let producer = try KafkaProducer(settings)
    let noise = (0..<20_000).map { _ in UInt8.random(in: 33...126) }
    try producer.produce(record(topic, "k", String(decoding: noise, as: UTF8.self)), index: 7)
    let failure = #expect(throws: KafkaError.self) { try producer.flush() }
    #expect(failure?.kind == .rejectedRecord)
    try producer.produce(record(topic, "k", "small"))
    try producer.flush()
    #expect(try read(topic, count: 1, settings: settings).map(\.value) == [Array("small".utf8)])
  }

  @Test("What an aborted transaction wrote is never read, and its offsets are not kept")
  func transactions() throws {
    let settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic()
    let input = TopicPartition(try SharedBroker.topic(), 0)
    let group = ConsumerGroup(id: "g-\(UUID().uuidString)")
    let consumer = try KafkaConsumer(settings, group: group)
    try consumer.subscribe([input.topic])
    for _ in 0..<100 {
      if case .failure(let error) = consumer.poll(milliseconds: 50), error.kind != .retriable { throw error }
    }
    let id = "t-\(UUID().uuidString)"
    let aborted = try KafkaProducer(settings, transactionalId: id)
    try aborted.initTransactions()
    try aborted.beginTransaction()
    try aborted.produce(record(topic, "a", "aborted"))
    try aborted.flush()
    try aborted.sendOffsets([(input, 5)], of: consumer.groupMetadata())
    _ = aborted.close()
    // The next producer with the id aborts the transaction.
    let producer = try KafkaProducer(settings, transactionalId: id)
    try producer.initTransactions()
    let none = try consumer.committed([input])
    #expect(none.count == 1 && none[input] == .some(nil))
    try producer.beginTransaction()
    try producer.produce(record(topic, "a", "committed"))
    try producer.sendOffsets([(input, 3)], of: consumer.groupMetadata())
    try producer.commitTransaction()
    #expect(producer.takeReport().delivered == 1, "a delivery that is not reported does not wake the commit")
    #expect(try consumer.committed([input])[input] == .some(3))
    #expect(try read(topic, count: 1, settings: settings).map(\.value) == [Array("committed".utf8)])
    #expect(consumer.close())
  }

  @Test("A topic is made once, with the settings asked for")
  func topics() throws {
    let settings = try SharedBroker.settings()
    let admin = try KafkaAdmin(settings)
    let name = "made-\(UUID().uuidString)"
    let topic = KafkaAdmin.NewTopic(
      name: name, partitions: 3, replicationFactor: 1, configuration: ["cleanup.policy": "compact"])
    #expect(try admin.create(topic))
    #expect(try !admin.create(topic))
    try SharedBroker.waitUntilSeen([name], by: admin)
    #expect(try admin.topics()[name] == 3)
    #expect(try admin.configuration(of: name)["cleanup.policy"] == "compact")
    let failure = #expect(throws: KafkaError.self) { try admin.configuration(of: "no such topic") }
    #expect(failure != nil)
  }

  @Test("A broker that is not there is a retriable error that says so")
  func nobodyThere() throws {
    let admin = try KafkaAdmin(KafkaSettings(bootstrapServers: "127.0.0.1:1"))
    let failure = #expect(throws: KafkaError.self) { try admin.topics(milliseconds: 1500) }
    #expect(failure?.kind == .retriable)
  }

  @Test("A topic that librdkafka refuses to ask for is an error that says why")
  func refusedTopic() throws {
    let admin = try KafkaAdmin(KafkaSettings(bootstrapServers: "127.0.0.1:1"))
    let topic = KafkaAdmin.NewTopic(name: "t", partitions: -2, replicationFactor: 1, configuration: [:])
    let failure = #expect(throws: KafkaError.self) { try admin.create(topic) }
    #expect(failure?.message.contains("num_partitions") == true, "\(failure.map { $0.description } ?? "created")")
  }
}
