import CommandLine
import EmbeddedMessaging
import EmbeddedPipeline
import Messaging
import Models
import Observability
import PipelineComposition
import PipelineContracts
import ServiceRuntime

/// The command `beacon run`.
enum RunCommand {
  private static let untilIdle = Flag(
    "until-idle", help: "End when the inbox is empty and every stage has caught up; default: run until interrupted.")
  private static let feeds = Flag(
    "feeds", help: "Poll the feeds of `beacon feeds` while it runs; with --until-idle once, before it begins.")
  private static let metrics = Option(
    "metrics", "FILE", help: "Write metrics there in the Prometheus text format (BEACON_RUN_METRICS).")

  static let command = Command(
    "run", summary: "run the whole pipeline over a data folder, from article to alert",
    discussion: """
      Reads the data folder's inbox and passes it through all services: ingestion, extraction, scoring, notification, \
      reporting. One process at a time may run on a folder; any number may read it.

      Each batch is one transaction: a run that is killed at any moment loses nothing and repeats nothing when it \
      starts again. SIGTERM and Ctrl-C end it after the current batch, a second one at once.

      Over Kafka the services beacon-ingestion, beacon-extraction, beacon-scoring, beacon-notification and \
      beacon-reporting do this.
      """,
    flags: [untilIdle, feeds] + CommonOptions.forms,
    options: [
      OptionEntry(CommonOptions.data), OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.clock),
      OptionEntry(metrics), OptionEntry(DeliverCommand.receivers), OptionEntry(CommonOptions.config),
    ],
    examples: ["beacon run", "beacon run --data beacon-data --until-idle --clock 2026-01-31T08:00:00Z"], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let configuration = try arguments.configuration(console)
    let pipeline = try Pipeline(configuration)
    let end: EmbeddedRuntime.End = arguments[untilIdle] ? .whenIdle : .whenStopped
    let log = try withDataFolder { () throws(EmbeddedLogError) in
      try EmbeddedLog.open(directory: configuration.data, topics: Pipeline.topics)
    }
    let runtime = EmbeddedRuntime(
      pipeline, on: log, clock: arguments.clock, settings: configuration.runtimeSettings)
    let events = console.log(configuration)
    let polling = arguments[feeds] ? try FeedPollingThread(arguments, console, events) : nil
    defer { polling?.stop() }
    try polling?.start(once: arguments[untilIdle])
    let inbox = InboxReader(directory: configuration.data)
    let total =
      end == .whenIdle && console.errors.isTerminal ? inbox.lineCount(ofTopic: TopicCatalogue.articles.name) : 0
    let monitor = RunMonitor(
      runtime.summary, total: total, log: events, metricsPath: arguments[metrics] ?? configuration.metrics,
      console: console)
    let deliveries = try RunDeliveries(arguments, configuration, log: events, console)
    StopSignal.install()
    if end == .whenStopped { deliveries?.start() }
    events.write(PipelineEvents.started, .text("data", configuration.data))
    do throws(PipelineError) {
      try runtime.run(until: end, shouldStop: { StopSignal.isRequested }, progress: monitor.update)
    } catch {
      _ = monitor.finish(runtime.summary)
      throw CommandFailure(error)
    }
    deliveries?.finish()
    var failure: CommandFailure?
    if end == .whenIdle, let deliveries {
      do throws(CommandFailure) { try deliverAndRunAgain(deliveries, runtime) } catch { failure = error }
    }
    let report = monitor.finish(runtime.summary)
    events.write(PipelineEvents.stopped, .integer("articles", report.articles.published))
    if console.printsJSON(arguments) { console.printJSON(report) } else { console.output.print(report.text()) }
    if let failure { throw failure }
    return report.articles.isBalanced || StopSignal.isRequested ? .success : .internalError
  }

  /// Delivers all alerts, and takes the results of the deliveries from the inbox into the log.
  private static func deliverAndRunAgain(
    _ deliveries: RunDeliveries, _ runtime: EmbeddedRuntime
  ) throws(CommandFailure) {
    try deliveries.deliverAll()
    do throws(PipelineError) {
      try runtime.run(until: .whenIdle, shouldStop: { StopSignal.isRequested })
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension BeaconConfiguration {
  var runtimeSettings: EmbeddedRuntime.Settings {
    var settings = EmbeddedRuntime.Settings()
    settings.limit = BatchLimit(records: batchRecords, bytes: batchBytes)
    return settings
  }
}

extension Console {
  /// A log on standard error, in the form and from the level that the settings name.
  func log(_ configuration: BeaconConfiguration) -> Log {
    let isHuman = configuration.logForm == .human || configuration.logForm == .auto && errors.isTerminal
    let errors = errors
    return Log(level: configuration.logLevel, form: isHuman ? .human : .json, clock: SystemClock.now) { line in
      isHuman ? errors.printLine(terminalText(String(decoding: line.dropLast(), as: UTF8.self))) : errors.write(line)
    }
  }
}
