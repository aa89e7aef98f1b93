import ArticleForms
import ArticleIntake
import Messaging
import Models
import PipelineContracts

/// Validates and normalises articles and gives them ids. It keeps no state.
final class IdentifyProcessor: StageProcessor {
  private let normaliser: ArticleNormaliser
  private var readAhead = ReadAhead<OutgoingRecord>()

  init(normaliser: ArticleNormaliser) {
    self.normaliser = normaliser
  }

  func prepare(_ records: ArraySlice<Record>) {
    let normaliser = normaliser
    readAhead.fill(records) { try? Self.output(of: $0, normaliser) }
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let output: OutgoingRecord
    if let made = readAhead.take(record) { output = made } else { output = try Self.output(of: record, normaliser) }
    batch.emit(output)
  }

  private static func output(
    of record: Record, _ normaliser: ArticleNormaliser
  ) throws(StageFailure) -> OutgoingRecord {
    guard let value = record.value else {
      throw .badRecord(.nullValue, "the record has no value; expected one in \(TopicCatalogue.articles.name)")
    }
    guard value.count <= TopicCatalogue.largestPublished else {
      throw .badRecord(
        .articleTooLarge, "the value has \(value.count) bytes; at most \(TopicCatalogue.largestPublished) are read")
    }
    let identified = try identify(value, at: record.time, normaliser)
    return try TopicCatalogue.identified.record(
      identified, id: id(of: identified), from: IngestionStages.identifyName, causedBy: record)
  }

  private static func identify(
    _ value: [UInt8], at time: Timestamp, _ normaliser: ArticleNormaliser
  ) throws(StageFailure) -> IdentifiedArticle {
    do throws(ArticleRefusal) {
      let identified = try normaliser.identify(value, at: time)
      guard case .article(var normalised) = identified else { return identified }
      normalised.fingerprint = normaliser.similarity.fingerprint(
        of: normalised.text, bodyStart: normalised.bodyStart)
      return .article(normalised)
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
