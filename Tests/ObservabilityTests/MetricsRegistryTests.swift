import Observability
import Testing

@Suite struct MetricsRegistryTests {
  static let articles = MetricFamily("beacon_articles_total", .counter, labels: ["outcome"], help: "Articles.")
  static let lag = MetricFamily("beacon_lag_records", .gauge, help: "Lag \\ of\nrecords.")
  static let seconds = MetricFamily(
    "beacon_batch_seconds", .histogram(bounds: [0.1, 1]), labels: ["stage"], help: "Batch time.")

  private func registry() -> MetricsRegistry {
    MetricsRegistry(catalogue: [Self.articles, Self.lag, Self.seconds])
  }

  @Test("Measurements come out in the Prometheus text format, sorted")
  func format() {
    let registry = registry()
    registry.add(2, to: Self.articles, ["duplicate"])
    registry.add(1, to: Self.articles, ["accepted"])
    registry.add(1.5, to: Self.articles, ["accepted"])
    registry.set(Self.lag, to: 7)
    for value in [0.05, 0.1, 0.5, 3] { registry.observe(value, in: Self.seconds, ["a\"b\\c\nd"]) }
    #expect(
      registry.prometheusText() == """
        # HELP beacon_articles_total Articles.
        # TYPE beacon_articles_total counter
        beacon_articles_total{outcome="accepted"} 2.5
        beacon_articles_total{outcome="duplicate"} 2
        # HELP beacon_batch_seconds Batch time.
        # TYPE beacon_batch_seconds histogram
        beacon_batch_seconds_bucket{stage="a\\"b\\\\c\\nd",le="0.1"} 2
        beacon_batch_seconds_bucket{stage="a\\"b\\\\c\\nd",le="1"} 3
        beacon_batch_seconds_bucket{stage="a\\"b\\\\c\\nd",le="+Inf"} 4
        beacon_batch_seconds_sum{stage="a\\"b\\\\c\\nd"} 3.65
        beacon_batch_seconds_count{stage="a\\"b\\\\c\\nd"} 4
        # HELP beacon_lag_records Lag \\\\ of\\nrecords.
        # TYPE beacon_lag_records gauge
        beacon_lag_records 7

        """)
  }

  @Test("What was never measured is not printed")
  func empty() {
    #expect(registry().prometheusText() == "")
  }

  @Test("Counters may be raised from several threads at once")
  func concurrency() async {
    let registry = registry()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<500 { registry.add(1, to: Self.articles, ["accepted"]) } }
      }
    }
    #expect(registry.prometheusText().contains("{outcome=\"accepted\"} 4000\n"))
  }
}
