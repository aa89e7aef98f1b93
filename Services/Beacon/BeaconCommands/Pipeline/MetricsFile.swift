import CommandLine
import Observability

/// The metrics of a run in a file that a collector reads, replaced as a whole at most every ten seconds.
final class MetricsFile {
  private let registry: MetricsRegistry
  private let path: String
  private var writtenAt: ContinuousClock.Instant?

  init(_ registry: MetricsRegistry, path: String) {
    self.registry = registry
    self.path = path
  }

  func write(isLast: Bool) throws(CommandFailure) {
    let now = ContinuousClock.now
    if !isLast, let writtenAt, writtenAt.duration(to: now) < .seconds(10) { return }
    writtenAt = now
    try writeFile(registry.prometheusText(), to: path)
  }
}
