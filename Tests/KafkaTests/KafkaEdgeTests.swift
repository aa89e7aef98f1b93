import Foundation
import HTTPTestServer
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import PipelineContracts
import ServiceProcesses
import Testing

/// What comes into a cluster from outside and goes out of it: feeds, values in every form, deliveries.
@Suite(
  "Feeds, forms and deliveries over Kafka", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaEdgeTests {
  private static let broker = Result {
    let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
    try BeaconProgram.run("beacon", "topics", "create", "--kafka", broker.address)
    return broker
  }

  private let address: String
  private let settings: KafkaSettings
  private let folder: String

  init() throws {
    address = try Self.broker.get().address
    settings = KafkaSettings(bootstrapServers: address)
    folder = FileManager.default.temporaryDirectory.appending(path: "beacon-edge-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func beacon(_ words: [String]) throws -> Program.Answer {
    try Program("beacon", words + ["--kafka", address], environment: ["BEACON_FEEDS_PRIVATE": "1"]).answer()
  }

  private func wait(_ what: String, until holds: () throws -> Bool) throws {
    let end = Date(timeIntervalSinceNow: 120)
    while Date() < end {
      if try holds() { return }
      Thread.sleep(forTimeInterval: 0.3)
    }
    Issue.record("waited two minutes for \(what)")
  }

  @Test("What a feed has that is new goes to the articles topic, keyed by its id, once")
  func feeds() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try HTTPTestServer { request in
      let items = (0..<(request.path == "/longer" ? 4 : 3)).map {
        "<item><guid>edge\(request.path)\($0)</guid><title>Story \($0) of \(request.path)</title></item>"
      }
      return [.reply(text: "<rss><channel><title>Wire</title>\(items.joined())</channel></rss>")]
    }
    let data = ["--data", folder]
    #expect(try Program("beacon", ["feeds", "add", server.url] + data).answer().status == 0)
    let first = try beacon(["feeds", "poll"] + data)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("3 new articles"), "\(first.output)")
    let second = try beacon(["feeds", "poll", "--now"] + data)
    #expect(second.output.contains("0 new articles"), "\(second.output)")
    let records = try readAll(TopicCatalogue.articles.name, settings: settings).filter {
      String(decoding: $0.key ?? [], as: UTF8.self).hasPrefix("edge/")
    }
    #expect(records.map { String(decoding: $0.key ?? [], as: UTF8.self) }.sorted() == ["edge/0", "edge/1", "edge/2"])
    // If no broker responds, nothing is remembered as published, and the feed waits as one that failed.
    #expect(try Program("beacon", ["feeds", "add", server.url + "/longer"] + data).answer().status == 0)
    let down = try Program(
      "beacon", ["feeds", "poll", "--kafka", "127.0.0.1:1"] + data, environment: ["BEACON_FEEDS_PRIVATE": "1"])
    #expect(try down.answer().status == 69)
    #expect(try beacon(["feeds", "poll"] + data).output == "No feed is due.\n")
    #expect(try beacon(["feeds", "poll", "--now"] + data).output.contains("4 new articles"))
  }

  /// One article in each form that a value may have, and the header of CloudEvents in binary mode beside its own.
  private static let forms = [
    #"{"id": "f0", "title": "Port closed", "body": "The port is closed."}"#,
    "[{\n \"id\": \"f1\", \"headline\": \"Port closed\", \"text\": \"The port is closed.\"}]",
    #"{"articles": [{"id": "f2", "title": "Port closed", "description": "The port is closed."}]}"#,
    #"{"specversion": "1.0", "id": "f3", "source": "/x", "type": "t", "data": {"title": "Port closed", "body": "The port is closed."}}"#,
    #"{"uri": "f4", "headline": "Port closed", "body_html": "<p>The port is closed.</p>"}"#,
    #"{"@type": "NewsArticle", "@id": "f5", "headline": "Port closed", "articleBody": "The port is closed."}"#,
    "<rss><channel><item><guid>f6</guid><title>Port closed</title><description>The port is closed.</description></item></channel></rss>",
    "<entry xmlns='http://www.w3.org/2005/Atom'><id>f7</id><title>Port closed</title><content>The port is closed.</content></entry>",
    "<newsItem guid='f8'><contentMeta><headline>Port closed</headline></contentMeta><contentSet><inlineXML><html><body><p>The port is closed.</p></body></html></inlineXML></contentSet></newsItem>",
    "<!doctype html><html><head><title>Port closed</title><link rel=canonical href='https://f9.example/'></head><body><p>The port is closed.</p></body></html>",
  ]

  @Test("A value of the articles topic may be an article in any form; one of several ends in its dead letter")
  func anyForm() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let service = try RunningService("beacon-ingestion", broker: address, state: folder)
    defer { service.kill() }
    let producer = try KafkaProducer(settings)
    let several = #"{"articles": [{"title": "A"}, {"title": "B"}]}"#
    for (index, value) in (Self.forms + [several]).enumerated() {
      try producer.produce(
        OutgoingRecord(
          topic: TopicCatalogue.articles.name, key: Array("form-\(index)".utf8), value: Array(value.utf8),
          headers: [
            Header("ce_specversion", "1.0"), Header("ce_id", "\(index)"), Header("content-type", "text/plain"),
          ],
          time: Timestamp(milliseconds: 1_795_680_000_000)))
    }
    try producer.flush()
    try wait("every article") {
      try readAll(TopicCatalogue.accepted.name, settings: settings).filter {
        String(decoding: $0.value ?? [], as: UTF8.self).contains("The port is closed.")
      }.count == Self.forms.count
    }
    try wait("the dead letter") {
      try readAll(TopicCatalogue.deadLetters.name, settings: settings).contains {
        $0.header("beacon_error_code") == "articles_many"
      }
    }
    #expect(service.stop() == 0)
  }

  @Test("Alerts are posted to a webhook once each, a slow receiver beside it, and their deliveries recorded")
  func deliveries() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let producer = try KafkaProducer(settings, transactionalId: "edge-alerts")
    try producer.initTransactions()
    try producer.beginTransaction()
    for number in 0..<12 { try producer.produce(try alert(number), partition: number % 6) }
    try producer.commitTransaction()
    let quick = try HTTPTestServer { _ in [.reply(204)] }
    let slow = try HTTPTestServer { _ in [.wait(milliseconds: 150), .reply(200)] }
    try "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".write(toFile: "\(folder)/secret", atomically: true, encoding: .utf8)
    let receivers = [("quick", quick.url), ("slow", slow.url)].map { id, url in
      """
      {"type":"webhook","id":"\(id)","url":"\(url)","secretFiles":["\(folder)/secret"],"allowHTTP":true,"allowPrivate":true}
      """
    }
    let file = "\(folder)/receivers.json"
    try "[\(receivers.joined(separator: ","))]".write(toFile: file, atomically: true, encoding: .utf8)
    let words = ["deliver", "--until-idle", "--receivers", file]
    let answer = try beacon(words)
    #expect(answer.status == 0, "\(answer.errors)")
    for server in [quick, slow] {
      #expect(Set(server.requests.compactMap { $0.headers["webhook-id"] }).count == 12)
      #expect(server.requests.count == 12)
    }
    let deliveries = try readAll(TopicCatalogue.deliveries.name, settings: settings).map {
      try TopicCatalogue.deliveries.decode($0)
    }
    #expect(deliveries.count { $0.outcome == .delivered } == 24)
    #expect(try producers(of: TopicCatalogue.deliveries.name).count == 1, "each batch of results has a new producer")
    #expect(try beacon(words).status == 0)
    #expect(quick.requests.count == 12)
  }

  /// The ids of the producers that wrote to a topic, from the batches in the broker's files.
  private func producers(of topic: String) throws -> Set<UInt64> {
    let data = try Self.broker.get().directory.appending(path: "data")
    var ids: Set<UInt64> = []
    for folder in try FileManager.default.contentsOfDirectory(at: data, includingPropertiesForKeys: nil)
    where folder.lastPathComponent.hasPrefix("\(topic)-") {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "00000000000000000000.log")))
      func number(at start: Int, bytes count: Int) -> UInt64 {
        bytes[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
      }
      // A batch begins with 8 bytes of offset and 4 bytes of the length that follows; its producer's id is at byte 43.
      var start = 0
      while start + 51 <= bytes.count {
        let length = Int(number(at: start + 8, bytes: 4))
        guard length > 0 else { break }
        ids.insert(number(at: start + 43, bytes: 8))
        start += 12 + length
      }
    }
    return ids
  }

  private func alert(_ number: Int) throws -> OutgoingRecord {
    let time = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    return try TopicCatalogue.alerts.record(
      Alert(
        record: "edge\(number)", id: "a\(number)", episode: "e", status: .raised, subject: SubjectKey(.country, "PE"),
        subjectName: "Peru", category: "SEC", lane: .severity, level: .watch, urgency: .immediate, certainty: .likely,
        headline: "h", description: "d", confidence: 0.5, evidence: [], sentAt: time, expiresAt: time.adding(hours: 1),
        roles: [.enterprise], model: "1"), id: "edge\(number)", time: time, from: "notification")
  }
}
