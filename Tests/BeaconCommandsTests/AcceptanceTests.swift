import EmbeddedMessaging
import EmbeddedPipeline
import Foundation
import Messaging
import NotificationService
import PipelineComposition
import PipelineContracts
import ReferenceData
import ScoringService
import Testing

@testable import BeaconCommands

/// What its users accept Beacon by, each line as a test under its own words, through the commands that a user types.
@Suite("Acceptance") struct AcceptanceTests {
  private static let now = "2026-11-24T12:00:00Z"
  private static let project =
    #"{"id":"rask-dam","name":"Rask Dam","countries":["PK"],"sector":"hydropower"}"#
  private static let source =
    #"{"id":"gulf-wire","domain":"gulf.example","name":"Gulf Wire","grade":"A"}"#
  private static let attackText =
    "Gunmen attacked the Rask Dam in northern Pakistan on Monday, killing four workers, police said."

  private static func article(
    _ id: String, _ body: String, publishedAt: String = "2026-11-24T08:00:00Z", url: String? = nil,
    retracts: String? = nil
  ) throws -> String {
    var fields: [String: Any] = [
      "id": id, "body": body, "publishedAt": publishedAt, "source": ["name": "Gulf Wire", "domain": "gulf.example"],
    ]
    fields["url"] = url
    fields["retracts"] = retracts
    return String(decoding: try JSONSerialization.data(withJSONObject: fields, options: .sortedKeys), as: UTF8.self)
  }

  /// A data folder with one registered project and one source of grade A.
  private final class Desk {
    let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
      _ = try call("projects", "add", "-", input: AcceptanceTests.project)
      _ = try call("sources", "add", "-", input: AcceptanceTests.source)
    }

