import CLibrdkafka
import Messaging
import Models

/// Reads records, either as a member of a group, or from partitions that the caller names. One thread at a time may use
/// it; only `committed` may be called from another thread meanwhile, since it uses the handle alone.
package final class KafkaConsumer: @unchecked Sendable {
  // `@unchecked Sendable`: the handle is safe to share, and `isClosed` and `ends` are only touched by the one thread
  // that uses the consumer.
  private let handle: KafkaHandle
  private let appendTimeTopics: Set<String>
  private var isClosed = false
  /// The end offset of each partition when reading last reached its end; transaction markers count as offsets.
  package private(set) var ends: [TopicPartition: Int64] = [:]

  /// librdkafka's logical offset that stands for the current end of a partition.
  package static let endOffset = Int64(RD_KAFKA_OFFSET_END)

  package enum Polled {
    case nothing
    case record(Record)
    case endOfPartition(TopicPartition)
    case failure(KafkaError)
  }

  /// With a group, `onRebalance` is called inside `poll`, on the caller's thread, and during `close`, on another
  /// thread. Without a handler a group member is given no partition to read. A record's time comes from its `ce_time`
  /// header, except in `appendTimeTopics`: anyone may write to those, so the time there is the broker's append time.
  package init(
    _ settings: KafkaSettings, group: ConsumerGroup? = nil, appendTimeTopics: Set<String> = [],
    onRebalance: RebalanceHandler? = nil
  ) throws(KafkaError) {
    try settings.check()
    handle = try KafkaHandle(RD_KAFKA_CONSUMER, keys: settings.consumer(group))
    self.appendTimeTopics = appendTimeTopics
    handle.callbacks.onRebalance(onRebalance)
  }

  deinit {
    if !isClosed { _ = close() }
  }

  package func subscribe(_ topics: [String]) throws(KafkaError) {
    handle.startReading()
    let list = PartitionList(topics: topics)
    try check("subscribe to \(topics.joined(separator: ", "))", rd_kafka_subscribe(handle.pointer, list.pointer))
  }

  /// Reads these partitions from these offsets, without a group.
  package func assign(_ offsets: [(TopicPartition, Int64)]) throws(KafkaError) {
    handle.startReading()
    let list = PartitionList(offsets)
    try check("assign partitions", rd_kafka_assign(handle.pointer, list.pointer))
  }

  /// The next record or other event; waits for at most `milliseconds`.
  package func poll(milliseconds: Int) -> Polled {
    guard let message = rd_kafka_consumer_poll(handle.pointer, Int32(milliseconds)) else {
      if let error = handle.callbacks.takeLastError() { return .failure(error) }
      return .nothing
    }
    defer { rd_kafka_message_destroy(message) }
    switch message.pointee.err {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      var record = Record(message)
      if !appendTimeTopics.contains(record.topic), let stated = record.headers.statedTime { record.time = stated }
      return .record(record)
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
      let topic = message.pointee.rkt.map { String(cString: rd_kafka_topic_name($0)) } ?? ""
      let partition = TopicPartition(topic, Int(message.pointee.partition))
      ends[partition] = message.pointee.offset
      return .endOfPartition(partition)
    default:
      let reason = rd_kafka_message_errstr(message).map { String(cString: $0) }
      var error = KafkaError("read from Kafka", message.pointee.err, message: reason)
      if let topic = message.pointee.rkt, message.pointee.partition >= 0 {
        error.partition = TopicPartition(String(cString: rd_kafka_topic_name(topic)), Int(message.pointee.partition))
        if message.pointee.err == RD_KAFKA_RESP_ERR__BAD_COMPRESSION { error.unreadableBatch = message.pointee.offset }
        if error.isOffsetLost, message.pointee.offset >= 0 { error.lostOffset = message.pointee.offset }
      }
      return .failure(error)
    }
  }

  package func pause(_ partitions: [TopicPartition]) throws(KafkaError) {
    let list = PartitionList(partitions)
    try check("pause partitions", rd_kafka_pause_partitions(handle.pointer, list.pointer))
  }

  package func resume(_ partitions: [TopicPartition]) throws(KafkaError) {
    let list = PartitionList(partitions)
    try check("resume partitions", rd_kafka_resume_partitions(handle.pointer, list.pointer))
  }

  /// Continues reading the partition at `offset`. Records that librdkafka has already fetched are dropped.
  package func seek(_ partition: TopicPartition, to offset: Int64, milliseconds: Int = 10_000) throws(KafkaError) {
    ends[partition] = nil
    let list = PartitionList([(partition, offset)])
    let failure = rd_kafka_seek_partitions(handle.pointer, list.pointer, Int32(milliseconds))
    if let error = KafkaError("seek \(partition) to \(offset)", consuming: failure) { throw error }
    if let error = list.firstError("seek") { throw error }
  }

  /// Removes the partition from `ends`, since its value may be from an earlier assignment.
  func forgetEnd(of partition: TopicPartition) { ends[partition] = nil }

  /// The group's committed offsets; nil for a partition without one. Waits while a transaction that would commit
  /// offsets of these partitions is open. May be called from any thread.
  package func committed(_ partitions: [TopicPartition], milliseconds: Int = 20_000) throws(KafkaError)
    -> [TopicPartition: Int64?]
  {
    let list = PartitionList(partitions)
    try check("read committed offsets", rd_kafka_committed(handle.pointer, list.pointer, Int32(milliseconds)))
    if let error = list.firstError("read the committed offset of") { throw error }
    var offsets: [TopicPartition: Int64?] = [:]
    for result in list.results { offsets[result.partition] = .some(result.offset >= 0 ? result.offset : nil) }
    return offsets
  }

  package func watermarks(_ partition: TopicPartition, milliseconds: Int = 10_000) throws(KafkaError) -> Watermarks {
    var low: Int64 = 0
    var high: Int64 = 0
    try check(
      "read the watermarks of \(partition)",
      rd_kafka_query_watermark_offsets(
        handle.pointer, partition.topic, Int32(partition.partition), &low, &high, Int32(milliseconds)))
    return Watermarks(low: low, high: high)
  }

  /// The last stable offset of each partition: its end, or the start of the earliest transaction that is still open.
  /// Sends one request to each broker.
  package func endOffsets(_ partitions: [TopicPartition], milliseconds: Int = 10_000) throws(KafkaError)
    -> [TopicPartition: Int64]
  {
    guard !partitions.isEmpty else { return [:] }
    return try findingLeaders { () throws(KafkaError) in
      // The protocol takes the logical offset in place of a time.
      let list = PartitionList(partitions.map { ($0, Self.endOffset) })
      try check(
        "read where partitions end", rd_kafka_offsets_for_times(handle.pointer, list.pointer, Int32(milliseconds)))
      if let error = list.firstError("read the end of") { throw error }
      return Dictionary(uniqueKeysWithValues: list.results.map { ($0.partition, $0.offset) })
    }
  }

  /// Repeats a request once, with fresh metadata, if a partition has a new leader. For a partition that this client
  /// does not read, librdkafka would learn of the new leader only at its next regular refresh, up to a minute later.
  private func findingLeaders<Result>(
    _ request: () throws(KafkaError) -> Result
  ) throws(KafkaError) -> Result {
    do { return try request() } catch {
      guard error.code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION.rawValue else { throw error }
      _ = try Metadata.topics(handle: handle, milliseconds: 5000)
      return try request()
    }
  }

  /// The fatal error after which this client cannot be used again; nil if there was none.
  package var terminalError: KafkaError? { handle.terminalError }

  /// Removes the rebalance handler, so that not even `close` calls it.
  package func detachRebalanceHandler() { handle.callbacks.onRebalance(nil) }

  /// The partitions of a topic; empty if it does not exist.
  package func partitions(of topic: String, milliseconds: Int = 10_000) throws(KafkaError) -> [TopicPartition] {
    try Metadata.partitions(of: topic, handle: handle, milliseconds: milliseconds)
  }

  /// The id that Kafka generated for the cluster.
  package func clusterId(milliseconds: Int = 20_000) throws(KafkaError) -> String {
    // The client does not connect before its first request; waiting for the id alone can take a second.
    try Metadata.connect(handle: handle, milliseconds: milliseconds)
    guard let text = rd_kafka_clusterid(handle.pointer, Int32(milliseconds)) else {
      throw handle.takeReportedError() ?? KafkaError("read the cluster's id", RD_KAFKA_RESP_ERR__TIMED_OUT)
    }
    defer { rd_kafka_mem_free(handle.pointer, text) }
    return String(cString: text)
  }

  /// This consumer's membership of its group, for use in a transaction: the broker refuses the commit if the group has
  /// dropped the consumer. Nil if librdkafka knows no group.
  package func groupMetadata() -> GroupMetadata? {
    rd_kafka_consumer_group_metadata(handle.pointer).map(GroupMetadata.init)
  }

  /// Leaves the group and frees the client; returns false if that took longer than `seconds` and the client was
  /// abandoned.
  package func close(seconds: Int = 10) -> Bool {
    guard !isClosed else { return true }
    isClosed = true
    return handle.destroy(within: seconds) { _ = rd_kafka_consumer_close($0) }
  }

  private func check(_ operation: String, _ code: rd_kafka_resp_err_t) throws(KafkaError) {
    if code != RD_KAFKA_RESP_ERR_NO_ERROR { throw KafkaError(operation, code) }
  }
}

/// A consumer's membership of its group at one moment.
package final class GroupMetadata: @unchecked Sendable {
  // `@unchecked Sendable`: nothing changes what the pointer points to.
  let pointer: OpaquePointer

  /// Takes ownership of `pointer`.
  fileprivate init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { rd_kafka_consumer_group_metadata_destroy(pointer) }
}
