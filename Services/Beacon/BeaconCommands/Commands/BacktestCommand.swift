import ArticleForms
import CommandLine
import EmbeddedMessaging
import EmbeddedPipeline
import Messaging
import Models
import PipelineComposition
import PipelineContracts
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
      at the end of every day. It prints all alert records, marked as an exercise, and leaves nothing behind. Articles \
      without publishedAt are skipped, with a warning.
      """,
    flags: CommonOptions.forms,
    options: [
      OptionEntry(projects), OptionEntry(sources), OptionEntry(CommonOptions.reference),
      OptionEntry(CommonOptions.config),
    ],
    positionals: [PositionalEntry(files, .atLeastOne)],
    examples: [
      "beacon backtest --projects deploy/samples/projects.jsonl --sources deploy/samples/sources.jsonl "
        + "deploy/samples/articles"
    ], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let configuration = try arguments.configuration(console)
    var rows: [OutgoingRecord] = []
    rows += try records(of: arguments[projects], ProjectsCommand.register, arguments, console)
    rows += try records(of: arguments[sources], SourcesCommand.register, arguments, console)
    let days = try ArticleDays(
      ArticleFiles(arguments.all(files), rules: FormRules(arguments.configuration(console))), console)
    let composition = try Pipeline(configuration, isExercise: true)
    let log = try withDataFolder { () throws(EmbeddedLogError) in
      try EmbeddedLog.temporary(topics: Pipeline.topics)
    }
    var settings = configuration.pipelineSettings
    settings.cleans = false
    let pipeline = EmbeddedPipeline(composition, on: log, clock: { .distantPast }, settings: settings)
    let isComplete: Bool
    do throws(PipelineError) {
      isComplete = try replay(days, after: rows, through: pipeline, console)
    } catch {
      throw CommandFailure(error)
    }
    guard isComplete else {
      throw CommandFailure(
        .temporaryFailure, "interrupted before the last day of the articles; no alerts are printed",
        remedy: "start it again, and let it end")
    }
    let refused = pipeline.summary.stages.reduce(0) { $0 + $1.refused }
    if refused > 0 { console.warn("\(counted(refused, "record")) could not be handled.") }
    return try printAlerts(of: log, arguments, console)
  }

  private static let writer = "backtest"

  /// Passes the articles through the pipeline, day by day, until the last day or a signal to stop.
  ///
  /// - Returns: whether the last day was reached.
  private static func replay(
    _ days: ArticleDays, after rows: [OutgoingRecord], through pipeline: EmbeddedPipeline, _ console: Console
  ) throws(PipelineError) -> Bool {
    guard let first = days.first, let last = days.last else { return true }
    let bar = ProgressBar("replaying", total: days.count, unit: "articles", on: console.errors)
    StopSignal.install()
    try pipeline.process(rows.map { PublishedRecord.stamped($0.at(Timestamp(startOf: first)), from: writer) })
    var done = 0
    var day = first
    while day <= last, !StopSignal.isRequested {
      let articles = days.articles(on: day)
      try pipeline.process(articles.map { PublishedRecord.stamped($0, from: writer) })
      day = day.adding(days: 1)
      try pipeline.process([pipeline.pipeline.tick(Timestamp(startOf: day))])
      done += articles.count
      bar.set(done: done, total: days.count)
    }
    bar.finish()
    return day > last
  }

  private static func records<Entry>(
    of path: String?, _ register: RegisterCommands<Entry>, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> [OutgoingRecord] {
    try register.entries(ofFile: path, arguments, console).map { entry in
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

/// Articles by day of publication; within a day by time of publication, then in the order of the input.
struct ArticleDays {
  private var byDay: [CivilDate: [OutgoingRecord]] = [:]
  private(set) var count = 0

  /// Skips undated articles, with a warning. Fails with `dataError` where no article has a date of publication.
  init(_ files: ArticleFiles, _ console: Console) throws(CommandFailure) {
    var undated = 0
    var days: [CivilDate: [OutgoingRecord]] = [:]
    var dated = 0
    try files.forEach(standardInput: console.input) { input in
      guard let time = input.article?.publishedAt else {
        undated += 1
        return
      }
      dated += 1
      days[time.day, default: []].append(
        OutgoingRecord(topic: TopicCatalogue.articles.name, key: nil, value: input.bytes, time: time))
    }
    count = dated
    byDay = days.mapValues { records in
      records.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    }
    if undated > 0 { console.warn("\(counted(undated, "input")) without publishedAt skipped.") }
    guard count > 0 else {
      throw CommandFailure(
        .dataError, "the input contains no dated articles", expected: "at least one with publishedAt")
    }
  }

  var first: CivilDate? { byDay.keys.min() }
  var last: CivilDate? { byDay.keys.max() }

  func articles(on day: CivilDate) -> [OutgoingRecord] { byDay[day] ?? [] }
}

extension OutgoingRecord {
  fileprivate func at(_ time: Timestamp) -> OutgoingRecord {
    var record = self
    record.time = time
    return record
  }
}
