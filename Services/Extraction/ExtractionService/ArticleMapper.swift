import FactExtraction
import Messaging
import Models
import PipelineContracts
import SubjectMatching

/// Maps an accepted article or retraction to its outputs, under one state of the registers: a pure function of its
/// record.
struct ArticleMapper: Sendable {
  let extractor: FactExtractor
  let signals: SubjectMatcher

  func outputs(of record: Record) throws(StageFailure) -> [OutgoingRecord] {
    let origin = RecordOrigin(stage: ExtractionStages.extractionName, causedBy: record)
    switch try TopicCatalogue.accepted.decode(record) {
    case .article(let revision): return try outputs(of: revision, at: record.time, origin)
    case .retraction(let retraction, let revision):
      return [try output(of: Withdrawal(articleId: retraction.articleId, revision: revision, keeps: []), origin)]
    }
  }

  /// The facts, the withdrawal of a revision's earlier events, and the signals, in this order.
  private func outputs(
    of revision: ArticleRevision, at logged: Timestamp, _ origin: RecordOrigin
  ) throws(StageFailure) -> [OutgoingRecord] {
    let article = revision.article
    let facts = extractor.facts(of: article, revision: revision.revision)
    let factsId = contentHash("facts", article.articleId, "\(revision.revision)")
    var outputs = [try TopicCatalogue.facts.record(facts, id: factsId, of: origin)]
    if revision.revision > 1 {
      let keeps = facts.events.map(\.id)
      let withdrawal = Withdrawal(articleId: article.articleId, revision: revision.revision, keeps: keeps)
      outputs.append(try output(of: withdrawal, origin))
    }
    for signal in signals.signals(of: facts, in: revision, at: logged) {
      outputs.append(try output(of: signal.value, id: signal.id, origin))
    }
    return outputs
  }

  private func output(of withdrawal: Withdrawal, _ origin: RecordOrigin) throws(StageFailure) -> OutgoingRecord {
    let id = contentHash("signal", "withdrawn", withdrawal.articleId, "\(withdrawal.revision)")
    return try output(of: .withdrawn(withdrawal), id: id, origin)
  }

  private func output(of signal: Signal, id: String, _ origin: RecordOrigin) throws(StageFailure) -> OutgoingRecord {
    try TopicCatalogue.signals.record(signal, id: id, of: origin)
  }
}
