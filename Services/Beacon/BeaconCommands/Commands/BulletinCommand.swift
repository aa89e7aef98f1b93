import CommandLine
import Models
import PipelineContracts
import ReportRendering
import RiskReporting
import ServiceRuntime

/// The command `beacon bulletin`.
enum BulletinCommand {
  private static let incident = Positional(
    "INCIDENT", help: "The incident's id, or its first letters, as `beacon report` and `beacon explain` print it.")
  private static let subject = Option<SubjectKey>(
    "subject", "SUBJECT",
    help: "Whose report lists the incident; default: the first project that it affects, else the first country.",
    expected: SubjectOption.expected
  ) { SubjectKey($0) }
  private static let issuer = Option("issuer", "NAME", help: "The issuing unit that the bulletin names.")
  private static let format = Option<Format>(
    "format", "FORM", help: "text (the default) or md.", expected: "text or md"
  ) { Format(rawValue: $0) }

  private enum Format: String {
    case text, md
  }

  static let command = Command(
    "bulletin", summary: "print an information bulletin on one incident",
    discussion: """
      Time, place, event, consequence, class of risk, level, measures, sources and issuing unit, in English or Chinese \
      (信息通报). It is taken from the current report on the subject.
      """,
    options: CommonOptions.log + [
      OptionEntry(subject), OptionEntry(issuer), OptionEntry(CommonOptions.language), OptionEntry(format),
      OptionEntry(CommonOptions.clock), OptionEntry(CommonOptions.reference), OptionEntry(CommonOptions.config),
    ], positionals: [PositionalEntry(incident)],
    examples: [#"beacon bulletin 3f2b8c1d --subject country/PE --language zh --issuer "Overseas Safety Office""#],
    action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let sources = try ReportSources(try arguments.configuration(console))
    let topics = try LogLocation(arguments, console).source()
    let id = arguments[incident] ?? ""
    let about: SubjectKey? =
      if let given = arguments[Self.subject] { given } else { try topics.subject(ofIncident: id) }
    guard let subject = about else {
      throw CommandFailure(
        .misuse, "--subject is missing",
        expected: "the project, country or counterparty that the bulletin is about, such as project/chancay-port",
        remedy: "`beacon report SUBJECT` lists the incidents of a subject with their ids")
    }
    let reader = ReportReader(topics: topics, sources)
    let built = try reader.built(subject, knownAt: nil) {
      ReportPeriod(.weekly, containing: $0.adding(milliseconds: -1))
    }
    guard let report = built else {
      let failure = try ReportCommand.unassessed(subject, in: topics)
      throw failure
    }
    let found = (report.incidents + report.opportunities).filter { $0.id.hasPrefix(id) }
    guard found.count == 1, let match = found.first else {
      throw CommandFailure(
        .dataError,
        found.isEmpty
          ? "the report on \(subject) lists no incident \(id)" : "\(found.count) incidents begin with \(id)",
        expected: "the id of one incident", remedy: "`beacon report \(subject)` lists the incidents with their ids")
    }
    let printer = try ReportPrinter(arguments[CommonOptions.language] ?? .english, sources)
    let bulletin = printer.bulletin(
      on: match, of: report, issuer: arguments[issuer] ?? "Beacon", issuedAt: arguments.clock())
    console.output.print(arguments[format] == .md ? bulletin.markdown() : bulletin.text { terminalText($0) })
    return .success
  }
}

extension RecordSource {
  /// The subject that an incident is about, among those whose current score it contributes to: the first project that
  /// its evidence names or, without a project, the first country or counterparty; nil if there is no such subject.
  /// Fails with `dataError` where the ids of several incidents begin with `id`.
  fileprivate func subject(ofIncident id: String) throws(CommandFailure) -> SubjectKey? {
    var scored: Set<SubjectKey> = []
    var affected: Set<SubjectKey> = []
    var incidents: Set<String> = []
    for assessment in try latest(TopicCatalogue.assessments) {
      let categories = assessment.categories + assessment.opportunity.categories
      for contribution in categories.flatMap(\.contributions) where contribution.cluster.hasPrefix(id) {
        scored.insert(assessment.subject)
        affected.formUnion(contribution.evidence.flatMap(\.subjects))
        incidents.insert(contribution.cluster)
      }
    }
    guard incidents.count <= 1 else {
      throw CommandFailure(
        .dataError, "\(incidents.count) incidents begin with \(id)", expected: "the id of one incident",
        remedy: "give more characters of the id")
    }
    let candidates = affected.intersection(scored).filter(\.kind.hasLevels).sorted()
    return candidates.first { $0.kind == .project } ?? candidates.first { $0.kind == .country } ?? candidates.first
  }
}
