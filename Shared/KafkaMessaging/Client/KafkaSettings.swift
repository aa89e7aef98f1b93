import CLibrdkafka

/// How to connect to a Kafka cluster. This type also sets all other librdkafka keys, to fixed values.
package struct KafkaSettings: Sendable {
  package enum SecurityProtocol: String, Sendable, CaseIterable {
    case plaintext, ssl
    case saslPlaintext = "sasl_plaintext"
    case saslSSL = "sasl_ssl"
  }

  package struct Credentials: Sendable {
    package enum Mechanism: String, Sendable, CaseIterable {
      case plain = "PLAIN"
      case scramSHA256 = "SCRAM-SHA-256"
      case scramSHA512 = "SCRAM-SHA-512"
    }

    package var mechanism: Mechanism
    package var username: String
    package var password: String

    package init(mechanism: Mechanism, username: String, password: String) {
      self.mechanism = mechanism
      self.username = username
      self.password = password
    }
  }

  /// `host:port`, several separated by commas.
  package var bootstrapServers: String
  package var securityProtocol: SecurityProtocol = .plaintext
  /// A PEM file of the authorities to trust; nil for the system's authorities.
  package var authorityFile: String?
  /// PEM files of this client's certificate, for brokers that require one, and of its key.
  package var certificate: (file: String, keyFile: String)?
  package var credentials: Credentials?
  /// Names this process in the broker's logs.
  package var clientId: String
  /// How long each request of a transaction may take, retries included.
  package var transactionMilliseconds = 30_000
  /// librdkafka keys that replace or extend Beacon's in every client. No program option sets them; tests use them to
  /// shorten waits and lower limits.
  package var overrides: [String: String] = [:]

  package init(bootstrapServers: String, clientId: String = "beacon") {
    self.bootstrapServers = bootstrapServers
    self.clientId = clientId
  }

  /// The keys that every client of Beacon sets.
  var common: [String: String] {
    var keys = [
      "bootstrap.servers": bootstrapServers,
      "client.id": clientId,
      "security.protocol": securityProtocol.rawValue,
      "socket.nagle.disable": "true",
      "socket.keepalive.enable": "true",
      "reconnect.backoff.max.ms": "2000",
      "topic.metadata.refresh.interval.ms": "60000",
    ]
    if let authorityFile { keys["ssl.ca.location"] = authorityFile }
    if let certificate {
      keys["ssl.certificate.location"] = certificate.file
      keys["ssl.key.location"] = certificate.keyFile
    }
    if let credentials {
      keys["sasl.mechanism"] = credentials.mechanism.rawValue
      keys["sasl.username"] = credentials.username
      keys["sasl.password"] = credentials.password
    }
    return keys
  }

  /// The keys of a producer that writes each record once and in order; with `transactionalId`, in transactions.
  ///
  /// The producer also reports successful deliveries, although the commit shows whether all records were delivered:
  /// without reports, the flush at the start of a commit checks for undelivered records only every 10 ms. The reports
  /// also say where the records are.
  func producer(transactionalId: String?) -> [String: String] {
    var keys = common.merging(
      [
        "acks": "all",
        "enable.idempotence": "true",
        "compression.type": "zstd",
        // Level 3, the default, makes records 1 to 4 % smaller for half as much processor time again.
        "compression.level": "1",
        "linger.ms": "5",
        "queue.buffering.max.messages": "20000",
        "queue.buffering.max.kbytes": "65536",
        "message.max.bytes": "8388608",
        "partitioner": "murmur2_random",
      ]) { $1 }
    if let transactionalId {
      keys["transactional.id"] = transactionalId
      keys["transaction.timeout.ms"] = "15000"
      // The broker refuses the first request of a transaction while it still writes the end of the one before, and the
      // client asks again after this time. By default it is 100 ms, which back-to-back transactions wait every time.
      keys["retry.backoff.ms"] = "3"
      keys["socket.timeout.ms"] = "10000"
      keys["message.timeout.ms"] = "15000"
    } else {
      keys["message.timeout.ms"] = "30000"
    }
    return keys.merging(overrides) { $1 }
  }

  /// The keys of a consumer that never commits automatically and sees no record of an open or aborted transaction.
  func consumer(_ group: ConsumerGroup?) -> [String: String] {
    var keys = common.merging(
      [
        "group.id": group?.id ?? "beacon-reader",
        "enable.auto.commit": "false",
        "enable.auto.offset.store": "false",
        "isolation.level": "read_committed",
        "auto.offset.reset": "error",
        "allow.auto.create.topics": "false",
        "partition.assignment.strategy": "range",
        "queued.min.messages": "1000",
        "queued.max.messages.kbytes": "2048",
        "fetch.message.max.bytes": "8388608",
        "fetch.max.bytes": "4194304",
        // Members wait long for their next record; others read to the end of a topic, which a long wait would delay.
        "fetch.wait.max.ms": group == nil ? "100" : "500",
        "check.crcs": "true",
        "enable.partition.eof": "true",
        "max.poll.interval.ms": "300000",
        // A look-up of the coordinator that fails while brokers restart may only be repeated after this time, which is
        // ten minutes by default.
        "coordinator.query.interval.ms": "10000",
      ]) { $1 }
    if let group {
      keys["session.timeout.ms"] = String(group.sessionTimeoutMilliseconds)
      keys["heartbeat.interval.ms"] = String(max(500, group.sessionTimeoutMilliseconds / 5))
      if let instance = group.instanceId { keys["group.instance.id"] = instance }
    }
    return keys.merging(overrides) { $1 }
  }

  /// Refuses settings that this version of librdkafka is known to handle wrongly, before anything is started.
  package func check() throws(KafkaError) {
    guard let credentials, credentials.mechanism != .plain else { return }
    guard KafkaVersion.isBefore(2, 6, 1) else { return }
    throw KafkaError(
      "check the security settings", RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE,
      message:
        "\(credentials.mechanism.rawValue) needs librdkafka 2.6.1 or later, and this is "
        + "\(KafkaVersion.text): use PLAIN over TLS, or a newer librdkafka")
  }
}

/// The consumer group that a consumer joins, and its membership of it.
package struct ConsumerGroup: Sendable {
  package var id: String
  /// The name of a static member, which gets its partitions back without a rebalance if it restarts within the session
  /// timeout; nil for a dynamic member.
  package var instanceId: String?
  /// The time without a heartbeat after which the broker gives the partitions to other members.
  package var sessionTimeoutMilliseconds: Int

  package init(id: String, instanceId: String? = nil, sessionTimeoutMilliseconds: Int = 45_000) {
    self.id = id
    self.instanceId = instanceId
    self.sessionTimeoutMilliseconds = sessionTimeoutMilliseconds
  }
}
