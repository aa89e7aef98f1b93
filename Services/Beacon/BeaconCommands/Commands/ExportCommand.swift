import CommandLine
import Models
import PipelineContracts

/// The command `beacon export`.
enum ExportCommand {
  private enum Kind: String, CaseIterable {
    case facts, incidents, scores, alerts
  }

  private static let kind = Positional<Kind>(
    "WHAT", help: "facts: events read in articles; incidents: what scores consist of; scores; alerts.",
    expected: Kind.allCases.map(\.rawValue).joined(separator: ", ")
  ) { Kind(rawValue: $0) }
  private static let format = Option<ExportFormat>(
    "format", "FORM", help: "csv (the default), jsonl, or geojson.",
    expected: ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
  ) { ExportFormat(rawValue: $0) }

  static let command = Command(
    "export", summary: "print facts, incidents, scores or alerts as a table",
    discussion: """
      One row for each event, for each contribution to a current score, for each subject or for each alert. CSV is \
      UTF-8 with CR LF; text that a spreadsheet would take for a formula is preceded by an apostrophe. GeoJSON has a \
      point where a position is known, else no geometry.
      """,
    options: CommonOptions.log + [OptionEntry(format), OptionEntry(CommonOptions.config)],
    positionals: [PositionalEntry(kind)],
    examples: ["beacon export alerts", "beacon export incidents --format geojson"],
    action: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws(CommandFailure) -> ExitCode {
    let source = try LogLocation(arguments, console).source()
    var writer = ExportWriter(arguments[format] ?? .csv) { console.output.print($0) }
    switch arguments[kind] ?? .scores {
    case .facts:
      _ = try source.scan(TopicCatalogue.facts.name) { (record) throws(CommandFailure) in
        let document = try record.decoded(as: TopicCatalogue.facts)
        for event in document.events { writer.write(ExportRow(event, of: document)) }
      }
    case .incidents:
      for assessment in try source.latest(TopicCatalogue.assessments) { write(assessment, to: &writer) }
    case .scores:
      let sites = try source.latest(TopicCatalogue.projects).reduce(into: [String: Site]()) {
        $0[$1.id] = $1.sites.first
      }
      for assessment in try source.latest(TopicCatalogue.assessments) {
        let site = assessment.subject.kind == .project ? sites[assessment.subject.id] : nil
        writer.write(ExportRow(assessment, categories: assessment.categories.map(\.category).sorted(), site: site))
      }
    case .alerts:
      var current = CurrentAlerts()
      let (alerts, _) = try source.inOrder(TopicCatalogue.alerts.name) { (record) throws(CommandFailure) in
        try record.decoded(as: TopicCatalogue.alerts)
      }
      for alert in alerts { current.add(alert) }
      for alert in current.alerts { writer.write(ExportRow(alert)) }
    }
    writer.finish()
    return .success
  }

  private static func write(_ assessment: Assessment, to writer: inout ExportWriter) {
    for (ledger, categories) in [
      (Ledger.risk, assessment.categories), (.opportunity, assessment.opportunity.categories),
    ] {
      for category in categories {
        for contribution in category.contributions {
          writer.write(ExportRow(contribution, category: category, ledger: ledger, of: assessment))
        }
      }
    }
  }
}
