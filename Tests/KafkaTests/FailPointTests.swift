import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import PipelineContracts
import ServiceProcesses
import Testing

@Suite(
  "Deaths at named points", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct FailPointTests {
  @Test("A service that dies at a point of its commit and starts again loses and doubles nothing")
  func dies() throws {
    let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
    let settings = KafkaSettings(bootstrapServers: broker.address)
    try BeaconProgram.run("beacon", "topics", "create", "--kafka", broker.address)
    let folder = FileManager.default.temporaryDirectory.appending(path: "beacon-points-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let producer = try KafkaProducer(settings)
    var published = 0
    let deaths =
      KafkaFailPoint.allCases.map { ("ingestion-revise", $0) }
      + KafkaFailPoint.allCases.filter { $0 != .afterStateCommit }.map { ("ingestion-identify", $0) }
    for (stage, point) in deaths {
      let dying = try RunningService(
        "beacon-ingestion", broker: broker.address, state: folder, fault: "\(stage):\(point.rawValue):1")
      defer { dying.kill() }
      for _ in 0..<20 {
        let article = Article(
          id: "a\(published)", title: "Port \(published)",
          body: "The port of Chancay opened berth number \(published) on Monday.", source: ArticleSource(name: "Test"))
        try producer.produce(
          OutgoingRecord(
            topic: TopicCatalogue.articles.name, key: nil, value: TopicCatalogue.articles.encode(article),
            time: Timestamp(milliseconds: 0)))
        published += 1
      }
      try producer.flush()
      try wait("death of \(stage) at \(point)") { !dying.isRunning }
      #expect(dying.waitUntilExit() == SIGKILL)
      let heir = try RunningService("beacon-ingestion", broker: broker.address, state: folder)
      defer { heir.kill() }
      try wait("all after a death of \(stage) at \(point)") { try accepted(settings).count >= published }
      #expect(heir.stop() == 0)
      let ids = try accepted(settings)
      #expect(ids.count == published && Set(ids).count == published, "\(stage), \(point)")
    }
    #expect(try readAll(TopicCatalogue.deadLetters.name, settings: settings).isEmpty)
  }

  private func accepted(_ settings: KafkaSettings) throws -> [String] {
    try readAll(TopicCatalogue.accepted.name, settings: settings).compactMap { $0.header("ce_id") }
  }

  private func wait(_ what: String, until holds: () throws -> Bool) throws {
    let end = Date(timeIntervalSinceNow: 60)
    while Date() < end {
      if try holds() { return }
      Thread.sleep(forTimeInterval: 0.3)
    }
    throw TestFailure("waited a minute for \(what)")
  }
}
