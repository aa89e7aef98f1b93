import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import ServiceProcesses
import Testing

@Suite(
  "Pitfalls of security", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)),
  .enabled(if: TestCertificate.canBeMade, "there is no openssl to make a test certificate with"))
struct SecurityPitfalls {
  private let folder: URL
  private let broker: KafkaTestBroker
  private let secured: SecuredListeners
  private let certificate: TestCertificate

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("beacon-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    certificate = try TestCertificate(in: folder, name: "broker")
    secured = try SecuredListeners(certificate: certificate)
    broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home), secured: secured)
  }

  @Test("A wrong password and an untrusted authority reach every caller by name, and the right ones are let in")
  func refusals() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try expectWork(withPassword(SecuredListeners.password))
    try expectWork(trusting(certificate))
    try expectRefusal(withPassword("wrong"), "_AUTHENTICATION")
    try expectRefusal(trusting(TestCertificate(in: folder, name: "stranger")), "_SSL")
  }

  @Test("A service that trusts a wrong authority tries again, and works once it trusts the right one")
  func correctedAuthority() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try BeaconProgram.run("beacon", "topics", "create", "--kafka", broker.address)
    let trusted = folder.appending(path: "trusted.pem")
    let log = folder.appending(path: "scoring.log")
    try Data(contentsOf: TestCertificate(in: folder, name: "stranger").authority).write(to: trusted)
    let service = try RunningService(
      "beacon-scoring", broker: secured.encryptedAddress, state: folder.appending(path: "state").path, log: log,
      environment: ["BEACON_KAFKA_SECURITY_PROTOCOL": "ssl", "BEACON_KAFKA_CA_FILE": trusted.path])
    defer { service.kill() }
    try wait(for: "_SSL", in: log, of: service)
    // At once: the service may be reading the file.
    try Data(contentsOf: certificate.authority).write(to: trusted, options: .atomic)
    try wait(for: "partitions_assigned", in: log, of: service)
    #expect(service.stop() == 0)
  }

  /// Waits for these words in the log of a service that goes on, at most two minutes: an attempt to connect may take 20
  /// seconds.
  private func wait(for words: String, in log: URL, of service: RunningService) throws {
    let end = Date(timeIntervalSinceNow: 120)
    while true {
      let lines = try String(contentsOf: log, encoding: .utf8)
      if lines.contains(words) { return }
      guard service.isRunning, Date() < end else { throw TestFailure("no \(words) in the log: \(lines.suffix(1500))") }
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  private func withPassword(_ password: String) -> KafkaSettings {
    var settings = KafkaSettings(bootstrapServers: secured.plainAddress)
    settings.securityProtocol = .saslPlaintext
    settings.credentials = .init(mechanism: .plain, username: SecuredListeners.username, password: password)
    return settings
  }

  private func trusting(_ certificate: TestCertificate) -> KafkaSettings {
    var settings = KafkaSettings(bootstrapServers: secured.encryptedAddress)
    settings.securityProtocol = .ssl
    settings.authorityFile = certificate.authority.path
    return settings
  }

  private func expectWork(_ settings: KafkaSettings) throws {
    let admin = try KafkaAdmin(settings)
    let name = "topic-\(UUID().uuidString)"
    #expect(try admin.create(.init(name: name, partitions: 1, replicationFactor: 1, configuration: [:])))
    try SharedBroker.waitUntilSeen([name], by: admin)
    let producer = try KafkaProducer(settings)
    try producer.produce(record(name, "k", "v"))
    try producer.flush()
    #expect(try readAll(name, settings: settings).map(\.value) == [Array("v".utf8)])
  }

  private func expectRefusal(_ settings: KafkaSettings, _ name: String) throws {
    let admin = try KafkaAdmin(settings)
    try expect(name, "topics") { () throws(KafkaError) in _ = try admin.topics(milliseconds: 5000) }
    try expect(name, "create") { () throws(KafkaError) in
      _ = try KafkaAdmin(settings).create(
        .init(name: "t", partitions: 1, replicationFactor: 1, configuration: [:]), milliseconds: 5000)
    }
    try expect(name, "cluster id") { () throws(KafkaError) in
      _ = try KafkaConsumer(settings).clusterId(milliseconds: 5000)
    }
    try expect(name, "flush") { () throws(KafkaError) in
      let producer = try KafkaProducer(settings)
      try producer.produce(record("t", "k", "v"))
      try producer.flush(milliseconds: 5000)
    }
    try expect(name, "poll") { () throws(KafkaError) in
      let consumer = try KafkaConsumer(settings)
      try consumer.assign([(TopicPartition("t", 0), 0)])
      let end = Date(timeIntervalSinceNow: 60)
      while Date() < end {
        // That all brokers are down may be reported first.
        if case .failure(let error) = consumer.poll(milliseconds: 100), error.kind != .retriable { throw error }
      }
    }
  }

  private func expect(_ name: String, _ what: String, _ call: () throws(KafkaError) -> Void) throws {
    do {
      try call()
      Issue.record("\(what): let in")
    } catch {
      #expect(error.name == name && error.kind == .notAuthorised, "\(what): \(error)")
    }
  }
}
