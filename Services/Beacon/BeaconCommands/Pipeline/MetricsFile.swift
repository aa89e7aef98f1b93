import CommandLine
import EmbeddedPipeline
import FoundationEssentials
import Observability

/// The metrics of a run in a file that a collector reads, replaced as a whole at most every ten seconds.
final class MetricsFile {
  let registry = MetricsRegistry(catalogue: BeaconMetrics.catalogue)
  private let path: String
  private var writtenAt: ContinuousClock.Instant?

  init(path: String) {
    self.path = path
  }

  func write(isLast: Bool) throws(CommandFailure) {
    let now = ContinuousClock.now
    if !isLast, let writtenAt, writtenAt.duration(to: now) < .seconds(10) { return }
    writtenAt = now
    do {
      try Data(registry.prometheusText().utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw CommandFailure(.cannotCreate, "\(path) cannot be written", expected: "a folder that may be written to")
    }
  }
}

extension MetricsRegistry {
  func count(_ account: ArticleAccount, since before: ArticleAccount) {
    let outcomes: [(String, KeyPath<ArticleAccount, Int>)] = [
      ("accepted", \.accepted), ("duplicate", \.duplicates), ("revision", \.revisions),
      ("retraction", \.retractions), ("dead_letter", \.deadLetters),
    ]
    for (outcome, count) in outcomes {
      add(Double(account[keyPath: count] - before[keyPath: count]), to: BeaconMetrics.articles, [outcome])
    }
  }

  func count(_ summary: PipelineSummary, since before: PipelineSummary?) {
    for stage in summary.stages {
      let earlier = before?.count(of: stage.stage)
      add(Double(stage.records - (earlier?.records ?? 0)), to: BeaconMetrics.records, [stage.stage])
      add(Double(stage.outputs - (earlier?.outputs ?? 0)), to: BeaconMetrics.outputs, [stage.stage])
      for (code, count) in stage.deadLetters {
        let more = count - (earlier?.deadLetters[code] ?? 0)
        add(Double(more), to: BeaconMetrics.deadLetters, [stage.stage, code])
      }
      set(BeaconMetrics.paused, [stage.stage], to: stage.pause == nil ? 0 : 1)
    }
  }
}
