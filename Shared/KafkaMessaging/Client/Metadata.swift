import CLibrdkafka

/// What the brokers say of the cluster's topics; each call asks them, and waits for at most `milliseconds`.
enum Metadata {
  static func partitions(of topic: String, handle: KafkaHandle, milliseconds: Int) throws(KafkaError)
    -> [TopicPartition]
  {
    try topics(handle: handle, milliseconds: milliseconds)[topic, default: []]
  }

  /// Connects to any one broker of the cluster.
  static func connect(handle: KafkaHandle, milliseconds: Int) throws(KafkaError) {
    var metadata: UnsafePointer<rd_kafka_metadata>?
    let code = rd_kafka_metadata(handle.pointer, 0, nil, &metadata, Int32(milliseconds))
    if let metadata { rd_kafka_metadata_destroy(metadata) }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw handle.takeReportedError() ?? KafkaError("connect to the Kafka cluster", code)
    }
  }

  /// All topics of the cluster with their partitions.
  static func topics(handle: KafkaHandle, milliseconds: Int) throws(KafkaError) -> [String: [TopicPartition]] {
    var metadata: UnsafePointer<rd_kafka_metadata>?
    let code = rd_kafka_metadata(handle.pointer, 1, nil, &metadata, Int32(milliseconds))
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata else {
      throw handle.takeReportedError() ?? KafkaError("read the cluster's metadata", code)
    }
    defer { rd_kafka_metadata_destroy(metadata) }
    var topics: [String: [TopicPartition]] = [:]
    for index in 0..<Int(metadata.pointee.topic_cnt) {
      let topic = metadata.pointee.topics[index]
      guard topic.err == RD_KAFKA_RESP_ERR_NO_ERROR, let name = topic.topic else { continue }
      let text = String(cString: name)
      topics[text] = (0..<Int(topic.partition_cnt)).map { TopicPartition(text, Int(topic.partitions[$0].id)) }.sorted()
    }
    return topics
  }
}
