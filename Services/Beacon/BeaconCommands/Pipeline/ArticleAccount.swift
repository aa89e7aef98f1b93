import EmbeddedMessaging
import EmbeddedPipeline
import IngestionService
import JSONCoding
import Messaging
import Models
import PipelineContracts

/// What became of the articles that a run took: published = accepted + duplicates + revisions + retractions + dead
/// letters.
///
/// Each term is counted where it happens: published by the stage that reads articles, accepted, revisions and
/// retractions in the topic that they are written to, dead letters and duplicates by the stages that make them.
struct ArticleAccount: Hashable, Sendable {
  private(set) var published = 0
  private(set) var accepted = 0
  private(set) var duplicates = 0
  private(set) var revisions = 0
  private(set) var retractions = 0
  private(set) var deadLetters = 0
  private var nextAccepted: Int64

  /// - Parameter nextAccepted: the offset of the next accepted article before the run.
  init(nextAccepted: Int64) {
    self.nextAccepted = nextAccepted
  }

  var isBalanced: Bool { published == accepted + duplicates + revisions + retractions + deadLetters }

  /// Brings the account up to the pipeline's summary, reading what was accepted since the last time.
  mutating func update(_ summary: PipelineSummary, log: EmbeddedLog) throws(EmbeddedLogError) {
    while true {
      let records = try log.records(topic: TopicCatalogue.accepted.name, from: nextAccepted)
      guard let last = records.last else { break }
      for record in records { count(record) }
      nextAccepted = last.offset + 1
    }
    let identify = summary.stages.first { $0.stage == IngestionStages.identifyName }
    let revise = summary.stages.first { $0.stage == IngestionStages.reviseName }
    published = identify?.records ?? 0
    deadLetters = (identify?.refused ?? 0) + (revise?.refused ?? 0)
    duplicates = (revise?.records ?? 0) - (revise?.outputs ?? 0)
  }

  private mutating func count(_ record: Record) {
    // The stage before wrote it with the same coder; one that it could not read would not balance the account.
    switch try? TopicCatalogue.accepted.decode(record.value ?? []) {
    case .article(let article): if article.revision == 1 { accepted += 1 } else { revisions += 1 }
    case .retraction: retractions += 1
    case nil: break
    }
  }
}

extension PipelineSummary.StageCount {
  /// Dead letters of all codes.
  var refused: Int { deadLetters.values.reduce(0, +) }
}

extension ArticleAccount: JSONEncodable {
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
