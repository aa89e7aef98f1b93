import ArticleIntake
import IngestionService
import Messaging
import Models
import PipelineContracts
import ReferenceData
import TestSupport
import Testing

/// Both stages of ingestion, one partition each, over state in memory.
final class Ingestion {
  enum Outcome: Equatable {
    case accepted(revision: Int)
    case retracted(revision: Int)
    case dropped
    case deadLetter(String)
  }

  static let start = Timestamp(rfc3339: "2026-03-01T12:00:00Z") ?? .distantPast

  let rules: IntakeRules
  let state = InMemoryStageState()
  private(set) var accepted: [AcceptedArticle] = []
  private(set) var outputs: [OutgoingRecord] = []
  /// What both stages have counted, as the runtime adds it up for the metrics.
  private(set) var tally = Tally()
  private var time = start
  private var offset: Int64 = 0
  private let identify: any StageProcessor
  private var revise: any StageProcessor

  init() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    rules = try IntakeRules(tables: root + "/Shared/ReferenceData/Tables")
    identify = try IngestionStages.identify(rules: rules).makeProcessor()
    revise = try IngestionStages.revise(rules: rules).makeProcessor()
  }

  func wait(days: Int) { time = time.adding(days: days) }

  @discardableResult
  func publish(_ article: Article) throws -> Outcome { try publish(article.jsonBytes()) }

  @discardableResult
  func publish(_ text: String) throws -> Outcome { try publish(Array(text.utf8)) }

  @discardableResult
  func publish(_ value: [UInt8]?) throws -> Outcome {
    do throws(StageFailure) {
      let raw = Record(
        topic: TopicCatalogue.articles.name, partition: 0, offset: offset, key: nil, value: value,
        headers: [Header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")], time: time)
      offset += 1
      guard let identified = try run(identify, raw).first else { return .dropped }
      let record = Record(
        topic: identified.topic, partition: 0, offset: raw.offset, key: identified.key, value: identified.value,
        headers: identified.headers, time: identified.time)
      guard let output = try run(revise, record).first else { return .dropped }
      outputs.append(output)
      let article = try TopicCatalogue.accepted.decode(
        Record(
          topic: output.topic, partition: 0, offset: 0, key: output.key, value: output.value, headers: output.headers,
          time: output.time))
      accepted.append(article)
      switch article {
      case .article(let revision): return .accepted(revision: revision.revision)
      case .retraction(_, let revision): return .retracted(revision: revision)
      }
    } catch {
      guard case .badRecord(let code, _) = error else { throw error }
      return .deadLetter(code)
    }
  }

  /// As after a batch whose transaction was committed, by another process.
  func restart() throws {
    try revise.willCommit(state)
    revise = try IngestionStages.revise(rules: rules).makeProcessor()
  }

  private func run(_ processor: any StageProcessor, _ record: Record) throws(StageFailure) -> [OutgoingRecord] {
    var batch = StageBatch(state: state, time: record.time)
    try processor.process(record, in: &batch)
    tally.add(batch.tally)
    return batch.outputs
  }
}
