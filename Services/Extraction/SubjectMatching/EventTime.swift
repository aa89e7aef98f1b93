import Models

extension Event {
  /// The instant from which an event counts: the end of its stated date, but no later than its publication; without a
  /// stated date, the time of publication; nil where neither is known.
  func time(publishedAt: Timestamp?) -> Timestamp? {
    switch timeBasis {
    case .stated:
      guard let when else { return publishedAt }
      let end = Timestamp(startOf: when.lastDay).adding(days: 1).adding(milliseconds: -1)
      return publishedAt.map { min($0, end) } ?? end
    case .published: return publishedAt
    case .none: return nil
    }
  }
}
