import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import PipelineContracts
import ServiceProcesses
import Testing

/// The four services as processes over one broker of their own, from published article to alert.
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
    for service in services { #expect(service.stop() == 0) }
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
