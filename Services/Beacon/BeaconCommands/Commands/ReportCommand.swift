import CommandLine
import Files
import Models
import PipelineContracts
import ReportRendering
import RiskReporting

/// The command `beacon report`.
enum ReportCommand {
  static let subject = Positional<SubjectKey>(
    "SUBJECT", help: "For example country/PE or project/chancay-port; portfolio/all if none is given.",
    expected: SubjectOption.expected
  ) { SubjectKey($0) }

  private enum Span {
    case kind(ReportPeriod.Kind)
    case custom(ReportPeriod)

    /// Whether a published report on `period` was asked for: the period has the wanted kind, or exactly the wanted
    /// dates.
    func matches(_ period: ReportPeriod) -> Bool {
      switch self {
      case .kind(let kind): period.kind == kind
      case .custom(let own): period.from == own.from && period.to == own.to
      }
    }

    /// The period to report on, given that `end` is the time of the log's last record.
    func period(at end: Timestamp) -> ReportPeriod {
      switch self {
      case .kind(let kind): ReportPeriod(kind, containing: end.adding(milliseconds: -1))
      case .custom(let period): period
      }
    }
  }

  private static let period = Option<Span>(
    "period", "PERIOD", help: "daily, weekly (the default), monthly, or two dates: 2026-01-01..2026-03-31.",
    expected: "daily, weekly, monthly or FROM..TO, the first and the last day: 2026-01-01..2026-03-31"
  ) { text in
    try? span(text)
  } explain: { text in
    do throws(WrongPeriod) {
      _ = try span(text)
      return nil
    } catch {
      return error.problem
    }
  }

  /// A text that is not a period. `problem` says why; it is nil for a text in another form.
  private struct WrongPeriod: Error {
    var problem: String?
  }

  private static func span(_ text: String) throws(WrongPeriod) -> Span {
    if let kind = ReportPeriod.Kind(rawValue: text), kind != .custom { return .kind(kind) }
    let days = text.split(separator: "..", maxSplits: 1).map(String.init)
    guard days.count == 2 else { throw WrongPeriod() }
    guard let from = CivilDate(iso8601: days[0]), let to = CivilDate(iso8601: days[1]) else {
      throw WrongPeriod(problem: days.lazy.compactMap { CivilDate.problem(with: $0) }.first)
    }
    guard let period = ReportPeriod(custom: Timestamp(startOf: from), to: Timestamp(startOf: to.adding(days: 1))) else {
      throw WrongPeriod(problem: "\(days[0]) is after \(days[1])")
    }
    return .custom(period)
  }

  static let knownAt = Option<Timestamp>(
    "as-known-at", "TIME", help: "Ignore records written at this time or later; an RFC 3339 time or a date.",
    expected: "an RFC 3339 time or a date"
  ) {
    Timestamp(rfc3339: $0) ?? CivilDate(iso8601: $0).map { Timestamp(startOf: $0) }
  } explain: {
    CivilDate.problem(with: $0)
  }

  private static let format = Option<ReportFormat>(
    "format", "FORM", help: "md (the default), html: one file that prints on A4, or json.", expected: "json, md or html"
  ) { ReportFormat(rawValue: $0) }

  private static let text = Flag("text", help: "Print text for people, as --format md does.", excludes: ["format"])

  private static let output = Option(
    "output", "DIR", help: "Write each report to a file in this folder instead of printing it.")

