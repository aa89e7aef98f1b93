import CLibrdkafka
import Messaging

/// Writes records, each once and in order; with a transactional id, in transactions. One thread at a time may use it.
package final class KafkaProducer: @unchecked Sendable {
  // `@unchecked Sendable`: the handle is safe to share, and the rest is only touched by the one thread that uses it.
  private let handle: KafkaHandle
  private var isClosed = false
  private var openTopics: [OpaquePointer] = []

  package init(_ settings: KafkaSettings, transactionalId: String? = nil) throws(KafkaError) {
    try settings.check()
    handle = try KafkaHandle(RD_KAFKA_PRODUCER, keys: settings.producer(transactionalId: transactionalId))
  }

  deinit {
    if !isClosed { _ = close() }
  }

  /// Fetches the metadata of these topics and keeps it up to date. Otherwise the first record of each topic waits for
  /// librdkafka's query of unknown topics, which runs once a second.
  package func open(_ topics: [String]) throws(KafkaError) {
    for topic in topics {
      guard let open = rd_kafka_topic_new(handle.pointer, topic, nil) else {
        throw KafkaError("open \(topic)", rd_kafka_last_error())
      }
      openTopics.append(open)
    }
    _ = try Metadata.topics(handle: handle, milliseconds: 10_000)
  }

  /// Queues a record; `index` comes back with its delivery report. Waits while the queue is full.
  ///
  /// - Parameter partition: nil lets the hash of the key choose the partition.
  package func produce(_ record: OutgoingRecord, partition: Int? = nil, index: Int = 0) throws(KafkaError) {
    while true {
      let code = enqueue(record, partition: partition, index: index)
      switch code {
      case .none: return
      case .some(let error) where error.code == RD_KAFKA_RESP_ERR__QUEUE_FULL.rawValue:
        rd_kafka_poll(handle.pointer, 100)
      case .some(let error): throw error
      }
    }
  }

  private func enqueue(_ record: OutgoingRecord, partition: Int?, index: Int) -> KafkaError? {
    let headers = rd_kafka_headers_new(record.headers.count)
    for header in record.headers {
      header.value.withUnsafeBytes { bytes in
        _ = rd_kafka_header_add(headers, header.name, -1, bytes.baseAddress, bytes.count)
      }
    }
    var reason = [CChar](repeating: 0, count: 256)
    let code = withBytes(record.key) { key in
      withBytes(record.value) { value in
        beacon_produce(
          handle.pointer, record.topic, Int32(partition ?? Int(RD_KAFKA_PARTITION_UA)), key.baseAddress, key.count,
          value.baseAddress, value.count, headers, UnsafeMutableRawPointer(bitPattern: index), &reason, reason.count)
      }
    }
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    rd_kafka_headers_destroy(headers)
    let message = text(reason)
    return KafkaError(
      "write to \(record.topic)", code, message: message.isEmpty ? nil : message, of: handle.pointer)
  }

  /// Receives the delivery reports that have arrived, without waiting.
  package func poll() { rd_kafka_poll(handle.pointer, 0) }

  /// Removes and returns the delivery results that have been received since the last call.
  package func takeReport() -> DeliveryReport { handle.callbacks.takeDeliveries() }

  /// Waits up to 60 s until every queued record is delivered or has failed. Without a transaction, a record fails after
  /// 30 s.
  package func settle() -> DeliveryReport {
    rd_kafka_flush(handle.pointer, 60_000)
    return takeReport()
  }

  /// How often a connection to a broker was lost, as far as calls of `poll` and `flush` have reported it. May be read
  /// from any thread.
  var connectionsLost: Int { handle.callbacks.connectionsLost }

  /// Removes and returns the newest error that the client reported outside a call, such as a refused connection.
  package func takeLastError() -> KafkaError? { handle.callbacks.takeLastError() }

  /// Waits until every queued record is delivered or has failed; throws the first failure, or a timeout after
  /// `milliseconds`. Returns what was delivered since the last report.
  @discardableResult
  package func flush(milliseconds: Int = 30_000) throws(KafkaError) -> DeliveryReport {
    let code = rd_kafka_flush(handle.pointer, Int32(milliseconds))
    let report = handle.callbacks.takeDeliveries()
    if let failure = report.firstFailure {
      // A record that ran out of time, or that a failed client dropped, does not say why; the client does.
      let dropped = [RD_KAFKA_RESP_ERR__PURGE_QUEUE.rawValue, RD_KAFKA_RESP_ERR__PURGE_INFLIGHT.rawValue]
      guard failure.error.kind == .retriable || dropped.contains(failure.error.code),
        let cause = handle.callbacks.takeLastError()
      else { throw failure.error }
      throw cause
    }
    if code != RD_KAFKA_RESP_ERR_NO_ERROR {
      throw handle.callbacks.takeLastError() ?? KafkaError("flush the producer", code)
    }
    return report
  }

  /// The partitions of a topic; empty if it does not exist.
  package func partitions(of topic: String, milliseconds: Int = 10_000) throws(KafkaError) -> [TopicPartition] {
    try Metadata.partitions(of: topic, handle: handle, milliseconds: milliseconds)
  }

  /// Fences every earlier producer with this transactional id and waits until its open transaction has ended.
  package func initTransactions(milliseconds: Int = 30_000) throws(KafkaError) {
    try check("init_transactions", rd_kafka_init_transactions(handle.pointer, Int32(milliseconds)))
  }

  package func beginTransaction() throws(KafkaError) {
    // What the client reported while it was idle, perhaps days ago, explains no failure of this transaction.
    _ = handle.takeReportedError()
    _ = handle.callbacks.takeDeliveries()
    try check("begin_transaction", rd_kafka_begin_transaction(handle.pointer))
  }

  /// Adds a consumer's next offsets to the transaction; the broker refuses them if the group has dropped `member`.
  /// Throws if `member` is nil, since a consumer without a group commits no offsets.
  package func sendOffsets(
    _ offsets: [(TopicPartition, Int64)], of member: GroupMetadata?, milliseconds: Int = 30_000
  ) throws(KafkaError) {
    guard let member else {
      throw KafkaError("send_offsets_to_transaction", RD_KAFKA_RESP_ERR__STATE, message: "the consumer has no group")
    }
    let list = PartitionList(offsets)
    try check(
      "send_offsets_to_transaction",
      rd_kafka_send_offsets_to_transaction(handle.pointer, list.pointer, member.pointer, Int32(milliseconds)))
  }

  package func commitTransaction(milliseconds: Int = 30_000) throws(KafkaError) {
    try check("commit_transaction", rd_kafka_commit_transaction(handle.pointer, Int32(milliseconds)))
  }

  /// Frees the client and drops queued records; returns false if that took longer than `seconds` and the client was
  /// abandoned.
  package func close(seconds: Int = 10) -> Bool {
    guard !isClosed else { return true }
    isClosed = true
    for topic in openTopics { rd_kafka_topic_destroy(topic) }
    openTopics = []
    return handle.destroy(within: seconds) {
      _ = rd_kafka_purge($0, Int32(RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT))
    }
  }

  private func check(_ operation: String, _ failure: OpaquePointer?) throws(KafkaError) {
    if let error = KafkaError(operation, consuming: failure) { throw error }
  }
}

private func withBytes<Result>(_ bytes: [UInt8]?, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
  guard let bytes else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
  return bytes.withUnsafeBytes { buffer in
    // An empty array has no address, and no address is a null key or a tombstone.
    buffer.baseAddress == nil
      ? withUnsafeBytes(of: UInt8(0)) { body(UnsafeRawBufferPointer(rebasing: $0[..<0])) } : body(buffer)
  }
}
