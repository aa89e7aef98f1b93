import Messaging
import Models
import PipelineContracts
import RiskReporting

/// The rows of the reporting stage's tables, with the fields that reports need.
package struct ReportTables {
  private var projects: [String: Project] = [:]
  private var sources: [String: Source] = [:]
  private var alerts: [SubjectKey: [Alert]] = [:]
  private var suppressions: [SubjectKey: [Suppression]] = [:]
  private var feedback: [String: [Action]] = [:]

  package init() {}

  /// The topics that these tables are read from.
  package static let topics = [
    TopicCatalogue.projects.name, TopicCatalogue.sources.name, TopicCatalogue.alerts.name,
    TopicCatalogue.suppressions.name, TopicCatalogue.actions.name,
  ]

  /// Applies a change of a table's row. A row that cannot be read is left out and fails as `badRecord`.
  package mutating func change(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {
    let id = String(decoding: key, as: UTF8.self)
    switch topic {
    case TopicCatalogue.projects.name: projects[id] = try TopicCatalogue.projects.row(value)
    case TopicCatalogue.sources.name: sources[id] = try TopicCatalogue.sources.row(value)
    case TopicCatalogue.alerts.name:
      guard let alert = try TopicCatalogue.alerts.row(value) else { return }
      alerts[alert.subject, default: []].append(alert.withoutTexts)
    case TopicCatalogue.suppressions.name:
      guard let suppression = try TopicCatalogue.suppressions.row(value) else { return }
      suppressions[suppression.subject, default: []].append(suppression)
    case TopicCatalogue.actions.name:
      guard let action = try TopicCatalogue.actions.row(value) else { return }
      feedback[action.alert, default: []].append(action)
    default: return
    }
  }

  /// The highest level of the open alerts of each project and counterparty, by the records before `knownAt`.
  package func levels(knownAt: Timestamp) -> [SubjectKey: AlertLevel] {
    var levels: [SubjectKey: AlertLevel] = [:]
    for (subject, records) in alerts where subject.kind == .project || subject.kind == .counterparty {
      levels[subject] = AlertLevel.highestOpen(of: records.filter { $0.sentAt < knownAt }, at: knownAt)
    }
    return levels
  }

  /// The input of one subject's report: what was written before `knownAt`.
  ///
  /// - Parameter levels: `levels(knownAt:)`, which is the same for every subject.
  package func input(
    period: ReportPeriod, knownAt: Timestamp, subject: SubjectKey, levels: [SubjectKey: AlertLevel],
    history: AssessmentHistory
  ) -> ReportInput {
    let subjects = alerted(of: subject)
    let own = subjects.flatMap { (alerts[$0] ?? []).filter { $0.sentAt < knownAt } }
    return ReportInput(
      period: period, knownAt: knownAt, history: history, projects: projects.values.sorted { $0.id < $1.id },
      sources: sources.values.sorted { $0.id < $1.id }, levels: levels, alerts: own,
      feedback: Set(own.map(\.id)).sorted().flatMap { (feedback[$0] ?? []).filter { $0.at < knownAt } },
      suppressions: subjects.flatMap { (suppressions[$0] ?? []).filter { $0.asOf < knownAt } })
  }

  /// The subjects whose alerts a report on `subject` counts, in order. A group of projects has no alerts of its own:
  /// those of its projects, of their counterparties and of their countries count.
  private func alerted(of subject: SubjectKey) -> [SubjectKey] {
    guard subject.kind.isGroup else { return [subject] }
    var subjects: Set<SubjectKey> = []
    for project in projects.values where project.concerns(subject) {
      subjects.insert(SubjectKey(.project, project.id))
      subjects.formUnion(project.counterparties.map { SubjectKey.counterparty(named: $0.name) })
      subjects.formUnion(project.countries.map { SubjectKey(.country, $0) })
    }
    return subjects.sorted()
  }
}

extension Alert {
  /// The alert without evidence, description and references, which reports don't use, to keep tables small.
  fileprivate var withoutTexts: Alert {
    var alert = self
    alert.evidence = []
    alert.description = ""
    alert.references = []
    return alert
  }
}
