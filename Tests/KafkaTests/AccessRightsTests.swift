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
    try expectRefusedService()
    for service in services { #expect(service.stop() == 0) }
  }

  /// A publisher may not write alerts, and scoring may not read articles: both are refused by the topic's name.
  private func expectRefusals() throws {
    let write = #expect(throws: KafkaError.self) {
      let producer = try KafkaProducer(publisherSettings)
      try producer.produce(
        OutgoingRecord(
          topic: TopicCatalogue.alerts.name, key: nil, value: Array("{}".utf8), time: Timestamp(milliseconds: 0)))
      try producer.flush()
    }
    #expect(write?.kind == .notAuthorised, "\(write.map { $0.description } ?? "written")")
    let scoring = try scoringSettings()
    let consumer = try KafkaConsumer(scoring, group: ConsumerGroup(id: "beacon-scoring"))
    try consumer.subscribe([TopicCatalogue.articles.name])
    let end = Date(timeIntervalSinceNow: 60)
    var read: KafkaError?
    while read == nil, Date() < end {
      switch consumer.poll(milliseconds: 200) {
      case .failure(let error) where error.kind != .retriable: read = error
      case .record: Issue.record("scoring reads articles")
      default: break
      }
    }
    #expect(read?.kind == .notAuthorised, "\(read.map { $0.description } ?? "no refusal")")
    #expect(read?.message.contains(TopicCatalogue.articles.name) ?? false)
    // Without a certificate of its own nobody is let in there.
    var stranger = scoring
    stranger.certificate = nil
    let settings = stranger
    #expect(throws: KafkaError.self) { _ = try KafkaConsumer(settings).clusterId(milliseconds: 5000) }
  }

  /// A service under the rights of another does not become ready, and its log names what was refused.
  private func expectRefusedService() throws {
    let log = folder.appending(path: "refused.log")
    let refused = try RunningService(
      "beacon-scoring", broker: secured.bothAddress, state: folder.appending(path: "refused").path, instance: nil,
      log: log, environment: environment(of: "beacon-publisher"))
    defer { refused.kill() }
    let end = Date(timeIntervalSinceNow: 60)
    var words = ""
    while !words.contains("AUTHORIZATION_FAILED"), refused.isRunning, Date() < end {
      Thread.sleep(forTimeInterval: 0.5)
      words = try String(contentsOf: log, encoding: .utf8)
    }
    #expect(words.contains("AUTHORIZATION_FAILED"), "\(words.suffix(1500))")
  }

  private var publisherSettings: KafkaSettings {
    var settings = KafkaSettings(bootstrapServers: secured.bothAddress)
    settings.securityProtocol = .saslSSL
    settings.authorityFile = authority.authority.path
    settings.credentials = .init(
      mechanism: .plain, username: "beacon-publisher", password: SecuredListeners.password)
    return settings
  }

  private func scoringSettings() throws -> KafkaSettings {
    let certificate = try #require(certificates["beacon-scoring"])
    var settings = KafkaSettings(bootstrapServers: secured.mutualAddress)
    settings.securityProtocol = .ssl
    settings.authorityFile = authority.authority.path
    settings.certificate = (file: certificate.authority.path, keyFile: certificate.key.path)
    return settings
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
