import CLibrdkafka
import Foundation
import KafkaTestBroker
import Messaging
import Models
import TestSupport
import Testing

@testable import KafkaMessaging

@Suite(
  "Pitfalls of consumers", .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct ConsumerPitfalls {
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

  @Test("Pausing and resuming under thousands of records in flight skips and repeats nothing", arguments: [1, 2])
  func pausing(seed: UInt64) throws {
    let settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic(partitions: 4)
    let places = (0..<4).map { TopicPartition(topic, $0) }
    let producer = try KafkaProducer(settings)
    let count: Int64 = 2000
    for index in 0..<(4 * Int(count)) { try producer.produce(record(topic, nil, "\(index)"), partition: index % 4) }
    try producer.flush()
    var random = SeededGenerator(seed: seed)
    let consumer = try KafkaConsumer(settings)
    try consumer.assign(places.map { ($0, 0) })
    var next: [TopicPartition: Int64] = [:]
    var paused: [TopicPartition] = []
    var pauses = 0
    var polls = 0
    let end = Date(timeIntervalSinceNow: 120)
    while next.values.reduce(0, +) < 4 * count, Date() < end {
      if case .record(let record) = consumer.poll(milliseconds: paused.isEmpty ? 200 : 2) {
        let place = TopicPartition(record.topic, record.partition)
        guard record.offset == next[place, default: 0] else {
          Issue.record("\(place): \(record.offset) after \(next[place, default: 0])")
          return
        }
        next[place] = record.offset + 1
      }
      polls += 1
      guard polls.isMultiple(of: 200) else { continue }
      try consumer.resume(paused)
      paused = places.filter { _ in Bool.random(using: &random) }
      if paused.count == places.count { paused.removeLast() }
      try consumer.pause(paused)
      pauses += paused.count
    }
    #expect(next.values.allSatisfy { $0 == count } && next.count == 4)
    #expect(pauses > 20)
    #expect(consumer.close())
  }

  @Test("Records that are still held neither keep their consumer from closing nor change when it is gone")
  func heldRecords() throws {
    let settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic()
    let producer = try KafkaProducer(settings)
    for index in 0..<2000 {
      try producer.produce(record(topic, "k\(index)", "v\(index)", headers: [Header("h", "\(index)")]))
    }
    try producer.flush()
    var consumer: KafkaConsumer? = try KafkaConsumer(settings)
    try consumer?.assign([(TopicPartition(topic, 0), 0)])
    let held = consumer.map { records(from: $0, count: 1500) } ?? []
    #expect(consumer?.close() == true)
    consumer = nil
    #expect(held.map(\.value) == (0..<1500).map { Array("v\($0)".utf8) })
    #expect(held.map { $0.header("h") } == (0..<1500).map { "\($0)" })
  }

  @Test("A start that is not in the log is an error, and no record is read from elsewhere", arguments: [0, 19, 31])
  func outOfRange(offset: Int64) throws {
    let settings = try SharedBroker.settings()
    let place = TopicPartition(try SharedBroker.topic(), 0)
    let producer = try KafkaProducer(settings)
    for index in 0..<30 { try producer.produce(record(place.topic, nil, "\(index)")) }
    try producer.flush()
    try deleteRecords(before: 20, in: place, settings: settings)
    let consumer = try KafkaConsumer(settings)
    #expect(try consumer.watermarks(place) == Watermarks(low: 20, high: 30))
    try consumer.assign([(place, offset)])
    let failure: KafkaError = try waiting(for: "the error") {
      switch consumer.poll(milliseconds: 200) {
      case .failure(let error): return error
      case .record(let record): throw TestFailure("read \(record.offset)")
      case .nothing, .endOfPartition: return nil
      }
    }
    #expect(failure.isOffsetLost, "\(failure)")
    for _ in 0..<5 {
      if case .record(let record) = consumer.poll(milliseconds: 100) { Issue.record("read \(record.offset) later") }
    }
    try consumer.assign([(place, 20)])
    #expect(records(from: consumer, count: 10).map(\.offset) == Array(20..<30))
    #expect(consumer.close())
  }

  @Test("Batches that unpack to more than is fetched at once are read whole", arguments: ["gzip", "zstd"])
  func compressed(codec: String) throws {
    var settings = try SharedBroker.settings()
    let topic = try SharedBroker.topic()
    let unpacked = ["message.max.bytes": "67108864", "batch.size": "67108864", "linger.ms": "1000"]
    settings.overrides = unpacked.merging(["compression.type": codec]) { $1 }
    let producer = try KafkaProducer(settings)
    // Two batches over 8 MiB unpacked: one of many records, one of a single record.
    for index in 0..<24 { try producer.produce(record(topic, "\(index)", String(repeating: "b", count: 1 << 20))) }
    try producer.flush()
    try producer.produce(record(topic, "large", String(repeating: "c", count: 20 << 20)))
    try producer.flush()
    try producer.produce(record(topic, "small", "d"))
    try producer.flush()
    let got = try read(topic, count: 26, settings: SharedBroker.settings())
    #expect(got.map { $0.value?.count } == Array(repeating: 1 << 20, count: 24) + [20 << 20, 1])
    #expect(got.map(\.offset) == Array(0..<26))
    #expect(got.allSatisfy { record in record.value?.allSatisfy { $0 == record.value?.first } == true })
  }
}
