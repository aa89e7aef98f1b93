import CommandLine
import Models
import PipelineContracts
import ServiceRuntime

/// The command `beacon projects`.
enum ProjectsCommand {
  static let register = RegisterCommands(
    name: "projects", noun: ("project", "projects"), topic: TopicCatalogue.projects,
    sample: "deploy/samples/projects.jsonl",
    sampleId: "chancay-port",
    columns: [.init("id"), .init("name"), .init("countries"), .init("sector"), .init("also known as", limit: 60)],
    cells: {
      [$0.id, $0.name, $0.countries.joined(separator: " "), $0.sector, $0.aliases.joined(separator: ", ")]
    }, id: { $0.id },
    warnings: { project, knownCountries in
      countryWarnings(of: project.id, project.countries, knownCountries) + sectorWarnings(of: project)
        + milestoneWarnings(of: project)
    },
    sheet: .init(command: "beacon projects template") { (text, context) throws(CommandFailure) in
      let sheet = ProjectSheet(text, knownCountries: context.knownCountries)
      return .init(entries: sheet.projects, problems: sheet.problems.map(\.description), leftOut: sheet.leftOut)
    }, others: [template, calendar])

  private static func sectorWarnings(of project: Project) -> [String] {
    let known = Project.knownSectors
    guard !known.contains(project.sector) else { return [] }
    let nearest = Project.knownSector(like: project.sector).map { "did you mean \($0)? " } ?? ""
    return [
      "\(project.id) has the unknown sector \"\(project.sector)\" and was added with it; \(nearest)known sectors: \(known.sorted().joined(separator: ", "))"
    ]
  }

  private static func milestoneWarnings(of project: Project) -> [String] {
    let known = ExpectedMilestone.reportedTypes
    let expected = project.milestones.filter { $0.expected != nil && $0.actual == nil }.map(\.type)
    return expected.filter { !known.contains($0) }.map {
      "\(project.id) expects the milestone \($0), which Beacon does not recognise in the news, so that it will become overdue; recognised types: \(known.sorted().joined(separator: ", "))"
    }
  }

  private static let template = Command(
    "template", summary: "print a spreadsheet to fill in, as CSV",
    discussion: "The columns, in any order:\n\n"
      + ProjectSheet.columns.map { "\($0.name): \($0.help)\($0.isRequired ? " (required)" : "")" }
      .joined(separator: "\n\n"),
    examples: ["beacon projects template"]
  ) { (_, console) throws(CommandFailure) in
    console.output.print(ProjectSheet.template)
    return .success
  }

  private static let calendar = Command(
    "calendar", summary: "print expected milestones as a calendar (iCalendar)",
    discussion: "One all-day event for each milestone that is expected and not yet reached.",
    options: CommonOptions.log + [
      OptionEntry(CommonOptions.language), OptionEntry(CommonOptions.clock), OptionEntry(CommonOptions.reference),
      OptionEntry(CommonOptions.config),
    ],
    examples: ["beacon projects calendar"]
  ) { (arguments, console) throws(CommandFailure) in
    let sources = try ReportSources(try arguments.configuration(console))
    let language = try ReportPrinter(arguments[CommonOptions.language] ?? .english, sources).language
    let projects = try LogLocation(arguments, console).source().latest(TopicCatalogue.projects)
    console.output.print(MilestoneCalendar(projects, stamp: arguments.clock(), language: language).text)
    return .success
  }
}
