import KeyedState
import Models

/// When each registered source last published an article that names a subject. The number of sources is bounded; those
/// that were silent longest are removed first.
struct SourceActivityState: Hashable, Sendable {
  private var lastArticles: [String: Timestamp] = [:]

  /// The most sources kept for the portfolio, which covers all sources.
  private static let keptOfPortfolio = 1000
  /// The most sources kept for any other subject.
  private static let kept = 64

  init() {}

  /// Records that a source published an article. Articles may come in any order.
  mutating func note(_ source: String, published: Timestamp, of subject: SubjectKey) {
    lastArticles[source] = max(lastArticles[source] ?? published, published)
    let most = subject == .portfolio ? Self.keptOfPortfolio : Self.kept
    while lastArticles.count > most, let oldest = lastArticles.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      lastArticles[oldest.key] = nil
    }
  }

  /// The last article of each source, in order of the sources' ids.
  var activities: [SourceActivity] {
    lastArticles.sorted { $0.key < $1.key }.map { SourceActivity(source: $0.key, lastArticle: $0.value) }
  }

  func encode(to row: inout RowWriter) {
    row.put(activities) {
      $0.put($1.source)
      $0.put($1.lastArticle)
    }
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    let pairs = try row.list { (row) throws(KeyedStateFailure) in (try row.string(), try row.timestamp()) }
    lastArticles = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
