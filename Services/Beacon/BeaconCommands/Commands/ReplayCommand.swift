import CommandLine
import Messaging
import Models
import PipelineContracts

/// The command `beacon replay`.
enum ReplayCommand {
  private enum Output: String, CaseIterable {
    case assessments, warnings, alerts, suppressions
  }

  private static let topic = Option<Output>(
    "topic", "NAME", help: "What to print: assessments, warnings, alerts (the default) or suppressions.",
    expected: Output.allCases.map(\.rawValue).joined(separator: ", ")
  ) { Output(rawValue: $0) }

  static let command = Command(
    "replay", summary: "fold the signals again and print the results",
    discussion: """
      Folds \(TopicCatalogue.signals.name) as written into assessments and warnings, and these into alerts, with this \
      version's code, risk model and registers, and prints the records as JSON lines. Nothing is written to the log. \
      The same version gives the same bytes as the run did, for each key in the same order; another version shows what \
      it would have said.
      """,
    options: CommonOptions.log + [
      OptionEntry(topic), OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.config),
    ],
    examples: ["beacon replay", "beacon replay --topic warnings --kafka 127.0.0.1:29092"], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let source = try LogLocation(arguments, console).source()
    let replay = Replay(source, RefoldStages(try ReferenceValues(try arguments.configuration(console))))
    let scored = try replay.scoring()
    let print = { (record: Record) in console.printJSONLine(record.value ?? []) }
    switch arguments[topic] ?? .alerts {
    case .assessments: try scored.outputs(TopicCatalogue.assessments.name, print)
    case .warnings: try scored.outputs(TopicCatalogue.warnings.name, print)
    case .alerts:
      try replay.notification(scored, overPublished: false).outputs(TopicCatalogue.alerts.name, print)
    case .suppressions:
      try replay.notification(scored, overPublished: false).outputs(TopicCatalogue.suppressions.name, print)
    }
    return .success
  }
}
