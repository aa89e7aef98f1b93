import Dispatch
import FactExtraction
import Messaging
import Models
import PipelineContracts
import Synchronization

/// Reads the facts out of accepted articles and says which subjects their events bear on. Without state: what an article
/// gives depends on it and on the registers alone.
final class ExtractionProcessor: StageProcessor {
  private let base: FactExtractor
  private var projects: [String: Project] = [:]
  private var sources: [String: Source] = [:]
  /// Made anew before the next article after a register has changed.
  private var current: (extractor: FactExtractor, signals: SignalMaker)?
  /// What the articles of the batch in hand say, by their records' offsets; each is taken once.
  private var readAhead: [Int64: ReadArticle] = [:]

  private struct ReadArticle: Sendable {
    let revision: ArticleRevision
    let facts: FactsDocument
  }

  init(extractor: FactExtractor) {
    base = extractor
  }

  /// A row that cannot be read leaves the one before it in place: `extraction-register` dead-letters it.
  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {
    let id = String(decoding: key, as: UTF8.self)
    switch topic {
    case TopicCatalogue.projects.name:
      if let value {
        guard let project = try? TopicCatalogue.projects.decode(value) else { return }
        projects[project.id] = project
      } else {
        projects[id] = nil
      }
    case TopicCatalogue.sources.name:
      if let value {
        guard let source = try? TopicCatalogue.sources.decode(value) else { return }
        sources[source.id] = source
      } else {
        sources[id] = nil
      }
    default: return
    }
    current = nil
  }

  /// Reads the batch's articles on all cores at once. Extraction is pure, so what comes of it is the same; a record that
  /// cannot be decoded is left to `process`.
  func prepare(_ records: ArraySlice<Record>) {
    let extractor = extraction().0
    let batch = Array(records)
    let read = Mutex<[Int64: ReadArticle]>([:])
    DispatchQueue.concurrentPerform(iterations: batch.count) { index in
      guard case .article(let revision)? = try? TopicCatalogue.accepted.decode(batch[index]) else { return }
      let facts = extractor.facts(of: revision.article, revision: revision.revision)
      read.withLock { $0[batch[index].offset] = ReadArticle(revision: revision, facts: facts) }
    }
    readAhead = read.withLock { $0 }
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    if let article = readAhead.removeValue(forKey: record.offset) {
      return try tell(article.facts, of: article.revision, record, in: &batch)
    }
    switch try TopicCatalogue.accepted.decode(record) {
    case .article(let revision):
      let facts = extraction().0.facts(of: revision.article, revision: revision.revision)
      try tell(facts, of: revision, record, in: &batch)
    case .retraction(let retraction, let revision):
      try withdraw(Withdrawal(articleId: retraction.articleId, revision: revision, keeps: []), record, in: &batch)
    }
  }

  private func tell(
    _ facts: FactsDocument, of revision: ArticleRevision, _ record: Record, in batch: inout StageBatch
  ) throws(StageFailure) {
    let article = revision.article
    let factsId = contentHash("facts", article.articleId, "\(revision.revision)")
    batch.emit(
      try TopicCatalogue.facts.record(facts, id: factsId, from: ExtractionStages.extractionName, causedBy: record))
    if revision.revision > 1 {
      let keeps = facts.events.map(\.id)
      try withdraw(
        Withdrawal(articleId: article.articleId, revision: revision.revision, keeps: keeps), record, in: &batch)
    }
    for signal in extraction().1.signals(of: facts, in: revision) {
      try emit(signal.value, id: signal.id, record, in: &batch)
    }
  }

  private func withdraw(_ withdrawal: Withdrawal, _ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let id = contentHash("signal", "withdrawn", withdrawal.articleId, "\(withdrawal.revision)")
    try emit(.withdrawn(withdrawal), id: id, record, in: &batch)
  }

  private func emit(
    _ signal: Signal, id: String, _ record: Record, in batch: inout StageBatch
  ) throws(StageFailure) {
    batch.emit(
      try TopicCatalogue.signals.record(signal, id: id, from: ExtractionStages.extractionName, causedBy: record))
  }

  private func extraction() -> (FactExtractor, SignalMaker) {
    if let current { return current }
    let register = ProjectRegister(Array(projects.values))
    let made = (
      FactExtractor(base, register: register), SignalMaker(register: register, sources: Array(sources.values))
    )
    current = made
    return made
  }
}
