import Observability

/// The log events of `beacon run`; `PipelineEvents` has those that both runtimes share.
enum RunEvents {
  static let refusedFile = LogEvent("inbox_file_refused", .warning, "a file in the inbox is no input and was set aside")
  static let feedPolled = LogEvent("feed_polled", .info, "a feed was polled")
  static let feedItemRefused = LogEvent("feed_item_refused", .warning, "an item of a feed is not published")
  static let feedsFailed = LogEvent(
    "feeds_not_polled", .warning, "the feeds could not be polled; polling will be retried")
  static let metricsFailed = LogEvent("metrics_not_written", .warning, "the metrics could not be written")
}
