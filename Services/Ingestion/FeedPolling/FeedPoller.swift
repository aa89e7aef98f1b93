import ArticleForms
import Dispatch
import HTTPClient
import Models
import Synchronization

/// Polls feeds: requests each only if it has changed, reads the response, and returns what was found. It stores
/// nothing.
package struct FeedPoller: Sendable {
  /// A poll of one feed.
  package struct Outcome: Sendable {
    /// The feed's new state, to be saved.
    package var feed: Feed
    package var articles: [ReadArticle]
    /// Items that are no article, each with its reason.
    package var refusals: [ArticleRefusal]
  }

  private let client: HTTPClient
  private let reader: ArticleFormReader
  private let schedule: PollSchedule

  package init(client: HTTPClient, rules: FormRules, schedule: PollSchedule) {
    self.client = client
    reader = ArticleFormReader(rules)
    self.schedule = schedule
  }

  /// A client for feeds at public addresses, and at private ones if the operator allows them.
  package static func client(allowsPrivate: Bool) -> HTTPClient {
    HTTPClient(
      policy: AddressPolicy(reach: allowsPrivate ? .any : .publicOnly, allowsPlainHTTP: true),
      limits: HTTPLimits(connectTimeout: .seconds(10), totalTimeout: .seconds(30), bodyBytes: 16 << 20, redirects: 5),
      concurrency: 8)
  }

  /// How many hosts are asked at a time.
  private static let concurrentHosts = 8

  /// Polls the feeds, those of one host one after another and the hosts in parallel, and blocks until all are done. It
  /// uses separate threads, none of the cooperative pool.
  package func poll(_ feeds: [Feed], at time: Timestamp) -> [Outcome] {
    let hosts = Dictionary(grouping: feeds.enumerated().map { ($0.offset, $0.element) }) { Self.host(of: $0.1.url) }
      .values
    let outcomes = Outcomes()
    let queue = DispatchQueue(label: "beacon.feeds.poll", attributes: .concurrent)
    let group = DispatchGroup()
    let slots = DispatchSemaphore(value: Self.concurrentHosts)
    for host in hosts {
      slots.wait()
      queue.async(group: group) {
        for (index, feed) in host { outcomes.add(index, poll(feed, at: time)) }
        slots.signal()
      }
    }
    group.wait()
    return outcomes.inOrder
  }

  private final class Outcomes: Sendable {
    private let list = Mutex<[(index: Int, outcome: Outcome)]>([])

    func add(_ index: Int, _ outcome: Outcome) { list.withLock { $0.append((index, outcome)) } }

    var inOrder: [Outcome] { list.withLock { $0.sorted { $0.index < $1.index }.map(\.outcome) } }
  }

  /// Polls one feed. It blocks until the server has responded or the time limit has passed.
  package func poll(_ feed: Feed, at time: Timestamp) -> Outcome {
    var feed = feed
    feed.lastPoll = time
    do throws(HTTPFailure) {
      return read(try client.sendAndWait(Self.request(for: feed)), of: feed, at: time)
    } catch {
      return failure(error == .timedOut ? .timeout : .failed, error.description, of: feed, at: time)
    }
  }

  private static func request(for feed: Feed) -> HTTPRequest {
    var headers = [
      HTTPRequest.Header(
        "Accept", "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
    ]
    if let etag = feed.validators.etag { headers.append(.init("If-None-Match", etag)) }
    if let date = feed.validators.lastModified { headers.append(.init("If-Modified-Since", date)) }
    return HTTPRequest(.get, feed.url, headers: headers)
  }

  private func read(_ response: HTTPResponse, of feed: Feed, at time: Timestamp) -> Outcome {
    let asked = response.retryAfter(now: time, within: .seconds(60)...schedule.longest)
    switch response.status {
    case 200: return items(of: response, of: feed, at: time)
    case 304 where feed.validators == Feed.Validators():
      return failure(
        .failed, "the server says that nothing changed (304), and was not asked for changes", of: feed, at: time)
    case 304:
      var feed = feed
      feed.failures = 0
      if Feed.Status.failures.contains(feed.status) { feed.status = .ok }
      feed.detail = "unchanged"
      feed.nextPoll = schedule.next(after: time, failures: 0, asked: asked, url: feed.url)
      return Outcome(feed: feed, articles: [], refusals: [])
    case 410: return failure(.gone, "the server says that the feed is gone (410)", of: feed, at: time)
    default:
      return failure(.failed, "the server returned status \(response.status)", asked: asked, of: feed, at: time)
    }
  }

  private func items(of response: HTTPResponse, of feed: Feed, at time: Timestamp) -> Outcome {
    let type = response.header("content-type") ?? ""
    let reading = reader.read(response.body, .init(charset: MediaType(type).charset, url: response.url))
    guard reading.kind.isFeed else {
      return failure(
        .notFeed,
        "expected RSS, Atom or JSON Feed; found \(reading.kind.rawValue), \(type.isEmpty ? "without a type" : type)",
        of: feed, at: time)
    }
    var articles: [ReadArticle] = []
    var refusals: [ArticleRefusal] = []
    for item in reading.items {
      switch item {
      case .article(let article): articles.append(article)
      case .refused(let refusal): if !refusal.isEmptyList { refusals.append(refusal) }
      }
    }
    if articles.isEmpty, reading.kind == .json, !reading.isEmptyList {
      return failure(.notFeed, "expected a feed; found JSON without articles", of: feed, at: time)
    }
    var feed = feed
    feed.failures = 0
    feed.validators = Feed.Validators(
      etag: Self.validator(response.header("etag")), lastModified: Self.validator(response.header("last-modified")))
    feed.nextPoll = schedule.next(after: time, failures: 0, url: feed.url)
    let undated = articles.count { $0.article.publishedAt == nil }
    feed.status =
      articles.isEmpty ? .empty : undated == 0 ? .ok : undated == articles.count ? .allUndated : .partlyUndated
    feed.detail = "\(articles.count) items, \(undated) undated, \(refusals.count) refused"
    if let name = feed.name {
      for index in articles.indices { articles[index].article.source = Self.named(name, articles[index].article, feed) }
    }
    return Outcome(feed: feed, articles: articles, refusals: refusals)
  }

  /// The validator if it can be sent back as a header (at most 512 bytes of printable ASCII), else nil.
  private static func validator(_ value: String?) -> String? {
    value.flatMap { $0.utf8.count <= 512 && $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? $0 : nil }
  }

  private static func named(_ name: String, _ article: Article, _ feed: Feed) -> ArticleSource {
    ArticleSource(name: name, domain: article.source?.domain ?? feed.url, country: article.source?.country)
  }

  /// The feed after a poll whose articles could not be published. It keeps the validators of the polls before, so that
  /// the next poll returns the same articles again.
  package func unpublished(_ feed: Feed, _ reason: String, at time: Timestamp) -> Feed {
    var feed = feed
    feed.lastPoll = time
    return failure(.failed, reason, of: feed, at: time).feed
  }

  private func failure(
    _ status: Feed.Status, _ detail: String, asked: Duration? = nil, of feed: Feed, at time: Timestamp
  ) -> Outcome {
    var feed = feed
    feed.status = status
    feed.detail = detail
    feed.failures += 1
    feed.nextPoll = schedule.next(after: time, failures: feed.failures, asked: asked, url: feed.url)
    return Outcome(feed: feed, articles: [], refusals: [])
  }

  private static func host(of url: String) -> Substring {
    let rest = url.utf8.firstRange(of: "://".utf8).map { url[$0.upperBound...] } ?? url[...]
    return rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  }
}
