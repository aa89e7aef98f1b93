import Models

/// Reliability of the source (A to F) and credibility of the information (1 to 6), as NATO's AJP-2.1 grades them.
package struct AdmiraltyCode: Hashable, Sendable, CustomStringConvertible {
  package let source: Source.Grade?
  package let information: Int

  /// Information: 1 confirmed by independent sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable,
  /// 6 cannot be judged.
  package init(source: Source.Grade?, credibility: Double, reports: Int) {
    self.source = source
    information =
      credibility >= 0.85 && reports > 1
      ? 1 : credibility >= 0.7 ? 2 : credibility >= 0.5 ? 3 : credibility >= 0.25 ? 4 : credibility > 0 ? 5 : 6
  }

  package var description: String { "\(source?.rawValue ?? "F")\(information)" }
}
