import CommandLine
import Models
import PipelineContracts

/// The command `beacon assess`.
enum AssessCommand {
  private static let subject = Positional<SubjectKey>(
    "SUBJECT", help: "For example project/chancay-port; without it all subjects are listed by score.",
    expected: SubjectOption.expected
  ) { SubjectKey($0) }

  private static let kind = Option<SubjectKey.Kind>(
    "type", "TYPE", help: "In the list only subjects of this type: \(kinds).", expected: kinds
  ) { SubjectKey.Kind(rawValue: $0) }
  private static let kinds = SubjectKey.Kind.allCases.map(\.rawValue).joined(separator: ", ")

  static let command = Command(
    "assess", summary: "print the current score of a subject",
    discussion: """
      The score is an uncalibrated index from 0 to 100, printed with its confidence and coverage: a subject that no article \
      names is unmonitored, never safe. Sources that have not published for longer than their expectedEvery are listed as \
      late: for a country its own sources, in the list of all subjects all sources.
      """,
    flags: CommonOptions.forms,
    options: CommonOptions.log + [
      OptionEntry(kind), OptionEntry(AlertFilter.dimension), OptionEntry(CommonOptions.config),
    ],
    positionals: [PositionalEntry(subject, .atMostOne)],
    examples: ["beacon assess", "beacon assess project/chancay-port"], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let source = try LogLocation(arguments, console).source()
    guard let subject = arguments[subject] else {
      try list(try wanted(source, arguments), of: source, arguments, console)
      if !console.printsJSON(arguments),
        let portfolio = try source.latest(TopicCatalogue.assessments, key: SubjectKey.portfolio.description),
        let late = try source.lateSources(of: portfolio)
      {
        console.output.printLine(terminalText(late))
      }
      return .success
    }
    if let unscored = try UnscoredPortfolio(subject, in: source) {
      unscored.print(arguments, console)
      if !console.printsJSON(arguments), let late = try unscored.assessment.flatMap(source.lateSources) {
        console.output.printLine("  " + terminalText(late))
      }
      return .success
    }
    let assessment = try source.assessment(of: subject)
    if console.printsJSON(arguments) {
      console.printJSON(assessment)
    } else {
      console.output.print(assessment.text(style: console.output.style))
      if let late = try source.lateSources(of: assessment) { console.output.printLine("  " + terminalText(late)) }
    }
    return .success
  }

  /// The assessments to list: those that `--type` and `--dimension` select.
  private static func wanted(
    _ source: any RecordSource, _ arguments: Arguments
  ) throws(CommandFailure) -> [Assessment] {
    var assessments = try source.latest(TopicCatalogue.assessments)
    if let kind = arguments[kind] { assessments.removeAll { $0.subject.kind != kind } }
    if let dimension = arguments[AlertFilter.dimension] {
      let projects = try source.latest(TopicCatalogue.projects).filter(dimension.includes).map(\.id)
      let subjects = Set(projects.map { SubjectKey(.project, $0) })
      assessments.removeAll { !subjects.contains($0.subject) }
    }
    return assessments
  }

  private static func list(
    _ assessments: [Assessment], of source: any RecordSource, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) {
    let sorted = assessments.sorted { ($1.score, $0.subject) < ($0.score, $1.subject) }
    if console.printsJSON(arguments) {
      for assessment in sorted {
        if let unscored = try UnscoredPortfolio(assessment.subject, in: source) {
          console.printJSON(unscored)
        } else {
          console.printJSON(assessment)
        }
      }
      return
    }
    var table = Table([
      .init("subject"), .init("name"), .init("risk", .right), .init("confidence", .right), .init("coverage"),
      .init("opportunity", .right), .init("as of"),
    ])
    for assessment in sorted {
      if let unscored = try UnscoredPortfolio(assessment.subject, in: source) {
        table.add(unscored.row)
        continue
      }
      table.add(
        assessment.subject.description, assessment.subjectName ?? "-", fixed(assessment.score, 1),
        fixed(assessment.confidence, 2), assessment.coverage.rawValue, fixed(assessment.opportunity.score, 1),
        assessment.asOf.description)
    }
    guard !sorted.isEmpty else {
      let isNothing = try source.latest(TopicCatalogue.assessments.name).isEmpty
      return console.output.print(isNothing ? "Nothing is assessed yet.\n" : "No subject matches the filters.\n")
    }
    let style = console.output.style
    console.output.print(table.text(style: style) + SharedDriver.all(in: sorted).text(style: style))
  }
}

extension RecordSource {
  func assessment(of subject: SubjectKey) throws(CommandFailure) -> Assessment {
    if let assessment = try latest(TopicCatalogue.assessments, key: subject.description) { return assessment }
    let guess = try AlertSubject.question(subject, projects: latest(TopicCatalogue.projects), self)
    throw CommandFailure(
      .dataError, "nothing is known of \(subject)\(guess)", expected: "a subject that `beacon assess` lists",
      remedy: "publish articles about it and run the pipeline; without them it is unmonitored, not safe")
  }
}
