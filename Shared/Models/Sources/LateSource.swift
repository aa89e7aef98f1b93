/// A registered source that has not published for longer than expected.
package struct LateSource: Hashable, Sendable {
  /// The source's id.
  package var source: String
  /// The source's name.
  package var name: String
  /// The time within which an article is expected, for example `PT6H`.
  package var expectedEvery: String
  /// When the source last published; nil where no article of it is known.
  package var lastArticle: Timestamp?

  package init(source: String, name: String, expectedEvery: String, lastArticle: Timestamp?) {
    self.source = source
    self.name = name
    self.expectedEvery = expectedEvery
    self.lastArticle = lastArticle
  }
}

extension LateSource {
  /// The sources that are late at a time, the longest silent first. A source without `expectedEvery`, or with one that
  /// is not a duration, is never late.
  package static func among(
    _ sources: [Source], activity: [SourceActivity], at time: Timestamp
  ) -> [LateSource] {
    let last = Dictionary(activity.map { ($0.source, $0.lastArticle) }, uniquingKeysWith: max)
    return
      sources.compactMap { source in
        guard let every = source.expectedEvery, let interval = ExpectedInterval(iso8601: every) else { return nil }
        if let article = last[source.id], !interval.isOver(since: article, at: time) { return nil }
        return LateSource(
          source: source.id, name: source.name, expectedEvery: every, lastArticle: last[source.id])
      }
      .sorted { left, right in
        (left.lastArticle ?? .distantPast, left.source) < (right.lastArticle ?? .distantPast, right.source)
      }
  }
}
