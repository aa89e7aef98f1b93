import CLibrdkafka
import Dispatch
import Synchronization

/// Owns one `rd_kafka_t`.
///
/// librdkafka's handles may be used from any thread. Hence `@unchecked Sendable`.
final class KafkaHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  let callbacks: ClientCallbacks
  private let isReading = Atomic(false)

  init(_ type: rd_kafka_type_t, keys: [String: String]) throws(KafkaError) {
    guard let configuration = rd_kafka_conf_new() else { fatalError("librdkafka: out of memory for a configuration") }
    var reason = [CChar](repeating: 0, count: 512)
    for (key, value) in keys.sorted(by: { $0.key < $1.key }) {
      guard rd_kafka_conf_set(configuration, key, value, &reason, reason.count) == RD_KAFKA_CONF_OK else {
        rd_kafka_conf_destroy(configuration)
        throw KafkaError("configure the Kafka client", RD_KAFKA_RESP_ERR__INVALID_ARG, message: text(reason))
      }
    }
    callbacks = ClientCallbacks(keepsPositions: keys["transactional.id"] != nil)
    callbacks.install(on: configuration, isConsumer: type == RD_KAFKA_CONSUMER)
    guard let pointer = rd_kafka_new(type, configuration, &reason, reason.count) else {
      rd_kafka_conf_destroy(configuration)
      throw KafkaError("start the Kafka client", RD_KAFKA_RESP_ERR__FAIL, message: text(reason), kind: .fatal)
    }
    self.pointer = pointer
  }

  /// Redirects the client's reports to the consumer's queue: afterwards only `rd_kafka_consumer_poll` delivers them,
  /// together with records.
  func startReading() {
    isReading.store(true, ordering: .sequentiallyConsistent)
    rd_kafka_poll_set_consumer(pointer)
  }

  /// Removes and returns the newest error that the client reported outside a call. It can explain a timeout: with a
  /// wrong password or an untrusted authority, a call times out as if the brokers were down.
  func takeReportedError() -> KafkaError? {
    // Once reading has started, polling here would remove records from the queue.
    if !isReading.load(ordering: .sequentiallyConsistent) { rd_kafka_poll(pointer, 0) }
    return callbacks.takeLastError()
  }

  /// The fatal error after which this client is unusable; nil if there was none.
  var terminalError: KafkaError? {
    guard rd_kafka_fatal_error(pointer, nil, 0) != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    return KafkaError("use the Kafka client", RD_KAFKA_RESP_ERR__FATAL, of: pointer)
  }

  /// Runs `close` and then destroys the client, on a new thread; returns false if that takes longer than `seconds`. The
  /// client is then abandoned: librdkafka can hang when it is destroyed, and the process must not.
  func destroy(within seconds: Int, close: @escaping @Sendable (OpaquePointer) -> Void = { _ in }) -> Bool {
    let done = DispatchSemaphore(value: 0)
    DispatchQueue(label: "beacon.kafka.close").async { [self] in
      close(pointer)
      rd_kafka_destroy(pointer)
      done.signal()
    }
    return done.wait(timeout: .now() + .seconds(seconds)) == .success
  }
}

/// The text that librdkafka wrote into a buffer.
func text(_ buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
