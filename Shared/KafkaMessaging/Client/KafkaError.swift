import CLibrdkafka

/// A failure of librdkafka or of the broker, with what it means for the caller.
package struct KafkaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the caller should do: the only classification of Kafka errors that the rest of Beacon acts on.
  package enum Kind: String, Hashable, Sendable {
    /// Repeat the same call.
    case retriable
    /// Abort the transaction, go back to the last committed position and fold the records again.
    case abortable
    /// Another client with the same transactional id or instance name took over: this one must not be used any more.
    case fenced
    /// The client instance is unusable: close it and create a new one.
    case fatal
    /// The record itself cannot be sent: too large, or its topic is unknown.
    case rejectedRecord
    /// The broker refused these credentials, or the client may not do this.
    case notAuthorised
    /// None of the above.
    case other
  }

  package let operation: String
  package let kind: Kind
  /// librdkafka's number of the error, for example `-195`.
  package let code: Int32
  /// librdkafka's name of the error, for example `_TRANSPORT`.
  package let name: String
  package let message: String
  /// The partition that could not be read; nil for every other failure.
  package internal(set) var partition: TopicPartition?
  /// The first offset of a batch that cannot be decompressed, or that would exceed librdkafka's
  /// `receive.message.max.bytes` (100 MB); nil for every other failure. librdkafka tries for ever to read such a batch.
  package internal(set) var unreadableBatch: Int64?
  /// The offset that could not be read from; nil for every failure but `isOffsetLost`.
  package internal(set) var lostOffset: Int64?

  package var description: String { "\(operation): \(message) (\(name), \(kind.rawValue))" }

  init(_ operation: String, _ code: rd_kafka_resp_err_t, message: String? = nil, kind: Kind? = nil) {
    self.operation = operation
    self.code = code.rawValue
    self.name = String(cString: rd_kafka_err2name(code))
    self.message = message ?? String(cString: rd_kafka_err2str(code))
    self.kind = kind ?? Self.kind(of: code)
  }

  /// Replaces librdkafka's general code `_FATAL` with the error that made the client unusable.
  init(_ operation: String, _ code: rd_kafka_resp_err_t, message: String? = nil, of client: OpaquePointer) {
    var reason = [CChar](repeating: 0, count: 512)
    guard code == RD_KAFKA_RESP_ERR__FATAL,
      case let cause = rd_kafka_fatal_error(client, &reason, reason.count), cause != RD_KAFKA_RESP_ERR_NO_ERROR
    else {
      self.init(operation, code, message: message)
      return
    }
    let kind = Self.kind(of: cause)
    self.init(
      operation, cause, message: text(reason), kind: kind == .fenced || kind == .notAuthorised ? kind : .fatal)
  }

  /// The log does not contain the offset to read from. librdkafka stops reading that partition for good.
  package var isOffsetLost: Bool { code == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET.rawValue }

  /// The connection to a broker was lost, or the broker has not responded in time. An attempt to connect that failed is
  /// told apart by its message alone, and counts if a later librdkafka words that otherwise.
  var isConnectionLost: Bool {
    code == RD_KAFKA_RESP_ERR__TRANSPORT.rawValue && !message.contains("in state CONNECT")
      || code == RD_KAFKA_RESP_ERR__TIMED_OUT.rawValue
  }

  /// This principal may not use the topic.
  var isTopicForbidden: Bool { code == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED.rawValue }

  init(_ operation: String, noPartitionsOf topic: String) {
    self.init(
      operation, RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE,
      message: "the brokers list no partition of \(topic): it does not exist, or this program may not describe it")
  }

  /// Rows of a table that are left out, since the batch that contains them cannot be read.
  init(leftOut offsets: Range<Int64>, of table: TopicPartition, because reason: String) {
    self.init(
      "read the table \(table)", RD_KAFKA_RESP_ERR__BAD_COMPRESSION,
      message: "offsets \(offsets.lowerBound) to \(offsets.upperBound - 1) are left out: \(reason)")
  }

  init(timedOut operation: String) { self.init(operation, RD_KAFKA_RESP_ERR__TIMED_OUT) }

  /// Reads librdkafka's `error` and frees it; nil if `error` is null.
  init?(_ operation: String, consuming error: OpaquePointer?) {
    guard let error else { return nil }
    defer { rd_kafka_error_destroy(error) }
    let code = rd_kafka_error_code(error)
    var kind = Self.kind(of: code)
    if kind != .fenced {
      if rd_kafka_error_is_fatal(error) != 0 {
        kind = .fatal
      } else if rd_kafka_error_txn_requires_abort(error) != 0 {
        kind = .abortable
      } else if rd_kafka_error_is_retriable(error) != 0 {
        kind = .retriable
      }
    }
    self.init(operation, code, message: String(cString: rd_kafka_error_string(error)), kind: kind)
  }

  private static func kind(of code: rd_kafka_resp_err_t) -> Kind {
    switch code {
    case RD_KAFKA_RESP_ERR__FENCED, RD_KAFKA_RESP_ERR_PRODUCER_FENCED, RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH,
      RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
      .fenced
    case RD_KAFKA_RESP_ERR__FATAL: .fatal
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,
      RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION,
      RD_KAFKA_RESP_ERR_INVALID_RECORD:
      .rejectedRecord
    case RD_KAFKA_RESP_ERR__AUTHENTICATION, RD_KAFKA_RESP_ERR__SSL, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
      RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED,
      RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED, RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
      .notAuthorised
    case RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN,
      RD_KAFKA_RESP_ERR__QUEUE_FULL, RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE,
      RD_KAFKA_RESP_ERR_NOT_COORDINATOR, RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS,
      RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT,
      RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
      RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION, RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS,
      RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT, RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS,
      RD_KAFKA_RESP_ERR__WAIT_COORD, RD_KAFKA_RESP_ERR__RESOLVE, RD_KAFKA_RESP_ERR__IN_PROGRESS,
      RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND,
      RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR,
      RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH, RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH,
      RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE:
      .retriable
    default: .other
    }
  }
}
