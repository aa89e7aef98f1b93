import Models

extension Event {
  /// The instant that an event counts from: the end of its stated date, at most the time of publication; where none is
  /// stated the time of publication; nil where neither is known.
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
