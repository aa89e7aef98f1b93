import ArticleForms
import FeedPolling
import HTTPClient
import HTTPTestServer
import Models
import TestSupport
import Testing

private let now = Timestamp(rfc3339: "2026-11-26T12:00:00Z") ?? .distantPast

private let rules: FormRules = {
  let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  do {
    return try FormRules(tables: "\(root)/Shared/ReferenceData/Tables")
  } catch {
    fatalError("\(error)")
  }
}()

private func poller(seconds: Int = 20) -> FeedPoller {
  let limits = HTTPLimits(totalTimeout: .seconds(seconds), bodyBytes: 1 << 20, redirects: 3)
  let client = HTTPClient(policy: AddressPolicy(reach: .any, allowsPlainHTTP: true), limits: limits)
  return FeedPoller(client: client, rules: rules, schedule: PollSchedule())
}

private func rss(_ dates: [String?]) -> String {
  let items = dates.enumerated().map { index, date in
    "<item><guid>\(index)</guid><title>Story \(index)</title>\(date.map { "<pubDate>\($0)</pubDate>" } ?? "")</item>"
  }
  return "<rss><channel><title>Wire</title><link>https://w.example</link>\(items.joined())</channel></rss>"
}

/// Zeros, compressed by gzip: one block of 4096 zeros after the other, as members.
private func gzipOfZeros(megabytes: Int) -> [UInt8] {
  let member: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 1, 13, 0, 0, 0, 194, 160, 247, 79, 109, 15, 7, 20, 0, 0, 0, 240, 110, 17,
    0, 28, 199, 0, 16, 0, 0,
  ]
  return (0..<megabytes * 256).flatMap { _ in member }
}

@Suite struct FeedPollerTests {
  private static let day = "Thu, 26 Nov 2026 08:00:00 GMT"

