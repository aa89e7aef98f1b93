import ArticleForms
import ArticleIntake
import CommandLine
import Messaging
import Models
import PipelineContracts
import ReferenceData

/// The command `beacon publish`.
enum PublishCommand {
  private static let files = Positional("FILE|DIR|-", help: "Files, folders of files, or - for standard input.")
  private static let rebase = Flag(
    "rebase", help: "Shift every publishedAt by whole days so that the newest is today; for samples.")

  static let command = Command(
    "publish", summary: "publish articles to the pipeline",
    discussion: """
      Reads articles as publishers have them: JSON (one, an array, an envelope; .json, .jsonl, .ndjson, standard input), \
      feeds (RSS, Atom, JSON Feed), NewsML-G2, NITF and ninjs, pages (.html), tables (.csv), web archives (.warc), plain \
      text (.txt: one untitled article), and gzip of any of them (.gz). deploy/docs/articles.md lists the fields. A \
      folder means such files in it, in order of their names; how many others it has is reported. Input that is not an \
      article is reported with the reason, and the status is 2.

      In a data folder, all articles of one call become one file in the inbox, or none does. The next `beacon run`, or \
      one that is running, reads them.

      Over Kafka each article goes to \(TopicCatalogue.articles.name) as it is read, keyed by what it retracts, else its \
      id, else its url, else a hash of its bytes, so that a retraction follows its article. When the command ends with \
      status 0, all of them are stored. An article over \(Article.maximumBytes) bytes is reported and not sent; \
      the others are, and the status is 65. Where the brokers fail, the status is 69 and the message counts what reached \
      them; repeating the command is safe, since ingestion drops an article that it knows.
      """,
    flags: [rebase] + CommonOptions.forms,
    options: CommonOptions.log + [
      OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.clock), OptionEntry(CommonOptions.config),
    ],
    positionals: [PositionalEntry(files, .atLeastOne)],
    examples: [
      "beacon publish --rebase deploy/samples/articles",
      #"echo '{"title":"Port workers walk out","body":"...","publishedAt":"2026-01-31T08:00:00Z"}' | beacon publish -"#,
      "beacon publish --kafka 127.0.0.1:29092 articles.jsonl",
    ], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let location = try LogLocation(arguments, console)
    let configuration = try arguments.configuration(console)
    let input = try ArticleFiles(arguments.all(files), rules: FormRules(configuration))
    let publisher = Publisher(
      try location.sink(writer: "publish"), to: location, times: try IntakeTimes(configuration),
      languages: try LanguageCheck(configuration), clock: arguments.clock, console)
    do {
      try publisher.publish(input, rebased: arguments[rebase], standardInput: console.input)
    } catch {
      throw publisher.failure(error)
    }
    return try publisher.report(arguments)
  }
}
