import Messaging
import PipelineComposition
import PipelineContracts
import ReferenceData
import RiskReporting

/// The stage that writes regular assessments.
package enum ReportingStages {
  package static let service = PipelineService(
    "reporting", summary: "writes regular assessments of every subject"
  ) { (context) throws(TableError) in
    [reporting(settings: try ReportSettings(directory: context.reference.directory))]
  }

  package static let reportingName = "reporting"

  /// `beacon.assessments.v1` → `beacon.reports.v1`.
  ///
  /// A report is written with the first assessment of its partition that is later than the period's end plus the grace
  /// of `ReportSchedule`. Projects, sources, alerts, suppressions and feedback are tables: they decide what a report
  /// lists, never what the stage remembers.
  package static func reporting(settings: ReportSettings) -> Stage {
    Stage(
      name: reportingName, input: TopicCatalogue.assessments.name,
      tables: ReportTables.topics, outputs: [TopicCatalogue.reports.name], isStateful: true, stateVersion: 2
    ) { () throws(StageFailure) in
      ReportingProcessor(settings: settings)
    }
  }
}