  static let command = Command(
    "report", summary: "print the regular assessment of a subject",
    discussion: """
      Daily, weekly and monthly reports are published to \(TopicCatalogue.reports.name) after their period has ended. \
      This command prints the latest one of the given period, or the one of exactly the given dates. If none has been \
      published yet, or with --as-known-at, it recomputes the scores from \(TopicCatalogue.signals.name) and builds the \
      report; a period that has not ended is covered up to the last record, and one that begins after it is refused. \
      The same topics always give the same bytes.

      The HTML form is one file without scripts that loads nothing from the network; it prints on A4.
      """,
    flags: [text],
    options: CommonOptions.log + [
      OptionEntry(period), OptionEntry(knownAt), OptionEntry(CommonOptions.language), OptionEntry(format),
      OptionEntry(output), OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.config),
    ], positionals: [PositionalEntry(subject, .any)],
    examples: [
      "beacon report project/chancay-port", "beacon report country/PE --period monthly --language zh",
      "beacon report --period 2026-01-01..2026-03-31 --format html",
      "beacon report country/PE country/KE --format html --output reports",
    ], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let sources = try ReportSources(try arguments.configuration(console))
    let printer = try ReportPrinter(arguments[CommonOptions.language] ?? .english, sources)
    let format = arguments[format] ?? .md
    var subjects = arguments.all(subject)
    if subjects.isEmpty { subjects = [.portfolio] }
    if subjects.count > 1, arguments[output] == nil {
      throw CommandFailure(
        .misuse, "several subjects need --output DIR", expected: "one subject, or a folder for the reports",
        remedy: "add --output reports")
    }
    let topics = try LogLocation(arguments, console).source()
    let reader = ReportReader(topics: topics, sources)
    let span = arguments[period] ?? .kind(.weekly)
    let known = arguments[knownAt]
    let published = try known == nil ? reader.published(subjects, matching: span.matches) : [:]
    for subject in subjects {
      var report = published[subject]
      if report == nil { report = try reader.built(subject, knownAt: known, period: span.period) }
      guard let report else {
        let failure = try unassessed(subject, in: topics)
        throw failure
      }
      guard report.period.from < report.knownAt else { throw unbegun(report) }
      if let folder = arguments[output] {
        try write(
          printer.text(of: report, as: format), of: report, as: format, printer.language.code, to: folder)
      } else {
        printer.print(report, as: format, to: console)
      }
    }
    return .success
  }

  /// Writes a report to a file that is named by its subject, period and language.
  private static func write(
    _ text: String, of report: AssessmentReport, as format: ReportFormat, _ language: ReportLanguage.Code,
    to folder: String
  ) throws(CommandFailure) {
    let subject = report.subject.description.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" }
    let period = "\(report.period.kind.rawValue).\(report.period.from.day)"
    let name = "\(String(subject)).\(period).\(language.rawValue).\(format)"
    do throws(FileError) {
      try FileSystem.makeDirectory(folder)
    } catch {
      throw CommandFailure(
        .cannotCreate, "the folder \(folder) cannot be created: \(error.reason)",
        expected: "a folder that can be written to")
    }
    try writeFile(text, to: "\(folder)/\(name)")
  }

  /// The failure for a report on a period that begins after the records that are known.
  private static func unbegun(_ report: AssessmentReport) -> CommandFailure {
    CommandFailure(
      .dataError,
      "the period begins on \(report.period.from.description.prefix(10)), and records are known only before "
        + "\(report.knownAt)",
      expected: "a period that begins before that time",
      remedy: "choose an earlier period, or publish later articles and run the pipeline first")
  }

  /// The failure for a subject that has no assessment in a period; asks whether another subject was meant where one is
  /// likely.
  static func unassessed(
    _ subject: SubjectKey, in topics: any RecordSource
  ) throws(CommandFailure) -> CommandFailure {
    let projects = try topics.latest(TopicCatalogue.projects)
    if subject == .portfolio, !projects.isEmpty {
      return CommandFailure(
        .dataError,
        "the portfolio has no assessment before the end of the period: none of its registered projects had one by then",
        expected: "a registered project that articles name, or a subject that `beacon assess` lists",
        remedy: "publish articles about the projects and run the pipeline, choose a later period, or name a country, "
          + "as in `beacon report country/PE`")
    }
    if subject == .portfolio {
      return CommandFailure(
        .dataError, "the portfolio has no assessment before the end of the period: it is that of its projects",
        expected: "registered projects, or a subject that `beacon assess` lists",
        remedy: "register projects with `beacon projects add FILE`, or name a country, as in `beacon report country/PE`"
      )
    }
    let question = try AlertSubject.question(subject, projects: projects, topics)
    return CommandFailure(
      .dataError, "there is no assessment of \(subject) before the end of the period\(question)",
      expected: "a subject that `beacon assess` lists",
      remedy: "publish articles about it, or choose a later period; a subject without articles is unmonitored, not safe"
    )
  }
}
