import EmbeddedPipeline
import IngestionService
import JSONCoding
import PipelineComposition

/// The outcomes of a run's articles: published = accepted + duplicates + revisions + retractions + dead
/// letters.
///
/// The stages count the terms themselves: the first stage of ingestion counts published articles, both of its stages
/// count dead letters, and the stage that decides an article's outcome counts the others.
struct ArticleTally: Hashable, Sendable {
  let published: Int
  let accepted: Int
  let duplicates: Int
  let revisions: Int
  let retractions: Int
  let deadLetters: Int
  /// The number of retractions that match no known article.
  let unmatchedRetractions: Int
  /// The number of accepted articles and revisions that are dated farther ahead than `future_after` of `intake.tsv`.
  let futureDated: Int
  /// The number of accepted articles and revisions without a date, or with one that could not be read.
  let undated: Int
  /// The number of published articles in a language whose events are not read.
  let languageUnread: Int
  /// The number of published articles whose text is in another language than they state.
  let languageDoubted: Int

  init(_ summary: PipelineSummary) {
    let identify = summary.count(of: IngestionStages.identifyName)
    let revise = summary.count(of: IngestionStages.reviseName)
    let tally = summary.tally
    published = identify?.records ?? 0
    accepted = tally[PipelineMetrics.articles, "accepted"]
    duplicates = tally[PipelineMetrics.articles, "duplicate"]
    revisions = tally[PipelineMetrics.articles, "revision"]
    retractions = tally[PipelineMetrics.articles, "retraction"]
    let notices = { (notice: ArticleNotice) in tally[PipelineMetrics.articleNotices, notice.rawValue] }
    unmatchedRetractions = notices(.unmatchedRetraction)
    futureDated = notices(.futureDated)
    undated = notices(.undated)
    languageUnread = notices(.languageUnread)
    languageDoubted = notices(.languageDoubted)
    deadLetters = (identify?.refused ?? 0) + (revise?.refused ?? 0)
  }

  var isBalanced: Bool { published == accepted + duplicates + revisions + retractions + deadLetters }
}

extension PipelineSummary {
  func count(of stage: String) -> StageCount? { stages.first { $0.stage == stage } }
}

extension PipelineSummary.StageCount {
  /// The number of dead letters of all codes.
  var refused: Int { deadLetters.values.reduce(0, +) }
}

extension ArticleTally: JSONEncodable {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("published", published)
    json.field("accepted", accepted)
    json.field("duplicates", duplicates)
    json.field("revisions", revisions)
    json.field("retractions", retractions)
    json.field("deadLetters", deadLetters)
    json.endObject()
  }
}
