import KeyedState
import Models
import ReferenceData

/// Ends states, such as a suspension of works, when a report says that they are over; reopens them if it is withdrawn.
final class StateEnds {
  let model: RiskModel
  let store: ScoringStore
  let contributions: ContributionBook
  /// By event type, the types of the states that it ends.
  private let endedBy: [String: [String]]

  init(model: RiskModel, store: ScoringStore, contributions: ContributionBook) {
    self.model = model
    self.store = store
    self.contributions = contributions
    var endedBy: [String: [String]] = [:]
    for type in model.types.all {
      for ender in type.endedBy { endedBy[ender, default: []].append(type.type) }
    }
    self.endedBy = endedBy
  }

  /// Stores a report that ends states, and ends them. Any other report is passed over.
  func addEnd(_ report: Report, of subject: SubjectKey, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    guard let states = statesEnded(by: report) else { return }
    try store.addEnd(report, of: subject)
    try update(states, of: subject, endedBy: report, &changes)
  }

  /// Removes a report that ends states, and opens those again that it alone has ended.
  func removeEnd(_ report: Report, of subject: SubjectKey, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    guard let states = statesEnded(by: report) else { return }
    try store.removeEnd(report, of: subject)
    try update(states, of: subject, endedBy: nil, &changes)
  }

  /// The types of the states that a report ends; nil where it ends none.
  private func statesEnded(by report: Report) -> [String]? {
    report.realis == .actual && !report.isDenial ? endedBy[report.type] : nil
  }

  /// Updates the subject's states of these types after the report `end` was stored, or, where it is nil, after one was
  /// removed.
  private func update(
    _ types: [String], of subject: SubjectKey, endedBy end: Report?, _ changes: inout ChangeSet
  ) throws(KeyedStateFailure) {
    for name in types {
      guard let type = model.types[name], let category = type.category else { continue }
      let group = IncidentGroup(
        subject: subject, account: Account(ledger: type.ledger, category: category), family: type.family, isState: true)
      let reports = try store.assignment.states(of: group).flatMap(\.reports.all)
      // Reports after the end are of another state; where an end is withdrawn, of the same again.
      let later = end.map { end in reports.filter { $0.eventTime > end.eventTime } } ?? reports
      if let first = later.map(\.order).min() {
        let change = try store.assignment.reviewStates(
          of: group, from: first,
          hasEnded: { (incident, summary, later) throws(KeyedStateFailure) in
            try hasEnded(incident, summary, before: later)
          })
        for incident in change.dissolved { try dissolve(incident, &changes) }
      }
      for incident in try store.assignment.states(of: group) {
        let isEnded = try hasEnded(incident, incident.summary, before: nil)
        guard isEnded != incident.isEnded || (incident.booked == nil) != isEnded || !later.isEmpty else { continue }
        incident.isEnded = isEnded
        try contributions.rebook(incident, at: changes.time)
        changes.note(incident)
        changes.touch(subject, group.account) { change in
          change.isReleased = change.isReleased || isEnded
          guard isEnded, let end else { return }
          let reference = EvidenceReference(articleId: end.order.articleId, eventId: end.order.eventId)
          if !change.ends.contains(reference) { change.ends.append(reference) }
        }
      }
    }
  }

  /// Takes an incident without reports out of its account, and notes it for the lanes.
  func dissolve(_ incident: Incident, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    try contributions.unbook(incident)
    if let queued = incident.booked?.queuedAt { try store.cancelPhaseChange(of: incident, at: queued) }
    incident.booked = nil
    changes.touch(incident.group.subject, incident.group.account) { $0.dissolved.append(incident) }
  }

  /// Whether a stored report ends this state, as `summary` gives it: with matching place and target, whoever ends it,
  /// no earlier than its first event time, not before the day of its latest one, and before `later` if given.
  func hasEnded(
    _ incident: Incident, _ summary: IncidentSummary, before later: Report?
  ) throws(KeyedStateFailure) -> Bool {
    let constants = model.constants
    var hasEnded = false
    for ender in model.types[summary.type]?.endedBy ?? [] where !hasEnded {
      try store.visitEnds(of: incident.group.subject, ender) { end in
        guard end.eventTime >= summary.eventTime, end.day >= summary.latestTime.day.dayNumber else { return false }
        hasEnded =
          later.map { end.eventTime < $0.eventTime } ?? true
          && end.location.endsStates(at: summary.location, constants) && end.actors.mayShareTarget(with: summary.actors)
        return !hasEnded
      }
    }
    return hasEnded
  }
}
