import Foundation
import KafkaMessaging
import Messaging
import Models
import PipelineContracts
import ServiceProcesses
import Testing

/// A service that is asked to stop over a mock cluster, while one of its commits never ends.
@Suite("Stopping a service")
struct StoppingTests {
  @Test("A service whose stage does not stop in time names that as its reason, and ends with the status 69")
  func hangs() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "beacon-stopping-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = folder.appending(path: "log")
    // On a separate thread: the service takes some seconds to hang and to end.
    let status = try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try Self.statusOfHangingService(in: folder, log: log) })
      }
    }
    #expect(status == 69)
    let dead = try #require(Self.lines(of: log).last { $0.contains("stage_dead") }, "\(Self.lines(of: log))")
    #expect(dead.contains("did not stop within 1 seconds"))
  }

  private static func statusOfHangingService(in folder: URL, log: URL) throws -> Int32 {
    let cluster = try MockCluster(brokers: 1)
    for topic in [TopicCatalogue.articles.name, TopicCatalogue.identified.name, TopicCatalogue.accepted.name] {
      try cluster.createTopic(topic, partitions: 1)
    }
    let producer = try KafkaProducer(cluster.settings)
    let article = Article(
      id: "a", title: "Port", body: "The port of Chancay opened on Monday.", source: ArticleSource(name: "Test"))
    try producer.produce(
      OutgoingRecord(
        topic: TopicCatalogue.articles.name, key: nil, value: TopicCatalogue.articles.encode(article),
        time: Timestamp(milliseconds: 0)))
    try producer.flush()
    let service = try RunningService(
      "beacon-ingestion", broker: cluster.settings.bootstrapServers, state: folder.path, instance: nil,
      fault: "ingestion-identify:before-commit:1:hang", log: log)
    defer { service.kill() }
    try wait("the service to hang") { lines(of: log).contains("the commit hangs") }
    service.askToStop()
    try wait("its end") { !service.isRunning }
    return service.waitUntilExit()
  }

  private static func wait(_ what: String, until holds: () -> Bool) throws {
    let end = Date(timeIntervalSinceNow: 120)
    while Date() < end {
      if holds() { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw TestFailure("waited two minutes for \(what)")
  }

  private static func lines(of log: URL) -> [Substring] {
    ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n")
  }
}
