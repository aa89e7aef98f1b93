import CLibrdkafka
import Messaging
import Models

/// Reads records, either as a member of a group, or from partitions that the caller names. One thread at a time uses
/// it.
package final class KafkaConsumer: @unchecked Sendable {
  // `@unchecked Sendable`: the handle is safe to share, and `isClosed` is only touched by the one thread that uses it.
  private let handle: KafkaHandle
  private let appendTimeTopics: Set<String>
  private var isClosed = false
  /// The offset at which the end of each partition was found last, ends of transactions counted.
  package private(set) var ends: [TopicPartition: Int64] = [:]

  /// The logical offset of a partition's end, wherever that is.
  package static let endOffset = Int64(RD_KAFKA_OFFSET_END)

  package enum Polled {
    case nothing
    case record(Record)
    case endOfPartition(TopicPartition)
    case failure(KafkaError)
  }

  /// With a group, `onRebalance` is called inside `poll`, on the caller's thread, and inside `close`.
  /// Without a handler a group member is given no partition to read. The time of a record is what its `ce_time` header
  /// says, but for `appendTimeTopics`, which anyone may write to: there it is the broker's.
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

  /// The next record, or what else happened; waits for at most `milliseconds`.
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
      let place = TopicPartition(topic, Int(message.pointee.partition))
      ends[place] = message.pointee.offset
      return .endOfPartition(place)
    default:
      let reason = rd_kafka_message_errstr(message).map { String(cString: $0) }
      var error = KafkaError("read from Kafka", message.pointee.err, message: reason)
      if let topic = message.pointee.rkt, message.pointee.partition >= 0 {
        error.place = TopicPartition(String(cString: rd_kafka_topic_name(topic)), Int(message.pointee.partition))
        if message.pointee.err == RD_KAFKA_RESP_ERR__BAD_COMPRESSION { error.unreadableBatch = message.pointee.offset }
      }
      return .failure(error)
    }
  }

  package func pause(_ places: [TopicPartition]) throws(KafkaError) {
    let list = PartitionList(places)
    try check("pause partitions", rd_kafka_pause_partitions(handle.pointer, list.pointer))
  }

  package func resume(_ places: [TopicPartition]) throws(KafkaError) {
    let list = PartitionList(places)
    try check("resume partitions", rd_kafka_resume_partitions(handle.pointer, list.pointer))
  }

  /// Continues reading at `offset`. Records already fetched from elsewhere are dropped.
  package func seek(_ place: TopicPartition, to offset: Int64, milliseconds: Int = 10_000) throws(KafkaError) {
    ends[place] = nil
    let list = PartitionList([(place, offset)])
    let failure = rd_kafka_seek_partitions(handle.pointer, list.pointer, Int32(milliseconds))
    if let error = KafkaError("seek \(place) to \(offset)", consuming: failure) { throw error }
    if let error = list.firstError("seek") { throw error }
  }

  /// Forgets where a partition's end was found last, since it may be from an earlier assignment.
  func forgetEnd(of place: TopicPartition) { ends[place] = nil }

  /// The group's committed offsets; nil where there is none. Waits while a predecessor's transaction is open.
  package func committed(_ places: [TopicPartition], milliseconds: Int = 20_000) throws(KafkaError)
    -> [TopicPartition: Int64?]
  {
    let list = PartitionList(places)
    try check("read committed offsets", rd_kafka_committed(handle.pointer, list.pointer, Int32(milliseconds)))
    if let error = list.firstError("read the committed offset of") { throw error }
    var offsets: [TopicPartition: Int64?] = [:]
    for result in list.results { offsets[result.place] = .some(result.offset >= 0 ? result.offset : nil) }
    return offsets
  }

  package func watermarks(_ place: TopicPartition, milliseconds: Int = 10_000) throws(KafkaError) -> Watermarks {
    var low: Int64 = 0
    var high: Int64 = 0
    try check(
      "read the watermarks of \(place)",
      rd_kafka_query_watermark_offsets(
        handle.pointer, place.topic, Int32(place.partition), &low, &high, Int32(milliseconds)))
    return Watermarks(low: low, high: high)
  }

  /// The last stable offset of each partition, which is its end without transactions that are still open. One request
  /// goes to each broker.
  package func endOffsets(_ places: [TopicPartition], milliseconds: Int = 10_000) throws(KafkaError)
    -> [TopicPartition: Int64]
  {
    guard !places.isEmpty else { return [:] }
    return try findingLeaders { () throws(KafkaError) in
      // The protocol takes the logical offset in place of a time.
      let list = PartitionList(places.map { ($0, Self.endOffset) })
      try check(
        "read where partitions end", rd_kafka_offsets_for_times(handle.pointer, list.pointer, Int32(milliseconds)))
      if let error = list.firstError("read the end of") { throw error }
      return Dictionary(uniqueKeysWithValues: list.results.map { ($0.place, $0.offset) })
    }
  }

  /// Repeats a request once with fresh metadata where a partition has another leader now. Of partitions that this
  /// client does not read, librdkafka would learn that only with its next regular refresh, up to a minute later.
  private func findingLeaders<Result>(
    _ request: () throws(KafkaError) -> Result
  ) throws(KafkaError) -> Result {
    do { return try request() } catch {
      guard error.code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION.rawValue else { throw error }
      _ = try Metadata.topics(handle: handle, milliseconds: 5000)
      return try request()
    }
  }

  /// Why this client will never work again; nil while it may.
  package var terminalError: KafkaError? { handle.terminalError }

  /// Stops calling the rebalance handler, also in `close`.
  package func detachRebalanceHandler() { handle.callbacks.onRebalance(nil) }

  /// The partitions of a topic; empty where it does not exist.
  package func partitions(of topic: String, milliseconds: Int = 10_000) throws(KafkaError) -> [TopicPartition] {
    try Metadata.partitions(of: topic, handle: handle, milliseconds: milliseconds)
  }

  /// The cluster's own id.
  package func clusterId(milliseconds: Int = 20_000) throws(KafkaError) -> String {
    // The client does not connect before its first request; waiting for the id alone can take a second.
    try Metadata.connect(handle: handle, milliseconds: milliseconds)
    guard let text = rd_kafka_clusterid(handle.pointer, Int32(milliseconds)) else {
      throw handle.takeReportedError() ?? KafkaError("read the cluster's id", RD_KAFKA_RESP_ERR__TIMED_OUT)
    }
    defer { rd_kafka_mem_free(handle.pointer, text) }
    return String(cString: text)
  }

  /// What a transaction needs, so that the broker refuses a commit of a consumer that the group has dropped; nil for a
  /// consumer without a group.
  package func groupMetadata() -> GroupMetadata? {
    rd_kafka_consumer_group_metadata(handle.pointer).map(GroupMetadata.init)
  }

  /// Leaves the group and frees the client; false where librdkafka hung and was left behind.
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

  /// Takes `pointer` over.
  fileprivate init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { rd_kafka_consumer_group_metadata_destroy(pointer) }
}
