import EmbeddedMessaging
import Files
import Foundation
import HTTPTestServer
import Messaging
import Models
import PipelineContracts
import TestSupport
import Testing

@testable import BeaconCommands

@Suite struct DeliverTests {
  private static let clock = "2026-11-20T08:00:00Z"
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  /// A data folder with the samples, and receivers at these addresses, distinguished by their index.
  private func prepare(_ folder: TemporaryFolder, _ urls: [String]) throws -> [String] {
    let data = "\(folder.path)/data"
    for (register, file) in [("projects", "projects.jsonl"), ("sources", "sources.jsonl")] {
      _ = try beacon([register, "add", "--data", data, "\(checkout)/deploy/samples/\(file)"], input: [])
    }
    _ = try beacon(
      ["publish", "--data", data, "--rebase", "--clock", Self.clock, "\(checkout)/deploy/samples/articles"], input: [])
    try Self.secret.write(toFile: "\(folder.path)/secret", atomically: true, encoding: .utf8)
    let receivers = urls.enumerated().map { index, url in
      """
      {"type":"webhook","id":"r\(index)","url":"\(url)","secretFiles":["\(folder.path)/secret"],"allowHTTP":true,\
      "allowPrivate":true}
      """
    }
    let file = "\(folder.path)/receivers.json"
    try "[\(receivers.joined(separator: ","))]".write(toFile: file, atomically: true, encoding: .utf8)
    return ["run", "--data", data, "--until-idle", "--clock", Self.clock, "--receivers", file]
  }

