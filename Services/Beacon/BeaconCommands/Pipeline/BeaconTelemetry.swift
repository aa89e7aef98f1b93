import Observability

/// The events that `beacon run` reports.
enum BeaconEvents {
  static let started = LogEvent("run_started", .info, "the run has started")
  static let ended = LogEvent("run_ended", .info, "the run has ended")
  static let paused = LogEvent("stage_paused", .warning, "a stage waits for something that it needs")
  static let refusedFile = LogEvent("inbox_file_refused", .warning, "a file in the inbox is no input and was set aside")
  static let metricsFailed = LogEvent("metrics_not_written", .warning, "the metrics could not be written")
}

/// What `beacon run` measures.
enum BeaconMetrics {
  static let records = MetricFamily(
    "beacon_stage_records_total", .counter, labels: ["stage"], help: "Records that a stage has folded.")
  static let outputs = MetricFamily(
    "beacon_stage_outputs_total", .counter, labels: ["stage"], help: "Records that a stage has written.")
  static let deadLetters = MetricFamily(
    "beacon_dead_letters_total", .counter, labels: ["stage", "code"], help: "Records that a stage refused.")
  static let articles = MetricFamily(
    "beacon_articles_total", .counter, labels: ["outcome"], help: "Articles by what became of them.")
  static let alerts = MetricFamily(
    "beacon_alerts_total", .counter, labels: ["status", "level"], help: "Alert records written.")
  static let paused = MetricFamily(
    "beacon_stage_paused", .gauge, labels: ["stage"], help: "1 while a stage waits for something that it needs.")

  static let catalogue = [records, outputs, deadLetters, articles, alerts, paused]
}
