import CLibrdkafka

/// Creates and describes topics.
package final class KafkaAdmin: Sendable {
  private let handle: KafkaHandle

  package struct NewTopic: Sendable {
    package var name: String
    package var partitions: Int
    /// The number of copies of each partition; −1 for the broker's default.
    package var replicationFactor: Int
    package var configuration: [String: String]

    package init(name: String, partitions: Int, replicationFactor: Int, configuration: [String: String]) {
      self.name = name
      self.partitions = partitions
      self.replicationFactor = replicationFactor
      self.configuration = configuration
    }
  }

  package init(_ settings: KafkaSettings) throws(KafkaError) {
    try settings.check()
    var keys = settings.producer(transactionalId: nil)
    keys["client.id"] = settings.clientId + "-admin"
    handle = try KafkaHandle(RD_KAFKA_PRODUCER, keys: keys)
  }

  deinit { _ = handle.destroy(within: 10) }

  /// All topics of the cluster, by name, with their number of partitions.
  package func topics(milliseconds: Int = 10_000) throws(KafkaError) -> [String: Int] {
    try Metadata.topics(handle: handle, milliseconds: milliseconds).mapValues(\.count)
  }

  /// Creates a topic; returns false if it already exists.
  package func create(_ topic: NewTopic, milliseconds: Int = 30_000) throws(KafkaError) -> Bool {
    var reason = [CChar](repeating: 0, count: 256)
    guard
      let request = rd_kafka_NewTopic_new(
        topic.name, Int32(topic.partitions), Int32(topic.replicationFactor), &reason, reason.count)
    else {
      let message = text(reason)
      throw KafkaError(
        "create topic \(topic.name)", RD_KAFKA_RESP_ERR__INVALID_ARG, message: message.isEmpty ? nil : message)
    }
    defer { rd_kafka_NewTopic_destroy(request) }
    for (key, value) in topic.configuration.sorted(by: { $0.key < $1.key }) {
      rd_kafka_NewTopic_set_config(request, key, value)
    }
    let event = try ask("create topic \(topic.name)", RD_KAFKA_ADMIN_OP_CREATETOPICS, milliseconds) { queue, options in
      var requests: [OpaquePointer?] = [request]
      rd_kafka_CreateTopics(handle.pointer, &requests, 1, options, queue)
    }
    defer { rd_kafka_event_destroy(event) }
    var count = 0
    guard let result = rd_kafka_event_CreateTopics_result(event),
      let results = rd_kafka_CreateTopics_result_topics(result, &count), count == 1
    else {
      throw KafkaError("create topic \(topic.name)", RD_KAFKA_RESP_ERR__BAD_MSG)
    }
    let code = rd_kafka_topic_result_error(results[0])
    if code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS { return false }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      let message = rd_kafka_topic_result_error_string(results[0]).map { String(cString: $0) }
      throw KafkaError("create topic \(topic.name)", code, message: message)
    }
    return true
  }

  /// The topic's configuration as the broker reports it, by key.
  package func configuration(of topic: String, milliseconds: Int = 15_000) throws(KafkaError) -> [String: String] {
    guard let resource = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic) else {
      throw KafkaError("describe topic \(topic)", RD_KAFKA_RESP_ERR__INVALID_ARG)
    }
    defer { rd_kafka_ConfigResource_destroy(resource) }
    let event = try ask("describe topic \(topic)", RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, milliseconds) { queue, options in
      var resources: [OpaquePointer?] = [resource]
      rd_kafka_DescribeConfigs(handle.pointer, &resources, 1, options, queue)
    }
    defer { rd_kafka_event_destroy(event) }
    var count = 0
    guard let result = rd_kafka_event_DescribeConfigs_result(event),
      let resources = rd_kafka_DescribeConfigs_result_resources(result, &count), count == 1
    else {
      throw KafkaError("describe topic \(topic)", RD_KAFKA_RESP_ERR__BAD_MSG)
    }
    let code = rd_kafka_ConfigResource_error(resources[0])
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError("describe topic \(topic)", code) }
    var entries = 0
    var values: [String: String] = [:]
    let list = rd_kafka_ConfigResource_configs(resources[0], &entries)
    for index in 0..<entries {
      guard let entry = list?[index], let name = rd_kafka_ConfigEntry_name(entry) else { continue }
      values[String(cString: name)] = rd_kafka_ConfigEntry_value(entry).map { String(cString: $0) } ?? ""
    }
    return values
  }

  /// Sends one request and waits for its result; the caller must destroy the returned event.
  private func ask(
    _ operation: String, _ kind: rd_kafka_admin_op_t, _ milliseconds: Int,
    _ send: (_ queue: OpaquePointer, _ options: OpaquePointer) -> Void
  ) throws(KafkaError) -> OpaquePointer {
    guard let queue = rd_kafka_queue_new(handle.pointer), let options = rd_kafka_AdminOptions_new(handle.pointer, kind)
    else { fatalError("librdkafka: out of memory for a request") }
    defer {
      rd_kafka_AdminOptions_destroy(options)
      rd_kafka_queue_destroy(queue)
    }
    var reason = [CChar](repeating: 0, count: 256)
    rd_kafka_AdminOptions_set_request_timeout(options, Int32(milliseconds), &reason, reason.count)
    send(queue, options)
    guard let event = rd_kafka_queue_poll(queue, Int32(milliseconds + 1000)) else {
      throw handle.takeReportedError() ?? KafkaError(operation, RD_KAFKA_RESP_ERR__TIMED_OUT)
    }
    let code = rd_kafka_event_error(event)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      let message = rd_kafka_event_error_string(event).map { String(cString: $0) }
      rd_kafka_event_destroy(event)
      throw handle.takeReportedError() ?? KafkaError(operation, code, message: message)
    }
    return event
  }
}
