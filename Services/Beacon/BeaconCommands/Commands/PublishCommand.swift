import CommandLine
import EmbeddedMessaging
import Models
import PipelineContracts

/// `beacon publish`
enum PublishCommand {
  private static let files = Positional("FILE|DIR|-", help: "Files, folders of files, or - for standard input.")
  private static let rebase = Flag(
    "rebase", help: "Shift every publishedAt by whole days so that the newest is today; for samples.")

  static let command = Command(
    "publish", summary: "hand articles to the pipeline of a data folder",
    discussion: """
      Takes JSON (one article or an array; .json), JSON lines (.jsonl, .ndjson, standard input), plain text (.txt: one \
      untitled article) and HTML (.html, .htm). A folder stands for such files in it, in order of their names.

      All articles of one call become one file in the inbox of the data folder, or none does. The next `beacon run`, or \
      one that is running, takes them up. What is no valid article becomes a dead letter there, with the reason.
      """,
    flags: [rebase] + CommonOptions.forms,
    options: [OptionEntry(CommonOptions.data), OptionEntry(CommonOptions.clock), OptionEntry(CommonOptions.config)],
    positionals: [PositionalEntry(files, .atLeastOne)],
    examples: [
      "beacon publish --rebase deploy/samples/articles",
      #"echo '{"title":"Port workers walk out","body":"...","publishedAt":"2026-01-31T08:00:00Z"}' | beacon publish -"#,
    ], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let configuration = try arguments.configuration(console)
    let input = try ArticleFiles(arguments.all(files))
    let file = try withDataFolder { () throws(EmbeddedLogError) in
      try InboxWriter(directory: configuration.data).begin(topic: TopicCatalogue.articles.name)
    }
    var tally = Tally()
    let bar = ProgressBar("publishing", total: 0, unit: "articles", on: console.errors)
    func write(_ article: InputArticle) throws(CommandFailure) {
      try withDataFolder { () throws(EmbeddedLogError) in try file.write(article.bytes) }
      tally.count(article)
      bar.advance()
    }
    if arguments[rebase] {
      var articles: [InputArticle] = []
      try input.forEach(standardInput: console.input) { articles.append($0) }
      let shift = Rebase(articles, newestOn: arguments.clock().day)
      bar.set(done: 0, total: articles.count)
      for article in articles { try write(shift.apply(to: article)) }
    } else {
      try input.forEach(standardInput: console.input, write)
    }
    bar.finish()
    guard tally.articles > 0 else {
      throw CommandFailure(.dataError, "the input holds no articles", expected: "at least one article")
    }
    let name = try withDataFolder { () throws(EmbeddedLogError) in try file.publish() }
    tally.report(to: console, arguments: arguments, inbox: "\(configuration.data)/inbox/\(name)")
    return .success
  }

  /// What was handed over.
  private struct Tally {
    private(set) var articles = 0
    private var undated = 0
    private var invalid = 0

    mutating func count(_ input: InputArticle) {
      articles += 1
      if input.article == nil { invalid += 1 }
      if input.isUndated { undated += 1 }
    }

    func report(to console: Console, arguments: Arguments, inbox: String) {
      if console.printsJSON(arguments) {
        console.printJSON(PublishReport(articles: articles, undated: undated, invalid: invalid, inbox: inbox))
      } else {
        console.output.printLine("Published \(counted(articles, "article")) to \(terminalText(inbox)).")
      }
      if undated > 0 {
        console.errors.printLine(
          "warning: \(counted(undated, "article")) without publishedAt: an event without a date of its own there "
            + "counts in no score and raises no alert.")
      }
      if invalid > 0 {
        console.errors.printLine(
          "warning: \(counted(invalid, "input")) cannot be read as an article; after the run, "
            + "`beacon dead-letters list` says why.")
      }
    }
  }
}

func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
