import Messaging
import Models
import PipelineContracts
import RiskReporting

/// The rows of the reporting stage's tables, with the fields that reports need.
///
/// Alerts, suppressions and feedback are dropped when they are too old for any report. An input is the same whether or
/// not they have been dropped.
package struct ReportTables {
  private var projects: [String: Project] = [:]
  private var sources: [String: Source] = [:]
  private var alerts: [SubjectKey: [Alert]] = [:]
  private var suppressions: [SubjectKey: [Suppression]] = [:]
  private var feedback: [String: [Action]] = [:]
  private let keptDays: Int?
  /// Old rows are dropped with the first alert or suppression of this time or later.
  private var nextDrop = Timestamp.distantPast

  /// The days from one dropping of old rows to the next: by so many days more than `keptDays` may a row be kept.
  private static let daysBetweenDrops = 7

  /// - Parameter keptDays: how many days alerts, suppressions and feedback are kept, counted back from the newest alert
  ///   or suppression: the days that a report looks back from the end of its period, and those that it may be written
  ///   later. Nil keeps all of them, for a report on any period.
  package init(keptDays: Int? = nil) { self.keptDays = keptDays }

  /// How many days scheduled reports need: a stage that starts later than the others writes the reports of all periods
  /// whose assessments the topic has.
  package static let scheduledDays = TopicCatalogue.assessmentDays + ReportSchedule.daysLookedBack

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
      dropOld(at: alert.sentAt)
    case TopicCatalogue.suppressions.name:
      guard let suppression = try TopicCatalogue.suppressions.row(value) else { return }
      suppressions[suppression.subject, default: []].append(suppression)
      dropOld(at: suppression.asOf)
    case TopicCatalogue.actions.name:
      guard let action = try TopicCatalogue.actions.row(value) else { return }
      feedback[action.alert, default: []].append(action)
    default: return
    }
  }

  /// Drops the rows that reports no longer need. Most calls only compare two times: rows are dropped once a week.
  /// Feedback does not advance the time, because its own is that of a person's clock; that on a kept alert is kept.
  private mutating func dropOld(at time: Timestamp) {
    guard let keptDays, time >= nextDrop else { return }
    nextDrop = time.adding(days: Self.daysBetweenDrops)
    let oldest = time.adding(days: -keptDays)
    alerts = alerts.mapValues { $0.needed(since: oldest) }.filter { !$0.value.isEmpty }
    suppressions = suppressions.mapValues { $0.filter { $0.asOf >= oldest } }.filter { !$0.value.isEmpty }
    let kept = Set(alerts.values.joined().map(\.id))
    feedback = feedback.filter { kept.contains($0.key) || $0.value.contains { $0.at >= oldest } }
  }

  /// The highest level of the open alerts of each project and counterparty, by the records before `knownAt`.
  package func levels(knownAt: Timestamp) -> [SubjectKey: AlertLevel] {
    var levels: [SubjectKey: AlertLevel] = [:]
    for (subject, records) in alerts where subject.kind == .project || subject.kind == .counterparty {
      levels[subject] = AlertLevel.highestOpen(of: records.filter { $0.sentAt < knownAt }, at: knownAt)
    }
    return levels
  }

  /// The input of one subject's report: what was written before `knownAt`, as far as the report uses it.
  ///
  /// - Parameter levels: `levels(knownAt:)`, which is the same for every subject.
  package func input(
    period: ReportPeriod, knownAt: Timestamp, subject: SubjectKey, levels: [SubjectKey: AlertLevel],
    history: AssessmentHistory
  ) -> ReportInput {
    let subjects = alerted(of: subject)
    let own = subjects.flatMap { subject in
      (alerts[subject] ?? []).filter { $0.sentAt < knownAt }.firstSent(since: period.previous.from)
    }
    return ReportInput(
      period: period, knownAt: knownAt, history: history, projects: projects.values.sorted { $0.id < $1.id },
      sources: sources.values.sorted { $0.id < $1.id }, levels: levels, alerts: own,
      feedback: Set(own.map(\.id)).sorted().flatMap { (feedback[$0] ?? []).filter { $0.at < knownAt } },
      suppressions: subjects.flatMap { subject in
        (suppressions[subject] ?? []).filter { $0.asOf < knownAt && period.contains($0.asOf) }
      })
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

extension [Alert] {
  /// The records of those alerts whose first record was sent at `start` or later.
  fileprivate func firstSent(since start: Timestamp) -> [Alert] {
    let older = Set(filter { $0.sentAt < start }.map(\.id))
    return filter { !older.contains($0.id) }
  }

  /// The records that reports need which look back to `oldest` at most, of the records of one subject's alerts in
  /// their order: those since then, and of an alert that had not ended by then the last one before, which shows that
  /// the alert is older.
  fileprivate func needed(since oldest: Timestamp) -> [Alert] {
    var last: [String: Int] = [:]
    var lastBefore: [String: Int] = [:]
    for (index, alert) in enumerated() {
      last[alert.id] = index
      if alert.sentAt < oldest { lastBefore[alert.id] = index }
    }
    return enumerated().filter { index, alert in
      guard alert.sentAt < oldest else { return true }
      return lastBefore[alert.id] == index && (last[alert.id] != index || alert.expiresAt >= oldest)
    }.map(\.element)
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
