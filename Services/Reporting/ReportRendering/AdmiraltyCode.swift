import Models
import ReferenceData
import RiskReporting

/// Reliability of the source (A to F) and credibility of the information (1 to 6), as NATO's AJP-2.1 grades them.
package struct AdmiraltyCode: Hashable, Sendable, CustomStringConvertible {
  package let source: Source.Grade?
  /// 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.
  package let information: Int

  /// - Parameters:
  ///   - credibility: 0 to 1; 0 cannot be judged.
  ///   - sources: the number of independent sources. Grade 1 needs at least two; copies of a report and outlets of one
  ///     owner count as one.
  package init(source: Source.Grade?, credibility: Double, sources: Int, settings: ReportSettings) {
    self.source = source
    let grades = zip(1..., settings.admiralty).filter { $0.0 > 1 || sources > 1 }
    information = credibility > 0 ? grades.first { credibility >= $0.1 }?.0 ?? 5 : 6
  }

  package var description: String { "\(source?.rawValue ?? "F")\(information)" }
}
