import CommandLine
import Messaging
import Models
import PipelineContracts
import ReferenceData

/// The command `beacon explain`.
enum ExplainCommand {
  private static let target = Positional(
    "ALERT|SUBJECT", help: "An alert's id, or its first letters, as `beacon alerts` prints it; or a subject.")

  static let command = Command(
    "explain", summary: "print the sum behind a score, and the sentences that support it",
    discussion: """
      How the categories make up the score, and every contribution with its factors and their reasons, followed by a \
      legend. The points of a contribution are its share of the category's score. The sum is checked; a wrong one ends with \
      status 70.

      For an alert, its records come first, then the current sum of its subject's category. With --as-known-at the scores \
      are recomputed from the signals before that time: it is how the figures of an earlier report are traced.
      """,
    flags: CommonOptions.forms,
    options: CommonOptions.log + [
      OptionEntry(ReportCommand.knownAt), OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.config),
    ],
    positionals: [PositionalEntry(target)],
    examples: [
      "beacon explain project/chancay-port", "beacon explain country/PE --as-known-at 2026-03-09T00:00:00Z",
    ], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let source = try LogLocation(arguments, console).source()
    let folder = try ReferenceFolder(try arguments.configuration(console))
    let (model, proximities) = try folder.read { (path) throws(TableError) in
      (try RiskModelLoader(directory: path).load(), try Proximities(path: "\(path)/RiskModel/proximities.tsv"))
    }
    let word = arguments[target] ?? ""
    let isJSON = console.printsJSON(arguments)
    var explanation: Explanation
    if let subject = SubjectKey(word) {
      if let unscored = try UnscoredPortfolio(subject, in: source) {
        unscored.print(arguments, console)
        return .success
      }
      let assessment =
        if let known = arguments[ReportCommand.knownAt] {
          try Replay(source, RefoldStages(try ReferenceValues(try arguments.configuration(console))))
            .assessment(of: subject, knownAt: known)
        } else {
          try source.assessment(of: subject)
        }
      explanation = Explanation(assessment, model: model)
    } else {
      let records = try source.records(
        ofAlert: word, expected: "an id that `beacon alerts` prints, or \(SubjectOption.expected)")
      if !isJSON {
        let projects = try source.latest(TopicCatalogue.projects)
        for record in records {
          console.output.print(record.text(style: console.output.style, projects: projects, isFull: true) + "\n")
        }
      }
      guard let last = records.last else { return .success }
      explanation = Explanation(try source.assessment(of: last.subject), category: last.category, model: model)
      explanation.alertRecords = records
    }
    if isJSON {
      console.printJSON(explanation)
    } else {
      console.output.print(explanation.text(style: console.output.style, proximities: proximities))
    }
    return explanation.addsUp ? .success : .internalError
  }
}
