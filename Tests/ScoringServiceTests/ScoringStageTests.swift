import Foundation
import Messaging
import Models
import PipelineComposition
import PipelineContracts
import ReferenceData
import TestSupport
import Testing

@testable import ScoringService

private let model: RiskModel = {
  let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Shared/ReferenceData").path
  do {
    return try RiskModelLoader(directory: directory).load()
  } catch {
    fatalError("\(error)")
  }
}()

private let noon = Timestamp(startOf: CivilDate(iso8601: "2026-03-10") ?? CivilDate(dayNumber: 0)).adding(hours: 12)

@Suite("The scoring stage")
struct ScoringStageTests {
  private let stage = ScoringStages.scoring(model: model, names: ScoringNames(countries: ["PK": "Pakistan"]))

  private func record(_ value: [UInt8]?, _ offset: Int, of partition: Int = 0, at time: Timestamp) -> Record {
    Record(
      topic: TopicCatalogue.signals.name, partition: partition, offset: Int64(offset), key: nil, value: value,
      headers: [Header(CloudEvent.id, "signal-\(offset)")], time: time)
  }

  private func attack(_ article: String, on subject: SubjectKey, at time: Timestamp) -> Signal {
    .event(
      EventSignal(
        id: "s-\(article)", subject: subject, subjects: [subject],
        article: SignalArticle(
          id: article, revision: 1, publishedAt: time, source: SignalSource(name: article, grade: .a)),
        family: String(contentHash("text", article).prefix(16)),
        eventTime: time, proximity: 1,
        event: Event(
          id: "e-\(article)", type: "ATTACK_ON_PROJECT", category: "SEC", ledger: .risk, realis: .actual,
          countries: ["PK"], place: "Place \(article)", attribution: Attribution(kind: .officialParty), confidence: 1,
          quote: TextSpan(text: "They attacked.", start: 0, end: 14), sentence: 0)))
  }

  /// Folds records in batches of the given sizes, as a transport does, each with a processor of its own.
  private func run(_ records: [Record], batches: [Int]) throws -> (
    outputs: [OutgoingRecord], rows: [InMemoryStageState.Row]
  ) {
    let state = InMemoryStageState()
    var outputs: [OutgoingRecord] = []
    var time = Timestamp.distantPast
    var rest = records[...]
    for size in batches {
      let processor = try stage.makeProcessor()
      for record in rest.prefix(size) {
        time = max(time, record.time)
        var batch = StageBatch(state: state, time: time)
        try processor.process(record, in: &batch)
        outputs += batch.outputs
      }
      rest = rest.dropFirst(size)
      try processor.willCommit(state)
    }
    return (outputs, state.rows)
  }

  @Test("signals become warnings and assessments under their subject's key, with the time of their cause")
  func outputs() throws {
    let country = SubjectKey(.country, "PK")
    let value = TopicCatalogue.signals.encode(attack("a", on: country, at: noon))
    let (outputs, _) = try run([record(value, 0, at: noon)], batches: [1])
    #expect(
      outputs.map(\.topic).sorted() == [
        TopicCatalogue.assessments.name, TopicCatalogue.warnings.name, TopicCatalogue.warnings.name,
      ])
    #expect(outputs.allSatisfy { $0.key == Array("country/PK".utf8) && $0.time == noon })
    for output in outputs where output.topic == TopicCatalogue.warnings.name {
      guard case .warning(let warning) = try TopicCatalogue.warnings.decode(output.value ?? []) else { continue }
      #expect(warning.subjectName == "Pakistan" && warning.model == model.version)
      #expect(output.headers.first { $0.name == CloudEvent.id } == Header(CloudEvent.id, warning.id))
    }
  }

  @Test("ticks of one instant are passed on under ids of their own, wherever they come from")
  func ticks() throws {
    let tick = TopicCatalogue.signals.encode(.tick(asOf: noon))
    let places = [(0, 7), (1, 7), (1, 8)]
    let ids = try places.map { (partition, offset) in
      let outputs = try run([record(tick, offset, of: partition, at: noon)], batches: [1]).outputs
      let output = try #require(outputs.first)
      #expect(outputs.count == 1 && output.topic == TopicCatalogue.warnings.name)
      return output.headers.first { $0.name == CloudEvent.id }
    }
    #expect(Set(ids).count == places.count)
  }

  @Test(
    "a signal that cannot be read is a bad record and changes nothing", arguments: ["{", "{}", "{\"kind\":\"tick\"}"])
  func badRecord(text: String) throws {
    let state = InMemoryStageState()
    var batch = StageBatch(state: state, time: noon)
    let processor = try stage.makeProcessor()
    #expect(throws: StageFailure.self) { try processor.process(record(Array(text.utf8), 0, at: noon), in: &batch) }
    #expect(state.rows.isEmpty && batch.outputs.isEmpty)
  }

  @Test("an assessment larger than its topic takes is counted and left out, and its signal stays folded")
  func largeAssessment() throws {
    func registration(_ name: String, _ offset: Int) -> Record {
      let project = Project(id: "dam", name: name, countries: ["PK"], sector: "energy")
      let signal = Signal.registration(Registration(project: project))
      return record(TopicCatalogue.signals.encode(signal), offset, at: noon)
    }
    let room = TopicCatalogue.signals.specification.maxMessageBytes - (registration("", 0).value?.count ?? 0)
    let signals = [registration(String(repeating: "n", count: room), 0), registration("Dam", 1)]
    let state = InMemoryStageState()
    let processor = try stage.makeProcessor()
    var batch = StageBatch(state: state, time: noon)
    try processor.process(signals[0], in: &batch)
    #expect(batch.outputs.isEmpty && batch.tally[PipelineMetrics.scoringOmitted, "assessment"] == 1)
    try processor.process(signals[1], in: &batch)
    try processor.willCommit(state)
    #expect(batch.outputs.map(\.topic) == [TopicCatalogue.assessments.name])
    let restarted = try run(signals, batches: [1, 1])
    #expect(state.rows == restarted.rows)
  }

  @Test("where batches end makes no difference to what is written or remembered")
  func batches() throws {
    var records: [Record] = []
    for index in 0..<40 {
      let time = noon.adding(hours: index)
      let subject = index % 3 == 0 ? SubjectKey(.project, "dam") : SubjectKey(.country, "PK")
      let signal: Signal =
        switch index % 10 {
        case 8: .tick(asOf: time)
        case 9: .withdrawn(Withdrawal(articleId: "a\(index - 5)", revision: 2, keeps: []))
        default: attack("a\(index)", on: subject, at: time)
        }
      records.append(record(TopicCatalogue.signals.encode(signal), index, at: time))
    }
    let whole = try run(records, batches: [40])
    for batches in [Array(repeating: 1, count: 40), [7, 13, 1, 19], [39, 1]] {
      let parts = try run(records, batches: batches)
      #expect(parts.outputs == whole.outputs)
      #expect(parts.rows == whole.rows)
    }
    #expect(whole.outputs.count > 40)
  }
}
