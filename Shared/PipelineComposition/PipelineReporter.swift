import Messaging
import Observability

/// Reports what happens to the stages of a pipeline as log lines and metrics, in the same way in every runtime.
package struct PipelineReporter: Sendable {
  package let log: Log
  package let metrics: MetricsRegistry

  package init(log: Log, metrics: MetricsRegistry) {
    self.log = log
    self.metrics = metrics
  }

  /// A batch was committed.
  ///
  /// - Parameters:
  ///   - partition: its name, where the runtime has several.
  ///   - milliseconds: from the start of the round that folded the batch to its commit; nil where batches share a
  ///     commit.
  package func committed(_ summary: BatchSummary, of stage: String, partition: String? = nil, milliseconds: Double?) {
    metrics.add(Double(summary.records), to: PipelineMetrics.recordsIn, [stage])
    metrics.add(Double(summary.outputs), to: PipelineMetrics.recordsOut, [stage])
    if let milliseconds { metrics.observe(milliseconds / 1000, in: PipelineMetrics.batchSeconds, [stage]) }
    log.write(
      PipelineEvents.batch,
      fields(stage, partition) + [.integer("records", summary.records), .integer("outputs", summary.outputs)]
        + (milliseconds.map { [.number("milliseconds", $0)] } ?? []))
    guard !summary.isCatchUp else { return }
    for (key, count) in summary.tally.counts {
      if let family = PipelineMetrics.family(of: key) { metrics.add(Double(count), to: family, key.labels) }
    }
    for (code, count) in omitted(PipelineMetrics.reportsOmitted, in: summary) {
      log.write(
        PipelineEvents.reportsOmitted, fields(stage, partition) + [.text("code", code), .integer("reports", count)])
    }
    for (output, count) in omitted(PipelineMetrics.scoringOmitted, in: summary) {
      log.write(
        PipelineEvents.scoringOmitted, fields(stage, partition) + [.text("output", output), .integer("records", count)])
    }
    for (code, count) in summary.deadLetters.sorted(by: { $0.key < $1.key }) {
      metrics.add(Double(count), to: PipelineMetrics.deadLetters, [stage, code])
      log.write(
        PipelineEvents.deadLettered, fields(stage, partition) + [.text("code", code), .integer("records", count)])
    }
  }

  /// What a family with one label counted, in order of the label.
  private func omitted(_ family: MetricFamily, in summary: BatchSummary) -> [(label: String, count: Int)] {
    summary.tally.counts(of: family).map { (label: $0.key.joined(separator: " "), count: $0.value) }
      .sorted { $0.label < $1.label }
  }

  /// A stage waits for something that it needs.
  package func paused(_ pause: StagePause, of stage: String, partition: String? = nil) {
    metrics.add(1, to: PipelineMetrics.pauses, [stage])
    log.write(
      PipelineEvents.paused,
      fields(stage, partition) + [
        .text("reason", pause.reason), .integer("attempt", pause.attempt), .integer("milliseconds", pause.milliseconds),
      ])
  }

  private func fields(_ stage: String, _ partition: String?) -> [LogField] {
    [.text("stage", stage)] + (partition.map { [.text("partition", $0)] } ?? [])
  }
}
