import Observability

/// The log events of every pipeline, over Kafka and on the embedded log alike.
package enum PipelineEvents {
  package static let started = LogEvent("started", .info, "the pipeline started")
  package static let stopping = LogEvent("stopping", .info, "asked to stop: finishing the current batch")
  package static let stopped = LogEvent("stopped", .info, "the pipeline stopped")
  package static let batch = LogEvent("batch_committed", .debug, "a batch was committed")
  package static let deadLettered = LogEvent(
    "records_dead_lettered", .warning, "bad records went to the dead-letter topic")
  package static let reportsOmitted = LogEvent(
    "reports_omitted", .warning, "some reports that were due could not be written; the others were")
  package static let scoringOmitted = LogEvent(
    "scoring_omitted", .warning, "assessments or warnings are over the size limit and were not written")
  package static let paused = LogEvent("stage_paused", .warning, "a dependency is down; retrying")
  package static let failed = LogEvent("failed", .error, "the pipeline cannot continue")
}
