import CommandLine
import Models
import PipelineContracts
import ReportRendering
import RiskReporting

/// `beacon report`
enum ReportCommand {
  static let subject = Positional<SubjectKey>(
    "SUBJECT", help: "For example country/PE or project/chancay-port; without it portfolio/all.",
    expected: SubjectOption.expected
  ) { SubjectKey($0) }

  private enum Span {
    case kind(ReportPeriod.Kind)
    case custom(ReportPeriod)
  }

  private static let period = Option<Span>(
    "period", "PERIOD", help: "daily, weekly (the default), monthly, or two dates: 2026-01-01..2026-03-31.",
    expected: "daily, weekly, monthly or FROM..TO"
  ) { text in
    if let kind = ReportPeriod.Kind(rawValue: text), kind != .custom { return .kind(kind) }
    let parts = text.split(separator: "..", maxSplits: 1).map(String.init)
    guard parts.count == 2, let from = CivilDate(iso8601: parts[0]), let to = CivilDate(iso8601: parts[1]) else {
      return nil
    }
    return ReportPeriod(custom: Timestamp(startOf: from), to: Timestamp(startOf: to.adding(days: 1))).map {
      .custom($0)
    }
  }

  private static let knownAt = Option<Timestamp>(
    "as-known-at", "TIME", help: "Ignore records written at this time or later; RFC 3339.",
    expected: "an RFC 3339 time or a date"
  ) { Timestamp(rfc3339: $0) ?? CivilDate(iso8601: $0).map { Timestamp(startOf: $0) } }

  static let language = Option<ReportLanguage.Code>(
    "language", "CODE", help: "en (the default) or zh.", expected: "en or zh"
  ) { ReportLanguage.Code(rawValue: $0) }

  private static let format = Option<ReportFormat>(
    "format", "FORM", help: "md (the default), html: one file that prints on A4, or json.", expected: "json, md or html"
  ) { ReportFormat(rawValue: $0) }

  static let command = Command(
    "report", summary: "print the regular assessment of a subject",
    discussion: """
      Daily flashes, weekly and monthly reports are written to \(TopicCatalogue.reports.name) when a period has ended; \
      the newest of the kind is printed. Where there is none yet, and with --as-known-at or two dates, the signals are \
      folded again and the report is built from them; the running period is reported as far as it is known. The same \
      topics give the same bytes.

      HTML is a single file without scripts that loads nothing: open it, print it, send it.
      """,
    options: CommonOptions.log + [
      OptionEntry(period), OptionEntry(knownAt), OptionEntry(language), OptionEntry(format),
      OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.config),
    ], positionals: [PositionalEntry(subject, .atMostOne)],
    examples: [
      "beacon report project/chancay-port", "beacon report country/PE --period monthly --language zh",
      "beacon report --period 2026-01-01..2026-03-31 --format html",
    ], action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let sources = try ReportSources(try arguments.configuration(console))
    let printer = try ReportPrinter(arguments[language] ?? .english, sources)
    let reader = ReportReader(topics: try RecordPlace(arguments, console).source(), sources)
    let subject = arguments[subject] ?? .portfolio
    let span = arguments[period] ?? .kind(.weekly)
    let known = arguments[knownAt]
    var report: AssessmentReport?
    if known == nil, case .kind(let kind) = span { report = try reader.published(subject, kind) }
    if report == nil {
      report = try reader.built(subject, knownAt: known) { end in
        switch span {
        case .kind(let kind): ReportPeriod(kind, containing: end.adding(milliseconds: -1))
        case .custom(let period): period
        }
      }
    }
    guard let report else { throw unassessed(subject) }
    printer.print(report, as: arguments[format] ?? .md, to: console)
    return .success
  }

  static func unassessed(_ subject: SubjectKey) -> CommandFailure {
    CommandFailure(
      .dataError, "\(subject) was not assessed before the end of the period",
      expected: "a subject that `beacon assess` lists",
      remedy: "publish articles that concern it, or choose a later period; without reports it is unmonitored, not safe")
  }
}
