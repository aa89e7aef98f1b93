import HTTPServer
import KafkaMessaging
import Observability

/// What a service says of itself over HTTP.
///
/// `/livez` is 200 while every stage's loop comes round: a broker that is down does not fail it. `/readyz` is 200 when
/// every stage has joined its group and has caught up with each partition that it was given. `/metrics` is Prometheus
/// text. `/` names these three.
struct HealthEndpoints: Sendable {
  let stages: [(host: KafkaStageHost, reporter: StageReporter)]
  let metrics: MetricsRegistry

  /// A loop that has not come round for so long is taken for dead. Folding one batch, and waiting for a broker inside one
  /// call of the client, both stay well below it.
  private static let seconds = 240.0

  func answer(_ request: HTTPRequest) -> HTTPResponse {
    switch request.path {
    case "/livez": return verdict { $0.host.status.secondsSinceLoop < Self.seconds }
    case "/readyz": return verdict { $0.host.status.isReady }
    case "/metrics":
      for stage in stages { stage.reporter.note(stage.host.status) }
      return HTTPResponse(
        contentType: "text/plain; version=0.0.4; charset=utf-8", text: metrics.prometheusText())
    case "/": return HTTPResponse(text: "/livez /readyz /metrics\n")
    default: return HTTPResponse(status: 404, text: "there is nothing here; try /livez, /readyz or /metrics\n")
    }
  }

  private func verdict(_ isGood: ((host: KafkaStageHost, reporter: StageReporter)) -> Bool) -> HTTPResponse {
    let lines = stages.map { "\(isGood($0) ? "ok" : "not yet") \($0.reporter.stage)\n" }
    return HTTPResponse(status: stages.allSatisfy(isGood) ? 200 : 503, text: lines.joined())
  }
}
