import CommandLine
import Foundation
import Messaging
import Models
import PipelineContracts
import Testing

@testable import BeaconCommands

/// Every record of every topic after a run over all that people can publish.
@Suite struct TraceTests {
  private static let clock = "2026-11-24T08:00:00Z"

  private func beacon(
    _ data: String, _ words: String..., input: String = "", endsWith code: ExitCode = .success
  ) throws {
    let answer = try BeaconCommandsTests.beacon(
      words + ["--data", data], input: Array(input.utf8),
      environment: ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"])
    #expect(answer.code == code, "\(words): \(answer.errors)")
  }

  /// Samples, bad lines, registers with a removal, silences, two runs and a replayed dead letter.
  private func run(in data: String) throws -> [String: [Record]] {
    let samples = checkout + "/deploy/samples"
    try beacon(data, "projects", "add", samples + "/projects.jsonl")
    try beacon(data, "sources", "add", samples + "/sources.jsonl")
    try beacon(
      data, "silence", "add", "country/PE", "--owner", "Ana", "--reason", "known", "--clock", Self.clock)
    try beacon(data, "publish", "--rebase", "--clock", Self.clock, samples + "/articles")
    try beacon(
      data, "publish", "-", input: "{\n{\n{\"body\":\"a\\u0000\"}\n{\"body\":\"twice\"}\n{\"body\":\"twice\"}\n",
      endsWith: .partial)
    try beacon(data, "run", "--until-idle", "--clock", Self.clock)
    try beacon(data, "projects", "remove", "gwadar-port")
    try beacon(data, "dead-letters", "replay", "0:0", "1")
    try beacon(data, "run", "--until-idle", "--clock", "2026-11-26T08:00:00Z")
    let source = try EmbeddedSource(directory: data)
    var topics: [String: [Record]] = [:]
    for topic in TopicCatalogue.all {
      _ = try source.scan(topic.name) { topics[topic.name, default: []].append($0) }
    }
    return topics
  }

  /// Topics that this run gives no reason to write to.
  private static let unwritten: Set = [
    "beacon.suppressions.v1", "beacon.parties.v1", "beacon.actions.v1", "beacon.reports.v1", "beacon.deliveries.v1",
  ]

  @Test(
    "Every record of every topic has an event's headers and a trace, each once; only what is repeated has an equal id")
  func everyRecord() throws {
    let folder = try TemporaryFolder()
    let topics = try run(in: "\(folder.path)/data")
    #expect(Set(topics.keys).isSuperset(of: TopicCatalogue.all.map(\.name).filter { !Self.unwritten.contains($0) }))
    let names = ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type", "traceparent"]
    for record in topics.values.joined() {
      for name in names {
        #expect(record.headers.count { $0.name == name } == 1, "\(name) of \(record.topic) \(record.offset)")
      }
      #expect(TraceContext.isValid(record.header("traceparent") ?? ""), "\(record.topic) \(record.offset)")
      #expect(record.header("ce_specversion") == "1.0")
      if record.topic != TopicCatalogue.deadLetters.name {
        let specification = TopicCatalogue.all.first { $0.name == record.topic }
        #expect(record.header("ce_type") == specification?.eventType)
      }
    }
    // An article that is published twice is identified as the same twice, and a bad one replayed dies as the same
    // again.
    let repeated = ["beacon.articles.v1", "beacon.articles.identified.v1", "beacon.dead-letters.v1"]
    for (topic, records) in topics where !repeated.contains(topic) {
      let ids = records.compactMap { $0.header("ce_id") }
      #expect(Set(ids).count == ids.count, "\(topic)")
    }
  }

  @Test("What comes of an article has the trace of its article, from stage to stage, and an alert that of its cause")
  func carried() throws {
    let folder = try TemporaryFolder()
    let topics = try run(in: "\(folder.path)/data")
    func traces(_ names: String...) -> Set<String> {
      Set(names.flatMap { topics[$0] ?? [] }.compactMap { $0.header("traceparent") })
    }
    let articles = traces(TopicCatalogue.articles.name)
    #expect(articles.count == (topics[TopicCatalogue.articles.name]?.count ?? 0) - 2, "replayed ones keep theirs")
    for topic in [
      TopicCatalogue.identified.name, TopicCatalogue.accepted.name, TopicCatalogue.facts.name,
      TopicCatalogue.deadLetters.name,
    ] {
      #expect(traces(topic).isSubset(of: articles) && traces(topic).count > 2, "\(topic)")
    }
    let signals = topics[TopicCatalogue.signals.name] ?? []
    for signal in signals {
      let trace = try #require(signal.header("traceparent"))
      switch try TopicCatalogue.signals.decode(signal) {
      case .event, .withdrawn, .notice, .coverage, .schedule: #expect(articles.contains(trace))
      case .registration: #expect(traces(TopicCatalogue.projects.name).contains(trace))
      case .tick: #expect(!articles.contains(trace))
      }
    }
    for topic in [TopicCatalogue.assessments.name, TopicCatalogue.warnings.name, TopicCatalogue.alerts.name] {
      #expect(traces(topic).isSubset(of: traces(TopicCatalogue.signals.name)), "\(topic)")
    }
    #expect(!traces(TopicCatalogue.alerts.name).isDisjoint(with: articles))
  }

  @Test("A run that is repeated writes the same bytes and headers")
  func repeated() throws {
    let folder = try TemporaryFolder()
    let first = try run(in: "\(folder.path)/first")
    let second = try run(in: "\(folder.path)/second")
    #expect(first == second)
  }

  @Test("A replayed dead letter comes back to its topic with its bytes, key and headers")
  func replayed() throws {
    let folder = try TemporaryFolder()
    let topics = try run(in: "\(folder.path)/data")
    let articles = topics[TopicCatalogue.articles.name] ?? []
    let again = articles.suffix(2)
    let letters = (topics[TopicCatalogue.deadLetters.name] ?? []).prefix(2)
    #expect(letters.map(\.value) == again.map(\.value))
    for (record, letter) in zip(again, letters) {
      let original = try #require(articles.first { $0.header("ce_id") == record.header("ce_id") })
      #expect(original.offset < record.offset)
      #expect(original.headers == record.headers && original.key == record.key && original.value == record.value)
      #expect(letter.headers.prefix(original.headers.count) == original.headers[...])
    }
  }
}
