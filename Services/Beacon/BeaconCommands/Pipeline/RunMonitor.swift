import CommandLine
import EmbeddedMessaging
import EmbeddedPipeline
import Models
import Observability
import PipelineContracts

/// Follows a run: keeps its account, shows how far it is, reports what needs attention, writes its metrics.
final class RunMonitor {
  private let log: EmbeddedLog
  private let bar: ProgressBar
  private let total: Int
  private let events: Log
  private let metrics: MetricsFile?
  private let start = ContinuousClock.now
  private var account: ArticleAccount
  private var alerts: [Alert.Status: Int] = [:]
  private var nextAlert: Int64
  private var seen: PipelineSummary?
  private(set) var failure: EmbeddedLogError?

  /// - Parameter total: the articles that wait in the inbox; 0 where the run has no end.
  init(
    log: EmbeddedLog, total: Int, events: Log, metricsPath: String?, console: Console
  ) throws(EmbeddedLogError) {
    self.log = log
    self.total = total
    self.events = events
    metrics = metricsPath.map { MetricsFile(path: $0) }
    bar = ProgressBar("running", total: total, unit: "articles", on: console.errors)
    account = ArticleAccount(nextAccepted: try log.nextOffset(ofTopic: TopicCatalogue.accepted.name))
    nextAlert = try log.nextOffset(ofTopic: TopicCatalogue.alerts.name)
  }

  /// To be called after each round.
  func update(_ summary: PipelineSummary) {
    do throws(EmbeddedLogError) {
      let before = account
      try account.update(summary, log: log)
      metrics?.registry.count(account, since: before)
      try countAlerts()
    } catch {
      failure = error
    }
    bar.set(done: account.published, total: total)
    report(summary)
    metrics?.registry.count(summary, since: seen)
    seen = summary
    write(isLast: false)
  }

  /// Clears the progress and answers what was done.
  func finish(_ summary: PipelineSummary) -> RunReport {
    update(summary)
    bar.finish()
    write(isLast: true)
    let seconds = start.duration(to: .now) / .seconds(1)
    return RunReport(articles: account, alerts: alerts, summary: summary, seconds: seconds)
  }

  private func countAlerts() throws(EmbeddedLogError) {
    while true {
      let records = try log.records(topic: TopicCatalogue.alerts.name, from: nextAlert)
      guard let last = records.last else { return }
      for record in records {
        // Notification wrote it with the same coder; what cannot be read is no alert to count.
        guard let alert = try? TopicCatalogue.alerts.decode(record.value ?? []) else { continue }
        alerts[alert.status, default: 0] += 1
        metrics?.registry.add(1, to: BeaconMetrics.alerts, [alert.status.rawValue, alert.level.rawValue])
      }
      nextAlert = last.offset + 1
    }
  }

  private func report(_ summary: PipelineSummary) {
    for stage in summary.stages {
      guard let pause = stage.pause, pause != seen?.count(of: stage.stage)?.pause else { continue }
      events.write(
        BeaconEvents.paused, .text("stage", stage.stage), .text("reason", pause.reason),
        .integer("attempt", pause.attempt), .integer("pause_ms", pause.milliseconds))
    }
    for file in summary.refusedFiles.dropFirst(seen?.refusedFiles.count ?? 0) {
      events.write(BeaconEvents.refusedFile, .text("file", file))
    }
  }

  private func write(isLast: Bool) {
    guard let metrics else { return }
    do throws(CommandFailure) {
      try metrics.write(isLast: isLast)
    } catch {
      events.write(BeaconEvents.metricsFailed, .text("reason", error.message))
    }
  }
}

extension PipelineSummary {
  func count(of stage: String) -> StageCount? { stages.first { $0.stage == stage } }
}
