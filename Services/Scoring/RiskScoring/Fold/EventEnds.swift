import KeyedState
import Models
import ReferenceData

/// Ends states, such as a suspension of works, and events that last, such as a strike, when a report says that they are
/// over; reopens them if it is withdrawn.
final class EventEnds {
  let model: RiskModel
  let store: ScoringStore
  let contributions: ContributionBook
  /// By event type, the types that it ends.
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

  /// Stores a report that ends others, and ends these. Any other report is passed over.
  func addEnd(_ report: Report, of subject: SubjectKey, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    guard let types = typesEnded(by: report) else { return }
    try store.addEnd(report, of: subject)
    try update(types, of: subject, after: report, isAdded: true, &changes)
  }

  /// Removes a report that ends others, and opens those again that it alone has ended.
  func removeEnd(_ report: Report, of subject: SubjectKey, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    guard let types = typesEnded(by: report) else { return }
    try store.removeEnd(report, of: subject)
    try update(types, of: subject, after: report, isAdded: false, &changes)
  }

  /// The types that a report ends; nil where it ends none.
  private func typesEnded(by report: Report) -> [String]? {
    report.realis == .actual && !report.isDenial ? endedBy[report.type] : nil
  }

  /// Updates the subject's incidents of these types after the report `end` was stored or removed.
  private func update(
    _ types: [String], of subject: SubjectKey, after end: Report, isAdded: Bool, _ changes: inout ChangeSet
  ) throws(KeyedStateFailure) {
    var updated: Set<[UInt8]> = []
    for name in types {
      guard let type = model.types[name], let category = type.category else { continue }
      let group = IncidentGroup(
        subject: subject, account: Account(ledger: type.ledger, category: category), family: type.family,
        isState: type.isState)
      guard updated.insert(group.prefix).inserted else { continue }
      let areAssignedAgain = type.isState ? try reviewStates(of: group, after: end, isAdded: isAdded, &changes) : false
      let incidents =
        type.isState ? try store.assignment.states(of: group) : try store.assignment.ending(on: end.day, in: group)
      // A report of an end changes nothing about an event that lasts if it may not be about that event.
      for incident in incidents where type.isState || isEnded(incident.summary, by: end) {
        let ends = try endingReports(of: incident, incident.summary, before: nil)
        let isOver = !ends.isEmpty
        guard isOver != incident.isEnded || (incident.booked == nil) != isOver || areAssignedAgain else { continue }
        incident.isEnded = isOver
        try contributions.rebook(incident, at: changes.time)
        changes.note(incident)
        changes.touch(subject, group.account) { change in
          change.isReleased = change.isReleased || isOver
          guard isOver, isAdded else { return }
          for report in [end] + ends {
            let reference = EvidenceReference(articleId: report.order.articleId, eventId: report.order.eventId)
            if !change.ends.contains(reference) { change.ends.append(reference) }
          }
        }
      }
    }
  }

  /// Assigns the reports of a group of states to incidents again where the report `end`, which was stored or removed,
  /// changes that; returns whether any were.
  private func reviewStates(
    of group: IncidentGroup, after end: Report, isAdded: Bool, _ changes: inout ChangeSet
  ) throws(KeyedStateFailure) -> Bool {
    let reports = try store.assignment.states(of: group).flatMap(\.reports.all)
    // Reports after the end are of another state; where an end is withdrawn, of the same again.
    let later = isAdded ? reports.filter { $0.eventTime > end.eventTime } : reports
    guard let first = later.map(\.order).min() else { return false }
    let change = try store.assignment.reviewStates(
      of: group, from: first,
      hasEnded: { (incident, summary, later) throws(KeyedStateFailure) in
        try hasEnded(incident, summary, before: later)
      })
    for incident in change.dissolved { try dissolve(incident, &changes) }
    return true
  }

  /// Takes an incident without reports out of its account, and notes it for the lanes.
  func dissolve(_ incident: Incident, _ changes: inout ChangeSet) throws(KeyedStateFailure) {
    try contributions.unbook(incident)
    if let queued = incident.booked?.queuedAt { try store.cancelPhaseChange(of: incident, at: queued) }
    incident.booked = nil
    changes.touch(incident.group.subject, incident.group.account) { $0.dissolved.append(incident) }
  }

