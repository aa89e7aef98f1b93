import CommandLine
import Dispatch
import Observability
import Synchronization

/// Polls the feeds during a run. A failed poll is reported, and retried at the next interval.
final class FeedPollingThread: Sendable {
  private let arguments: Arguments
  private let console: Console
  private let events: Log
  private let isStopping = Atomic(false)
  private let queue = DispatchQueue(label: "beacon.feeds")

  /// Fails where the list of feeds cannot be opened.
  init(_ arguments: Arguments, _ console: Console, _ events: Log) throws(CommandFailure) {
    self.arguments = arguments
    self.console = console
    self.events = events
    _ = try FeedList(arguments, console)
  }

  /// - Parameter once: poll the due feeds once, before this returns, instead of repeatedly in the background.
  func start(once: Bool) throws(CommandFailure) {
    if once {
      let polls = try FeedPolls(try FeedList(arguments, console), arguments, console)
      let polled = try polls.poll(at: arguments.clock(), all: false)
      report(polled)
      if let failure = polled.failure { throw failure }
      return
    }
    queue.async { [self] in pollUntilStopped() }
  }

  /// Ends after the current poll; does not wait for it.
  func stop() { isStopping.store(true, ordering: .relaxed) }

  private func pollUntilStopped() {
    while !isStopping.load(ordering: .relaxed) {
      do throws(CommandFailure) {
        let polls = try FeedPolls(try FeedList(arguments, console), arguments, console)
        while !isStopping.load(ordering: .relaxed) {
          let polled = try polls.poll(at: arguments.clock(), all: false)
          report(polled)
          if let failure = polled.failure { events.write(RunEvents.feedsFailed, .text("reason", failure.message)) }
          FeedPolls.pause()
        }
      } catch {
        events.write(RunEvents.feedsFailed, .text("reason", error.message))
        FeedPolls.pause()
      }
    }
  }

  private func report(_ report: FeedPolls.Report) {
    for (feed, published, refusals) in report.outcomes {
      events.write(
        RunEvents.feedPolled, .text("feed", feed.url), .text("status", feed.status.rawValue),
        .integer("articles", published), .text("found", feed.detail))
      for refusal in refusals.prefix(FeedPolls.Report.maximumRefusals) {
        events.write(
          RunEvents.feedItemRefused, .text("feed", feed.url), .text("code", refusal.code),
          .text("reason", refusal.message))
      }
    }
  }
}
