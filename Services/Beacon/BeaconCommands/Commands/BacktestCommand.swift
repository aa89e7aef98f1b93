import ArticleForms
import CommandLine
import EmbeddedMessaging
import EmbeddedPipeline
import Messaging
import Models
import PipelineComposition
import PipelineContracts
import ReferenceData
import ServiceRuntime

/// The command `beacon backtest`.
enum BacktestCommand {
  private static let projects = Option(
    "projects", "FILE",
    help:
      "The register of projects: JSON, or a spreadsheet saved as CSV, as `beacon projects add` takes it; default none.")
  private static let sources = Option(
    "sources", "FILE", help: "The register of sources; without grades an attack stays unconfirmed.")
  private static let files = Positional(
    "FILE|DIR|-", help: "Articles, as `beacon publish` takes them: files, folders, or - for standard input.")

  static let command = Command(
    "backtest", summary: "show how Beacon would have warned, had it read these articles when they came out",
    discussion: """
      Runs the whole pipeline in a temporary log whose time is each article's publishedAt, in that order, with a tick \
      at the end of every day. Of a long time without articles, the first days are replayed one by one, then every few \
      days (Tables/backtest.tsv) and the days on which a registered milestone becomes overdue. It prints all alert \
      records, marked as an exercise, and leaves nothing behind. Articles without publishedAt, and those dated in the \
      future, are skipped, with a warning.
      """,
    flags: CommonOptions.forms,
    options: [
      OptionEntry(projects), OptionEntry(sources), OptionEntry(CommonOptions.clock),
      OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.config),
    ],
    positionals: [PositionalEntry(files, .atLeastOne)],
    examples: [
      "beacon backtest --projects deploy/samples/projects.jsonl --sources deploy/samples/sources.jsonl "
        + "deploy/samples/articles"
    ], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let configuration = try arguments.configuration(console)
    let registered = try ProjectsCommand.register.entries(ofFile: arguments[projects], arguments, console)
    let graded = try SourcesCommand.register.entries(ofFile: arguments[sources], arguments, console)
    let rows = records(of: registered, ProjectsCommand.register) + records(of: graded, SourcesCommand.register)
    let latest = arguments.clock().adding(hours: try IntakeTimes(configuration).futureAfterHours)
    let days = try ArticleDays(
      ArticleFiles(arguments.all(files), rules: FormRules(configuration)), until: latest, console)
    let replayed = days.replayed(
      try BacktestTimes(configuration), changes: overdueDays(of: registered, try constants(configuration)))
    let pipeline = try Pipeline(configuration, isExercise: true)
    let log = try temporaryLog()
    var settings = configuration.runtimeSettings
    settings.cleans = false
    let runtime = EmbeddedRuntime(pipeline, on: log, clock: { .distantPast }, settings: settings)
    let isComplete: Bool
    do throws(PipelineError) {
      isComplete = try replay(replayed, of: days, after: rows, through: runtime, console)
    } catch {
      throw CommandFailure(error)
    }
    guard isComplete else {
      throw CommandFailure(
        .temporaryFailure, "interrupted before the last day of the articles; no alerts are printed",
        remedy: "start it again, and let it end")
    }
    let refused = runtime.summary.stages.reduce(0) { $0 + $1.refused }
    if refused > 0 { console.warn("\(counted(refused, "record")) could not be handled.") }
    return try printAlerts(of: log, arguments, console)
  }

  private static let writer = "backtest"

  private static func constants(
    _ configuration: BeaconConfiguration
  ) throws(CommandFailure) -> RiskModel.Constants {
    try ReferenceFolder(configuration).read { (path) throws(TableError) in
      try RiskModelLoader(directory: path).load().constants
    }
  }

  /// The days on which milestones that are not reached become overdue, and those on which their alerts escalate.
  static func overdueDays(of projects: [Project], _ constants: RiskModel.Constants) -> [CivilDate] {
    projects.flatMap(\.milestones).filter { $0.actual == nil }.compactMap(\.expected).flatMap { expected in
      let due = expected.lastDay.adding(days: 1)
      return [due, due.adding(days: constants.silenceWarningDays)]
    }
  }

  /// Passes the articles of these days through the pipeline, day by day, until the last day or a signal to stop.
  ///
  /// - Returns: whether the last day was reached.
  private static func replay(
    _ replayed: [CivilDate], of days: ArticleDays, after rows: [OutgoingRecord], through runtime: EmbeddedRuntime,
    _ console: Console
  ) throws(PipelineError) -> Bool {
    guard let first = replayed.first else { return true }
    let bar = ProgressBar("replaying", total: days.count, unit: "articles", on: console.errors)
    defer { bar.finish() }
    StopSignal.install()
    try runtime.process(rows.map { PublishedRecord.stamped($0.at(Timestamp(startOf: first)), from: writer) })
    var done = 0
    for day in replayed {
      if StopSignal.isRequested { return false }
      let articles = days.articles(on: day)
      try runtime.process(articles.map { PublishedRecord.stamped($0, from: writer) })
      try runtime.process([runtime.pipeline.tick(Timestamp(startOf: day.adding(days: 1)))])
      done += articles.count
      bar.set(done: done, total: days.count)
    }
    return true
  }

  private static func records<Entry>(of entries: [Entry], _ register: RegisterCommands<Entry>) -> [OutgoingRecord] {
    entries.map { entry in
      OutgoingRecord(
        topic: register.topic.name, key: Array(register.id(entry).utf8), value: register.topic.encode(entry),
        time: .distantPast)
    }
  }

  private static func printAlerts(
    of log: EmbeddedLog, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> ExitCode {
    let isJSON = console.printsJSON(arguments)
    var next: Int64 = 0
    while true {
      let records = try withDataFolder { () throws(EmbeddedLogError) in
        try log.records(topic: TopicCatalogue.alerts.name, from: next)
      }
      guard let last = records.last else { break }
      for record in records {
        if isJSON {
          console.printJSONLine(record.value ?? [])
        } else {
          let alert = try record.decoded(as: TopicCatalogue.alerts)
          console.output.print(alert.text(style: console.output.style) + "\n")
        }
      }
      next = last.offset + 1
    }
    if next == 0, !isJSON { console.output.printLine("There would have been no alerts.") }
    return .success
  }
}

extension OutgoingRecord {
  fileprivate func at(_ time: Timestamp) -> OutgoingRecord {
    var record = self
    record.time = time
    return record
  }
}
