import Messaging
import Models
import PipelineContracts
import Testing

@Suite struct TopicCatalogueTests {
  @Test("Every topic has a name and a type of its own, and the partitions of its kind")
  func catalogue() {
    let all = TopicCatalogue.all
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(Set(all.compactMap(\.eventType)).count == all.count - 1)
    for topic in all {
      #expect(topic.name.hasPrefix("beacon.") && topic.name.hasSuffix(".v1"))
    }
    let single = all.filter { $0.partitions() == 1 }.map(\.name)
    #expect(
      single == [
        "beacon.warnings.v1", "beacon.projects.v1", "beacon.sources.v1", "beacon.silences.v1", "beacon.parties.v1",
        "beacon.actions.v1",
      ])
    #expect(all.filter { $0.partitions() == 6 }.count == all.count - single.count)
    #expect(all.allSatisfy { $0.partitions(keyed: 1) == 1 })
  }

  @Test("A record carries its key, its CloudEvents headers and the trace of its cause")
  func record() throws {
    let time = try #require(Timestamp(rfc3339: "2024-11-30T08:15:00.250Z"))
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    let cause = Record(
      topic: "t", partition: 0, offset: 7, key: nil, value: nil, headers: [Header("traceparent", trace)], time: time)
    let article = AcceptedArticle.retraction(Retraction(articleId: "a1", retractedBy: "a2"), revision: 2)
    let record = try TopicCatalogue.accepted.record(article, id: "r1", from: "ingestion-revise", causedBy: cause)
    #expect(record.topic == "beacon.articles.accepted.v1")
    #expect(record.key == Array("a1".utf8))
    #expect(record.destination == .byKey)
    #expect(record.time == time)
    #expect(
      record.headers == [
        Header("ce_specversion", "1.0"), Header("ce_id", "r1"), Header("ce_type", "beacon.article.accepted.v1"),
        Header("ce_source", "/beacon/ingestion-revise"), Header("ce_time", "2024-11-30T08:15:00.250Z"),
        Header("content-type", "application/json"), Header("traceparent", trace),
      ])
  }

  @Test("Records of one origin are those that their cause gives one by one, also where it has no valid trace")
  func origin() throws {
    let article = AcceptedArticle.retraction(Retraction(articleId: "a1", retractedBy: "a2"), revision: 2)
    for trace in ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "none"] {
      let cause = Record(
        topic: "t", partition: 0, offset: 7, key: nil, value: nil, headers: [Header("traceparent", trace)],
        time: Timestamp(milliseconds: 1))
      let origin = RecordOrigin(stage: "ingestion-revise", causedBy: cause)
      for id in ["r1", "r2"] {
        let alone = try TopicCatalogue.accepted.record(article, id: id, from: "ingestion-revise", causedBy: cause)
        #expect(try TopicCatalogue.accepted.record(article, id: id, of: origin) == alone)
        #expect(alone.headers.last == Header("traceparent", cause.trace))
      }
    }
  }

  @Test(
    "An article is keyed by what it retracts, else by its id, else by its address",
    arguments: [
      (Article(id: "a", url: "https://x.example/a", body: "b", retracts: "t"), "t"),
      (Article(id: "a", url: "https://x.example/a", body: "b"), "a"),
      (Article(id: "", url: "https://x.example/a", body: "b", retracts: ""), "https://x.example/a"),
      (Article(body: "b"), nil),
    ])
  func articleKeys(article: Article, key: String?) {
    #expect(TopicCatalogue.articles.key(article) == key.map { Array($0.utf8) })
  }

  @Test("Withdrawals and ticks go to every partition, other signals to their subject's")
  func signalPlaces() throws {
    let time = Timestamp(milliseconds: 0)
    let tick = try TopicCatalogue.signals.record(.tick(asOf: time), id: "t", time: time, from: "scoring")
    #expect(tick.destination == .everyPartition && tick.key == nil)
    let withdrawal = Signal.withdrawn(Withdrawal(articleId: "a", revision: 2, keeps: []))
    #expect(
      try TopicCatalogue.signals.record(withdrawal, id: "w", time: time, from: "extraction").destination
        == .everyPartition)
    let project = Project(id: "chancay-port", name: "Chancay Port", countries: ["PE"], sector: "port")
    let registration = Signal.registration(Registration(project: project))
    #expect(TopicCatalogue.signals.key(registration) == Array("project/chancay-port".utf8))
  }

  @Test("An output over its topic's limit is a bad record")
  func outputTooLarge() {
    let project = Project(
      id: "p", name: String(repeating: "x", count: 1_100_000), countries: ["PE"], sector: "port")
    #expect {
      try TopicCatalogue.projects.record(project, id: "p", time: Timestamp(milliseconds: 0), from: "test")
    } throws: { error in
      guard case .badRecord("output_too_large", _) = error as? StageFailure else { return false }
      return true
    }
  }
}
