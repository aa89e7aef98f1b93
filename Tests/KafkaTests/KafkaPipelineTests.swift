import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import PipelineContracts
import ServiceProcesses
import Testing

/// The services as processes over one broker of their own, from published article to alert.
@Suite(
  "The services over Kafka", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaPipelineTests {
  @Test(
    "The samples' articles, published to a topic, become alerts on another; a kill of every service loses and doubles nothing"
  )
  func samples() throws {
    let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
    let settings = KafkaSettings(bootstrapServers: broker.address)
    try BeaconProgram.run("beacon", "topics", "create", "--kafka", broker.address)
    let folder = FileManager.default.temporaryDirectory.appending(path: "beacon-services-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var services = try RunningService.names.map {
      try RunningService($0, broker: broker.address, state: "\(folder)/\($0)")
    }
    defer { services.forEach { $0.kill() } }

    let producer = try KafkaProducer(settings)
    for line in try lines("projects.jsonl") { try publish(line, to: TopicCatalogue.projects, with: producer) }
    for line in try lines("sources.jsonl") { try publish(line, to: TopicCatalogue.sources, with: producer) }
    try wait("registrations") { try count(TopicCatalogue.signals.name, settings) >= 23 }
    let samples = try sampleArticles()
    let retractions = samples.count { $0.retracts != nil }
    let articles = samples.map { TopicCatalogue.articles.encode($0) }
    for article in articles.prefix(12) { try publish(article, to: TopicCatalogue.articles, with: producer) }
    try wait("the first accepted articles") { try count(TopicCatalogue.accepted.name, settings) >= 5 }
    for index in services.indices {
      services[index].kill()
      let name = services[index].name
      services[index] = try RunningService(name, broker: broker.address, state: "\(folder)/\(name)")
    }
    for article in articles.dropFirst(12) { try publish(article, to: TopicCatalogue.articles, with: producer) }
    try publish(Array("{".utf8), to: TopicCatalogue.articles, with: producer)

    try wait("every article's account") {
      try count(TopicCatalogue.accepted.name, settings) == articles.count
        && count(TopicCatalogue.deadLetters.name, settings) == 1
        && count(TopicCatalogue.facts.name, settings) == articles.count - retractions
    }
    try wait("the attack's alert") {
      try alerts(settings).contains {
        $0.subject == SubjectKey(.project, "gwadar-port") && $0.category == "SEC" && $0.level == .critical
      }
    }
    try wait("the cancelled alert") { try alerts(settings).contains { $0.status == .cancelled } }
    let all = try alerts(settings)
    #expect(Set(all.map(\.record)).count == all.count)
    for topic in [TopicCatalogue.facts.name, TopicCatalogue.signals.name, TopicCatalogue.warnings.name] {
      let ids = try readAll(topic, settings: settings).filter { $0.key != nil }.compactMap { $0.header("ce_id") }
      #expect(Set(ids).count == ids.count, "records of \(topic) are there twice")
    }
    try listedPartyAlerts(broker, settings)
    try feedbackIsKept(try #require(try alerts(settings).last), broker, settings)
    for service in services { #expect(service.stop() == 0) }
    try recomputedRecordsAreTheSame(broker, settings)
  }

  /// A counterparty that a list of debarred parties names warns, with the list's words.
  private func listedPartyAlerts(_ broker: KafkaTestBroker, _ settings: KafkaSettings) throws {
    let csv = "name,list,measure,date\nKenya Railways,Debarred firms,debarment,2026-01-15\nNobody Ltd,L,sanction,\n"
    let added = try beacon("lists", "add", "-", "--kafka", broker.address, input: csv)
    #expect(added.status == 0 && added.errors.contains("Added 2 listed parties"), "\(added.errors)")
    let listed = try beacon("lists", "list", "--kafka", broker.address)
    #expect(listed.lines.count == 2, "\(listed.output)")
    try wait("the listed party's alert") {
      try alerts(settings).contains { alert in
        alert.subject.kind == .counterparty && alert.lane == .counterparty && alert.status == .raised
          && alert.evidence.contains { $0.quote.text.contains("Debarred firms: Kenya Railways, since 2026-01-15") }
      }
    }
  }

  /// A verdict becomes a record that names the alert; one on an alert that does not exist is refused.
  private func feedbackIsKept(_ alert: Alert, _ broker: KafkaTestBroker, _ settings: KafkaSettings) throws {
    let given = try beacon("feedback", alert.id, "late", "--owner", "Ana", "--kafka", broker.address)
    #expect(given.status == 0, "\(given.errors)")
    let actions = try readAll(TopicCatalogue.actions.name, settings: settings).map {
      try TopicCatalogue.actions.decode($0)
    }
    #expect(actions.map(\.alert) == [alert.id] && actions.map(\.verdict) == [.late], "\(actions)")
    #expect(try beacon("feedback", "ffffffff", "true", "--kafka", broker.address).status == 65)
  }

  /// Verification finds every published record again, whatever the kills between, and finds a planted one.
  private func recomputedRecordsAreTheSame(_ broker: KafkaTestBroker, _ settings: KafkaSettings) throws {
    let verified = try beacon("verify", "--text", "--kafka", broker.address)
    #expect(
      verified.status == 0 && verified.output.contains("Every record is as it should be."),
      "\(verified.output) \(verified.errors)")
    let replayed = try beacon("replay", "--kafka", broker.address)
    let published = try beacon("alerts", "--json", "--kafka", broker.address)
    #expect(!published.lines.isEmpty)
    let different = Set(replayed.lines).symmetricDifference(published.lines)
    #expect(different.isEmpty, "\(different.sorted().map { $0.prefix(1500) })")

    var planted = try #require(try alerts(settings).last)
    planted.headline += "!"
    let producer = try KafkaProducer(settings)
    try producer.produce(
      try TopicCatalogue.alerts.record(planted, id: "planted", time: planted.sentAt, from: "notification"))
    try producer.flush()
    let found = try beacon("verify", "--text", "--kafka", broker.address)
    #expect(found.status == 70 && found.output.contains("unexpected  \(TopicCatalogue.alerts.name)"), "\(found.output)")
  }

  private func publish<Value>(_ line: [UInt8], to topic: Topic<Value>, with producer: KafkaProducer) throws {
    let key = (try? topic.decode(line)).flatMap { topic.key($0) }
    try producer.produce(
      OutgoingRecord(topic: topic.name, key: key, value: line, time: Timestamp(milliseconds: 0)))
    try producer.flush()
  }

  private func count(_ topic: String, _ settings: KafkaSettings) throws -> Int {
    try readAll(topic, settings: settings).count
  }

  private func alerts(_ settings: KafkaSettings) throws -> [Alert] {
    try readAll(TopicCatalogue.alerts.name, settings: settings).map { try TopicCatalogue.alerts.decode($0) }
  }

  private func wait(_ what: String, until holds: () throws -> Bool) throws {
    let end = Date(timeIntervalSinceNow: 300)
    while Date() < end {
      if try holds() { return }
      Thread.sleep(forTimeInterval: 0.5)
    }
    Issue.record("waited five minutes for \(what)")
  }

  // MARK: Samples

  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../deploy/samples").standardizedFileURL

  private func lines(_ name: String) throws -> [[UInt8]] {
    try Data(contentsOf: Self.samples.appending(path: name)).split(separator: UInt8(ascii: "\n")).map { Array($0) }
  }

  /// In order of their names, dated the last days: an old event would not alert.
  private func sampleArticles() throws -> [Article] {
    let folder = Self.samples.appending(path: "articles").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
    var articles = try names.map {
      try TopicCatalogue.articles.decode(Array(Data(contentsOf: URL(filePath: "\(folder)/\($0)"))))
    }
    let newest = articles.compactMap(\.publishedAt).max() ?? Timestamp(milliseconds: 0)
    let today = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).day
    let shift = today.dayNumber - newest.day.dayNumber
    for index in articles.indices {
      articles[index].publishedAt = articles[index].publishedAt?.adding(days: shift)
    }
    return articles
  }
}
