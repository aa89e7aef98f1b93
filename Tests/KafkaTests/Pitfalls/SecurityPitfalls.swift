import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
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
