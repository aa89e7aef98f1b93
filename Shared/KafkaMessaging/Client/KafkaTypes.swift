import CLibrdkafka
import Messaging
import Models

/// A partition of a topic, written `topic[partition]`.
package struct TopicPartition: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let topic: String
  package let partition: Int

  package init(_ topic: String, _ partition: Int) {
    self.topic = topic
    self.partition = partition
  }

  package var description: String { "\(topic)[\(partition)]" }

  package static func < (left: TopicPartition, right: TopicPartition) -> Bool {
    (left.topic, left.partition) < (right.topic, right.partition)
  }
}

/// The first offset of a partition (`low`) and, since consumers read committed records only, its last stable offset
/// (`high`): its end, or the start of the earliest transaction that is still open.
package struct Watermarks: Hashable, Sendable {
  package let low: Int64
  package let high: Int64
}

/// The results of a producer's deliveries since the last report.
package struct DeliveryReport: Sendable {
  package internal(set) var delivered = 0
  package internal(set) var failed = 0
  /// The first failure, with the index that `produce` was given for the record.
  package internal(set) var firstFailure: (index: Int, error: KafkaError)?
  /// Where the records that were delivered are; empty without a transactional id.
  package internal(set) var positions: [Position] = []

  /// The index that `produce` was given for a record, and where the record is in its topic.
  package struct Position: Sendable {
    package let index: Int
    package let partition: Int
    package let offset: Int64
  }
}

/// An owned `rd_kafka_topic_partition_list_t`.
struct PartitionList: ~Copyable {
  let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

  init(_ offsets: [(TopicPartition, Int64)]) {
    guard let pointer = rd_kafka_topic_partition_list_new(Int32(offsets.count)) else {
      fatalError("librdkafka: out of memory for a list of partitions")
    }
    self.pointer = pointer
    for (partition, offset) in offsets {
      rd_kafka_topic_partition_list_add(pointer, partition.topic, Int32(partition.partition)).pointee.offset = offset
    }
  }

  init(_ partitions: [TopicPartition]) {
    self.init(partitions.map { ($0, Int64(RD_KAFKA_OFFSET_INVALID)) })
  }

  init(topics: [String]) {
    self.init(topics.map { (TopicPartition($0, Int(RD_KAFKA_PARTITION_UA)), Int64(RD_KAFKA_OFFSET_INVALID)) })
  }

  /// Takes ownership of `pointer`.
  init(owning pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) {
    self.pointer = pointer
  }

  deinit { rd_kafka_topic_partition_list_destroy(pointer) }

  static func partitions(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> [TopicPartition] {
    (0..<Int(list.pointee.cnt)).map {
      TopicPartition(String(cString: list.pointee.elems[$0].topic), Int(list.pointee.elems[$0].partition))
    }
  }

  /// Offset and error of each entry, in the order given.
  var results: [(partition: TopicPartition, offset: Int64, error: rd_kafka_resp_err_t)] {
    (0..<Int(pointer.pointee.cnt)).map {
      let element = pointer.pointee.elems[$0]
      return (TopicPartition(String(cString: element.topic), Int(element.partition)), element.offset, element.err)
    }
  }

  /// The error of the first entry that has one; nil if none has.
  func firstError(_ operation: String) -> KafkaError? {
    for result in results where result.error != RD_KAFKA_RESP_ERR_NO_ERROR {
      return KafkaError("\(operation) \(result.partition)", result.error)
    }
    return nil
  }
}

extension Record {
  /// Copies a message; the record's time is the broker's.
  init(_ message: UnsafePointer<rd_kafka_message_t>) {
    let fields = message.pointee
    var headers: [Header] = []
    var list: OpaquePointer?
    if rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list {
      var name: UnsafePointer<CChar>?
      var bytes: UnsafeRawPointer?
      var size = 0
      var index = 0
      while rd_kafka_header_get_all(list, index, &name, &bytes, &size) == RD_KAFKA_RESP_ERR_NO_ERROR, let text = name {
        headers.append(
          Header(
            String(cString: text), bytes: Array(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : size))))
        index += 1
      }
    }
    var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    let brokerTime = rd_kafka_message_timestamp(message, &kind)
    self.init(
      topic: String(cString: rd_kafka_topic_name(fields.rkt)), partition: Int(fields.partition), offset: fields.offset,
      key: fields.key.map { Array(UnsafeRawBufferPointer(start: $0, count: fields.key_len)) },
      value: fields.payload.map { Array(UnsafeRawBufferPointer(start: $0, count: fields.len)) }, headers: headers,
      time: Timestamp(milliseconds: max(0, brokerTime)))
  }
}