  /// Whether stored reports end this incident: `endingReports` has the rule.
  func hasEnded(
    _ incident: Incident, _ summary: IncidentSummary, before later: Report?
  ) throws(KeyedStateFailure) -> Bool {
    try !endingReports(of: incident, summary, before: later).isEmpty
  }

  /// The stored reports that end this incident, as `summary` gives it: one that is credible enough alone, or else one
  /// of each source; none if these are less credible together than `end_credibility` and than the sources that report
  /// the incident. A state is ended by a report of the same place and target, whoever ends it, no earlier than its
  /// first event time and not before the day of its latest one.
  ///
  /// - Parameter later: a report of a state, before which the end has to be; nil for any end.
  private func endingReports(
    of incident: Incident, _ summary: IncidentSummary, before later: Report?
  ) throws(KeyedStateFailure) -> [Report] {
    let constants = model.constants
    let isState = incident.group.isState
    let last = isState ? nil : summary.latestTime.adding(days: constants.endReachDays + 1)
    var ends: [Report] = []
    var sufficient: Report?
    for ender in model.types[summary.type]?.endedBy ?? [] where sufficient == nil {
      try store.visitEnds(of: incident.group.subject, ender, upTo: last) { end in
        guard end.eventTime >= summary.eventTime, end.day >= summary.latestTime.day.dayNumber else { return false }
        if let later, end.eventTime >= later.eventTime { return true }
        let isEnd =
          isState
          ? end.location.endsStates(at: summary.location, constants) && end.actors.mayShareTarget(with: summary.actors)
          : isEnded(summary, by: end)
        guard isEnd else { return true }
        ends.append(end)
        if Formulas.sourceCredibility([end.grade], model) >= constants.endCredibility { sufficient = end }
        return sufficient == nil
      }
    }
    if let sufficient { return [sufficient] }
    return ends.isEmpty ? [] : sources(of: ends, toEnd: summary)
  }

  /// One report of each source of these ends, the best grade first; none if the sources are not credible enough
  /// together to end the incident that `summary` gives.
  private func sources(of ends: [Report], toEnd summary: IncidentSummary) -> [Report] {
    let constants = model.constants
    let sources = Voices(ofEnds: ends, model).independent(constants)
    let reported = summary.voices.independent(constants).map(\.grade)
    let needed = min(constants.endCredibility, Formulas.sourceCredibility(reported, model))
    guard Formulas.sourceCredibility(sources.map(\.grade), model) >= needed else { return [] }
    return sources.compactMap { source in
      ends.first { $0.order.articleId == source.evidence.articleId && $0.order.eventId == source.evidence.eventId }
    }
  }

  /// Whether this report may end the event that lasts, as `summary` gives it: it may be about the same event, and is at
  /// most `end_reach_days` after the latest time that a report gives, or on the same day if it states its day. An event
  /// with so many deaths that they alone raise a warning still counts when it is over.
  private func isEnded(_ summary: IncidentSummary, by end: Report) -> Bool {
    guard let type = model.types[summary.type], type.endedBy.contains(end.type),
      end.eventTime >= summary.eventTime, type.warnDeaths.map({ summary.deaths < $0 }) ?? true
    else { return false }
    let days = end.day - summary.latestTime.day.dayNumber
    let isAfter = end.isDayStated ? days >= 0 : end.eventTime >= summary.latestTime
    return isAfter && days <= model.constants.endReachDays && isOfOneEvent(end, summary)
  }

  /// Whether the report of an end may be about the event that `summary` gives. If both name a project, that alone
  /// decides; else they have to name the same place and compatible actors, or the same body, such as a union, in places
  /// of which one may contain the other.
  private func isOfOneEvent(_ end: Report, _ summary: IncidentSummary) -> Bool {
    let location = summary.location
    if let project = end.location.project, let theirs = location.project { return project == theirs }
    if end.location.isOfOnePlace(with: location, model.constants) {
      return end.actors.isCompatible(with: summary.actors)
    }
    return end.location.endsStates(at: location, model.constants) && end.actors.shareBody(with: summary.actors)
  }
}
