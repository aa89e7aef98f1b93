import Messaging
import Models
import PipelineContracts
import ReferenceData
import TestSupport
import Testing

@testable import ExtractionService

struct ExtractionStageTests {
  static let directory =
    "\(#filePath)".split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Shared/ReferenceData"
  static let texts: EvidenceTexts = {
    do {
      return try EvidenceTexts(path: directory + "/RiskModel/evidence-text.tsv")
    } catch {
      fatalError("\(error)")
    }
  }()
  static let stage = Result<Stage, any Error> {
    try ExtractionStages.extraction(reference: try ReferenceData(directory: directory))
  }
  static let rask = Project(
    id: "rask-dam", name: "Rask Dam", countries: ["PK"], sector: "hydropower", corridor: "cpec",
    counterparties: [Counterparty(name: "Gezhouba Group", aliases: ["CGGC"], role: "contractor")],
    sites: [Site(name: "Rask", latitude: 35.0, longitude: 73.0, radiusKm: 30)])
  static let time = Timestamp(startOf: CivilDate(dayNumber: 20_000))

  private func run(
    _ stage: Stage, _ topic: String, key: String, _ values: [[UInt8]?], rows: InMemoryStageState = .init()
  ) throws
    -> [OutgoingRecord]
  {
    let processor = try stage.makeProcessor()
    if stage.tables.contains(TopicCatalogue.projects.name) {
      try processor.tableChanged(
        TopicCatalogue.projects.name, key: Array("rask-dam".utf8), value: TopicCatalogue.projects.encode(Self.rask))
    }
    var outputs: [OutgoingRecord] = []
    for (offset, value) in values.enumerated() {
      var batch = StageBatch(state: rows, time: Self.time)
      let record = Record(
        topic: topic, partition: 0, offset: Int64(offset), key: Array(key.utf8), value: value,
        headers: [Header(CloudEvent.id, "c\(offset)")], time: Self.time)
      try processor.process(record, in: &batch)
      outputs += batch.outputs
    }
    return outputs
  }

  private func accepted(_ text: String, revision: Int) -> [UInt8] {
    let article = NormalisedArticle(
      articleId: "a", text: text, publishedAt: Self.time, language: "en", contentHash: "h")
    return TopicCatalogue.accepted.encode(
      .article(ArticleRevision(article: article, revision: revision, fingerprint: "0123456789abcdef")))
  }

  @Test("an article gives its facts, with the registered project in them")
  func facts() throws {
    let outputs = try run(
      Self.stage.get(), TopicCatalogue.accepted.name, key: "a",
      [accepted("Work goes on at Rask Dam in Pakistan.", revision: 1)])
    #expect(outputs.first?.topic == TopicCatalogue.facts.name)
    let facts = try TopicCatalogue.facts.decode(outputs.first?.value ?? [])
    #expect(facts.projects.map(\.id) == ["rask-dam"])
    #expect(facts.countries.map(\.code) == ["PK"])
    #expect(outputs.allSatisfy { $0.time == Self.time })
  }

  @Test("a project that is registered while its article is prepared is found in it")
  func registeredMeanwhile() throws {
    let processor = try Self.stage.get().makeProcessor()
    let record = Record(
      topic: TopicCatalogue.accepted.name, partition: 0, offset: 0, key: Array("a".utf8),
      value: accepted("Work goes on at Rask Dam in Pakistan.", revision: 1),
      headers: [Header(CloudEvent.id, "c0")], time: Self.time)
    processor.prepare([record])
    try processor.tableChanged(
      TopicCatalogue.projects.name, key: Array("rask-dam".utf8), value: TopicCatalogue.projects.encode(Self.rask))
    var batch = StageBatch(state: InMemoryStageState(), time: Self.time)
    try processor.process(record, in: &batch)
    #expect(try TopicCatalogue.facts.decode(batch.outputs.first?.value ?? []).projects.map(\.id) == ["rask-dam"])
  }

  @Test("a revision first withdraws what is no longer reported, in every partition")
  func revised() throws {
    let outputs = try run(
      Self.stage.get(), TopicCatalogue.accepted.name, key: "a", [accepted("Nothing happened in Peru.", revision: 2)])
    let signals = outputs.filter { $0.topic == TopicCatalogue.signals.name }
    #expect(signals.first?.destination == .everyPartition)
    guard case .withdrawn(let withdrawal) = try TopicCatalogue.signals.decode(signals.first?.value ?? []) else {
      Issue.record("expected a withdrawal")
      return
    }
    #expect(withdrawal.revision == 2 && withdrawal.articleId == "a")
  }

  @Test("a retraction withdraws everything and gives nothing else")
  func retracted() throws {
    let value = TopicCatalogue.accepted.encode(.retraction(Retraction(articleId: "a", retractedBy: "b"), revision: 3))
    let outputs = try run(Self.stage.get(), TopicCatalogue.accepted.name, key: "a", [value])
    #expect(outputs.count == 1)
    #expect(
      try TopicCatalogue.signals.decode(outputs.first?.value ?? [])
        == .withdrawn(Withdrawal(articleId: "a", revision: 3, keeps: [])))
  }

  @Test("the same articles and registers give the same bytes")
  func deterministic() throws {
    let values: [[UInt8]?] = [accepted("Rask Dam in Pakistan and Chancay in Peru.", revision: 1)]
    let once = try run(Self.stage.get(), TopicCatalogue.accepted.name, key: "a", values)
    #expect(try run(Self.stage.get(), TopicCatalogue.accepted.name, key: "a", values) == once)
  }

  @Test("a project is registered, and removed by its tombstone with the values last seen")
  func registration() throws {
    let value = TopicCatalogue.projects.encode(Self.rask)
    let outputs = try run(
      ExtractionStages.register(legalForms: LegalForms([]), texts: Self.texts), TopicCatalogue.projects.name,
      key: "rask-dam",
      [value, nil, nil])
    let signals = try outputs.map { try TopicCatalogue.signals.decode($0.value ?? []) }
    #expect(
      signals == [
        .registration(Registration(project: Self.rask)),
        .registration(Registration(project: Self.rask, removed: true)),
      ])
    #expect(outputs.allSatisfy { $0.key == Array("project/rask-dam".utf8) })
  }

  @Test("a project that cannot be read is a bad record")
  func badProject() throws {
    #expect(throws: StageFailure.self) {
      try run(
        ExtractionStages.register(legalForms: LegalForms([]), texts: Self.texts), TopicCatalogue.projects.name,
        key: "x",
        [Array("{}".utf8)])
    }
  }
}
