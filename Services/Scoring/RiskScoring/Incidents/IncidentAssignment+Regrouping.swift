import KeyedState
import Models
import ReferenceData

/// Handles reports that arrive out of order or are removed.
extension IncidentAssignment {
  /// Inserts a report that arrived out of order, and returns its incident; nil, with nothing changed, if that might
  /// change a later decision.
  func insertWithoutEffect(
    _ report: Report, _ near: [Incident], _ group: IncidentGroup
  ) throws(KeyedStateFailure) -> Incident? {
    guard !report.isCorrection, try !hasEnds(group) else { return nil }
    let constants = model.constants
    var joined: (incident: Incident, change: MatchingChange)?
    var places = NamedPlaces(report.location)
    for incident in near where incident.firstOrder < report.order {
      guard incident.accepts(day: report.day, window: constants.windowDays) else { continue }
      guard !incident.reports.haveCorrections else { return nil }
      // Its state before the report is costly to find.
      guard places.meet(incident.reports.places) else { continue }
      let before = incident.reports.matching(before: report.order)
      guard before.isCompatible(with: report, constants) else { continue }
      guard let joining = incident.reports.change(by: report, joining: before, constants) else { return nil }
      joined = (incident, joining)
      break
    }
    let change = joined?.change ?? MatchingChange(founding: report)
    let firstDay = joined?.incident.firstDay ?? report.day
    let first = joined?.incident.firstOrder ?? report.order
    if let joined { places.formUnion(joined.incident.reports.places) }
    for other in near where first < other.firstOrder && other.reaches(report.order) {
      guard places.meet(other.reports.places) else { continue }
      if other.reports.contain(
        reportFor: firstDay, isState: group.isState, after: report.order, by: change, constants)
      {
        return nil
      }
    }
    guard let incident = joined?.incident else { return try place(report, group) }
    add(report, to: incident)
    incidents.markDirty(incident)
    return incident
  }

  /// Assigns again, in order, all reports from `order` on that a change can affect: with `report` if one is added, else
  /// without the one at `order` unless `removing` is false.
  func regroup(
    _ group: IncidentGroup, around day: Int, from order: ReportOrder, adding report: Report?,
    _ hasEnded: StateEnd, removing: Bool = true
  ) throws(KeyedStateFailure) -> Change {
    var region = try reach(of: order, around: day, in: group)
    if removing {
      let moved = report ?? region.lazy.compactMap { $0.reports.report(at: order) }.first
      if let moved { region = Self.incidents(connectedTo: moved.location, in: region) }
    }
    let affected = region.filter { $0.reaches(order) }
    var queue: [Report] = report.map { [$0] } ?? []
    var removed: Report?
    for incident in affected {
      for taken in incident.cut(from: order, model: model) {
        if removing, report == nil, taken.order == order { removed = taken } else { queue.append(taken) }
      }
    }
    queue.sort { $0.order < $1.order }
    var open = region.filter { !$0.reports.all.isEmpty }
    var emptied = affected.filter { $0.reports.all.isEmpty }
    var changed = affected.filter { !$0.reports.all.isEmpty }
    for report in queue {
      if let incident = try firstAccepting(report, open, hasEnded) {
        add(report, to: incident)
        if !changed.contains(where: { $0 === incident }) { changed.append(incident) }
        continue
      }
      let incident = Incident(group: group, first: report, model: model)
      if let index = emptied.firstIndex(where: { $0.key == incident.key }) {
        let before = emptied.remove(at: index)
        incident.booked = before.booked
        incident.isEnded = before.isEnded
        incident.isCounted = before.isCounted
        try incidents.take(before)
      }
      try incidents.place(incident)
      open.append(incident)
      changed.append(incident)
    }
    for incident in emptied { try incidents.take(incident) }
    for incident in changed { incidents.markDirty(incident) }
    return Change(changed: changed, dissolved: emptied, removed: removed)
  }

  /// The incidents of `region` that a change of a report at `location` can affect, in their order: those that may share
  /// its place, those that may share a place with these, and so on.
  private static func incidents(connectedTo location: Location, in region: [Incident]) -> [Incident] {
    var places = NamedPlaces(location)
    var connected = [Bool](repeating: false, count: region.count)
    var hasGrown = true
    while hasGrown {
      if places.areAnywhere { return region }
      hasGrown = false
      for index in region.indices where !connected[index] && places.meet(region[index].reports.places) {
        places.formUnion(region[index].reports.places)
        connected[index] = true
        hasGrown = true
      }
    }
    return region.indices.filter { connected[$0] }.map { region[$0] }
  }

  /// The incidents that a change at `order` can affect, directly or through other incidents; all of a state's group.
  private func reach(
    of order: ReportOrder, around day: Int, in group: IncidentGroup
  ) throws(KeyedStateFailure) -> [Incident] {
    let window = model.constants.windowDays
    var days = day - 2 * window...day + 2 * window
    while true {
      let region = try incidents.incidents(of: group, days: days)
      guard !group.isState else { return region }
      let reached = region.filter { $0.reaches(order) }.map(\.firstDay)
      let first = min(days.lowerBound, (reached.min() ?? day) - 2 * window)
      let last = max(days.upperBound, (reached.max() ?? day) + 2 * window)
      if first...last == days { return region }
      days = first...last
    }
  }
}
