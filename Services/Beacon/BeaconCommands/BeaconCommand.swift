import CommandLine
import Models

/// The commands of `beacon`.
package enum BeaconCommand {
  package static let version = BeaconVersion.text

  package static let root = Command(
    group: "beacon", summary: "early warning and assessment of risks to overseas projects",
    discussion: """
      Publish articles, run the pipeline over them, and read the alerts with the sentences that support them.

      Exit statuses: 0 done, 2 some lines were bad, 64 wrong command line, 65 bad input, 66 input missing, \
      69 unavailable, 70 internal fault, 73 output cannot be created, 74 reading or writing failed, 75 busy, \
      78 wrong configuration.
      """,
    examples: [
      "beacon publish --rebase deploy/samples/articles && beacon run --until-idle && beacon alerts"
    ],
    commands: [
      RunCommand.command, DeliverCommand.command, PublishCommand.command, BacktestCommand.command,
      AlertsCommand.command, AssessCommand.command, ReportCommand.command, BulletinCommand.command,
      ExplainCommand.command, FeedbackCommand.command, VerifyCommand.command, ReplayCommand.command,
      ExportCommand.command, ExtractCommand.command, ProjectsCommand.register.command,
      SourcesCommand.register.command, ListsCommand.register.command, FeedsCommand.command, SilenceCommand.command,
      DeadLettersCommand.command,
      TopicsCommand.command,
      ConfigCommand.command,
    ])
}
