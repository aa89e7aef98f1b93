import CommandLine
import Messaging
import Models
import PipelineContracts

/// The command `beacon feedback`.
enum FeedbackCommand {
  private static let alert = Positional(
    "ALERT", help: "The alert's id, or its first letters, as `beacon alerts` prints it.")
  private static let verdict = Positional<Action.Verdict>(
    "VERDICT", help: "true, false, late (known before the alert came) or wrong-subject.",
    expected: Action.Verdict.allCases.map(\.rawValue).joined(separator: ", ")
  ) { Action.Verdict(rawValue: $0) }
  private static let note = Option("note", "TEXT", help: "A remark, kept with the verdict.")
  private static let owner = Option("owner", "NAME", help: "Who says so.")

  static let command = Command(
    "feedback", summary: "say whether an alert was right",
    discussion: """
      Writes a record to \(TopicCatalogue.actions.name). Reports count the alerts that were confirmed and refuted, by \
      lane and category; the latest verdict on an alert counts. Nothing else changes: a false alert is best ended by \
      the publisher's retraction, a known one by a silence.
      """,
    options: CommonOptions.log + [
      OptionEntry(note), OptionEntry(owner), OptionEntry(CommonOptions.clock), OptionEntry(CommonOptions.config),
    ], positionals: [PositionalEntry(alert), PositionalEntry(verdict)], examples: [example], action: run)

  private static let example = #"beacon feedback 3f2b8c1d false --note "a drill" --owner "Ana Ruiz""#

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    guard let verdict = arguments[verdict] else {
      throw CommandFailure(
        .misuse, "no verdict is given", expected: Action.Verdict.allCases.map(\.rawValue).joined(separator: ", "),
        remedy: "for example: \(example)")
    }
    let location = try LogLocation(arguments, console)
    let records = try location.source().records(
      ofAlert: arguments[alert] ?? "", expected: "an id that `beacon alerts` prints")
    guard let last = records.last else { return .dataError }
    let now = arguments.clock()
    let action = Action(
      id: contentHash("action", "feedback", last.id, verdict.rawValue, arguments[owner] ?? "", now.description),
      alert: last.id, verdict: verdict, note: arguments[note], owner: arguments[owner], at: now, subject: last.subject,
      category: last.category, lane: last.lane, level: last.level)
    let topic = TopicCatalogue.actions
    try location.sink(writer: "feedback").append([
      OutgoingRecord(topic: topic.name, key: topic.key(action), value: topic.encode(action), time: now)
    ])
    console.errors.printLine(
      terminalText("Recorded \(verdict.rawValue) for \u{201C}\(last.headline)\u{201D} \(location.effect)."))
    return .success
  }
}