    @discardableResult
    func call(_ words: String..., input: String = "") throws -> Answer {
      let answer = try beacon(
        words + ["--data", folder.path], input: Array(input.utf8),
        environment: ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"])
      #expect(answer.code == .success, "\(words): \(answer.errors)")
      return answer
    }

    /// Publishes and runs; returns the run's account.
    @discardableResult
    func read(_ articles: [String], at clock: String = AcceptanceTests.now) throws -> String {
      if !articles.isEmpty { try call("publish", "-", input: articles.joined(separator: "\n")) }
      return try call("run", "--until-idle", "--clock", clock).output
    }

    func alerts(_ category: String? = nil) throws -> [[String: Any]] {
      try call("alerts", "--json").lines.map(fields).filter { category == nil || $0["category"] as? String == category }
    }

    func statuses(_ category: String) throws -> [String] {
      try alerts(category).filter { ($0["subject"] as? [String: Any])?["id"] as? String == "rask-dam" }
        .compactMap { $0["status"] as? String }
    }

    func score() throws -> Double {
      let line = try call("assess", "project/rask-dam", "--json").lines.last ?? "{}"
      return fields(line)["score"] as? Double ?? -1
    }

    private func fields(_ line: String) -> [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] ?? [:]
    }
  }

  private static func seed() throws -> String {
    try String(contentsOfFile: checkout + "/Tests/Fixtures/seed/article.txt", encoding: .utf8)
  }

  @Test("The seed article itself raises no risk alert: it is policy prose.")
  func seedRaisesNothing() throws {
    let desk = try Desk()
    try desk.call("projects", "add", checkout + "/deploy/samples/projects.jsonl")
    let account = try desk.read([try Self.article("seed", try Self.seed())])
    #expect(account.contains(#""accepted":1"#))
    #expect(try desk.alerts().isEmpty)
  }

  @Test(
    """
    It yields 17 quantities, 5 project milestones, 5 policy documents, 2 integrity notices and the themes in gold.jsonl; \
    check.py says so.
    """)
  func seedYield() throws {
    let body = try JSONSerialization.data(withJSONObject: ["body": try Self.seed()])
    let answer = try beacon(
      ["extract", "--projects", checkout + "/deploy/samples/projects.jsonl"], input: Array(body),
      environment: ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"])
    let facts = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any] ?? [:]
    func count(_ key: String) -> Int { (facts[key] as? [Any])?.count ?? 0 }
    // `SeedTests` compares each of them with the gold; this verifies that the command prints them.
    #expect((17...40).contains(count("quantities")))
    #expect((5...10).contains(count("milestones")))
    #expect((5...12).contains(count("documents")))
    #expect(count("notices") == 2)
    #expect((35...150).contains(count("themes")))
  }

  @Test("An article that reports an attack on a registered project alerts within a second, with the sentence quoted.")
  func attackAlerts() throws {
    let desk = try Desk()
    try desk.read([try Self.article("a", Self.attackText)])
    let alert = try #require(try desk.alerts("SEC").first, "no alert in the run that read the article")
    #expect(alert["status"] as? String == "raised")
    #expect(alert["level"] as? String == "critical")
    let evidence = alert["evidence"] as? [[String: Any]]
    #expect(evidence?.first?["quote"] as? String == Self.attackText)
  }

  @Test("The same text under 100 addresses changes no score.")
  func hundredAddresses() throws {
    let desk = try Desk()
    try desk.read([try Self.article("a", Self.attackText)])
    let (score, alerts) = (try desk.score(), try desk.alerts().count)
    #expect(score > 0)
    let copies = try (0..<100).map {
      try Self.article("copy \($0)", Self.attackText, url: "https://mirror\($0).example/attack")
    }
    #expect(try desk.read(copies).contains(#""accepted":100"#))
    #expect(try desk.score() == score)
    #expect(try desk.alerts().count == alerts)
  }

  @Test("A small edit is a revision, not an alert.")
  func smallEdit() throws {
    let desk = try Desk()
    try desk.read([try Self.article("a", Self.attackText)])
    let alerts = try desk.alerts().count
    let account = try desk.read([try Self.article("a", Self.attackText + " The road is open again.")])
    #expect(account.contains(#""revisions":1"#))
    #expect(try desk.alerts().count == alerts)
  }

  @Test("A retraction cancels.")
  func retraction() throws {
    let desk = try Desk()
    try desk.read([try Self.article("a", Self.attackText)])
    try desk.read([
      try Self.article("b", "Our report of an attack was wrong.", publishedAt: "2026-11-24T09:00:00Z", retracts: "a")
    ])
    #expect(try desk.statuses("SEC") == ["raised", "cancelled"])
    #expect(try desk.score() == 0)
  }

  @Test("An escalation inside a cool-down is delivered.")
  func escalation() throws {
    let desk = try Desk()
    let theft = "Thieves robbed the camp of the Rask Dam in northern Pakistan on Monday, police said."
    try desk.read([try Self.article("a", theft, publishedAt: "2026-11-24T07:00:00Z")])
    let before = try desk.statuses("SEC")
    #expect(before == ["raised"])
    try desk.read([try Self.article("b", Self.attackText)], at: "2026-11-24T12:30:00Z")
    #expect(try desk.statuses("SEC") == ["raised", "escalated"])
  }

  @Test("A score that swings around a threshold gives one alert and one recovery.")
  func swinging() throws {
    let desk = try Desk()
    for (index, day) in ["20", "24", "28"].enumerated() {
      let protest =
        "Villagers protested at the Rask Dam in northern Pakistan on November \(day), 2026, police said. March \(index)."
      try desk.read(
        [try Self.article("p\(index)", protest, publishedAt: "2026-11-\(day)T08:00:00Z")],
        at: "2026-11-\(day)T12:00:00Z")
      try desk.read([], at: "2026-11-\((Int(day) ?? 0) + 2)T12:00:00Z")
    }
    try desk.read([], at: "2027-02-01T12:00:00Z")
    let statuses = try desk.statuses("POL")
    #expect(statuses.count { $0 == "raised" } == 1, "\(statuses)")
    #expect(statuses.count { $0 == "resolved" } == 1, "\(statuses)")
  }

  @Test("A two-year-old attack ingested today gives no alert.")
  func oldAttack() throws {
    let desk = try Desk()
    try desk.read([try Self.article("a", Self.attackText, publishedAt: "2024-11-26T08:00:00Z")])
    #expect(try desk.alerts().isEmpty)
  }

  @Test("A replay of the signals gives identical alerts.")
  func replay() throws {
    let desk = try Desk()
    try desk.call("projects", "add", checkout + "/deploy/samples/projects.jsonl")
    try desk.call("sources", "add", checkout + "/deploy/samples/sources.jsonl")
    try desk.call("publish", "--rebase", "--clock", Self.now, checkout + "/deploy/samples/articles")
    try desk.read([])
    let source = try EmbeddedSource(directory: desk.folder.path)
    let data = try ReferenceData(directory: checkout + "/Shared/ReferenceData")
    let log = try EmbeddedLog.temporary(topics: Pipeline.topics)
    let stages = [
      ScoringStages.scoring(model: data.riskModel, names: ScoringNames(data.gazetteer)),
      NotificationStages.notification(
        model: data.riskModel, tables: try AlertTables(directory: checkout + "/Shared/ReferenceData")),
    ]
    let runtime = EmbeddedRuntime(Pipeline(stages, program: "test"), on: log, clock: { .distantPast })
    try runtime.process(
      try records(TopicCatalogue.signals.name, source).map {
        OutgoingRecord(topic: $0.topic, key: $0.key, value: $0.value, headers: $0.headers, time: $0.time)
      })
    var replayed: [[UInt8]?] = []
    var next: Int64 = 0
    while case let batch = try log.records(topic: TopicCatalogue.alerts.name, from: next), let last = batch.last {
      replayed += batch.map(\.value)
      next = last.offset + 1
    }
    let written = try records(TopicCatalogue.alerts.name, source).map(\.value)
    #expect(!written.isEmpty)
    #expect(replayed == written)
  }

  private func records(_ topic: String, _ source: EmbeddedSource) throws -> [Record] {
    var records: [Record] = []
    _ = try source.scan(topic) { records.append($0) }
    return records
  }
}
