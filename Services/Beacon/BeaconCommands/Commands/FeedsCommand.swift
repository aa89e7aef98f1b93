import ArticleForms
import CommandLine
import FeedPolling
import Glibc
import JSONCoding
import Models
import ServiceRuntime

/// The command `beacon feeds`.
enum FeedsCommand {
  private static let url = Positional("URL", help: "The feed's address: http or https.")
  private static let name = Option("name", "TEXT", help: "The source's name for its articles; default: the feed's own.")
  private static let now = Flag("now", help: "Poll all feeds, even those that are not due yet.")
  private static let follow = Flag("follow", help: "Continue to poll until interrupted.")

  static let command = Command(
    group: "feeds", summary: "publish articles from feeds: RSS, Atom, JSON Feed",
    discussion: """
      The list of feeds, and what was seen of each, is the file feeds.sqlite in the folder of --data; over Kafka too. \
      A poll requests only changes of each feed, and publishes the items that it has not seen. A feed that fails is polled \
      less and less often, down to once a day; feeds of one host are polled one after the other. Addresses in a private \
      network are refused, unless the setting feeds.private \
      (BEACON_FEEDS_PRIVATE) is yes.

      `beacon run --feeds` polls as it runs; over Kafka `beacon feeds poll --follow` does.
      """,
    examples: [example, "beacon feeds poll", "beacon feeds list"], commands: [add, list, remove, poll])

  private static let example = "beacon feeds add https://www.example.org/rss.xml"
  private static let options =
    [OptionEntry(CommonOptions.data), OptionEntry(CommonOptions.config), OptionEntry(CommonOptions.clock)]

  private static let add = Command(
    "add", summary: "add a feed", options: [OptionEntry(name)] + options, positionals: [PositionalEntry(url)],
    examples: [example]
  ) { (arguments, console) throws(CommandFailure) in
    guard let url = arguments[url], url.hasPrefix("https://") || url.hasPrefix("http://"),
      url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else {
      throw CommandFailure(
        .misuse, "\(terminalText(arguments[url] ?? "nothing")) is not the address of a feed",
        expected: "an address that begins with http:// or https://", remedy: "for example: \(example)")
    }
    let list = try FeedList(arguments, console)
    try list.add(Feed(url: url, name: arguments[name], nextPoll: arguments.clock()))
    console.output.printLine("Added \(terminalText(url)) \(list.note)")
    return .success
  }

  private static let list = Command(
    "list", summary: "print the feeds with the outcome of their last poll", flags: CommonOptions.forms,
    options: options, examples: ["beacon feeds list"]
  ) { (arguments, console) throws(CommandFailure) in
    let feeds = try FeedList(arguments, console).feeds()
    if console.printsJSON(arguments) {
      for feed in feeds { console.printJSON(feed) }
      return .success
    }
    var table = Table([.init("feed"), .init("status"), .init("last poll"), .init("next poll"), .init("found")])
    for feed in feeds {
      table.add(
        feed.url, feed.status.words, feed.lastPoll?.description ?? "never",
        feed.isPolled ? feed.nextPoll.description : "never", feed.detail)
    }
    console.output.print(feeds.isEmpty ? "There are no feeds.\n" : table.text(style: console.output.style))
    return .success
  }

  private static let remove = Command(
    "remove", summary: "stop polling a feed", options: options, positionals: [PositionalEntry(url)],
    examples: ["beacon feeds remove https://www.example.org/rss.xml"]
  ) { (arguments, console) throws(CommandFailure) in
    let url = arguments[url] ?? ""
    guard try FeedList(arguments, console).remove(url) else {
      throw CommandFailure(
        .noInput, "there is no feed \(terminalText(url))", expected: "an address that `beacon feeds list` prints")
    }
    console.output.printLine("Removed \(terminalText(url))")
    return .success
  }

  private static let poll = Command(
    "poll", summary: "poll the feeds that are due, and publish their new articles", flags: [now, follow],
    options: options + [OptionEntry(CommonOptions.kafka), OptionEntry(CommonOptions.reference)],
    examples: ["beacon feeds poll", "beacon feeds poll --follow --kafka 127.0.0.1:29092"]
  ) { (arguments, console) throws(CommandFailure) in
    let list = try FeedList(arguments, console)
    let polling = try FeedPolls(list, arguments, console)
    guard arguments[follow] else {
      let report = try polling.poll(at: arguments.clock(), all: arguments[now])
      console.output.print(report.text())
      if let failure = report.failure { throw failure }
      return .success
    }
    StopSignal.install()
    while !StopSignal.isRequested {
      do throws(CommandFailure) {
        let report = try polling.poll(at: arguments.clock(), all: false)
        if !report.outcomes.isEmpty { console.output.print(report.text()) }
        if let failure = report.failure { throw failure }
      } catch {
        console.errors.print(error.text(command: "beacon feeds poll"))
      }
      FeedPolls.pause()
    }
    return .success
  }
}

extension Feed.Status {
  /// The status in words for people, such as `not polled yet`.
  var words: String {
    switch self {
    case .new: "not polled yet"
    case .allUndated: "all undated"
    case .partlyUndated: "partly undated"
    case .notFeed: "not a feed"
    case .ok, .empty, .timeout, .failed, .gone: rawValue
    }
  }
}

extension Feed: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("url", url)
    json.field("name", name)
    json.field("status", status)
    json.field("detail", detail)
    json.field("failures", failures)
    json.field("lastPoll", lastPoll?.description)
    json.field("nextPoll", isPolled ? nextPoll.description : nil as String?)
    json.endObject()
  }
}
