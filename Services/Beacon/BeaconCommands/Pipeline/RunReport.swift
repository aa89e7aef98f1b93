import EmbeddedPipeline
import JSONCoding
import Models
import PipelineComposition

/// What `beacon run` prints at its end.
struct RunReport: Sendable {
  var articles: ArticleTally
  /// The number of alert records by status.
  var alerts: [Alert.Status: Int]
  /// The number of dead letters of all stages by code, sorted by code.
  var deadLetters: [(code: String, count: Int)] {
    deadLetterCounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
  var seconds: Double

  private var deadLetterCounts: [String: Int]
  private var refusedFiles: [String]

  init(_ summary: PipelineSummary, seconds: Double) {
    articles = ArticleTally(summary)
    alerts = [:]
    for (labels, count) in summary.tally.counts(of: PipelineMetrics.alerts) {
      if let status = labels.first.flatMap(Alert.Status.init) { alerts[status, default: 0] += count }
    }
    self.seconds = seconds
    deadLetterCounts = summary.stages.reduce(into: [:]) { $0.merge($1.deadLetters) { $0 + $1 } }
    refusedFiles = summary.refusedFiles
  }

  func text() -> String {
    var lines = [
      "Articles: \(articles.published) published = \(articles.accepted) accepted + "
        + [
          counted(articles.duplicates, "duplicate"), counted(articles.revisions, "revision"),
          counted(articles.retractions, "retraction"), counted(articles.deadLetters, "dead letter"),
        ].joined(separator: " + ")
        + (articles.isBalanced ? "." : ": this does not balance, which is a fault of Beacon.")
    ]
    let remarks = [
      (
        articles.unmatchedRetractions, "retraction",
        "matched no known article: check the id or address, and that the source is the same."
      ),
      (articles.futureDated, "article", "dated in the future: counted as published now; correct the dates."),
      (articles.undated, "article", "without a date: an event there has no weight unless the text dates it."),
      (
        articles.languageUnread, "article",
        "in a language whose events are not read: only names, places, dates and sums are found."
      ),
      (
        articles.languageDoubted, "article",
        "in another language than stated: events there are missed; correct the language, or leave it out."
      ),
    ]
    lines += remarks.filter { $0.0 > 0 }.map { "\(counted($0.0, $0.1)) \($0.2)" }
    let alerts = Alert.Status.allCases.compactMap { status in self.alerts[status].map { "\($0) \(status.rawValue)" } }
    lines.append("Alerts: " + (alerts.isEmpty ? "none." : alerts.joined(separator: ", ") + "."))
    if !deadLetters.isEmpty {
      let codes = deadLetters.map { "\($0.count) \($0.code)" }.joined(separator: ", ")
      lines.append("Dead letters: \(codes); see `beacon dead-letters list`.")
    }
    for file in refusedFiles { lines.append("Not an inbox file, set aside: \(file)") }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension RunReport: JSONEncodable {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("articles", articles)
    json.list("alerts", Alert.Status.allCases.filter { alerts[$0] != nil }) { json, status in
      json.beginObject()
      json.field("status", status)
      json.field("records", alerts[status] ?? 0)
      json.endObject()
    }
    json.list("deadLetters", deadLetters) { json, entry in
      json.beginObject()
      json.field("code", entry.code)
      json.field("records", entry.count)
      json.endObject()
    }
    json.list("refusedFiles", refusedFiles)
    json.key("notices")
    json.beginObject()
    json.field("unmatchedRetractions", articles.unmatchedRetractions)
    json.field("futureDated", articles.futureDated)
    json.field("undated", articles.undated)
    json.field("languageUnread", articles.languageUnread)
    json.field("languageDoubted", articles.languageDoubted)
    json.endObject()
    json.field("seconds", (seconds * 1000).rounded() / 1000)
    json.endObject()
  }
}
