import CommandLine
import Messaging
import Models
import PipelineContracts
import ReportingService
import RiskReporting

/// Finds published reports, and builds others from the topics.
struct ReportReader {
  private let topics: any RecordSource
  private let sources: ReportSources

  init(topics: any RecordSource, _ sources: ReportSources) {
    self.topics = topics
    self.sources = sources
  }

  /// For each subject, its newest published report with a matching period; a subject without one is left out.
  func published(
    _ subjects: [SubjectKey], matching: (ReportPeriod) -> Bool
  ) throws(CommandFailure) -> [SubjectKey: AssessmentReport] {
    let keys = Dictionary(subjects.map { (Array($0.description.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    var newest: [SubjectKey: AssessmentReport] = [:]
    _ = try topics.scan(TopicCatalogue.reports.name) { (record) throws(CommandFailure) in
      guard let key = record.key, let subject = keys[key] else { return }
      let report = try record.decoded(as: TopicCatalogue.reports)
      if matching(report.period), newest[subject].map({ $0.period < report.period }) ?? true {
        newest[subject] = report
      }
    }
    return newest
  }

  /// Builds the report on a subject, as known at `knownAt` (nil: after the last record), from recomputed scores. Nil
  /// where the subject has no assessment by then.
  ///
  /// - Parameter period: returns the period, given the time of the log's last record.
  func built(
    _ subject: SubjectKey, knownAt: Timestamp?, period: (Timestamp) -> ReportPeriod
  ) throws(CommandFailure) -> AssessmentReport? {
    let scored = try Replay(topics, RefoldStages(sources.reference)).scoring(before: knownAt)
    var history = AssessmentHistory()
    var end = Timestamp.distantPast
    try scored.outputs(TopicCatalogue.assessments.name) { (record) throws(CommandFailure) in
      end = max(end, record.time)
      guard record.key == Array(subject.description.utf8) else { return }
      history.add(try record.decoded(as: TopicCatalogue.assessments))
    }
    let known = knownAt ?? end.adding(milliseconds: 1)
    let tables = try self.tables(knownAt: known)
    let input = tables.input(
      period: period(known), knownAt: known, subject: subject, levels: tables.levels(knownAt: known), history: history)
    return ReportBuilder(settings: sources.settings).report(input)
  }

  private func tables(knownAt: Timestamp) throws(CommandFailure) -> ReportTables {
    var tables = ReportTables()
    for topic in ReportTables.topics {
      _ = try topics.scan(topic) { (record) throws(CommandFailure) in
        guard record.time < knownAt, let key = record.key else { return }
        // A row that cannot be read is skipped, as in the stage.
        try? tables.change(topic, key: key, value: record.value)
      }
    }
    return tables
  }
}
