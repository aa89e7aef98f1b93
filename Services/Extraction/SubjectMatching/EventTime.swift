import Models

extension Event {
  /// The instant from which an event counts: the end of its date, or of the day on which it was reported, but no later
  /// than its publication, or than the article's log time if the article is undated; nil for an event without a time.
  func time(publishedAt: Timestamp?, loggedAt: Timestamp) -> Timestamp? {
    switch timeBasis {
    case .stated, .published:
      guard let when else { return publishedAt }
      let end = Timestamp(startOf: when.lastDay).adding(days: 1).adding(milliseconds: -1)
      return min(end, publishedAt ?? loggedAt)
    case .none: return nil
    }
  }
}
