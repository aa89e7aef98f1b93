import Configuration
import Foundation
import TestSupport
import Testing

@testable import KafkaConfiguration
@testable import KafkaMessaging

@Suite struct KafkaKeysTests {
  private func settings(_ environment: [String: String] = [:]) throws -> KafkaSettings {
    let reader = try ConfigurationReader(
      keys: KafkaKeys.security, arguments: [:], environment: environment, file: nil)
    return try KafkaSettings(reader: reader, bootstrapServers: "broker:9092", client: "test")
  }

  /// The keys of librdkafka on which the guarantees of `KafkaStageTransport` depend.
  private static let guarantees: [(client: String, key: String, value: String)] = [
    ("consumer", "isolation.level", "read_committed"), ("consumer", "enable.auto.commit", "false"),
    ("consumer", "enable.auto.offset.store", "false"), ("consumer", "auto.offset.reset", "error"),
    ("consumer", "allow.auto.create.topics", "false"), ("consumer", "check.crcs", "true"),
    ("consumer", "fetch.message.max.bytes", "8388608"),
    ("producer", "enable.idempotence", "true"), ("producer", "acks", "all"),
    ("producer", "message.max.bytes", "8388608"), ("producer", "message.timeout.ms", "30000"),
    ("transactions", "transaction.timeout.ms", "15000"), ("transactions", "message.timeout.ms", "15000"),
    ("transactions", "socket.timeout.ms", "10000"), ("transactions", "enable.idempotence", "true"),
  ]

  @Test("the keys on which exactly-once depends are set", arguments: guarantees)
  func guarantee(_ row: (client: String, key: String, value: String)) throws {
    let settings = try settings()
    let keys =
      switch row.client {
      case "consumer": settings.consumer(nil)
      case "producer": settings.producer(transactionalId: nil)
      default: settings.producer(transactionalId: "stage")
      }
    #expect(keys[row.key] == row.value)
  }

  @Test("five heartbeats fit into a session timeout, at least half a second apart")
  func heartbeat() throws {
    let settings = try settings()
    for (timeout, interval) in [(45_000, "9000"), (6000, "1200"), (1000, "500")] {
      let keys = settings.consumer(ConsumerGroup(id: "g", sessionTimeoutMilliseconds: timeout))
      #expect(keys["session.timeout.ms"] == String(timeout))
      #expect(keys["heartbeat.interval.ms"] == interval)
    }
  }

  @Test("a certificate needs its key, credentials need a name and a password, and messages hide the password")
  func incomplete() throws {
    for (environment, key) in [
      (["CERTIFICATE_FILE": "c.pem", "SECURITY_PROTOCOL": "ssl"], "kafka.key-file"),
      (["SASL_MECHANISM": "PLAIN", "SECURITY_PROTOCOL": "sasl_ssl"], "kafka.username"),
      (["SASL_MECHANISM": "PLAIN", "USERNAME": "u", "SECURITY_PROTOCOL": "sasl_ssl"], "kafka.password"),
      (["SASL_MECHANISM": "GSSAPI"], "kafka.sasl-mechanism"),
    ] {
      #expect(try refusedKey(environment) == key)
    }
  }

  @Test("credentials and certificates that would never be used are refused, and the message names the key")
  func unused() throws {
    for (environment, key) in [
      (["SASL_MECHANISM": "PLAIN", "USERNAME": "u", "PASSWORD": "p"], "kafka.security-protocol"),
      (["SECURITY_PROTOCOL": "sasl_ssl", "USERNAME": "u", "PASSWORD": "p"], "kafka.sasl-mechanism"),
      (["SECURITY_PROTOCOL": "ssl", "SASL_MECHANISM": "PLAIN"], "kafka.security-protocol"),
      (["USERNAME": "u"], "kafka.username"), (["PASSWORD": "p"], "kafka.password"),
      (["PASSWORD_FILE": "p"], "kafka.password-file"), (["CA_FILE": "ca.pem"], "kafka.ca-file"),
      (["CERTIFICATE_FILE": "c.pem", "KEY_FILE": "k.pem"], "kafka.certificate-file"),
      (["SECURITY_PROTOCOL": "ssl", "KEY_FILE": "k.pem"], "kafka.certificate-file"),
    ] {
      #expect(try refusedKey(environment) == key)
    }
    for environment in [
      [:], ["SECURITY_PROTOCOL": "ssl", "CA_FILE": "ca.pem"],
      ["SECURITY_PROTOCOL": "sasl_plaintext", "SASL_MECHANISM": "PLAIN", "USERNAME": "u", "PASSWORD": "p"],
    ] {
      #expect(throws: Never.self) { try settings(prefixed(environment)) }
    }
  }

  /// The key that is named where these settings are refused.
  private func refusedKey(_ environment: [String: String]) throws -> String? {
    #expect(throws: ConfigurationError.self) { try settings(prefixed(environment)) }?.key
  }

  private func prefixed(_ environment: [String: String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: environment.map { ("BEACON_KAFKA_\($0.key)", $0.value) })
  }

  @Test("a password file gives its text without the line break at its end, and must not be empty or far too long")
  func passwordFile() throws {
    let directory = try TemporaryDirectory()
    let path = "\(directory.path)/password"
    let environment = [
      "BEACON_KAFKA_SECURITY_PROTOCOL": "sasl_ssl", "BEACON_KAFKA_SASL_MECHANISM": "PLAIN",
      "BEACON_KAFKA_USERNAME": "u", "BEACON_KAFKA_PASSWORD_FILE": path,
    ]
    #expect(throws: ConfigurationError.self) { try settings(environment) }
    for (text, password) in [("s3cret\n", "s3cret"), ("s3cret\r\n", "s3cret"), (" s3 cret ", " s3 cret ")] {
      try Data(text.utf8).write(to: URL(filePath: path))
      #expect(try settings(environment).credentials?.password == password)
    }
    for bytes in [Data("\n".utf8), Data(repeating: 0x61, count: 65_537)] {
      try bytes.write(to: URL(filePath: path))
      let error = #expect(throws: ConfigurationError.self) { try settings(environment) }
      #expect(error?.key == "kafka.password-file")
    }
  }
}
