import ArticleForms
import CommandLine
import FeedPolling
import FoundationEssentials
import Glibc
import Messaging
import Models
import PipelineContracts
import SQLite

/// The list of feeds of a data folder.
final class FeedList {
  private let store: FeedStore
  private let path: String

  init(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    let folder = try arguments.configuration(console).data
    path = "\(folder)/feeds.sqlite"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      store = try FeedStore(path: path)
    } catch {
      throw CommandFailure(
        .cannotCreate, "the list of feeds \(path) cannot be opened: \(error)",
        expected: "a folder that can be written to")
    }
  }

  /// The end of the message `Added URL to PATH`.
  var note: String { "to \(path)" }

  func feeds() throws(CommandFailure) -> [Feed] {
    do { return try store.feeds() } catch { throw failure(error) }
  }

  func add(_ feed: Feed) throws(CommandFailure) {
    do { try store.save(feed) } catch { throw failure(error) }
  }

  func remove(_ url: String) throws(CommandFailure) -> Bool {
    do { return try store.remove(url) } catch { throw failure(error) }
  }

  func unseen(_ items: [String], of feed: Feed) throws(CommandFailure) -> Set<String> {
    do { return try store.unseen(items, of: feed.url) } catch { throw failure(error) }
  }

  func save(_ feed: Feed, seen items: [String]) throws(CommandFailure) {
    do { try store.save(feed, seen: items) } catch { throw failure(error) }
  }

  private func failure(_ error: SQLiteError) -> CommandFailure {
    CommandFailure(
      .inputOutput, "the list of feeds \(path) cannot be used: \(error.description)", expected: "a sound SQLite file",
      remedy: error.mayPass ? "try again" : "restore the file, or remove it and add the feeds again")
  }
}

/// Polls the feeds of a list and publishes their new items. For use by one thread.
final class FeedPolls {
  struct Report {
    var outcomes: [(feed: Feed, published: Int)] = []

    func text() -> String {
      if outcomes.isEmpty { return "No feed is due.\n" }
      return outcomes.map { feed, published in
        terminalText("\(feed.url): \(feed.status.words), \(counted(published, "new article")) (\(feed.detail))") + "\n"
      }.joined()
    }
  }

  private let list: FeedList
  private let place: RecordPlace
  private let poller: FeedPoller

  /// The pause between two checks for due feeds.
  private static let secondsBetweenLooks: UInt32 = 5

  init(_ list: FeedList, _ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    self.list = list
    place = try RecordPlace(arguments, console, usesFolder: true)
    let configuration = try arguments.configuration(console)
    let client = FeedPoller.client(allowsPrivate: configuration.allowsPrivateFeeds)
    poller = FeedPoller(client: client, rules: try FormRules(configuration), schedule: PollSchedule())
  }

  static func pause() { sleep(secondsBetweenLooks) }

  /// Polls the due feeds, or all, and publishes their new items. Items are recorded as seen only after that: a failure
  /// between the two publishes them twice, and ingestion drops the duplicates.
  func poll(at time: Timestamp, all: Bool) throws(CommandFailure) -> Report {
    let feeds = try list.feeds().filter { all ? true : $0.isDue && $0.nextPoll <= time }
    var report = Report()
    for outcome in poller.poll(feeds, at: time) {
      let items = outcome.articles.map { contentHash("feed item", bytes: [TopicCatalogue.articles.encode($0.article)]) }
      let unseen = try list.unseen(items, of: outcome.feed)
      let fresh = zip(items, outcome.articles).filter { unseen.contains($0.0) }.map(\.1)
      if !fresh.isEmpty { try publish(fresh, at: time) }
      try list.save(outcome.feed, seen: items)
      report.outcomes.append((outcome.feed, fresh.count))
    }
    return report
  }

  private func publish(_ articles: [ReadArticle], at time: Timestamp) throws(CommandFailure) {
    let topic = TopicCatalogue.articles
    let sink = try place.sink(writer: "feeds")
    for read in articles {
      let value = topic.encode(read.article)
      let key = topic.key(read.article) ?? Array(contentHash("article", bytes: [value]).utf8)
      try sink.append(OutgoingRecord(topic: topic.name, key: key, value: value, time: time))
    }
    try sink.finish()
  }
}
