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
    switch try TopicCatalogue.accepted.decode(record) {
    case .article(let revision): return try outputs(of: revision, record)
    case .retraction(let retraction, let revision):
      return [try output(of: Withdrawal(articleId: retraction.articleId, revision: revision, keeps: []), record)]
    }
  }

  /// The facts, the withdrawal of a revision's earlier events, and the signals, in this order.
  private func outputs(of revision: ArticleRevision, _ record: Record) throws(StageFailure) -> [OutgoingRecord] {
    let article = revision.article
    let facts = extractor.facts(of: article, revision: revision.revision)
    let factsId = contentHash("facts", article.articleId, "\(revision.revision)")
    var outputs = [
      try TopicCatalogue.facts.record(facts, id: factsId, from: ExtractionStages.extractionName, causedBy: record)
    ]
    if revision.revision > 1 {
      let keeps = facts.events.map(\.id)
      let withdrawal = Withdrawal(articleId: article.articleId, revision: revision.revision, keeps: keeps)
      outputs.append(try output(of: withdrawal, record))
    }
    for signal in signals.signals(of: facts, in: revision) {
      outputs.append(try output(of: signal.value, id: signal.id, record))
    }
    return outputs
  }

  private func output(of withdrawal: Withdrawal, _ record: Record) throws(StageFailure) -> OutgoingRecord {
    let id = contentHash("signal", "withdrawn", withdrawal.articleId, "\(withdrawal.revision)")
    return try output(of: .withdrawn(withdrawal), id: id, record)
  }

  private func output(of signal: Signal, id: String, _ record: Record) throws(StageFailure) -> OutgoingRecord {
    try TopicCatalogue.signals.record(signal, id: id, from: ExtractionStages.extractionName, causedBy: record)
  }
}
