import KeyedState
import Models
import ReferenceData

/// Assigns the reports of one partition to incidents.
///
/// Reports belong to incidents as if they had come in order: each joins the first incident that accepts it, or starts
/// one. A report out of order that changes no later decision changes one incident; for any other, and for a withdrawal,
/// all later reports near it, in days and in place, are decided again. States have no window: a report of a state is
/// compared with all states of its group, so its cost grows with their number.
final class IncidentAssignment {
  let model: RiskModel
  private let rows: any KeyedState
  let incidents: IncidentCache

  /// The incidents of a group that changed or were dissolved because reports were added, removed or assigned again.
  struct Change {
    var changed: [Incident] = []
    var dissolved: [Incident] = []
    /// The report that was removed; nil for none.
    var removed: Report?
  }

  /// Whether a state, as its summary gives it, had ended before a further report.
  typealias StateEnd = (Incident, IncidentSummary, Report) throws(KeyedStateFailure) -> Bool

  /// By type family, the event types that end its states.
  private let enders: [String: Set<String>]

  init(model: RiskModel, incidents: IncidentCache, rows: any KeyedState) {
    self.model = model
    self.rows = rows
    self.incidents = incidents
    var enders: [String: Set<String>] = [:]
    for type in model.types.all where type.isState { enders[type.family, default: []].formUnion(type.endedBy) }
    self.enders = enders
  }

  func insert(
    _ report: Report, in group: IncidentGroup, hasEnded: StateEnd
  ) throws(KeyedStateFailure) -> Change {
    let near = try nearby(group, around: report.day, windows: 3)
    if !near.contains(where: { $0.reaches(report.order) }) {
      let accepting = try firstAccepting(report, near, hasEnded)
      let incident: Incident
      if let accepting { incident = accepting } else { incident = try place(report, group) }
      if incident.lastOrder != report.order { add(report, to: incident) }
      incidents.markDirty(incident)
      return Change(changed: [incident])
    }
    if let incident = try insertWithoutEffect(report, near, group) {
      return Change(changed: [incident])
    }
    return try regroup(group, around: report.day, from: report.order, adding: report, hasEnded)
  }

  /// Removes the report at `order`, whose event was on `day`, and assigns the later reports near it again.
  func remove(
    _ order: ReportOrder, day: Int, from group: IncidentGroup, hasEnded: StateEnd
  ) throws(KeyedStateFailure) -> Change {
    try regroup(group, around: day, from: order, adding: nil, hasEnded)
  }

  /// All incidents of a state's group, in order of their first reports.
  func states(of group: IncidentGroup) throws(KeyedStateFailure) -> [Incident] {
    try incidents.incidents(of: group, days: 0...0)
  }

  /// The incidents of a group without states that an end on `day` may end, in order of their first reports.
  func ending(on day: Int, in group: IncidentGroup) throws(KeyedStateFailure) -> [Incident] {
    let reach = model.constants.endReachDays + model.constants.windowDays
    return try incidents.incidents(of: group, days: day - reach...day + model.constants.windowDays)
  }

  /// Assigns the reports of a state's group from `order` on to incidents again, after a report that ends the state was
  /// added or removed.
  func reviewStates(
    of group: IncidentGroup, from order: ReportOrder, hasEnded: StateEnd
  ) throws(KeyedStateFailure) -> Change {
    try regroup(group, around: 0, from: order, adding: nil, hasEnded, removing: false)
  }

  // MARK: Decisions

  /// The first of `candidates`, which are in order, that the report may belong to; nil if it fits no candidate.
  func firstAccepting(
    _ report: Report, _ candidates: [Incident], _ hasEnded: StateEnd
  ) throws(KeyedStateFailure) -> Incident? {
    for incident in candidates where incident.isCompatible(with: report, model.constants) {
      guard incident.group.isState else { return incident }
      if try !hasEnded(incident, incident.summary, report) { return incident }
    }
    return nil
  }

  /// Whether there is a report that may end a state of the group.
  func hasEnds(_ group: IncidentGroup) throws(KeyedStateFailure) -> Bool {
    guard group.isState else { return false }
    var isFound = false
    for ender in enders[group.family] ?? [] where !isFound {
      try rows.scan(prefix: RowKey.type(.enders, group.subject, ender)) { (_, _) throws(KeyedStateFailure) in
        isFound = true
        return false
      }
    }
    return isFound
  }

  /// The incidents that began at most `windows` times the model's `windowDays` before or after a day.
  private func nearby(
    _ group: IncidentGroup, around day: Int, windows: Int
  ) throws(KeyedStateFailure) -> [Incident] {
    let reach = windows * model.constants.windowDays
    return try incidents.incidents(of: group, days: day - reach...day + reach)
  }

  func add(_ report: Report, to incident: Incident) {
    incident.insert(report, model: model)
    incidents.noteGrowth()
  }

  /// Starts an incident.
  func place(_ report: Report, _ group: IncidentGroup) throws(KeyedStateFailure) -> Incident {
    let incident = Incident(group: group, first: report, model: model)
    try incidents.place(incident)
    return incident
  }
}
