import ArticleForms
import ArticleIntake
import Messaging
import Models
import PipelineComposition
import PipelineContracts

/// Validates and normalises articles, gives them ids, and counts those whose language keeps events from being read. It
/// keeps no state.
final class IdentifyProcessor: StageProcessor {
  private struct Output: Sendable {
    let record: OutgoingRecord
    let notice: ArticleNotice?
  }

  private let normaliser: ArticleNormaliser
  private var readAhead = ReadAhead<Output>()

  init(normaliser: ArticleNormaliser) {
    self.normaliser = normaliser
  }

  func prepare(_ records: ArraySlice<Record>) {
    let normaliser = normaliser
    readAhead.fill(records) { try? Self.output(of: $0, normaliser) }
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let output: Output
    if let made = readAhead.take(record) { output = made } else { output = try Self.output(of: record, normaliser) }
    batch.emit(output.record)
    if let notice = output.notice { batch.count(PipelineMetrics.articleNotices, notice.rawValue) }
  }

  private static func output(
    of record: Record, _ normaliser: ArticleNormaliser
  ) throws(StageFailure) -> Output {
    guard let value = record.value else {
      throw .badRecord(.nullValue, "the record has no value; expected one in \(TopicCatalogue.articles.name)")
    }
    guard value.count <= TopicCatalogue.largestPublished else {
      throw .badRecord(
        .articleTooLarge, "the value has \(value.count) bytes; at most \(TopicCatalogue.largestPublished) are read")
    }
    let identification = try identify(value, at: record.time, normaliser)
    let identified = identification.identified
    return Output(
      record: try TopicCatalogue.identified.record(
        identified, id: id(of: identified), from: IngestionStages.identifyName, causedBy: record),
      notice: identification.languageProblem.map { ArticleNotice($0) })
  }

  private static func identify(
    _ value: [UInt8], at time: Timestamp, _ normaliser: ArticleNormaliser
  ) throws(StageFailure) -> Identification {
    do throws(ArticleRefusal) {
      var identification = try normaliser.identify(value, at: time)
      guard case .article(var normalised) = identification.identified else { return identification }
      normalised.fingerprint = normaliser.similarity.fingerprint(
        of: normalised.text, bodyStart: normalised.bodyStart)
      identification.identified = .article(normalised)
      return identification
    } catch {
      throw .badRecord(code: error.code, message: error.message)
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
