import ArticleIntake
import Messaging
import Models
import PipelineComposition
import PipelineContracts

/// Drops duplicates, numbers revisions and forwards retractions, by what it remembers of its partition's articles. It
/// reads a record's head only; the article's text is not decoded.
///
/// A retraction by address finds an article that has its publisher's id only if both are in the same partition. With
/// several partitions, a publisher whose articles have ids must retract them by id.
final class ReviseProcessor: StageProcessor {
  private let ledger: RevisionLedger

  init(_ ledger: RevisionLedger) { self.ledger = ledger }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let articles = KnownArticles(batch.state, ledger)
    try articles.sweep(at: batch.time)
    let incoming = try Self.resolved(AcceptedRecord.head(of: record), in: articles, at: batch.time)
    let known = try articles.article(incoming.articleId)
    var basis = known
    if basis == nil { basis = try Self.earlyRetraction(of: incoming, in: articles, at: batch.time) }
    let decision = try decide(incoming, known: basis, at: batch.time)
    if let accepted = decision.accepted { batch.emit(try Self.output(of: accepted, causedBy: record)) }
    try articles.remember(decision.known, as: incoming.articleId, instead: known)
    if case .article(let article) = incoming { try articles.rememberAddresses(of: article, at: batch.time) }
    batch.count(PipelineMetrics.articles, decision.kind.rawValue)
    if let notice = Self.notice(on: decision) { batch.count(PipelineMetrics.articleNotices, notice.rawValue) }
  }

  /// What a publisher should know about an accepted article, if anything.
  private static func notice(on decision: RevisionDecision) -> ArticleNotice? {
    switch decision.accepted {
    case .article(let revision) where revision.article.flags.contains(.futureDated): .futureDated
    case .article(let revision) where revision.article.publishedAt == nil: .undated
    // A retraction of a known article takes the number after its last text's.
    case .retraction(_, revision: 1): .unmatchedRetraction
    default: nil
    }
  }

  /// What is stored of a retraction that came before the first article at its address; nil for any other article.
  private static func earlyRetraction(
    of incoming: IdentifiedArticle, in articles: KnownArticles, at time: Timestamp
  ) throws(StageFailure) -> KnownArticle? {
    guard case .article(let article) = incoming else { return nil }
    return try articles.earlyRetraction(of: article, at: time)
  }

  /// A retraction of an address is redirected to the article that was published there under its own id, also if an
  /// earlier retraction came before that article.
  private static func resolved(
    _ incoming: IdentifiedArticle, in articles: KnownArticles, at time: Timestamp
  ) throws(StageFailure) -> IdentifiedArticle {
    guard case .retraction(var retraction) = incoming,
      try articles.article(retraction.articleId)?.contentHash == nil,
      let target = try articles.article(atAddress: retraction.articleId, at: time)
    else { return incoming }
    retraction.articleId = target
    return .retraction(retraction)
  }

  private func decide(
    _ incoming: IdentifiedArticle, known: KnownArticle?, at time: Timestamp
  ) throws(StageFailure) -> RevisionDecision {
    do throws(ForeignRetraction) {
      return try ledger.decide(incoming, known: known, at: time)
    } catch {
      throw .badRecord(.retractionForeign, error.message)
    }
  }

  /// The record of an accepted article or retraction; an article's text is copied without decoding where possible.
  private static func output(
    of accepted: AcceptedArticle, causedBy record: Record
  ) throws(StageFailure) -> OutgoingRecord {
    let (id, stage) = (id(of: accepted), IngestionStages.reviseName)
    if case .article(let article) = accepted,
      let spliced = try AcceptedRecord.make(
        of: article.article, revision: article.revision, id: id, from: stage, causedBy: record)
    {
      return spliced
    }
    return try TopicCatalogue.accepted.record(accepted, id: id, from: stage, causedBy: record)
  }

  private static func id(of accepted: AcceptedArticle) -> String {
    let content =
      switch accepted {
      case .article(let revision): revision.article.contentHash
      case .retraction(let retraction, _): retraction.retractedBy
      }
    return contentHash("accepted", accepted.articleId, String(accepted.revision), content)
  }
}
