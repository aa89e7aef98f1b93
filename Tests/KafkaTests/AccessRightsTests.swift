import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import PipelineContracts
import ServiceProcesses
import Testing

/// One principal with the least rights for each service, over TLS, with a password or a certificate.
@Suite(
  "Access rights", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)),
  .enabled(if: TestCertificate.canBeMade, "there is no openssl to make a test certificate with"))
struct AccessRightsTests {
  private let folder: URL
  private let broker: KafkaTestBroker
  private let secured: SecuredListeners
  private let authority: TestCertificate
  private let certificates: [String: TestCertificate]
  private static let withPassword = ["beacon-ingestion", "beacon-extraction", "beacon-publisher"]
  private static let withCertificate = ["beacon-scoring", "beacon-notification", "beacon-reporting"]

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("beacon-\(UUID().uuidString)")
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    authority = try TestCertificate(in: folder, name: "broker")
    certificates = try Dictionary(
      uniqueKeysWithValues: Self.withCertificate.map {
        ($0, try TestCertificate(in: folder, name: $0, commonName: $0))
      })
    let trusted = folder.appendingPathComponent("trusted.pem")
    try certificates.values.reduce(into: Data()) { try $0.append(Data(contentsOf: $1.authority)) }.write(to: trusted)
    secured = try SecuredListeners(certificate: authority, users: Self.withPassword, trustedClients: trusted)
    broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home), secured: secured)
  }

  @Test("With the rights of deploy/kafka/acls articles become alerts; what they leave out is refused by name")
  func leastPrivilege() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try BeaconProgram.run("beacon", "topics", "create", "--kafka", broker.address)
    try ExternalProgram.run(Self.checkout.appending(path: "deploy/kafka/acls"), [broker.address])
    var services: [RunningService] = []
    defer { services.forEach { $0.kill() } }
    for name in RunningService.names {
      services.append(
        try RunningService(
          name, broker: address(of: name), state: folder.appending(path: name).path,
          log: folder.appending(path: "\(name).log"), environment: environment(of: name)))
    }
    let samples = Self.checkout.appending(path: "deploy/samples").path
    try asPublisher("projects", "add", "\(samples)/projects.jsonl")
    try asPublisher("sources", "add", "\(samples)/sources.jsonl")
    try asPublisher("publish", "--rebase", "\(samples)/articles")
    let end = Date(timeIntervalSinceNow: 240)
    var alerts: [Record] = []
    while alerts.isEmpty, Date() < end, services.allSatisfy(\.isRunning) {
      Thread.sleep(forTimeInterval: 0.5)
      alerts = try readAll(TopicCatalogue.alerts.name, settings: KafkaSettings(bootstrapServers: broker.address))
    }
    let tails = try logs()
    #expect(!alerts.isEmpty, "\(tails)")
    try expectRefusals()
    for service in services { #expect(service.stop() == 0) }
  }

  private func expectRefusals() throws {
    var publisher = KafkaSettings(bootstrapServers: secured.bothAddress)
    publisher.securityProtocol = .saslSSL
    publisher.authorityFile = authority.authority.path
    publisher.credentials = .init(
      mechanism: .plain, username: "beacon-publisher", password: SecuredListeners.password)
    let failure = #expect(throws: KafkaError.self) {
      let producer = try KafkaProducer(publisher)
      try producer.produce(
        OutgoingRecord(
          topic: TopicCatalogue.alerts.name, key: nil, value: Array("{}".utf8), time: Timestamp(milliseconds: 0)))
      try producer.flush()
    }
    #expect(failure?.kind == .notAuthorised, "\(failure.map { $0.description } ?? "written")")
    var scoring = KafkaSettings(bootstrapServers: secured.mutualAddress)
    scoring.securityProtocol = .ssl
    scoring.authorityFile = authority.authority.path
    let certificate = try #require(certificates["beacon-scoring"])
    scoring.certificate = (file: certificate.authority.path, keyFile: certificate.key.path)
    let consumer = try KafkaConsumer(scoring)
    try consumer.assign((0..<6).map { (TopicPartition(TopicCatalogue.articles.name, $0), 0) })
    let end = Date(timeIntervalSinceNow: 10)
    while Date() < end {
      if case .record = consumer.poll(milliseconds: 200) {
        Issue.record("scoring reads articles")
        break
      }
    }
    // Without a certificate of its own nobody is let in there.
    scoring.certificate = nil
    let stranger = scoring
    #expect(throws: KafkaError.self) { _ = try KafkaConsumer(stranger).clusterId(milliseconds: 5000) }
  }

  private func asPublisher(_ words: String...) throws {
    let program = try Program(
      "beacon", words + ["--kafka", secured.bothAddress], environment: environment(of: "beacon-publisher"))
    let answer = try program.answer()
    #expect(answer.status == 0, "\(words): \(answer.errors)")
  }

  private func address(of name: String) -> String {
    certificates[name] == nil ? secured.bothAddress : secured.mutualAddress
  }

  private func environment(of name: String) -> [String: String] {
    let common = ["BEACON_KAFKA_CA_FILE": authority.authority.path]
    if let certificate = certificates[name] {
      return common.merging([
        "BEACON_KAFKA_SECURITY_PROTOCOL": "ssl", "BEACON_KAFKA_CERTIFICATE_FILE": certificate.authority.path,
        "BEACON_KAFKA_KEY_FILE": certificate.key.path,
      ]) { $1 }
    }
    return common.merging([
      "BEACON_KAFKA_SECURITY_PROTOCOL": "sasl_ssl", "BEACON_KAFKA_SASL_MECHANISM": "PLAIN",
      "BEACON_KAFKA_USERNAME": name, "BEACON_KAFKA_PASSWORD": SecuredListeners.password,
    ]) { $1 }
  }

  private func logs() throws -> String {
    try RunningService.names.map {
      "\($0): \(try String(contentsOf: folder.appending(path: "\($0).log"), encoding: .utf8).suffix(1500))"
    }.joined(separator: "\n")
  }

  private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL
}
