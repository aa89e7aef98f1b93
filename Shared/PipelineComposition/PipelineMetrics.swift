import Messaging
import Observability

/// The metrics of every pipeline, over Kafka and on the embedded log alike. Those that only one runtime has
/// (transactions, lag) are in a catalogue of that runtime.
package enum PipelineMetrics {
  package static let recordsIn = MetricFamily(
    "beacon_records_in_total", .counter, labels: ["stage"], help: "Records folded.")
  package static let recordsOut = MetricFamily(
    "beacon_records_out_total", .counter, labels: ["stage"], help: "Records written, dead letters included.")
  package static let deadLetters = MetricFamily(
    "beacon_dead_letters_total", .counter, labels: ["stage", "code"], help: "Bad records set aside, by error code.")
  package static let pauses = MetricFamily(
    "beacon_pauses_total", .counter, labels: ["stage"], help: "Times that a partition waited for what was down.")
  package static let articles = MetricFamily(
    "beacon_articles_total", .counter, labels: ["outcome"], help: "Articles by what became of them.")
  package static let articleNotices = MetricFamily(
    "beacon_article_notices_total", .counter, labels: ["notice"],
    help: "Articles that were taken though something about them was wrong.")
  package static let alerts = MetricFamily(
    "beacon_alerts_total", .counter, labels: ["status", "level"], help: "Alert records written.")
  package static let reportsOmitted = MetricFamily(
    "beacon_reports_omitted_total", .counter, labels: ["code"],
    help: "Reports that were due and could not be written, by error code.")
  package static let scoringOmitted = MetricFamily(
    "beacon_scoring_omitted_total", .counter, labels: ["output"],
    help: "Assessments and warnings that were not written because they are over the size limit.")
  package static let batchSeconds = MetricFamily(
    "beacon_batch_seconds", .histogram(bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]),
    labels: ["stage"], help: "From the start of the round that folded a batch to its commit.")

  /// The metrics that stages count themselves (`StageBatch.count`), by name.
  private static let counted = Dictionary(
    uniqueKeysWithValues: [articles, articleNotices, alerts, reportsOmitted, scoringOmitted].map { ($0.name, $0) })

  package static let catalogue = [
    recordsIn, recordsOut, deadLetters, pauses, articles, articleNotices, alerts, reportsOmitted, scoringOmitted,
    batchSeconds,
  ]

  /// The family that a count kept by a stage belongs to; nil where the catalogue has none with that name and number of
  /// labels.
  static func family(of key: Tally.Key) -> MetricFamily? {
    counted[key.metric].flatMap { $0.labels.count == key.labels.count ? $0 : nil }
  }
}

extension StageBatch {
  /// Counts an outcome of a record in a family of `PipelineMetrics`, with one or two labels from a short list.
  package mutating func count(_ family: MetricFamily, _ labels: String...) { count(family.name, labels) }
}

extension Tally {
  package subscript(_ family: MetricFamily, _ labels: String...) -> Int { self[family.name, labels] }

  /// All counts of a family, by the values of its labels.
  package func counts(of family: MetricFamily) -> [[String]: Int] {
    var found: [[String]: Int] = [:]
    for (key, count) in counts where key.metric == family.name { found[key.labels] = count }
    return found
  }
}
