import ArticleIntake
import Messaging
import Models
import PipelineContracts

/// Validates, normalises and names articles. Without state.
final class IdentifyProcessor: StageProcessor {
  private let normaliser: ArticleNormaliser

  init(normaliser: ArticleNormaliser) {
    self.normaliser = normaliser
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let article = try TopicCatalogue.articles.decode(record)
    let identified = try identify(article, at: record.time)
    batch.emit(
      try TopicCatalogue.identified.record(
        identified, id: Self.id(of: identified), from: IngestionStages.identifyName, causedBy: record))
  }

  private func identify(_ article: Article, at time: Timestamp) throws(StageFailure) -> IdentifiedArticle {
    do throws(ArticleRefusal) {
      return try normaliser.identify(article, at: time)
    } catch {
      throw StageFailure(error)
    }
  }

  private static func id(of identified: IdentifiedArticle) -> String {
    switch identified {
    case .article(let article):
      contentHash(
        "identified", "article", article.articleId, article.contentHash, article.publishedAt?.description ?? "")
    case .retraction(let retraction):
      contentHash("identified", "retraction", retraction.articleId, retraction.retractedBy)
    }
  }
}
