import CLibrdkafka
import Foundation
import Messaging
import Models
import Testing

@testable import KafkaMessaging

func record(_ topic: String, _ key: String?, _ value: String?, headers: [Header] = []) -> OutgoingRecord {
  OutgoingRecord(
    topic: topic, key: key.map { Array($0.utf8) }, value: value.map { Array($0.utf8) }, headers: headers,
    time: Timestamp(milliseconds: 0))
}

/// Reads partition 0 of a topic from its start until `count` records came or a minute has passed.
func read(_ topic: String, count: Int, settings: KafkaSettings) throws -> [Record] {
  let consumer = try KafkaConsumer(settings)
  defer { _ = consumer.close() }
  try consumer.assign([(TopicPartition(topic, 0), 0)])
  return records(from: consumer, count: count)
}

/// The next `count` records, or those that came within a minute.
func records(from consumer: KafkaConsumer, count: Int) -> [Record] {
  var records: [Record] = []
  let end = Date(timeIntervalSinceNow: 60)
  while records.count < count, Date() < end {
    if case .record(let record) = consumer.poll(milliseconds: 200) { records.append(record) }
  }
  return records
}

/// Repeats `answer` until it has a value, for at most a minute.
func waiting<Answer>(for what: String, _ answer: () throws -> Answer?) throws -> Answer {
  let end = Date(timeIntervalSinceNow: 60)
  while Date() < end {
    if let found = try answer() { return found }
    Thread.sleep(forTimeInterval: 0.05)
  }
  throw TestFailure("waited a minute for \(what)")
}

final class Recorder: @unchecked Sendable {
  // `@unchecked Sendable`: behind a lock.
  private let lock = NSLock()
  private var seen: [TopicPartition] = []
  var places: [TopicPartition] { lock.withLock { seen } }
  func add(_ more: [TopicPartition]) { lock.withLock { seen += more } }
}

/// Moves the log's start, as retention does.
func deleteRecords(before offset: Int64, in place: TopicPartition, settings: KafkaSettings) throws {
  let handle = try KafkaHandle(RD_KAFKA_PRODUCER, keys: settings.producer(transactionalId: nil))
  defer { _ = handle.destroy(within: 10) }
  let list = PartitionList([(place, offset)])
  let queue = rd_kafka_queue_new(handle.pointer)
  defer { rd_kafka_queue_destroy(queue) }
  var requests: [OpaquePointer?] = [rd_kafka_DeleteRecords_new(list.pointer)]
  defer { rd_kafka_DeleteRecords_destroy(requests[0]) }
  rd_kafka_DeleteRecords(handle.pointer, &requests, 1, nil, queue)
  let event = try #require(rd_kafka_queue_poll(queue, 60_000))
  defer { rd_kafka_event_destroy(event) }
  try #require(rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR_NO_ERROR)
}
