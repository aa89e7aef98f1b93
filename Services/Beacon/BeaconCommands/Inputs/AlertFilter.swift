import CommandLine
import Models
import PipelineContracts
import ReferenceData

/// Selects alerts by the options of the command line.
struct AlertFilter {
  private static let subject = SubjectOption.option
  private static let level = Option<AlertLevel>(
    "level", "LEVEL", help: "Only alerts of at least this level: watch, advisory, warning or critical.",
    expected: "one of watch, advisory, warning, critical"
  ) { AlertLevel(rawValue: $0) }
  private static let category = Option("category", "CODE", help: "Only this category, for example SEC.")
  private static let layer = Option<LegalLayer>(
    "layer", "LAYER", help: "Only alerts on law of this layer: home, host or international.",
    expected: LegalLayer.allCases.map(\.rawValue).joined(separator: ", ")
  ) { LegalLayer(rawValue: $0) }
  private static let secondLevel = Option(
    "second-level", "NAME", help: "Only this second level of a category, for example \"unrest\".")
  static let dimension = Option<ProjectDimension>(
    "dimension", "WORD", help: "Only projects of this kind: \(ProjectDimension.words).",
    expected: ProjectDimension.words
  ) { ProjectDimension($0) }

  static let options = [
    OptionEntry(subject), OptionEntry(level), OptionEntry(category), OptionEntry(secondLevel), OptionEntry(layer),
    OptionEntry(dimension),
  ]

  private let subject: SubjectKey?
  private let level: AlertLevel?
  private let category: String?
  private let secondLevel: String?
  private let secondLevels: SecondLevels?
  private let layer: LegalLayer?
  private let dimension: ProjectDimension?
  /// The register of projects, by id.
  let projects: [String: Project]

  /// Fails with `misuse` where a value is not in its table, and where no alerts are sent about the subject; with
  /// `dataError` where the subject is not known.
  init(_ arguments: Arguments, _ console: Console, _ source: any RecordSource) throws(CommandFailure) {
    subject = arguments[Self.subject]
    level = arguments[Self.level]
    category = try arguments.category(Self.category, console)
    (secondLevel, secondLevels) = try Self.readSecondLevel(arguments, console)
    layer = arguments[Self.layer]
    dimension = arguments[Self.dimension]
    projects = Dictionary(
      try source.latest(TopicCatalogue.projects).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    if let subject {
      try AlertSubject.requireKnown(subject, projects: projects.values, source, arguments, console)
    }
  }

  /// The second level that the option names, in any case, with the table of them; nils where it was not given. Fails
  /// with `misuse` where no type of risk has it.
  private static func readSecondLevel(
    _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> (String?, SecondLevels?) {
    guard let written = arguments[secondLevel] else { return (nil, nil) }
    let levels = try ReferenceFolder(try arguments.configuration(console)).read { (path) throws(TableError) in
      try SecondLevels(directory: path, model: try RiskModelLoader(directory: path).load())
    }
    guard let name = levels.all.first(where: { $0.lowercased() == written.lowercased() }) else {
      throw CommandFailure(
        .misuse, "--\(secondLevel.name) cannot be \"\(written)\"",
        expected: "one of \(levels.all.joined(separator: ", "))")
    }
    return (name, levels)
  }

  func accepts(_ alert: Alert) -> Bool {
    guard accepts(alert.subject, alert.category, alert.level) || concernsCounterparty(alert) else { return false }
    if let secondLevel, !alert.evidence.contains(where: { $0.type.flatMap { secondLevels?[$0] } == secondLevel }) {
      return false
    }
    if let layer, !alert.evidence.contains(where: { $0.layer == layer }) { return false }
    guard let dimension else { return true }
    let parties = alert.projects(ofCounterparty: Array(projects.values)).map { SubjectKey(.project, $0.id) }
    let concerned = [alert.subject] + alert.evidence.flatMap(\.subjects) + parties
    return concerned.contains { $0.kind == .project && projects[$0.id].map(dimension.includes) ?? false }
  }

  /// Whether the filter accepts a suppressed record: never by second level or layer, as that needs evidence, which it
  /// lacks.
  func accepts(_ suppression: Suppression) -> Bool {
    guard layer == nil, secondLevel == nil,
      accepts(suppression.subject, suppression.category, suppression.level ?? .watch)
    else {
      return false
    }
    guard let dimension else { return true }
    return suppression.subject.kind == .project && projects[suppression.subject.id].map(dimension.includes) ?? false
  }

  /// Whether the filter is for a project, and the alert for one of its counterparties.
  private func concernsCounterparty(_ alert: Alert) -> Bool {
    guard let subject, subject.kind == .project, alert.subject.kind == .counterparty,
      projects[subject.id]?.hasCounterparty(alert.subject) ?? false
    else { return false }
    return accepts(subject, alert.category, alert.level)
  }

  private func accepts(_ subject: SubjectKey, _ category: String, _ level: AlertLevel) -> Bool {
    (self.subject.map { $0 == subject } ?? true) && (self.category.map { $0 == category } ?? true)
      && (self.level.map { level >= $0 } ?? true)
  }
}

/// A property by which projects are selected: a value of one of their dimensions, or a corridor.
enum ProjectDimension: Hashable {
  case connectivity(Connectivity)
  case scale(ProjectScale)
  case field(ProjectField)
  case actorClass(ActorClass)
  case corridor(String)

  static let words =
    (Connectivity.allCases.map(\.rawValue) + ProjectScale.allCases.map(\.rawValue)
    + ProjectField.allCases.map(\.rawValue) + ActorClass.allCases.map(\.rawValue)).joined(separator: ", ")
    + ", corridor:NAME"

  /// Reads a dimension's value, or `corridor:NAME`; nil where no dimension has this value.
  init?(_ word: String) {
    let corridor = "corridor:"
    if word.hasPrefix(corridor), word != corridor {
      self = .corridor(String(word.dropFirst(corridor.count)))
    } else if let value = Connectivity(rawValue: word) {
      self = .connectivity(value)
    } else if let value = ProjectScale(rawValue: word) {
      self = .scale(value)
    } else if let value = ProjectField(rawValue: word) {
      self = .field(value)
    } else if let value = ActorClass(rawValue: word) {
      self = .actorClass(value)
    } else {
      return nil
    }
  }

  func includes(_ project: Project) -> Bool {
    switch self {
    case .connectivity(let value): project.connectivity.contains(value)
    case .scale(let value): project.scale == value
    case .field(let value): project.field == value
    case .actorClass(let value): project.actorClass == value
    case .corridor(let value): project.corridor == value
    }
  }
}
