import KafkaMessaging
import Messaging
import Observability
import PipelineComposition

/// Turns the events of a stage into log lines and metrics.
struct StageReporter: Sendable {
  let stage: String
  let pipeline: PipelineReporter

  private var log: Log { pipeline.log }
  private var metrics: MetricsRegistry { pipeline.metrics }

  func report(_ event: KafkaStageEvent) {
    switch event {
    case .assigned(let partitions):
      log.write(ServiceEvents.partitionsAssigned, .text("stage", stage), .text("partitions", list(partitions)))
    case .revoked(let partitions, let isLost):
      log.write(
        ServiceEvents.partitionsRevoked, .text("stage", stage), .text("partitions", list(partitions)),
        .text("how", isLost ? "lost" : "revoked"))
    case .recovered(let partition, let decision):
      metrics.add(1, to: ServiceMetrics.recoveries, [stage, decision.name])
      log.write(
        ServiceEvents.recovered, .text("stage", stage), .text("partition", partition.description),
        .text("decision", "\(decision)"))
    case .quarantined(let partition, let name):
      log.write(
        ServiceEvents.quarantined, .text("stage", stage), .text("partition", partition.description), .text("file", name)
      )
    case .committed(let partition, let summary, let milliseconds):
      pipeline.committed(summary, of: stage, partition: partition.description, milliseconds: milliseconds)
    case .paused(let partition, let pause): pipeline.paused(pause, of: stage, partition: partition.description)
    case .transactionFailed(let partition, let error):
      metrics.add(1, to: ServiceMetrics.transactionsFailed, [stage, error.kind.rawValue])
      log.write(
        ServiceEvents.transactionFailed, .text("stage", stage), .text("partition", partition.description),
        .text("reason", error.description))
    case .unstableOffsets(let partition, let error):
      log.write(
        ServiceEvents.unstableOffsets, .text("stage", stage), .text("partition", partition.description),
        .text("reason", error.description))
    case .transactionEndLost(let partitions):
      log.write(
        ServiceEvents.transactionEndLost, .text("stage", stage),
        .text("partitions", partitions.map(\.description).joined(separator: " ")))
    case .outputsUnchecked(let reason):
      log.write(ServiceEvents.outputsUnchecked, .text("stage", stage), .text("reason", reason))
    case .clientFailed(let error):
      log.write(ServiceEvents.clientFailed, .text("stage", stage), .text("reason", error.description))
    case .lag(let records, let oldestMilliseconds):
      metrics.set(ServiceMetrics.lag, [stage], to: Double(records))
      metrics.set(ServiceMetrics.oldest, [stage], to: Double(oldestMilliseconds) / 1000)
    case .stateFileLost(let partition, let path):
      log.write(
        ServiceEvents.stateFileLost, .text("stage", stage), .text("partition", partition.description),
        .text("file", path))
    case .memberEnded(let end, let attempt, let milliseconds):
      metrics.add(1, to: ServiceMetrics.membersEnded, [stage, end.kind])
      log.write(
        ServiceEvents.memberEnded, .text("stage", stage), .text("reason", end.description),
        .integer("attempt", attempt), .integer("milliseconds", milliseconds))
    case .stalled(let stall):
      log.write(
        ServiceEvents.stalled, .text("stage", stage), .text("partition", stall.partition.description),
        .integer("lag", Int(stall.lag)), .integer("seconds", Int(stall.seconds)))
    }
  }

  func note(_ health: StageHealth) {
    metrics.set(ServiceMetrics.assigned, [stage], to: Double(health.assigned))
    metrics.set(ServiceMetrics.restored, [stage], to: Double(health.restored))
    let stalls = Dictionary(
      uniqueKeysWithValues: health.stalls(longerThan: 0, at: MonotonicClock.seconds).map { ($0.partition, $0.seconds) })
    for partition in health.partitions {
      metrics.set(ServiceMetrics.stalled, [stage, String(partition.partition)], to: stalls[partition] ?? 0)
    }
  }

  private func list(_ partitions: [TopicPartition]) -> String {
    partitions.map(\.description).joined(separator: " ")
  }
}

extension PartitionRecovery {
  fileprivate var name: String {
    switch self {
    case .resume: "resume"
    case .resend: "resend"
    case .catchUp: "catch_up"
    case .startAfresh: "start_afresh"
    case .stop: "stop"
    }
  }
}
