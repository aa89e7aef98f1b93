import CommandLine
import Messaging
import Models
import PipelineContracts
import ServiceRuntime

/// `beacon alerts`
enum AlertsCommand {
  private static let follow = Flag("follow", help: "Go on printing new records until interrupted.")
  private static let subject = SubjectOption.option
  private static let level = Option<AlertLevel>(
    "level", "LEVEL", help: "Only alerts of at least this level: watch, advisory, warning or critical.",
    expected: "one of watch, advisory, warning, critical"
  ) { AlertLevel(rawValue: $0) }

  static let command = Command(
    "alerts", summary: "print the alerts with the sentences they rest on",
    discussion: """
      People see each alert as it now stands, the newest last. JSON lines are all alert records, oldest first, as they \
      stand in \(TopicCatalogue.alerts.name): raised, updated, escalated, resolved, cancelled. Of several partitions \
      what is there is put in order of time; with --follow what comes after is printed as it comes, and brokers that \
      go away are waited for.
      """,
    flags: [follow] + CommonOptions.forms,
    options: CommonOptions.log + [
      OptionEntry(subject), OptionEntry(level), OptionEntry(CommonOptions.config),
    ],
    examples: [
      "beacon alerts", "beacon alerts --kafka 127.0.0.1:29092 --follow --json",
      "beacon alerts --json --level warning --subject project/chancay-port",
    ], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let source = try RecordPlace(arguments, console).source()
    let isWanted = { (alert: Alert) in
      (arguments[subject].map { $0 == alert.subject } ?? true) && (arguments[level].map { alert.level >= $0 } ?? true)
    }
    let isJSON = console.printsJSON(arguments)
    let topic = TopicCatalogue.alerts
    let ends: TopicEnds
    if isJSON {
      let (records, end) = try source.inOrder(topic.name) { (record) throws(CommandFailure) in
        isWanted(try record.decoded(as: topic)) ? record : nil
      }
      for record in records { console.printJSONLine(record.value ?? []) }
      ends = end
    } else {
      let (alerts, end) = try source.inOrder(topic.name) { (record) throws(CommandFailure) in
        try record.decoded(as: topic)
      }
      var standing = StandingAlerts()
      for alert in alerts { standing.add(alert) }
      console.print(standing.alerts.filter(isWanted))
      ends = end
    }
    guard arguments[follow] else { return .success }
    StopSignal.install()
    let isGoingOn = { () throws(CommandFailure) in
      try console.output.flush()
      return !StopSignal.isRequested
    }
    try source.follow(topic.name, after: ends, idle: isGoingOn) { (record) throws(CommandFailure) in
      let alert = try record.decoded(as: topic)
      guard isWanted(alert) else { return }
      if isJSON {
        console.printJSONLine(record.value ?? [])
      } else {
        console.output.print(alert.text(style: console.output.style))
      }
    }
    return .success
  }
}

/// Alerts as they now stand: of each the last record, in order of these records.
struct StandingAlerts {
  private var places: [String: Int] = [:]
  private var records: [Alert] = []

  mutating func add(_ alert: Alert) {
    places[alert.id] = records.count
    records.append(alert)
  }

  var alerts: [Alert] {
    records.enumerated().filter { places[$1.id] == $0 }.map(\.element)
  }
}

extension Console {
  func print(_ alerts: [Alert]) {
    if alerts.isEmpty { output.printLine("There are no alerts.") }
    for alert in alerts { output.print(alert.text(style: output.style) + "\n") }
  }
}

/// A subject on the command line.
enum SubjectOption {
  static let expected = "a subject such as project/chancay-port, country/PE, sector/port or portfolio/all"

  static let option = Option<SubjectKey>(
    "subject", "SUBJECT", help: "Only this subject, for example project/chancay-port.", expected: expected
  ) { SubjectKey($0) }
}
