import CommandLine
import EmbeddedMessaging
import Models
import PipelineContracts

/// The checks of a subject whose alerts a command is asked for.
enum AlertSubject {
  /// Fails with `misuse` where the subject is of a kind about which no alerts are sent.
  static func requireKind(of subject: SubjectKey) throws(CommandFailure) {
    guard subject.kind.hasLevels else {
      throw CommandFailure(
        .misuse, "no alerts are sent about \(subject)",
        expected: "a project, a country or a counterparty, such as project/chancay-port",
        remedy: "`beacon assess \(subject)` prints its score")
    }
  }

  /// Fails with `dataError` where there is no country with the subject's code.
  static func requireCountry(
    _ subject: SubjectKey, _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) {
    guard subject.kind == .country else { return }
    let codes = try ReferenceFolder(try arguments.configuration(console)).countryCodes()
    guard codes.contains(subject.id) else {
      throw CommandFailure(
        .dataError, "there is no country \(subject.id)",
        expected: "a code of ISO 3166-1 in capitals, such as country/PE",
        remedy: "correct the code")
    }
  }

  /// Fails with `misuse` or `dataError` where no alert on the subject can exist: it is of another kind, or neither
  /// registered nor assessed, and has no alert from an earlier registration.
  static func requireKnown(
    _ subject: SubjectKey, projects: some Collection<Project>, _ source: any RecordSource, _ arguments: Arguments,
    _ console: Console
  ) throws(CommandFailure) {
    try requireKind(of: subject)
    if try isKnown(subject, projects: projects, source) { return }
    if subject.kind == .country { return try requireCountry(subject, arguments, console) }
    if case .embedded(let directory) = try LogLocation(arguments, console),
      try isRegistered(subject, in: InboxReader(directory: directory))
    {
      return
    }
    let guess = try question(subject, projects: projects, source)
    throw CommandFailure(
      .dataError, "nothing is known of \(subject)\(guess)",
      expected: "a registered project, its counterparty, or a country",
      remedy: "`beacon projects list` prints the ids of projects, `beacon assess` the subjects with a score")
  }

  /// Whether a registration that waits for the next run may be that of the project, or of one with the counterparty.
  private static func isRegistered(_ subject: SubjectKey, in inbox: InboxReader) throws(CommandFailure) -> Bool {
    let register = TopicCatalogue.projects
    switch subject.kind {
    case .project: return inbox.mayContain(key: subject.id, ofRegister: register.name)
    case .counterparty:
      let records = try withDataFolder { () throws(EmbeddedLogError) in
        try inbox.records(ofTopic: register.name, isKeyed: true)
      }
      return records.contains { record in
        let project = record.value.flatMap { try? register.decode($0) }
        return project?.hasCounterparty(subject) ?? false
      }
    default: return false
    }
  }

  private static func isKnown(
    _ subject: SubjectKey, projects: some Collection<Project>, _ source: any RecordSource
  ) throws(CommandFailure) -> Bool {
    switch subject.kind {
    case .project where projects.contains(where: { $0.id == subject.id }): return true
    case .counterparty where projects.contains(where: { $0.hasCounterparty(subject) }): return true
    default: break
    }
    if try source.latest(TopicCatalogue.assessments.name, key: subject.description) != nil { return true }
    var hasAlert = false
    _ = try source.scan(TopicCatalogue.alerts.name) { (record) throws(CommandFailure) in
      if !hasAlert { hasAlert = try record.decoded(as: TopicCatalogue.alerts).subject == subject }
    }
    return hasAlert
  }

  /// `; did you mean "project/lamu-port"?` with the subject that was probably meant; empty without one.
  static func question(
    _ subject: SubjectKey, projects: some Collection<Project>, _ source: any RecordSource
  ) throws(CommandFailure) -> String {
    try likely(subject, projects: projects, source).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  /// The subject of the same kind that was probably meant: one with that name, or with a similar id, else the only one
  /// whose id begins with the given one. Nil without one.
  private static func likely(
    _ subject: SubjectKey, projects: some Collection<Project>, _ source: any RecordSource
  ) throws(CommandFailure) -> SubjectKey? {
    let assessments = try source.latest(TopicCatalogue.assessments)
    let named = assessments.first {
      $0.subject.kind == subject.kind && $0.subject != subject
        && $0.subjectName?.lowercased() == subject.id.lowercased()
    }
    if let named { return named.subject }
    let assessed = assessments.map(\.subject)
    let registered = projects.flatMap { (project: Project) -> [SubjectKey] in
      [SubjectKey(.project, project.id)] + project.counterparties.map { SubjectKey.counterparty(named: $0.name) }
    }
    let ids = Set((assessed + registered).filter { $0.kind == subject.kind }.map(\.id)).sorted()
    if ids.contains(subject.id) { return nil }
    if let id = suggestion(for: subject.id, among: ids) { return SubjectKey(subject.kind, id) }
    let longer = ids.filter { $0.hasPrefix(subject.id) }
    return longer.count == 1 ? longer.first.map { SubjectKey(subject.kind, $0) } : nil
  }
}
