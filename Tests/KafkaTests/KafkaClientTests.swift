import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import Testing

@Suite("Kafka client", .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaClientTests {
  private func record(_ topic: String, _ key: String?, _ value: String?, headers: [Header] = []) -> OutgoingRecord {
    OutgoingRecord(
      topic: topic, key: key.map { Array($0.utf8) }, value: value.map { Array($0.utf8) }, headers: headers,
      time: Timestamp(milliseconds: 0))
  }

  /// Reads partition 0 of a topic from its start until `count` records came or 15 s have passed.
  private func read(_ topic: String, count: Int, settings: KafkaSettings) throws -> [Record] {
    let consumer = try KafkaConsumer(settings)
    try consumer.assign([(TopicPartition(topic, 0), 0)])
    var records: [Record] = []
    let deadline = Date(timeIntervalSinceNow: 15)
    while records.count < count, Date() < deadline {
      if case .record(let record) = consumer.poll(milliseconds: 200) { records.append(record) }
    }
    #expect(consumer.close())
    return records
  }

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

  @Test("A record that is too large is refused by name, and the next one goes through")
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
    let producer = try KafkaProducer(settings, transactionalId: "t-\(UUID().uuidString)")
    try producer.initTransactions()
    try producer.beginTransaction()
    try producer.produce(record(topic, "a", "aborted"))
    try producer.sendOffsets([(input, 5)], of: consumer)
    try producer.abortTransaction()
    let none = try consumer.committed([input])
    #expect(none.count == 1 && none[input] == .some(nil))
    try producer.beginTransaction()
    try producer.produce(record(topic, "a", "committed"))
    try producer.sendOffsets([(input, 3)], of: consumer)
    try producer.commitTransaction()
    #expect(try consumer.committed([input])[input] == .some(3))
    #expect(try read(topic, count: 1, settings: settings).map(\.value) == [Array("committed".utf8)])
    #expect(consumer.close())
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

  @Test("A member reads each partition that it is given from where its handler says, and no other")
  func assignment() throws {
    let settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic(partitions: 2)
    let producer = try KafkaProducer(settings)
    for index in 0..<20 { try producer.produce(record(topic, "k", "\(index)"), partition: index % 2) }
    try producer.flush()
    let seen = Recorder()
    let handler = RebalanceHandler(
      assigned: { places in
        seen.add(places)
        return [(TopicPartition(topic, 1), 4)]
      }, revoked: { _, _ in })
    let consumer = try KafkaConsumer(
      settings, group: ConsumerGroup(id: "g-\(UUID().uuidString)"), onRebalance: handler)
    try consumer.subscribe([topic])
    var values: [String] = []
    for _ in 0..<150 where values.count < 6 {
      if case .record(let record) = consumer.poll(milliseconds: 100) {
        #expect(record.partition == 1)
        values.append(String(decoding: record.value ?? [], as: UTF8.self))
      }
    }
    #expect(values == ["9", "11", "13", "15", "17", "19"])
    #expect(seen.places == [TopicPartition(topic, 0), TopicPartition(topic, 1)])
    let marks = try consumer.watermarks(TopicPartition(topic, 0))
    #expect(marks.low == 0 && marks.high == 10)
    #expect(consumer.close())
  }

  @Test("Seeking back and pausing between polls skips and repeats nothing")
  func pauseAndSeek() throws {
    let settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic()
    let place = TopicPartition(topic, 0)
    let producer = try KafkaProducer(settings)
    for index in 0..<500 { try producer.produce(record(topic, nil, "\(index)")) }
    try producer.flush()
    let consumer = try KafkaConsumer(settings)
    try consumer.assign([(place, 0)])
    var next: Int64 = 0
    var seeks = 0
    for _ in 0..<4000 where next < 500 {
      guard case .record(let record) = consumer.poll(milliseconds: 100) else { continue }
      #expect(record.offset == next)
      next = record.offset + 1
      if next % 97 == 0, seeks < 20 {
        seeks += 1
        try consumer.pause([place])
        _ = consumer.poll(milliseconds: 5)
        next -= 13
        try consumer.seek(place, to: next)
        try consumer.resume([place])
      }
    }
    #expect(next == 500)
    #expect(seeks > 4)
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

  @Test("SCRAM is refused by name on a librdkafka that cannot do it")
  func scram() throws {
    var settings = KafkaSettings(bootstrapServers: "127.0.0.1:1")
    settings.credentials = .init(mechanism: .scramSHA512, username: "u", password: "p")
    guard KafkaVersion.isBefore(2, 6, 1) else { return }
    let failure = #expect(throws: KafkaError.self) { try settings.check() }
    #expect(failure?.message.contains("2.6.1") == true)
  }
}

final class Recorder: @unchecked Sendable {
  // `@unchecked Sendable`: behind a lock.
  private let lock = NSLock()
  private var seen: [TopicPartition] = []
  var places: [TopicPartition] { lock.withLock { seen } }
  func add(_ more: [TopicPartition]) { lock.withLock { seen += more } }
}