  /// A server's response, and the resulting status of the feed.
  private static let answers: [(String, [HTTPTestServer.Step], Feed.Status, Int)] = [
    ("a feed", [.reply(text: rss([day, day]))], .ok, 2),
    (
      "JSON Feed",
      [
        .reply(
          text: #"{"version": "x", "items": [{"id": "1", "title": "T", "date_published": "2026-11-26T08:00:00Z"}]}"#)
      ], .ok, 1
    ),
    ("dates that cannot be read", [.reply(text: rss(["soon", nil]))], .allUndated, 2),
    ("some dates", [.reply(text: rss([day, nil]))], .partlyUndated, 2),
    ("no items", [.reply(text: rss([]))], .empty, 0),
    ("JSON Feed without items", [.reply(text: #"{"version": "x", "title": "Wire", "items": []}"#)], .empty, 0),
    ("an error in JSON", [.reply(text: #"{"error": "no key"}"#)], .notFeed, 0),
    ("a page", [.reply(text: "<html><body><p>Welcome to our site</p></body></html>")], .notFeed, 0),
    ("an image", [.reply(body: [0x89, 0x50, 0x4E, 0x47, 0, 1, 2])], .notFeed, 0),
    ("nothing", [.reply(text: "")], .notFeed, 0),
    ("an error", [.reply(500)], .failed, 0),
    ("not found", [.reply(404)], .failed, 0),
    ("gone", [.reply(410)], .gone, 0),
    ("a redirect without end", [.reply(302, headers: [("Location", "/")])], .failed, 0),
    ("a reset", [.reset], .failed, 0),
    ("a body without end", [.text("HTTP/1.1 200 OK\r\n\r\n"), .sendForever(Array("<rss>".utf8))], .failed, 0),
    ("a gzip bomb of its own", [.reply(body: [0x1F, 0x8B, 8, 0, 0, 0])], .notFeed, 0),
    ("a feed cut off", [.text("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<rss>")], .failed, 0),
    (
      "an entity bomb",
      [
        .reply(
          text:
            "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel><item><title>&b;</title></item></channel></rss>"
        )
      ],
      .allUndated, 1
    ),
    ("silence", [.wait(milliseconds: 9000)], .timeout, 0),
    (
      "a header a quarter of a second", [.text("HTTP/1.1 200 OK\r\n")] + drips("X-A: b\r\n"), .timeout, 0
    ),
    (
      "a byte a quarter of a second", [.text("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss>")] + drips(" "),
      .timeout,
      0
    ),
    ("headers without end", [.text("HTTP/1.1 200 OK\r\n"), .sendForever(Array("X-A: b\r\n".utf8))], .failed, 0),
    (
      "a header of 2 MB", [.text("HTTP/1.1 200 OK\r\nX-A: \(String(repeating: "a", count: 2 << 20))\r\n\r\n")], .failed,
      0
    ),
    ("less than the feed", [.text("HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n" + rss([day, day]))], .notFeed, 0),
    (
      "a gzip bomb in the transfer",
      [.reply(headers: [("Content-Encoding", "gzip")], body: gzipOfZeros(megabytes: 8))], .failed, 0
    ),
    ("a gzip bomb as the feed", [.reply(body: gzipOfZeros(megabytes: 80))], .notFeed, 0),
    ("what says gzip and is not", [.reply(headers: [("Content-Encoding", "gzip")], text: rss([day]))], .failed, 0),
    ("not modified, unasked", [.reply(304)], .failed, 0),
    ("no content", [.text("HTTP/1.1 204 No Content\r\n\r\n")], .failed, 0),
    ("too many requests", [.reply(429, headers: [("Retry-After", "soon")])], .failed, 0),
    ("no HTTP", [.text("220 mail ready\r\n")], .failed, 0),
    ("a redirect to a file", [.reply(302, headers: [("Location", "file:///etc/passwd")])], .failed, 0),
    ("a redirect to nowhere", [.reply(302, headers: [("Location", "http://127.0.0.1:1/")])], .failed, 0),
    ("a feed that calls itself a page", [.reply(headers: [("Content-Type", "text/html")], text: rss([day]))], .ok, 1),
    (
      "a feed whose end is missing", [.reply(text: String(rss([day, day]).dropLast(40)))], .ok, 1
    ),
    (
      "bytes of no encoding",
      [
        .reply(
          body: Array("<rss><channel><item><title>".utf8) + [0xFF, 0xFE, 0xC0]
            + Array("</title></item></channel></rss>".utf8))
      ],
      .allUndated, 1
    ),
  ]

  private static func drips(_ text: String) -> [HTTPTestServer.Step] {
    (0..<40).flatMap { _ in [.text(text), .wait(milliseconds: 250)] as [HTTPTestServer.Step] }
  }

  @Test(
    "an address that leads nowhere is a feed that failed",
    arguments: ["http://feed.invalid/rss", "http://127.0.0.1:1/", "https://127.0.0.1:1/", "http://[::1]:1/"])
  func unreachable(_ url: String) {
    let outcome = poller(seconds: 5).poll(Feed(url: url, nextPoll: now), at: now)
    #expect(outcome.feed.status == .failed, "\(outcome.feed.detail)")
    #expect(outcome.feed.failures == 1)
  }

  @Test("a server that refuses TLS is a feed that failed; one that waits for something else has no response in time")
  func noTLS() throws {
    // A fatal alert of TLS 1.0: handshake failure.
    let refusing = try HTTPTestServer(greeting: [0x15, 3, 1, 0, 2, 2, 40]) { _ in [] }
    let waiting = try HTTPTestServer { _ in [.reply(text: rss([Self.day]))] }
    for (server, status) in [(refusing, Feed.Status.failed), (waiting, .timeout)] {
      let url = server.url.replacing("http://", with: "https://")
      let outcome = poller(seconds: 2).poll(Feed(url: url, nextPoll: now), at: now)
      #expect(outcome.feed.status == status, "\(outcome.feed.detail)")
    }
  }

  @Test("a feed that failed and is unchanged is well again")
  func recovery() throws {
    let server = try HTTPTestServer { request in [.reply(request.headers["if-none-match"] == nil ? 500 : 304)] }
    var feed = Feed(url: server.url, nextPoll: now)
    feed.validators = .init(etag: "\"1\"", lastModified: nil)
    feed.status = .timeout
    feed.failures = 3
    let polled = poller().poll(feed, at: now).feed
    #expect(polled.status == .ok)
    #expect(polled.failures == 0)
    feed.status = .partlyUndated
    #expect(poller().poll(feed, at: now).feed.status == .partlyUndated)
  }

  @Test("each response of a server leads to its status, and nothing breaks", arguments: answers.indices)
  func statuses(_ index: Int) throws {
    let (name, steps, status, count) = Self.answers[index]
    let server = try HTTPTestServer { _ in steps }
    let outcome = poller(seconds: 5).poll(Feed(url: server.url, nextPoll: now), at: now)
    #expect(outcome.feed.status == status, "\(name): \(outcome.feed.detail)")
    #expect(outcome.articles.count == count, "\(name)")
    #expect(outcome.feed.nextPoll > now)
    let failed: Set<Feed.Status> = [.failed, .timeout, .notFeed, .gone]
    #expect(outcome.feed.failures == (failed.contains(status) ? 1 : 0), "\(name)")
  }

  @Test("the second poll asks for changes only, and an unchanged feed gives nothing")
  func conditional() throws {
    let server = try HTTPTestServer { request in
      request.headers["if-none-match"] == "\"v1\"" && request.headers["if-modified-since"] == Self.day
        ? [.reply(304)] : [.reply(headers: [("ETag", "\"v1\""), ("Last-Modified", Self.day)], text: rss([Self.day]))]
    }
    let first = poller().poll(Feed(url: server.url, nextPoll: now), at: now)
    #expect(first.articles.count == 1)
    let second = poller().poll(first.feed, at: now)
    #expect(second.articles.isEmpty)
    #expect(second.feed.status == .ok)
    #expect(second.feed.detail == "unchanged")
    #expect(second.feed.validators == first.feed.validators)
  }

  @Test("a private address is refused, also behind a redirect")
  func privateAddress() throws {
    let server = try HTTPTestServer { _ in [.reply(text: rss([Self.day]))] }
    let client = FeedPoller.client(allowsPrivate: false)
    let poller = FeedPoller(client: client, rules: rules, schedule: PollSchedule())
    let outcome = poller.poll(Feed(url: server.url, nextPoll: now), at: now)
    #expect(outcome.feed.status == .failed)
    #expect(outcome.feed.detail.contains("refused"))
    #expect(server.requests.isEmpty)
  }

  @Test("feeds of one host are polled one after the other")
  func politeness() throws {
    let server = try HTTPTestServer { _ in [.wait(milliseconds: 20), .reply(text: rss([Self.day]))] }
    let feeds = (0..<5).map { Feed(url: "\(server.url)/\($0)", nextPoll: now) }
    let outcomes = poller().poll(feeds, at: now)
    #expect(outcomes.map(\.feed.url) == feeds.map(\.url))
    #expect(server.requests.map(\.path) == (0..<5).map { "/\($0)" })
  }

  @Test("Retry-After lengthens the wait, up to a day, and failures double it")
  func backOff() throws {
    let server = try HTTPTestServer { request in
      [.reply(503, headers: request.path == "/long" ? [("Retry-After", "99999999")] : [("Retry-After", "7200")])]
    }
    let asked = poller().poll(Feed(url: server.url, nextPoll: now), at: now).feed
    #expect(asked.nextPoll >= now.adding(hours: 2))
    let long = poller().poll(Feed(url: "\(server.url)/long", nextPoll: now), at: now).feed
    #expect(long.nextPoll <= now.adding(hours: 27))
    let schedule = PollSchedule(interval: .seconds(600))
    let waits = (0...10).map { schedule.next(after: now, failures: $0, url: "x").milliseconds - now.milliseconds }
    for (earlier, later) in zip(waits, waits.dropFirst()) { #expect(later >= earlier) }
    #expect(waits[1] > Int64(1.9 * Double(waits[0])))
    #expect(waits[10] <= 86_400_000 * 11 / 10)
  }
}

@Suite struct FeedStoreTests {
  @Test("feeds and what was seen of them outlive the program")
  func persistence() throws {
    let folder = try TemporaryDirectory()
    let path = "\(folder.path)/feeds.sqlite"
    var feed = Feed(url: "https://w.example/f", name: "Wire", nextPoll: now)
    feed.validators = .init(etag: "\"1\"", lastModified: nil)
    feed.status = .partlyUndated
    feed.failures = 2
    feed.lastPoll = now
    try FeedStore(path: path).save(feed, seen: ["a", "b"])
    let store = try FeedStore(path: path)
    #expect(try store.feeds() == [feed])
    #expect(try store.unseen(["a", "c"], of: feed.url) == ["c"])
    #expect(try store.unseen(["a"], of: "https://other.example") == ["a"])
    #expect(try store.remove(feed.url))
    #expect(try !store.remove(feed.url))
    #expect(try store.unseen(["a"], of: feed.url) == ["a"])
  }

  @Test("the oldest items are forgotten beyond the bound")
  func bound() throws {
    let folder = try TemporaryDirectory()
    let store = try FeedStore(path: "\(folder.path)/feeds.sqlite")
    let feed = Feed(url: "https://w.example/f", nextPoll: now)
    try store.save(feed, seen: (0..<6000).map { "\($0)" })
    #expect(try store.unseen(["0", "999", "1000", "5999"], of: feed.url) == ["0", "999"])
  }
}