  /// Calls `beacon` on a new thread. A run waits for deliveries that need the pool of tasks, and would wait for ever if
  /// it blocked a thread of that pool while other tests blocked the rest.
  ///
  /// - Parameter hours: the row `delivery_hours` of `alerting.tsv`.
  private func run(_ words: [String], deliveryHours hours: Int = 24) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            try withChangedFiles(
              of: checkout + "/Shared/ReferenceData",
              [
                "RiskModel/alerting.tsv": {
                  try $0.replacingPart("delivery_hours\t24", with: "delivery_hours\t\(hours)")
                }
              ]
            ) { try beacon(words, input: [], environment: ["BEACON_REFERENCE": $0]) }
          })
      }
    }
  }

  /// Adds an alert record that is no JSON to the inbox.
  private func addUnreadableAlert(to folder: TemporaryFolder) throws {
    let topic = TopicCatalogue.alerts.name
    let file = try InboxWriter(directory: "\(folder.path)/data").beginWhole(topic: topic)
    let time = try #require(Timestamp(rfc3339: Self.clock))
    try file.write(
      whole: OutgoingRecord(
        topic: topic, key: Array("country/PK".utf8), value: Array("{".utf8),
        headers: CloudEvent.headers(id: "x", type: "beacon.alert.v1", stage: "test", time: time), time: time))
    _ = try file.publish()
  }

  private func records(_ topic: String, _ folder: TemporaryFolder) throws -> [Record] {
    try EmbeddedReader(directory: "\(folder.path)/data").records(topic: topic, from: 0)
  }

  @Test("A run posts each alert record once, records its delivery, and the next run posts nothing")
  func delivers() async throws {
    let server = try HTTPTestServer { _ in
      [.send(Array("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".utf8))]
    }
    let folder = try TemporaryFolder()
    let words = try prepare(folder, [server.url])
    #expect(try await run(words).code == .success)
    let alerts = try records(TopicCatalogue.alerts.name, folder).map { $0.eventId ?? "" }
    #expect(alerts.count > 5)
    #expect(server.requests.map { $0.headers["webhook-id"] } == alerts.map { Delivery.id(receiver: "r0", record: $0) })
    let deliveries = try records(TopicCatalogue.deliveries.name, folder).map {
      try TopicCatalogue.deliveries.decode($0.value ?? [])
    }
    #expect(deliveries.map(\.record) == alerts)
    #expect(deliveries.allSatisfy { $0.outcome == .delivered && $0.attempts == 1 && $0.detail == "status 204" })
    #expect(try await run(words).code == .success)
    #expect(server.requests.count == alerts.count)
  }

  @Test("Deliveries whose results wait in the inbox are not repeated, nor are the dead letters that wait there")
  func waitingResults() async throws {
    let server = try HTTPTestServer { _ in [.reply(204)] }
    let folder = try TemporaryFolder()
    let words = try prepare(folder, [server.url])
    try addUnreadableAlert(to: folder)
    let runAlone = Array(words.dropLast(2))
    #expect(try await run(runAlone).code == .success)
    let readable = try records(TopicCatalogue.alerts.name, folder).count - 1
    #expect(readable > 5)
    for _ in 0..<2 {
      #expect(try await run(["deliver"] + words.dropFirst()).code == .success)
      #expect(server.requests.count == readable)
      #expect(try records(TopicCatalogue.deliveries.name, folder).isEmpty)
    }
    #expect(try await run(runAlone).code == .success)
    #expect(try records(TopicCatalogue.deliveries.name, folder).count == readable)
    let letters = try records(TopicCatalogue.deadLetters.name, folder).compactMap(DeadLetterRecord.read)
    #expect(letters.filter { $0.stage == "deliver" }.count == 1)
  }

  @Test("Alert records that are too old when deliveries start are counted in the log, unless they have a result")
  func tooOld() async throws {
    let server = try HTTPTestServer { _ in [.reply(204)] }
    let folder = try TemporaryFolder()
    let words = try prepare(folder, [server.url])
    let start = try #require(Timestamp(rfc3339: Self.clock))
    func deliver(afterDays days: Int) async throws -> Answer {
      let time = start.adding(days: days).description
      return try await run(["deliver"] + words.dropFirst().map { $0 == Self.clock ? time : $0 })
    }
    #expect(try await run(Array(words.dropLast(2))).code == .success)
    let alerts = try records(TopicCatalogue.alerts.name, folder).count
    #expect(alerts > 5)
    let late = try await deliver(afterDays: 2)
    #expect(late.code == .success && server.requests.isEmpty)
    #expect(late.errors.contains(#""event":"deliveries_too_old","records":\#(alerts)}"#), "\(late.errors)")
    #expect(try await deliver(afterDays: 40).errors.isEmpty, "results this old are not kept")
    #expect(try await run(words).code == .success)
    #expect(server.requests.count == alerts)
    #expect(try await deliver(afterDays: 2).errors.isEmpty)
  }

  @Test("Alert records are delivered up to the age that the row delivery_hours of alerting.tsv gives")
  func lifetime() async throws {
    let server = try HTTPTestServer { _ in [.reply(204)] }
    let folder = try TemporaryFolder()
    let words = try prepare(folder, [server.url])
    #expect(try await run(Array(words.dropLast(2))).code == .success)
    let alerts = try records(TopicCatalogue.alerts.name, folder).count
    let time = try #require(Timestamp(rfc3339: Self.clock)).adding(days: 2).description
    let later = ["deliver"] + words.dropFirst().map { $0 == Self.clock ? time : $0 }
    for (hours, count) in [(47, 0), (60, alerts)] {
      #expect(try await run(later, deliveryHours: hours).code == .success)
      #expect(server.requests.count == count, "\(hours) hours")
    }
    #expect(try await run(later, deliveryHours: 719).code == .success)
    let tooLong = try await run(later, deliveryHours: 720)
    #expect(tooLong.code == .dataError && tooLong.errors.contains("delivery_hours"), "\(tooLong.errors)")
    #expect(tooLong.errors.contains("less than 720: after 30 days it is not known what became of"))
  }

  @Test(
    "While another process delivers from a data folder, deliveries end with 75 and send nothing; a run still reports")
  func oneDeliverer() async throws {
    let server = try HTTPTestServer { _ in [.reply(204)] }
    let folder = try TemporaryFolder()
    let words = try prepare(folder, [server.url])
    #expect(try await run(Array(words.dropLast(2))).code == .success)
    var lock = try FileLock("\(folder.path)/data/deliver.lock")
    try #require(lock != nil)
    for command in ["deliver", "run"] {
      let answer = try await run([command] + words.dropFirst())
      #expect(answer.code == .temporaryFailure && answer.errors.contains("another process delivers from"), "\(command)")
    }
    #expect(server.requests.isEmpty)
    let metrics = "\(folder.path)/metrics"
    let busy = try await run(words + ["--metrics", metrics])
    #expect(busy.code == .temporaryFailure && busy.output.hasPrefix(#"{"articles":{"published":0,"#), "\(busy.output)")
    #expect(busy.errors.contains(#""event":"stopped""#), "\(busy.errors)")
    #expect(FileManager.default.fileExists(atPath: metrics))
    lock = nil
    #expect(try await run(["deliver"] + words.dropFirst()).code == .success)
    #expect(server.requests.count == (try records(TopicCatalogue.alerts.name, folder).count))
  }

  @Test("An alert record that cannot be read becomes one dead letter, and the others are delivered")
  func unreadableRecord() async throws {
    let server = try HTTPTestServer { _ in
      [.send(Array("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".utf8))]
    }
    let folder = try TemporaryFolder()
    let words = try prepare(folder, [server.url])
    let topic = TopicCatalogue.alerts.name
    try addUnreadableAlert(to: folder)
    for _ in 0..<3 { #expect(try await run(words).code == .success) }
    let letters = try records(TopicCatalogue.deadLetters.name, folder).compactMap(DeadLetterRecord.read).filter {
      $0.stage == "deliver"
    }
    #expect(letters.map(\.code) == ["json_syntax"])
    #expect(letters.first?.topic == topic)
    #expect(server.requests.count == (try records(topic, folder).count) - 1)
  }

  @Test("Receivers that cannot be used end the run before it begins, with the place in the file")
  func badReceivers() async throws {
    let folder = try TemporaryFolder()
    let words = try prepare(folder, ["ftp://x.example"])
    let answer = try await run(words)
    #expect(answer.code == .configuration)
    #expect(answer.errors.contains("$[0].url") && answer.errors.contains("expected an https address"))
    #expect(!answer.errors.contains(Self.secret))
  }
}
