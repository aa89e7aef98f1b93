import CommandLine
import Messaging
import Models
import PipelineContracts
import ReferenceData
import ReportRendering
import ServiceRuntime

/// The command `beacon alerts`.
enum AlertsCommand {
  private static let follow = Flag("follow", help: "Continue to print new records until interrupted.")
  private static let suppressed = Flag(
    "suppressed", help: "Print the alert records that were not sent, each with its reason.",
    excludes: ["follow", "language"])
  private static let cap = Flag(
    "cap", help: "Print each alert record as a message of CAP 1.2 (XML), with English and Chinese.",
    excludes: ["follow", "suppressed", "json", "text", "language"])

  static let command = Command(
    "alerts", summary: "print the alerts with the sentences that support them",
    discussion: """
      The text shows each alert in its latest state, the newest last; --language implies it. JSON lines are all alert \
      records, oldest first, as in \(TopicCatalogue.alerts.name): raised, updated, escalated, renewed, resolved, \
      cancelled. The existing records of several partitions are printed in order of time; with --follow, later ones \
      are printed as they arrive, and lost brokers are waited for. Renewals only extend an alert, so the text of \
      --follow omits them.
      """,
    flags: [follow, suppressed, cap] + CommonOptions.forms,
    options: CommonOptions.log + AlertFilter.options + [
      OptionEntry(CommonOptions.language), OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.config),
    ],
    examples: [
      "beacon alerts", "beacon alerts --kafka 127.0.0.1:29092 --follow --json",
      "beacon alerts --json --level warning --subject project/chancay-port", "beacon alerts --suppressed",
      "beacon alerts --language zh", "beacon alerts --cap --level warning",
    ], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let source = try LogLocation(arguments, console).source()
    let filter = try AlertFilter(arguments, console, source)
    if arguments[suppressed] { return try printSuppressed(source, filter, arguments, console) }
    if arguments[cap] { return try printCAP(source, filter, arguments, console) }
    let show: (Record, Alert) -> Void
    let ends: TopicEnds
    if console.printsJSON(arguments), arguments[CommonOptions.language] == nil {
      show = { record, _ in console.printJSONLine(record.value ?? []) }
      ends = try printRecords(source, filter, console)
    } else {
      let translation =
        arguments[CommonOptions.language] == .chinese ? try translation(filter, arguments, console) : nil
      let text = { (alert: Alert) in
        translation.map { alert.text(in: $0, style: console.output.style) }
          ?? alert.text(style: console.output.style, projects: Array(filter.projects.values))
      }
      show = { _, alert in if alert.status != .renewed { console.output.print(text(alert)) } }
      ends = try printCurrent(source, filter, console, text)
    }
    if arguments[follow] { try printLater(source, after: ends, filter, console, show) }
    return .success
  }

  /// Prints each selected alert record as a line of JSON, oldest first.
  ///
  /// - Returns: the ends of the topic, from which to follow it.
  private static func printRecords(
    _ source: any RecordSource, _ filter: AlertFilter, _ console: Console
  ) throws(CommandFailure) -> TopicEnds {
    let topic = TopicCatalogue.alerts
    let (records, ends) = try source.inOrder(topic.name) { (record) throws(CommandFailure) in
      filter.accepts(try record.decoded(as: topic)) ? record : nil
    }
    for record in records { console.printJSONLine(record.value ?? []) }
    return ends
  }

  /// Prints each selected alert in its latest state, the newest last.
  ///
  /// - Returns: the ends of the topic, from which to follow it.
  private static func printCurrent(
    _ source: any RecordSource, _ filter: AlertFilter, _ console: Console, _ text: (Alert) -> String
  ) throws(CommandFailure) -> TopicEnds {
    let (alerts, ends) = try source.inOrder(TopicCatalogue.alerts.name) { (record) throws(CommandFailure) in
      try record.decoded(as: TopicCatalogue.alerts)
    }
    var current = CurrentAlerts()
    for alert in alerts { current.add(alert) }
    let shown = current.alerts.filter(filter.accepts)
    if shown.isEmpty {
      console.output.printLine(
        current.alerts.isEmpty ? "There are no alerts." : "No alert matches the filters.")
    }
    for alert in shown { console.output.print(text(alert) + "\n") }
    return ends
  }

  /// Shows each selected alert record after `ends` as it arrives, until the process is asked to stop.
  private static func printLater(
    _ source: any RecordSource, after ends: TopicEnds, _ filter: AlertFilter, _ console: Console,
    _ show: (Record, Alert) -> Void
  ) throws(CommandFailure) {
    StopSignal.install()
    let shouldContinue = { () throws(CommandFailure) in
      try console.output.flush()
      return !StopSignal.isRequested
    }
    let topic = TopicCatalogue.alerts
    try source.follow(topic.name, after: ends, idle: shouldContinue) { (record) throws(CommandFailure) in
      let alert = try record.decoded(as: topic)
      if filter.accepts(alert) { show(record, alert) }
    }
  }

  private static func translation(
    _ filter: AlertFilter, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> AlertTranslation {
    let chinese = ReportLanguage.Code.chinese.rawValue
    return try ReferenceFolder(try arguments.configuration(console)).read { (path) throws(TableError) in
      AlertTranslation(
        labels: try Labels(directory: path, language: chinese),
        countries: try CountryNames(directory: path),
        places: try CityNames(directory: path).chinese, projects: filter.projects,
        datelineEnds: try DatelineEnds(path: "\(path)/Tables/dateline-ends.tsv").headlineWords,
        quoteColumns: try AlertingModel.Constants(directory: path).translatedQuoteColumns)
    }
  }

  /// Prints each selected alert record as a CAP document, oldest first. An alert whose category the risk model does not
  /// have, since another version of Beacon sent it, gets the category `Other`.
  private static func printCAP(
    _ source: any RecordSource, _ filter: AlertFilter, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> ExitCode {
    let translation = try translation(filter, arguments, console)
    let configuration = try arguments.configuration(console)
    let model = try ReferenceFolder(configuration).read { (path) throws(TableError) in
      try RiskModelLoader(directory: path).load()
    }
    let (alerts, _) = try source.inOrder(TopicCatalogue.alerts.name) { (record) throws(CommandFailure) in
      try record.decoded(as: TopicCatalogue.alerts)
    }
    var sentTimes: [String: Timestamp] = [:]
    for alert in alerts {
      sentTimes[alert.record] = alert.sentAt
      guard filter.accepts(alert) else { continue }
      let project = alert.subject.kind == .project ? filter.projects[alert.subject.id] : nil
      let document = CAPDocument(
        alert: alert, sender: configuration.alertSender, category: model.category(alert.category)?.cap ?? .other,
        project: project, counterpartySentence: alert.counterpartySentence(Array(filter.projects.values)),
        sentTimes: sentTimes,
        translation: translation)
      console.output.print(document.text())
    }
    return .success
  }

  private static func printSuppressed(
    _ source: any RecordSource, _ filter: AlertFilter, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> ExitCode {
    let topic = TopicCatalogue.suppressions
    var hasRecords = false
    let (records, _) = try source.inOrder(topic.name) { (record) throws(CommandFailure) in
      let suppression = try record.decoded(as: topic)
      hasRecords = true
      return filter.accepts(suppression) ? (record.value ?? [], suppression) : nil
    }
    if console.printsJSON(arguments) {
      for (bytes, _) in records { console.printJSONLine(bytes) }
      return .success
    }
    if records.isEmpty, hasRecords {
      console.output.printLine("No suppressed alert record matches the filters.")
      return .success
    }
    let silences = try source.latest(TopicCatalogue.silences)
    let table = SuppressionTable(
      suppressions: records.map(\.1),
      silences: Dictionary(silences.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
      projectNames: filter.projects.mapValues(\.name))
    console.output.print(table.text(style: console.output.style))
    return .success
  }
}
