import Models

extension Event {
  /// The instant from which an event counts: the end of its date, or of the day on which it was reported, but no later
  /// than its publication; nil where neither is known.
  func time(publishedAt: Timestamp?) -> Timestamp? {
    switch timeBasis {
    case .stated, .published:
      guard let when else { return publishedAt }
      let end = Timestamp(startOf: when.lastDay).adding(days: 1).adding(milliseconds: -1)
      return publishedAt.map { min($0, end) } ?? end
    case .none: return nil
    }
  }
}
