import CLibrdkafka
import Synchronization

/// Collects what the callbacks of one librdkafka client report; it outlives the client.
///
/// Delivery and error reports come from `rd_kafka_poll` and librdkafka's own threads, hence the lock; rebalances come
/// on the one thread that polls the consumer, and while the consumer is closed, on the thread that closes it, which is
/// another one.
final class ClientCallbacks: Sendable {
  private let deliveries = Mutex(DeliveryReport())
  private let lastError = Mutex<KafkaError?>(nil)
  private let rebalanceHandler = Mutex<RebalanceHandler?>(nil)
  private let lostConnections = Atomic(0)
  private let keepsPositions: Bool

  /// - Parameter keepsPositions: whether delivery reports say where each record is.
  init(keepsPositions: Bool) { self.keepsPositions = keepsPositions }

  /// How often a connection to a broker was lost.
  var connectionsLost: Int { lostConnections.load(ordering: .relaxed) }

  /// Removes and returns the newest error that the client reported outside a call: wrong credentials, an unknown
  /// authority, all brokers down. An authorisation error is kept until it is taken: its consequences, such as all
  /// brokers being down, do not replace it.
  func takeLastError() -> KafkaError? {
    lastError.withLock { error in
      defer { error = nil }
      return error
    }
  }

  func takeDeliveries() -> DeliveryReport {
    deliveries.withLock { report in
      defer { report = DeliveryReport() }
      return report
    }
  }

  func onRebalance(_ handler: RebalanceHandler?) {
    rebalanceHandler.withLock { $0 = handler }
  }

  fileprivate func note(_ error: KafkaError) {
    if error.isConnectionLost { lostConnections.add(1, ordering: .relaxed) }
    lastError.withLock { last in
      if last?.kind != .notAuthorised || error.kind == .notAuthorised { last = error }
    }
  }

  fileprivate func noteDelivery(_ position: DeliveryReport.Position, _ error: KafkaError?) {
    deliveries.withLock { report in
      guard let error else {
        report.delivered += 1
        if keepsPositions, position.offset >= 0 { report.positions.append(position) }
        return
      }
      report.failed += 1
      if report.firstFailure == nil { report.firstFailure = (position.index, error) }
    }
  }

  fileprivate var handler: RebalanceHandler? { rebalanceHandler.withLock { $0 } }

  /// Sets the callbacks on a configuration, with this object as their context. The caller must keep this object alive
  /// until the client is destroyed.
  func install(on configuration: OpaquePointer, isConsumer: Bool) {
    rd_kafka_conf_set_opaque(configuration, Unmanaged.passUnretained(self).toOpaque())
    rd_kafka_conf_set_log_cb(configuration) { @Sendable _, _, _, _ in }
    rd_kafka_conf_set_error_cb(configuration) { @Sendable handle, code, reason, context in
      guard let handle else { return }
      let message = reason.map { String(cString: $0) }
      ClientCallbacks.from(context)?.note(
        KafkaError("talk to the Kafka cluster", rd_kafka_resp_err_t(code), message: message, of: handle))
    }
    if isConsumer {
      rd_kafka_conf_set_rebalance_cb(configuration) { @Sendable handle, code, list, context in
        guard let handle, let list else { return }
        let partitions = PartitionList.partitions(list)
        let handler = ClientCallbacks.from(context)?.handler
        if code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS {
          let start = PartitionList(handler?.assigned(partitions) ?? [])
          rd_kafka_assign(handle, start.pointer)
        } else {
          handler?.revoked(partitions, rd_kafka_assignment_lost(handle) != 0)
          rd_kafka_assign(handle, nil)
        }
      }
    } else {
      rd_kafka_conf_set_dr_msg_cb(configuration) { @Sendable _, message, context in
        guard let message else { return }
        let position = DeliveryReport.Position(
          index: Int(bitPattern: message.pointee._private), partition: Int(message.pointee.partition),
          offset: message.pointee.offset)
        let code = message.pointee.err
        ClientCallbacks.from(context)?.noteDelivery(
          position, code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaError("deliver a record", code))
      }
    }
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> ClientCallbacks? {
    context.map { Unmanaged<ClientCallbacks>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// What to do when a group changes the partitions of this consumer.
package struct RebalanceHandler: Sendable {
  /// Returns the offset at which to begin each partition; a partition without one is not read.
  package let assigned: @Sendable (_ partitions: [TopicPartition]) -> [(TopicPartition, Int64)]
  /// Called before the consumer gives the partitions up; `isLost` is true if the group had already taken them away.
  package let revoked: @Sendable (_ partitions: [TopicPartition], _ isLost: Bool) -> Void

  package init(
    assigned: @escaping @Sendable (_ partitions: [TopicPartition]) -> [(TopicPartition, Int64)],
    revoked: @escaping @Sendable (_ partitions: [TopicPartition], _ isLost: Bool) -> Void
  ) {
    self.assigned = assigned
    self.revoked = revoked
  }
}
