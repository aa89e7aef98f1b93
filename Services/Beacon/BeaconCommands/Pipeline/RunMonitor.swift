import CommandLine
import EmbeddedPipeline
import Messaging
import Observability
import PipelineComposition

/// Monitors a run: shows its progress, logs what needs attention, writes its metrics.
final class RunMonitor {
  private let bar: ProgressBar
  private let total: Int
  private let reporter: PipelineReporter
  private let metrics: MetricsFile?
  private let start = ContinuousClock.now
  private var seen: PipelineSummary

  /// - Parameters:
  ///   - total: the articles that wait in the inbox; 0 where the run has no end.
  ///   - summary: the pipeline's summary before its first round.
  init(_ summary: PipelineSummary, total: Int, log: Log, metricsPath: String?, console: Console) {
    let registry = MetricsRegistry(catalogue: PipelineMetrics.catalogue)
    reporter = PipelineReporter(log: log, metrics: registry)
    metrics = metricsPath.map { MetricsFile(registry, path: $0) }
    bar = ProgressBar("running", total: total, unit: "articles", on: console.errors)
    self.total = total
    seen = summary
  }

  /// Shows progress, logs and writes metrics. Call it after each round.
  func update(_ summary: PipelineSummary) {
    bar.set(done: ArticleTally(summary).published, total: total)
    for (stage, before) in zip(summary.stages, seen.stages) {
      let batch = stage.since(before)
      if batch.records > 0 { reporter.committed(batch, of: stage.stage, milliseconds: nil) }
      if let pause = stage.pause, pause != before.pause { reporter.paused(pause, of: stage.stage) }
    }
    for file in summary.refusedFiles.dropFirst(seen.refusedFiles.count) {
      reporter.log.write(RunEvents.refusedFile, .text("file", file))
    }
    seen = summary
    write(isLast: false)
  }

  /// Clears the progress and reports what was done.
  func finish(_ summary: PipelineSummary) -> RunReport {
    update(summary)
    bar.finish()
    write(isLast: true)
    return RunReport(summary, seconds: start.duration(to: .now) / .seconds(1))
  }

  private func write(isLast: Bool) {
    do throws(CommandFailure) {
      try metrics?.write(isLast: isLast)
    } catch {
      reporter.log.write(RunEvents.metricsFailed, .text("reason", error.message))
    }
  }
}
