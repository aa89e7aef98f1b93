import HTTPServer
import KafkaMessaging
import Messaging
import Observability

/// The health and metrics of a service over HTTP.
///
/// `/livez` is 200 while every stage's loop runs and every stage with work advances within minutes; brokers that are
/// down do not fail it. `/readyz` is 200 when every stage is in its consumer group with at least one partition, all its
/// partitions are restored, the brokers say where they end, and none with lag has stalled for a minute. Otherwise the
/// answer is 503 and says what is wrong. `/metrics` is Prometheus text. `/` lists these three.
struct HealthEndpoints: Sendable {
  let stages: [(host: KafkaStageHost, reporter: StageReporter)]
  let metrics: MetricsRegistry

  func answer(_ request: HTTPRequest) -> HTTPResponse {
    switch request.path {
    case "/livez": return verdict { $0.notLive(at: MonotonicClock.seconds) }
    case "/readyz": return verdict { $0.notReady(at: MonotonicClock.seconds) }
    case "/metrics":
      for stage in stages { stage.reporter.note(stage.host.health) }
      return HTTPResponse(
        contentType: "text/plain; version=0.0.4; charset=utf-8", text: metrics.prometheusText())
    case "/": return HTTPResponse(text: "/livez /readyz /metrics\n")
    default: return HTTPResponse(status: 404, text: "there is nothing here; try /livez, /readyz or /metrics\n")
    }
  }

  /// - Parameter defect: what is wrong with a stage; nil where nothing is.
  private func verdict(_ defect: (StageHealth) -> String?) -> HTTPResponse {
    let defects = stages.map { ($0.reporter.stage, defect($0.host.health)) }
    let lines = defects.map { stage, defect in defect.map { "failing \(stage): \($0)\n" } ?? "ok \(stage)\n" }
    return HTTPResponse(status: defects.allSatisfy { $0.1 == nil } ? 200 : 503, text: lines.joined())
  }

  /// The first stage that counts as dead, and why; nil where all live.
  func firstDead() -> String? {
    for stage in stages {
      if let defect = stage.host.health.notLive(at: MonotonicClock.seconds) {
        return "\(stage.reporter.stage): \(defect)"
      }
    }
    return nil
  }
}
