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
    case .assigned(let places):
      log.write(ServiceEvents.partitionsAssigned, .text("stage", stage), .text("partitions", list(places)))
    case .revoked(let places, let isLost):
      log.write(
        ServiceEvents.partitionsRevoked, .text("stage", stage), .text("partitions", list(places)),
        .text("how", isLost ? "lost" : "revoked"))
    case .recovered(let place, let decision):
      metrics.add(1, to: ServiceMetrics.recoveries, [stage, decision.name])
      log.write(
        ServiceEvents.recovered, .text("stage", stage), .text("partition", place.description),
        .text("decision", "\(decision)"))
    case .quarantined(let place, let name):
      log.write(
        ServiceEvents.quarantined, .text("stage", stage), .text("partition", place.description), .text("file", name))
    case .committed(let place, let summary, let milliseconds):
      pipeline.committed(summary, of: stage, partition: place.description, milliseconds: milliseconds)
    case .paused(let place, let pause): pipeline.paused(pause, of: stage, partition: place.description)
    case .transactionFailed(let place, let error):
      metrics.add(1, to: ServiceMetrics.transactionsFailed, [stage, error.kind.rawValue])
      log.write(
        ServiceEvents.transactionFailed, .text("stage", stage), .text("partition", place.description),
        .text("reason", error.description))
    case .unstableOffsets(let place, let error):
      log.write(
        ServiceEvents.unstableOffsets, .text("stage", stage), .text("partition", place.description),
        .text("reason", error.description))
    case .clientFailed(let error):
      log.write(ServiceEvents.clientFailed, .text("stage", stage), .text("reason", error.description))
    case .lag(let records, let oldestMilliseconds):
      metrics.set(ServiceMetrics.lag, [stage], to: Double(records))
      metrics.set(ServiceMetrics.oldest, [stage], to: Double(oldestMilliseconds) / 1000)
    case .stateFileLost(let place, let path):
      log.write(
        ServiceEvents.stateFileLost, .text("stage", stage), .text("partition", place.description), .text("file", path))
    case .memberEnded(let end, let attempt, let milliseconds):
      metrics.add(1, to: ServiceMetrics.membersEnded, [stage, end.kind])
      log.write(
        ServiceEvents.memberEnded, .text("stage", stage), .text("reason", end.description),
        .integer("attempt", attempt), .integer("milliseconds", milliseconds))
    case .stalled(let stall):
      log.write(
        ServiceEvents.stalled, .text("stage", stage), .text("partition", stall.place.description),
        .integer("lag", Int(stall.lag)), .integer("seconds", Int(stall.seconds)))
    }
  }

  func note(_ health: StageHealth) {
    metrics.set(ServiceMetrics.assigned, [stage], to: Double(health.assigned))
    metrics.set(ServiceMetrics.restored, [stage], to: Double(health.restored))
    let stalls = Dictionary(
      uniqueKeysWithValues: health.stalls(longerThan: 0, at: MonotonicClock.seconds).map { ($0.place, $0.seconds) })
    for place in health.places {
      metrics.set(ServiceMetrics.stalled, [stage, String(place.partition)], to: stalls[place] ?? 0)
    }
  }

  private func list(_ places: [TopicPartition]) -> String {
    places.map(\.description).joined(separator: " ")
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
