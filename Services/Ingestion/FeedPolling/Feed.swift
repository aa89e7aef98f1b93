import Models

/// A polled feed and its state.
package struct Feed: Hashable, Sendable {
  package let url: String
  /// The name that the operator gives the source of the feed's articles; nil to use the feed's own.
  package var name: String?
  package var validators = Validators()
  package var status = Status.new
  /// A message about the last poll, for a person.
  package var detail = ""
  /// The number of failed polls since the last that succeeded.
  package var failures = 0
  package var lastPoll: Timestamp?
  package var nextPoll: Timestamp

  /// What the server returned for conditional requests, which ask for changes only (RFC 9110, section 13).
  package struct Validators: Hashable, Sendable {
    package var etag: String?
    package var lastModified: String?

    package init(etag: String? = nil, lastModified: String? = nil) {
      self.etag = etag
      self.lastModified = lastModified
    }
  }

  /// What the last poll found.
  package enum Status: String, Sendable, CaseIterable {
    /// Not polled yet.
    case new
    case ok
    /// A feed without items.
    case empty
    /// No complete response in time.
    case timeout
    /// All items lack a date that can be read.
    case allUndated = "all_undated"
    /// Some items lack a date that can be read.
    case partlyUndated = "partly_undated"
    /// The response is not a feed.
    case notFeed = "not_a_feed"
    /// No response, or one with an error.
    case failed
    /// The server says that the feed is gone permanently: it is no longer polled.
    case gone

    /// The statuses of polls that received no feed, and may succeed later.
    static let failures: Set<Status> = [.timeout, .notFeed, .failed]
  }

  package init(url: String, name: String? = nil, nextPoll: Timestamp) {
    self.url = url
    self.name = name
    self.nextPoll = nextPoll
  }

  /// Whether the feed is polled when its time comes: no longer once its server has said that it is gone.
  package var isPolled: Bool { status != .gone }
}
