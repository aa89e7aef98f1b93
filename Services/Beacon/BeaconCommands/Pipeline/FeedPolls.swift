import ArticleForms
import CommandLine
import FeedPolling
import Glibc
import Messaging
import Models
import PipelineContracts

/// Polls the feeds of a list and publishes their new items. For use by one thread.
final class FeedPolls {
  struct Report {
    var outcomes: [(feed: Feed, published: Int, refusals: [ArticleRefusal])] = []
    /// Why the articles of a feed could not be published, the first such failure; the other feeds were polled too.
    var failure: CommandFailure?

    /// The most refused items of a feed that are listed.
    static let maximumRefusals = 20

    func text() -> String {
      if outcomes.isEmpty { return "No feed is due.\n" }
      return outcomes.map { feed, published, refusals in
        let outcome = "\(feed.url): \(feed.status.words), \(counted(published, "new article")) (\(feed.detail))"
        let refused = refusals.prefix(Self.maximumRefusals).map { "  refused: \($0.message) (\($0.code))" }
        return ([outcome] + refused).map { terminalText($0) + "\n" }.joined()
      }.joined()
    }
  }

  private let list: FeedList
  private let location: LogLocation
  private let poller: FeedPoller

  /// The pause between two checks for due feeds.
  private static let secondsBetweenLooks: UInt32 = 5

  init(_ list: FeedList, _ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    self.list = list
    location = try LogLocation(arguments, console, usesFolder: true)
    let configuration = try arguments.configuration(console)
    let client = FeedPoller.client(allowsPrivate: configuration.allowsPrivateFeeds)
    poller = FeedPoller(client: client, rules: try FormRules(configuration), schedule: PollSchedule())
  }

  static func pause() { sleep(secondsBetweenLooks) }

  /// Polls the due feeds, or all, and publishes their new items. Items are recorded as seen only after that: a failure
  /// between the two publishes them twice, and ingestion drops the duplicates.
  ///
  /// A feed whose items cannot be published is saved as failed, and does not keep the others from being polled. Fails
  /// where the list of feeds cannot be used.
  func poll(at time: Timestamp, all: Bool) throws(CommandFailure) -> Report {
    let feeds = try list.feeds().filter { all ? true : $0.isPolled && $0.nextPoll <= time }
    var report = Report()
    for (feed, polled) in zip(feeds, poller.poll(feeds, at: time)) {
      let outcome = withoutLargeItems(polled)
      let items = outcome.articles.map { contentHash("feed item", bytes: [TopicCatalogue.articles.encode($0.article)]) }
      let unseen = try list.unseen(items, of: outcome.feed)
      let fresh = zip(items, outcome.articles).filter { unseen.contains($0.0) }.map(\.1)
      do throws(CommandFailure) {
        if !fresh.isEmpty { try publish(fresh, at: time) }
      } catch {
        report.failure = report.failure ?? error
        let failed = poller.unpublished(feed, error.message, at: time)
        try list.add(failed)
        report.outcomes.append((failed, 0, outcome.refusals))
        continue
      }
      try list.save(outcome.feed, seen: items)
      report.outcomes.append((outcome.feed, fresh.count, outcome.refusals))
    }
    return report
  }

  /// The outcome without the items that are too large for the topic, which become refusals.
  private func withoutLargeItems(_ outcome: FeedPoller.Outcome) -> FeedPoller.Outcome {
    guard case .kafka = location else { return outcome }
    var fitting = outcome
    fitting.articles = []
    for read in outcome.articles {
      let article = read.article
      let bytes = TopicCatalogue.articles.encode(article).count
      if bytes <= Article.maximumBytes {
        fitting.articles.append(read)
      } else {
        let name = article.id ?? article.url ?? article.title ?? "an item"
        fitting.refusals.append(
          ArticleRefusal(
            .tooLarge(.encodedArticle, bytes: bytes, limit: Article.maximumBytes), at: String(name.prefix(200))))
      }
    }
    let left = outcome.articles.count - fitting.articles.count
    if left > 0 { fitting.feed.detail += ", \(left) too large" }
    return fitting
  }

  private func publish(_ articles: [ReadArticle], at time: Timestamp) throws(CommandFailure) {
    let topic = TopicCatalogue.articles
    let sink = try location.sink(writer: "feeds")
    for read in articles {
      let value = topic.encode(read.article)
      let key = topic.key(read.article) ?? Array(contentHash("article", bytes: [value]).utf8)
      try sink.append(OutgoingRecord(topic: topic.name, key: key, value: value, time: time))
    }
    try sink.finish()
  }
}
