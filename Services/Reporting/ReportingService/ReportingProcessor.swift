import Messaging
import Models
import PipelineComposition
import PipelineContracts
import ReferenceData
import RiskReporting

/// Stores the assessments of each subject by day, and writes the reports of each period that has ended.
final class ReportingProcessor: StageProcessor {
  private let settings: ReportSettings
  private let builder: ReportBuilder
  private var tables = ReportTables(keptDays: ReportTables.scheduledDays)

  init(settings: ReportSettings) {
    self.settings = settings
    builder = ReportBuilder(settings: settings)
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let assessment = try TopicCatalogue.assessments.decode(record)
    let store = ReportStore(batch.state)
    var schedule = try store.schedule() ?? ReportSchedule(from: batch.time)
    for period in schedule.advance(to: batch.time) {
      try emit(period, schedule.ends, from: store, in: &batch, causedBy: record)
    }
    try store.set(schedule)
    try store.add(assessment, value: record.value ?? [], ends: schedule.ends, keeping: settings.keptDays)
  }

  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {
    try tables.change(topic, key: key, value: value)
  }

  /// Writes the reports of a period that has ended. One that cannot be written is counted and left out: if it failed
  /// the assessment, the period would stay due, and no assessment after it could be stored.
  private func emit(
    _ period: ReportPeriod, _ ends: [Timestamp], from store: ReportStore, in batch: inout StageBatch,
    causedBy record: Record
  ) throws(StageFailure) {
    let levels = tables.levels(knownAt: period.to)
    for subject in try store.subjects(assessedIn: period) {
      let input = tables.input(
        period: period, knownAt: period.to, subject: subject, levels: levels, history: try store.history(of: subject))
      guard let report = builder.report(input), report.isWorthPublishing else { continue }
      do {
        batch.emit(
          try TopicCatalogue.reports.record(
            report, id: report.id, from: ReportingStages.reportingName, causedBy: record))
      } catch .badRecord(let code, _) {
        batch.count(PipelineMetrics.reportsOmitted, code)
      }
    }
  }
}

extension AssessmentReport {
  /// Whether to publish the report: a daily one only if something happened or a level is reached, a longer one always.
  var isWorthPublishing: Bool {
    period.kind != .daily || judgement.level != nil || !score.drivers.isEmpty || incidents.contains(where: \.isNew)
  }
}
